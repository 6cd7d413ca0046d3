// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/json/json_walk.h"

#include "importers/json/counting_input.h"

#include <algorithm>
#include <cstddef>

namespace foreshock {
namespace {

using Json = nlohmann::json;
constexpr std::size_t kDeepest = 64;

/// Collects the events of nlohmann's parser into rows. Depth 1: inside the top object, one more than the innermost
/// opened object: inside a list of rows.
class Walk {
public:
    Walk(std::string_view text, const JsonRow& row, const std::vector<std::string_view>& opened)
        : m_text(text)
        , m_row(row)
        , m_opened(opened) {}

    bool null() { return scalar(nullptr); }
    bool boolean(bool value) { return scalar(value); }
    bool number_integer(std::int64_t value) { return scalar(value); }
    bool number_unsigned(std::uint64_t value) { return scalar(value); }
    bool number_float(double value, const std::string&) { return scalar(value); }
    bool string(std::string& value) { return scalar(std::move(value)); }
    bool binary(Json::binary_t&) { return false; }

    bool start_object(std::size_t) { return open(Json::object()); }
    bool start_array(std::size_t) { return open(Json::array()); }
    bool end_object() { return close(); }
    bool end_array() { return close(); }
    bool key(std::string& name) {
        if (m_stack.empty())
            m_member = m_prefix + name;
        else
            m_stack.back().key = std::move(name);
        return advance();
    }
    bool parse_error(std::size_t, const std::string& token, const Json::exception&) {
        const bool isCut = seen() >= m_text.size();
        m_end.problem = isCut ? "the JSON ends before it is closed (cut off?)" : "not valid JSON near: " + token;
        m_end.place = placeAt(m_stack.empty() ? std::min(seen(), m_text.size()) : m_rowStart);
        return false;
    }

    const char** counter() { return &m_seen; }
    const JsonWalkEnd& end() const { return m_end; }
    const Result<void>& handed() const { return m_handed; }

private:
    struct Open {
        Json value;
        std::string key;
    };

    std::size_t seen() const { return m_seen ? static_cast<std::size_t>(m_seen - m_text.data()) : 0; }

    bool advance() {
        m_tokenEnd = seen();
        return true;
    }

    /// Where the token that was just read begins: the first byte that is no separator after the one before.
    std::size_t tokenStart() const {
        return std::min(m_text.find_first_not_of(" \t\r\n,:", m_tokenEnd), m_text.size());
    }

    bool scalar(Json value) {
        if (m_depth == 0)
            return refuse("not a JSON object");
        const std::size_t start = tokenStart();
        advance();
        return m_stack.empty() ? hand(std::move(value), start) : add(std::move(value));
    }

    bool open(Json value) {
        const std::size_t start = tokenStart();
        advance();
        if (++m_depth == 1)
            return value.is_object() || refuse("not a JSON object");
        if (m_stack.empty() && m_depth == m_level + 1 && value.is_array())
            return true;
        if (m_stack.empty() && m_depth == m_level + 1 &&
            std::find(m_opened.begin(), m_opened.end(), m_member) != m_opened.end()) {
            m_level = m_depth;
            m_prefix = m_member + ".";
            return true;
        }
        if (m_stack.empty())
            m_rowStart = start;
        if (m_depth > kDeepest)
            return refuse("nested more than 64 deep");
        m_stack.push_back(Open{std::move(value), {}});
        return true;
    }

    bool close() {
        advance();
        --m_depth;
        if (m_stack.empty()) {
            if (m_depth < m_level && m_level > 1) { // the end of an opened object
                --m_level;
                m_prefix.pop_back();
                m_prefix.erase(m_level == 1 ? 0 : m_prefix.find_last_of('.') + 1);
            }
            return true;
        }
        Json value = std::move(m_stack.back().value);
        m_stack.pop_back();
        return m_stack.empty() ? hand(std::move(value), m_rowStart) : add(std::move(value));
    }

    bool add(Json value) {
        Open& parent = m_stack.back();
        if (parent.value.is_array())
            parent.value.push_back(std::move(value));
        else
            parent.value[parent.key] = std::move(value);
        return true;
    }

    bool hand(Json value, std::size_t start) {
        m_handed = m_row(m_member, value, placeAt(start));
        return m_handed.has_value();
    }

    bool refuse(std::string problem) {
        m_end.problem = std::move(problem);
        m_end.place = placeAt(m_stack.empty() ? tokenStart() : m_rowStart);
        return false;
    }

    RecordPlace placeAt(std::size_t offset) {
        if (offset < m_countedTo) {
            m_countedTo = 0;
            m_line = 1;
        }
        const auto from = m_text.begin() + static_cast<std::ptrdiff_t>(m_countedTo);
        const auto to = m_text.begin() + static_cast<std::ptrdiff_t>(offset);
        m_line += std::count(from, to, '\n');
        m_countedTo = offset;
        return {m_line, static_cast<std::int64_t>(offset)};
    }

    std::string_view m_text;
    const JsonRow& m_row;
    const std::vector<std::string_view>& m_opened;
    const char* m_seen = nullptr;
    std::size_t m_tokenEnd = 0;
    std::size_t m_depth = 0;
    std::size_t m_level = 1; ///< depth of the innermost opened object
    std::string m_prefix;    ///< path of that object with a dot behind it
    std::string m_member;
    std::vector<Open> m_stack; ///< of the row being read
    std::size_t m_rowStart = 0;
    std::size_t m_countedTo = 0; ///< lines are counted up to here
    std::int64_t m_line = 1;
    JsonWalkEnd m_end;
    Result<void> m_handed;
};

} // namespace

Result<JsonWalkEnd> walkJson(std::string_view text, const JsonRow& row, const std::vector<std::string_view>& opened) {
    Walk walk(text, row, opened);
    const CountingInput begin(text.data(), walk.counter());
    const CountingInput end(text.data() + text.size(), walk.counter());
    Json::sax_parse(begin, end, &walk);
    if (!walk.handed())
        return walk.handed().error();
    return walk.end();
}

} // namespace foreshock
