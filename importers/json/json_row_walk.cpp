// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/json/json_row_walk.h"

#include "importers/json/counting_input.h"

#include <algorithm>

namespace foreshock {
namespace {

using Json = nlohmann::json;
constexpr std::size_t kDeepest = 64;
constexpr std::string_view kBetween = " \t\r\n,:\x1E"; ///< 1E stands before each text of a JSON sequence (RFC 7464)

/// Collects the events of nlohmann's parser for one top-level value. A level is "on the rail" if rows may lie in it:
/// rows within are handed over and not kept.
class RowWalk {
public:
    RowWalk(std::string_view text, std::size_t at, const std::vector<std::string>& paths, const JsonRowTaker& taker)
        : m_text(text)
        , m_paths(paths)
        , m_taker(taker)
        , m_seen(text.data() + at)
        , m_tokenEnd(at) {}

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
        m_levels.back().key = std::move(name);
        return advance();
    }
    bool parse_error(std::size_t, const std::string& token, const Json::exception&) {
        const bool isCut = seen() >= m_text.size();
        return refuse(isCut ? "the JSON ends before it is closed (cut off?)"
                            : "not valid JSON near: " +
                                  token.substr(token.size() - std::min<std::size_t>(token.size(), 60)));
    }

    const char** counter() { return &m_seen; }
    std::size_t seen() const { return static_cast<std::size_t>(m_seen - m_text.data()); }
    const Result<void>& handed() const { return m_handed; }
    const std::string& problem() const { return m_problem; }
    bool hasHanded() const { return m_hasHanded; }
    std::size_t problemAt() const { return m_problemAt; }
    void setLines(std::size_t countedTo, std::int64_t line) {
        m_countedTo = countedTo;
        m_line = line;
    }
    RecordPlace placeAt(std::size_t offset) {
        if (offset < m_countedTo) {
            m_countedTo = 0;
            m_line = 1;
        }
        const auto from = m_text.begin() + static_cast<std::ptrdiff_t>(m_countedTo);
        m_line += std::count(from, m_text.begin() + static_cast<std::ptrdiff_t>(offset), '\n');
        m_countedTo = offset;
        return {m_line, static_cast<std::int64_t>(offset)};
    }

private:
    struct Level {
        Json value;
        std::string key;  ///< of the member being read
        std::string path; ///< of members that lead here; only on the rail
        std::size_t start = 0;
        bool isOnRail = false;
        bool isListRow = false; ///< a row that is a list
        bool hasGiven = false;  ///< rows within were handed over
    };

    bool advance() {
        m_tokenEnd = seen();
        return true;
    }
    std::size_t tokenStart() const { return std::min(m_text.find_first_not_of(kBetween, m_tokenEnd), m_text.size()); }

    std::string nextPath(bool isList) const {
        if (m_levels.empty())
            return {};
        const Level& top = m_levels.back();
        if (top.value.is_array())
            return isList && isRow(top.path + "[]") ? top.path + "[]" : top.path;
        return top.path.empty() ? top.key : top.path + "." + top.key;
    }
    bool isRow(const std::string& path) const {
        return std::find(m_paths.begin(), m_paths.end(), path) != m_paths.end();
    }
    bool leadsToRows(const std::string& path) const {
        return path.empty() || std::any_of(m_paths.begin(), m_paths.end(), [&](const std::string& p) {
                   return p == path ||
                          (p.starts_with(path) && (p[path.size()] == '.' || p.substr(path.size()) == "[]"));
               });
    }

    bool scalar(Json value) {
        if (m_levels.empty())
            return refuse("not a JSON object or list");
        const std::size_t start = tokenStart();
        advance();
        Level& top = m_levels.back();
        if (!top.isOnRail || top.isListRow || top.value.is_object())
            return add(top, std::move(value));
        m_handed = m_taker.refuse(placeAt(start), "not a JSON object", m_text.substr(start, seen() - start));
        return m_handed.has_value();
    }

    bool open(Json value) {
        Level level;
        level.start = tokenStart();
        advance();
        if (m_levels.size() >= kDeepest)
            return refuse("nested more than 64 deep");
        if (m_levels.empty() || (m_levels.back().isOnRail && !m_levels.back().isListRow)) {
            level.path = nextPath(value.is_array());
            level.isOnRail = leadsToRows(level.path);
            level.isListRow = level.isOnRail && value.is_array() && level.path.ends_with("[]");
            if (level.isOnRail && value.is_array() &&
                (isRow(level.path) || isRow(level.path + "[]"))) // an empty list of rows is no row either
                for (Level& above : m_levels)
                    above.hasGiven = true;
        }
        level.value = std::move(value);
        m_levels.push_back(std::move(level));
        return true;
    }

    bool close() {
        advance();
        Level level = std::move(m_levels.back());
        m_levels.pop_back();
        if (!level.isOnRail)
            return add(m_levels.back(), std::move(level.value));
        if (level.isListRow)
            return hand(level);
        if (level.value.is_array() || level.hasGiven)
            return true;
        if (isRow(level.path))
            return hand(level);
        if (!m_levels.empty() && m_levels.back().value.is_object())
            return add(m_levels.back(), std::move(level.value));
        m_handed =
            m_taker.refuse(placeAt(level.start), "the JSON object has no \"" + m_paths.front() + "\"", textOf(level));
        return m_handed.has_value();
    }

    bool add(Level& parent, Json value) {
        if (parent.value.is_array())
            parent.value.push_back(std::move(value));
        else
            parent.value[parent.key] = std::move(value);
        return true;
    }

    std::string_view textOf(const Level& level) const { return m_text.substr(level.start, seen() - level.start); }

    bool hand(const Level& level) {
        static const Json kNothing = Json::object();
        m_above.clear();
        for (Level& above : m_levels) {
            above.hasGiven = true;
            if (above.value.is_object())
                m_above.push_back(&above.value);
        }
        m_hasHanded = true;
        const Json& around = m_above.empty() ? kNothing : *m_above.back();
        m_handed = m_taker.take({level.path, level.value, around, placeAt(level.start), textOf(level), m_above});
        return m_handed.has_value();
    }

    /// Told of the innermost row that was being read.
    bool refuse(std::string problem) {
        m_problem = std::move(problem);
        m_problemAt = tokenStart();
        for (std::size_t i = m_levels.size(); i-- > 0;)
            if (m_levels[i].isOnRail && (m_levels[i].isListRow || m_levels[i].value.is_object()) &&
                isRow(m_levels[i].path) && !m_levels[i].hasGiven) {
                m_problemAt = m_levels[i].start;
                break;
            }
        m_problemAt = std::min(m_problemAt, m_text.size());
        return false;
    }

    std::string_view m_text;
    const std::vector<std::string>& m_paths;
    const JsonRowTaker& m_taker;
    const char* m_seen;
    std::size_t m_tokenEnd;
    std::vector<Level> m_levels;
    std::vector<const Json*> m_above; ///< of the row being handed over
    std::size_t m_countedTo = 0;      ///< lines are counted up to here
    std::int64_t m_line = 1;
    std::string m_problem;
    std::size_t m_problemAt = 0;
    bool m_hasHanded = false;
    Result<void> m_handed;
};

} // namespace

Result<void> walkJsonRows(std::string_view text, const std::vector<std::string>& paths, const JsonRowTaker& taker) {
    std::size_t at = text.find_first_not_of(kBetween);
    RecordPlace place{1, 0};
    while (at != std::string_view::npos && at < text.size()) {
        RowWalk walk(text, at, paths, taker);
        walk.setLines(static_cast<std::size_t>(place.offset), place.line);
        const CountingInput begin(text.data() + at, walk.counter());
        const CountingInput end(text.data() + text.size(), walk.counter());
        const bool isRead = Json::sax_parse(begin, end, &walk, Json::input_format_t::json, false);
        if (!walk.handed())
            return walk.handed();
        if (isRead) {
            place = walk.placeAt(at);
            at = text.find_first_not_of(kBetween, std::max(walk.seen(), at + 1));
            continue;
        }
        const RecordPlace broken = walk.placeAt(walk.problemAt());
        const std::string_view rest = text.substr(walk.problemAt());
        const std::size_t lineEnd = text.find('\n', at);
        // A row that was cut within its line ends there, whatever the parser went on to read. Where the rows of a
        // broken document go on nobody can tell.
        const bool isCutLine = lineEnd != std::string_view::npos && walk.problemAt() == at && !walk.hasHanded() &&
                               text.substr(lineEnd).starts_with("\n{");
        const bool isEnd = lineEnd == std::string_view::npos || (walk.seen() > lineEnd + 1 && !isCutLine);
        std::string problem = walk.problem();
        if (const std::size_t unread = text.size() - std::min(walk.seen(), text.size()); isEnd && unread > 1)
            problem += "; what follows it, " + std::to_string(unread) + " bytes, was not read";
        if (const Result<void> said = taker.refuse(broken, problem, rest.substr(0, 200)); !said)
            return said;
        if (isEnd)
            return {};
        place = walk.placeAt(at);
        at = text.find_first_not_of(kBetween, lineEnd);
    }
    return {};
}

} // namespace foreshock
