// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/json/json_paths.h"

#include "importers/text_encoding.h"
#include "model/base/text.h"

#include <nlohmann/json.hpp>

#include <vector>

namespace foreshock {
namespace {

using Json = nlohmann::json;
constexpr std::size_t kMostPaths = 1000;
constexpr std::size_t kDeepest = 64;

class PathScan {
public:
    explicit PathScan(JsonPaths& found)
        : m_found(found) {}

    bool null() { return true; }
    bool boolean(bool) { return true; }
    bool number_integer(std::int64_t) { return true; }
    bool number_unsigned(std::uint64_t) { return true; }
    bool number_float(double, const std::string&) { return true; }
    bool string(std::string&) { return true; }
    bool binary(Json::binary_t&) { return false; }
    bool start_object(std::size_t) { return open(m_stack.empty() ? "" : here() + "."); }
    bool start_array(std::size_t) { return open(here() + "[]"); }
    bool end_object() { return close(); }
    bool end_array() { return close(); }
    bool key(std::string& name) {
        m_stack.back().key = name.substr(0, 80);
        if (m_found.paths.size() < kMostPaths)
            m_found.paths.insert(here());
        return true;
    }
    bool parse_error(std::size_t position, const std::string&, const Json::exception&) {
        m_position = position;
        return false;
    }
    std::size_t position() const { return m_position; }
    bool isDeep() const { return m_isDeep; }

private:
    struct Level {
        std::string prefix; ///< "data." within an object, "data.result[]" within a list
        std::string key;
    };
    std::string here() const {
        if (m_stack.empty())
            return {};
        const Level& level = m_stack.back();
        return level.key.empty() || level.prefix.ends_with(']') ? level.prefix : level.prefix + level.key;
    }
    bool open(std::string prefix) {
        m_isDeep = m_stack.size() >= kDeepest;
        m_stack.push_back({std::move(prefix), {}});
        return !m_isDeep;
    }
    bool close() {
        m_stack.pop_back();
        return true;
    }

    JsonPaths& m_found;
    std::vector<Level> m_stack;
    std::size_t m_position = 0;
    bool m_isDeep = false;
};

} // namespace

JsonPaths jsonPaths(const Specimen& specimen) {
    JsonPaths found;
    std::string_view text = specimen.head;
    if (text.starts_with(kUtf8Mark))
        text.remove_prefix(kUtf8Mark.size());
    if (!trimmed(text).starts_with('{')) {
        found.problem = "it does not begin with a JSON object";
        return found;
    }
    PathScan scan(found);
    const bool isRead = Json::sax_parse(text.begin(), text.end(), &scan);
    // The head may end within the object; more behind its end is the JSON lines importers' business.
    if (!isRead && !scan.isDeep() && scan.position() < text.size()) {
        found.paths.clear();
        found.problem =
            "not one JSON document: byte " + std::to_string(scan.position()) + " does not belong to the first object";
    }
    return found;
}

} // namespace foreshock
