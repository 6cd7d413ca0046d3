// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/service_rules.h"

#include "importers/json/whole_json_reader.h"

#include <algorithm>
#include <array>

namespace foreshock {
namespace {

using Json = nlohmann::json;

constexpr std::array kLabels = {"service",
                                "service_name",
                                "app.kubernetes.io/name",
                                "app_kubernetes_io_name",
                                "app",
                                "k8s-app",
                                "deployment",
                                "statefulset",
                                "daemonset",
                                "container",
                                "job",
                                "pod",
                                "app.kubernetes.io/instance"};

/// The letters that Kubernetes makes random names of: no vowels, so that no words come about.
bool isRandom(std::string_view text) {
    return text.find_first_not_of("bcdfghjklmnpqrstvwxz2456789") == std::string_view::npos;
}

bool isNumber(std::string_view text) {
    return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

/// "cart-7d9f8b6c5d" without its hash; unchanged where there is none.
std::string_view withoutHash(std::string_view name) {
    const std::size_t dash = name.rfind('-');
    if (dash == std::string_view::npos || dash == 0)
        return name;
    const std::string_view hash = name.substr(dash + 1);
    const bool isTemplateHash =
        hash.size() >= 6 && hash.size() <= 10 &&
        hash.find_first_not_of("abcdef0123456789bcdfghjklmnpqrstvwxz") == std::string_view::npos &&
        hash.find_first_of("0123456789") != std::string_view::npos;
    return isTemplateHash ? name.substr(0, dash) : name;
}

std::string named(const char* label, std::string value) {
    return std::string_view(label) == "pod" ? workloadOf("Pod", value) : value;
}

} // namespace

std::string serviceOfLabels(const Json& labels) {
    if (labels.is_object())
        for (const char* label : kLabels)
            if (std::string value = textOf(labels, label); !value.empty())
                return named(label, std::move(value));
    return {};
}

std::string tagValue(const Json& tags, std::string_view key) {
    if (tags.is_array())
        for (const Json& tag : tags) {
            const std::string text = textOf(tag);
            if (text.size() > key.size() + 1 && text.starts_with(key) &&
                (text[key.size()] == ':' || text[key.size()] == '='))
                return text.substr(key.size() + 1);
        }
    return {};
}

std::string serviceOfTags(const Json& tags) {
    for (const char* label : kLabels)
        if (std::string value = tagValue(tags, label); !value.empty())
            return named(label, std::move(value));
    return {};
}

std::string workloadOf(std::string_view kind, std::string_view name) {
    const std::size_t dash = name.rfind('-');
    if (dash == std::string_view::npos || dash == 0)
        return std::string(name);
    const std::string_view last = name.substr(dash + 1);
    if (kind == "ReplicaSet")
        return std::string(withoutHash(name));
    if (kind == "Job")
        return std::string(isNumber(last) && last.size() >= 8 ? name.substr(0, dash) : name);
    if (kind != "Pod")
        return std::string(name);
    if (isNumber(last) && last.size() <= 3)
        return std::string(name.substr(0, dash)); // of a stateful set
    if (last.size() != 5 || !isRandom(last))
        return std::string(name);
    const std::string_view owner = name.substr(0, dash);
    const std::string_view deployment = withoutHash(owner);
    return deployment != owner ? std::string(deployment) : workloadOf("Job", owner);
}

std::string nameOfArn(std::string_view arn) {
    if (!arn.starts_with("arn:"))
        return std::string(arn);
    return std::string(arn.substr(arn.find_last_of(":/") + 1));
}

std::string lastPart(std::string_view path) {
    while (path.ends_with('/'))
        path.remove_suffix(1);
    if (path.ends_with(".git"))
        path.remove_suffix(4);
    return std::string(path.substr(path.find_last_of("/:") + 1));
}

} // namespace foreshock
