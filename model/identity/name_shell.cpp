// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/identity/name_shell.h"

#include "model/base/text.h"
#include "model/identity/environment_word.h"

#include <algorithm>
#include <array>
#include <vector>

namespace foreshock {
namespace {

template<std::size_t N>
bool isOneOf(std::string_view word, const std::array<std::string_view, N>& words) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

bool isNameByte(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
}

bool isAllDigits(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// 50dc6c495c0c9188: an id that AWS appends.
bool isHexId(std::string_view text) {
    return text.size() >= 8 && std::all_of(text.begin(), text.end(),
                                           [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

/// arn:PARTITION:SERVICE:REGION:ACCOUNT:RESOURCE, the resource NAME, TYPE/NAME, TYPE:NAME, TYPE/GROUP/NAME.
std::optional<NameShell> ofArn(std::string_view text) {
    std::size_t at = 0;
    std::array<std::string_view, 5> head;
    for (std::string_view& part : head) {
        const std::size_t colon = text.find(':', at);
        if (colon == std::string_view::npos)
            return std::nullopt;
        part = text.substr(at, colon - at);
        at = colon + 1;
    }
    NameShell out;
    out.rule = NameRule::Arn;
    out.qualifier = std::string(head[4]);
    std::vector<std::string_view> parts;
    for (std::string_view rest = text.substr(at); !rest.empty();) {
        const std::size_t end = std::min(rest.find_first_of(":/"), rest.size());
        if (end > 0)
            parts.push_back(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    // Resources that are one of many, or no service at all.
    static constexpr std::array<std::string_view, 8> kNameless = {"instance", "task",   "container-instance", "volume",
                                                                  "vpc",      "subnet", "snapshot",           "alarm"};
    if (parts.empty() || (parts.size() > 1 && isOneOf(parts[0], kNameless)))
        return std::nullopt;
    std::size_t name = parts.size() == 1 ? 0 : 1;
    if (parts[0] == "loadbalancer" && parts.size() >= 3)
        name = 2; // loadbalancer/app/cart/50dc6c495c0c9188
    else if (parts[0] == "service" || parts[0] == "log-group")
        name = parts.size() - (parts.back() == "*" && parts.size() > 2 ? 2 : 1); // service/prod/cart
    out.name = parts[name];
    if (out.name == "*" || isHexId(out.name))
        return std::nullopt;
    for (std::size_t i = 0; i < parts.size(); ++i)
        if (i != name && out.environment.empty())
            out.environment = environmentOfLabel(parts[i]);
    return out;
}

std::optional<NameShell> ofUnitFile(std::string_view text) {
    static constexpr std::array<std::string_view, 5> kEndings = {".service", ".socket", ".timer", ".scope", ".slice"};
    for (const std::string_view ending : kEndings) {
        if (!text.ends_with(ending))
            continue;
        std::string_view name = text.substr(0, text.size() - ending.size());
        name.remove_prefix(std::min(name.rfind('/') + 1, name.size())); // npos + 1 is 0
        name = name.substr(0, name.find('@'));
        if (name.empty())
            return std::nullopt;
        return NameShell{name, NameRule::UnitFile, "", ""};
    }
    return std::nullopt;
}

/// OWNER/NAME, HOST/OWNER/NAME, NAMESPACE/NAME, KIND/NAME, with scheme, .git, :tag and @digest.
std::optional<NameShell> ofPath(std::string_view text) {
    NameShell out;
    out.rule = NameRule::Namespace;
    if (const std::size_t scheme = text.find("://"); scheme != std::string_view::npos) {
        text.remove_prefix(scheme + 3);
        out.rule = NameRule::Repository;
    }
    if (text.starts_with("git@")) { // git@github.com:org/cart.git
        text.remove_prefix(std::min(text.find(':') + 1, text.size()));
        out.rule = NameRule::Repository;
    }
    while (!text.empty() && text.back() == '/')
        text.remove_suffix(1);
    const std::size_t slash = text.rfind('/');
    if (slash == std::string_view::npos || slash == 0)
        return std::nullopt;
    out.name = text.substr(slash + 1);
    out.name = out.name.substr(0, out.name.find('@'));
    out.name = out.name.substr(0, out.name.find(':'));
    if (out.name.ends_with(".git")) {
        out.name.remove_suffix(4);
        out.rule = NameRule::Repository;
    }
    static constexpr std::array<std::string_view, 10> kKinds = {
        "deployment", "deploy", "pod", "service", "svc", "daemonset", "statefulset", "job", "cronjob", "namespace"};
    bool isNamespace = false;
    for (const std::string_view part : split(text.substr(0, slash), '/')) {
        if (part.find('.') != std::string_view::npos) {
            out.rule = NameRule::Repository; // github.com/org/cart
            continue;
        }
        isNamespace = isNamespace || isOneOf(part, kKinds);
        const std::string_view word = environmentOfWord(part);
        const std::string told = environmentOfLabel(part);
        if (out.environment.empty() && !told.empty()) {
            out.environment = told;
            isNamespace = true;
        }
        if (!part.empty() && word.empty() && !isOneOf(part, kKinds))
            out.qualifier += (out.qualifier.empty() ? "" : "/") + lowered(part);
    }
    if (!isNamespace && slash == text.find('/'))
        out.rule = NameRule::Repository; // org/cart: with nothing else told, the more usual of the two
    if (out.name.empty())
        return std::nullopt;
    return out;
}

/// cart.example.com, kfe-0417.us-east-1.example.net, cart.shop.svc.cluster.local; no address, no version.
std::optional<NameShell> ofDomainName(std::string_view text) {
    while (!text.empty() && text.back() == '.')
        text.remove_suffix(1);
    text = text.substr(0, text.find(':')); // a port
    const std::vector<std::string_view> labels = split(text, '.');
    if (labels.size() < 2 || isAllDigits(labels[0]) || isAllDigits(labels.back()))
        return std::nullopt;
    for (const std::string_view label : labels)
        if (label.empty() || !std::all_of(label.begin(), label.end(), isNameByte))
            return std::nullopt;
    NameShell out{labels[0], NameRule::DomainName, "", ""};
    for (std::size_t i = 1; i < labels.size() && out.environment.empty(); ++i)
        out.environment = environmentOfLabel(labels[i]);
    const bool isCluster = labels.size() >= 3 && (labels[2] == "svc" || labels[2] == "pod");
    if (isCluster) {
        out.rule = NameRule::Namespace;
        if (environmentOfWord(labels[1]).empty())
            out.qualifier = lowered(labels[1]);
    } else if (labels.size() >= 3) {
        out.qualifier = lowered(labels[labels.size() - 2]) + "." + lowered(labels.back());
    }
    return out;
}

} // namespace

std::optional<NameShell> shellOf(std::string_view text) {
    if (text.starts_with("arn:"))
        return ofArn(text);
    if (auto unit = ofUnitFile(text))
        return unit;
    if (text.find('/') != std::string_view::npos || text.starts_with("git@"))
        return ofPath(text);
    if (text.find('.') != std::string_view::npos)
        return ofDomainName(text);
    return std::nullopt;
}

} // namespace foreshock
