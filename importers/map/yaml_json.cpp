// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/map/yaml_json.h"

#include "importers/specimen_lines.h"
#include "model/base/text.h"

#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <optional>

namespace foreshock {
namespace {

constexpr int kDeepest = 64;
constexpr int kMostNodes = 1'000'000;

/// Null: too deep or too large (aliases of aliases of aliases).
std::optional<Json> toJson(const YAML::Node& node, int depth, int& nodes) {
    if (depth > kDeepest || ++nodes > kMostNodes)
        return std::nullopt;
    if (node.IsScalar()) {
        const std::string& text = node.Scalar();
        if (node.Tag() != "!" && (text == "true" || text == "false"))
            return Json(text == "true");
        return Json(text);
    }
    if (node.IsSequence()) {
        Json list = Json::array();
        for (const YAML::Node& element : node) {
            std::optional<Json> value = toJson(element, depth + 1, nodes);
            if (!value)
                return std::nullopt;
            list.push_back(std::move(*value));
        }
        return list;
    }
    if (!node.IsMap())
        return Json();
    Json object = Json::object();
    for (const auto& member : node) {
        std::optional<Json> value = toJson(member.second, depth + 1, nodes);
        if (!value)
            return std::nullopt;
        if (member.first.IsScalar())
            object[member.first.Scalar()] = std::move(*value);
    }
    return object;
}

std::size_t offsetOf(const YAML::Node& node) {
    return node.Mark().is_null() ? 0 : static_cast<std::size_t>(std::max(0, node.Mark().pos));
}

class YamlWalk {
public:
    YamlWalk(const std::vector<std::string>& lists, const std::function<Result<void>(const YamlRow&)>& take)
        : m_lists(lists)
        , m_take(take) {}

    Result<void> document(const YAML::Node& document) {
        if (m_lists.empty())
            return hand({}, {}, document, document);
        for (const std::string& name : m_lists) {
            const YAML::Node list = document.IsMap() ? document[name] : YAML::Node();
            if (!list.IsDefined() || list.IsNull())
                continue;
            if (list.IsSequence()) {
                for (const YAML::Node& element : list)
                    if (Result<void> done = hand(name, {}, element, element); !done || !m_problem.text.empty())
                        return done;
            } else if (list.IsMap()) {
                for (const auto& member : list)
                    if (Result<void> done = hand(name, member.first.IsScalar() ? member.first.Scalar() : "",
                                                 member.second, member.first);
                        !done || !m_problem.text.empty())
                        return done;
            }
        }
        return {};
    }
    YamlProblem& problem() { return m_problem; }

private:
    Result<void> hand(const std::string& list, const std::string& key, const YAML::Node& value,
                      const YAML::Node& start) {
        std::optional<Json> json = toJson(value, 0, m_nodes);
        if (!json) {
            m_problem = {"nested more than 64 deep, or more than a million values", offsetOf(start)};
            return {};
        }
        return m_take({list, key, std::move(*json), offsetOf(start)});
    }
    const std::vector<std::string>& m_lists;
    const std::function<Result<void>(const YamlRow&)>& m_take;
    int m_nodes = 0;
    YamlProblem m_problem;
};

/// The documents of a text; an error if it is broken, the first time with what is wrong and where.
Result<std::vector<YAML::Node>> load(const std::string& text, YamlProblem& broken) {
    try { // yaml-cpp tells of broken input by exceptions; none may leave this function
        return YAML::LoadAll(text);
    } catch (const YAML::Exception& exception) {
        if (broken.text.empty())
            broken = {"not valid YAML: " + exception.msg,
                      exception.mark.is_null() ? 0 : static_cast<std::size_t>(std::max(0, exception.mark.pos))};
        return Error{ErrorCode::Format, exception.msg, {}, {}};
    }
}

/// Where the last row begins that begins before the offset: a line with a dash, or a key two blanks in.
std::size_t lastRowStart(std::string_view text, std::size_t offset) {
    while (offset > 0) {
        const std::size_t end = text.rfind('\n', offset - 1);
        const std::size_t start = end == std::string_view::npos ? 0 : end + 1;
        const std::string_view line = text.substr(start, text.find('\n', start) - start);
        const std::size_t blanks = std::min(line.find_first_not_of(' '), line.size());
        if (line.substr(blanks).starts_with("-") || (blanks == 2 && line.size() > 2))
            return start;
        offset = end == std::string_view::npos ? 0 : end;
    }
    return 0;
}

} // namespace

Result<YamlProblem> readYaml(const std::string& text, const std::vector<std::string>& lists,
                             const std::function<Result<void>(const YamlRow&)>& take) {
    YamlWalk walk(lists, take);
    YamlProblem broken;
    std::vector<YAML::Node> documents;
    std::size_t length = text.size();
    for (int tries = 0; tries < 20; ++tries) {
        Result<std::vector<YAML::Node>> loaded = load(text.substr(0, length), broken);
        if (loaded) {
            documents = std::move(*loaded);
            break;
        }
        length = lastRowStart(text, std::min(broken.offset, length - 1));
        if (length == 0)
            break;
    }
    for (const YAML::Node& document : documents) {
        if (Result<void> done = walk.document(document); !done)
            return done.error();
        if (!walk.problem().text.empty())
            return walk.problem();
    }
    return broken;
}

bool hasYamlLine(const Specimen& specimen, std::string_view begin) {
    bool isThere = false;
    for (const SpecimenLine& line : wholeLines(specimen, 2000)) {
        if (line.text.empty() || line.text.front() == '#')
            continue;
        const char first = line.text.front();
        const bool isTop = first != ' ' && first != '-' && first != '\t' && first != '.';
        if (isTop && (line.text.find(':') == std::string_view::npos || first == '{' || first == '<'))
            return false;
        isThere = isThere || trimmed(line.text).starts_with(begin) ||
                  trimmed(line.text).starts_with("- " + std::string(begin));
    }
    return isThere;
}

} // namespace foreshock
