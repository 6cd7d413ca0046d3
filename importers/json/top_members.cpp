// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/json/top_members.h"

#include "importers/text_encoding.h"
#include "model/base/text.h"

#include <nlohmann/json.hpp>

namespace foreshock {
namespace {

using Json = nlohmann::json;

/// Notes the names at depth 1 and whether a list follows.
class MemberScan {
public:
    explicit MemberScan(TopMembers& top)
        : m_top(top) {}

    bool null() { return value(TopMembers::Kind::Other); }
    bool boolean(bool) { return value(TopMembers::Kind::Other); }
    bool number_integer(std::int64_t) { return value(TopMembers::Kind::Other); }
    bool number_unsigned(std::uint64_t) { return value(TopMembers::Kind::Other); }
    bool number_float(double, const std::string&) { return value(TopMembers::Kind::Other); }
    bool string(std::string&) { return value(TopMembers::Kind::Other); }
    bool binary(Json::binary_t&) { return false; }
    bool start_object(std::size_t) { return value(TopMembers::Kind::Other) && ++m_depth > 0; }
    bool start_array(std::size_t) { return value(TopMembers::Kind::List) && ++m_depth > 0; }
    bool end_object() { return m_depth-- > 0; }
    bool end_array() { return m_depth-- > 0; }
    bool key(std::string& name) {
        if (m_depth == 1)
            m_name = name;
        return true;
    }
    bool parse_error(std::size_t position, const std::string&, const Json::exception&) {
        m_position = position;
        return false;
    }
    std::size_t position() const { return m_position; }

private:
    bool value(TopMembers::Kind kind) {
        if (m_depth == 1)
            m_top.members[m_name] = kind;
        return true;
    }

    TopMembers& m_top;
    std::string m_name;
    int m_depth = 0;
    std::size_t m_position = 0;
};

} // namespace

bool TopMembers::isList(std::string_view name) const {
    const auto found = members.find(name);
    return found != members.end() && found->second == Kind::List;
}

TopMembers topMembers(const Specimen& specimen) {
    TopMembers top;
    std::string_view text = specimen.head;
    if (text.starts_with(kUtf8Mark))
        text.remove_prefix(kUtf8Mark.size());
    if (!trimmed(text).starts_with('{')) {
        top.problem = "it does not begin with a JSON object";
        return top;
    }
    MemberScan scan(top);
    const bool isRead = Json::sax_parse(text.begin(), text.end(), &scan);
    // The head may end within the object; a second object on a line of its own is the JSON lines importers' business.
    if (!isRead && scan.position() < text.size()) {
        top.members.clear();
        top.problem =
            "not one JSON document: byte " + std::to_string(scan.position()) + " does not belong to the first object";
    }
    return top;
}

} // namespace foreshock
