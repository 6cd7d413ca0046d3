// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/columns/column_guess.h"

#include "importers/columns/column_names.h"
#include "importers/exchange/alarm_words.h"
#include "model/base/text.h"
#include "model/domain/log_record.h"

#include <algorithm>
#include <cmath>

namespace foreshock {
namespace {

using Header = std::vector<std::string>;
using Rows = std::vector<std::vector<std::string>>;

class Guesser {
public:
    Guesser(const Header& header, const Rows& rows, char separator)
        : m_header(header)
        , m_rows(rows)
        , m_separator(separator) {}

    ColumnGuess dependencies() const {
        ColumnGuess guess = begun(RowKind::Dependencies);
        take(guess.map, {ColumnRole::From, ColumnRole::To, ColumnRole::Kind, ColumnRole::Why, ColumnRole::Basis});
        const bool hasTime = !columnsNamed(m_header, ColumnRole::Time, RowKind::Logs).empty();
        const std::string from = plainName(guess.map.column(ColumnRole::From));
        const std::string to = plainName(guess.map.column(ColumnRole::To));
        const bool isPair = (from == "from" && to == "to") || (from == "source" && to == "target") ||
                            (from == "src" && to == "dst") || (from == "caller" && to == "callee") ||
                            (from == "client" && to == "server") || (from == "consumer" && to == "provider") ||
                            (from == "service" && (to == "dependson" || to == "dependency"));
        if (!missingRoles(guess.map).empty() || hasTime || !isPair || !areNames(ColumnRole::From, guess.map))
            return {};
        return scored(std::move(guess), 80, "an edge a row");
    }

    ColumnGuess samples() const {
        ColumnGuess guess = begun(RowKind::Samples);
        take(guess.map, {ColumnRole::Time, ColumnRole::Service, ColumnRole::Metric, ColumnRole::Value, ColumnRole::Unit,
                         ColumnRole::Instance, ColumnRole::Version});
        if (!missingRoles(guess.map).empty())
            return {};
        guess.map.decimal = decimalOf({columnOf(guess.map, ColumnRole::Value)});
        if (!areNumbers(columnOf(guess.map, ColumnRole::Value), guess.map.decimal))
            return {};
        return timed(std::move(guess), 82, "a sample a row");
    }

    ColumnGuess logs() const {
        ColumnGuess guess = begun(RowKind::Logs);
        take(guess.map, {ColumnRole::Time, ColumnRole::Message, ColumnRole::Service, ColumnRole::Instance});
        if (guess.map.column(ColumnRole::Message).empty())
            return {};
        for (const std::size_t column : columnsNamed(m_header, ColumnRole::Level, RowKind::Logs))
            if (guess.map.column(ColumnRole::Level).empty() && areLevels(column))
                guess.map.column(ColumnRole::Level) = m_header[column];
        const std::string message = plainName(guess.map.column(ColumnRole::Message));
        const bool isPlain =
            message == "raw" || message == "message" || message == "msg" || message == "log" || message == "logmessage";
        const bool hasMore = guess.map.says(ColumnRole::Level) || guess.map.says(ColumnRole::Service) ||
                             guess.map.says(ColumnRole::Instance);
        if (!isPlain && !hasMore)
            return {};
        return timed(std::move(guess), isPlain && hasMore ? 80 : 60, "a log record a row");
    }

    ColumnGuess alarms() const {
        ColumnGuess guess = begun(RowKind::Alarms);
        take(guess.map, {ColumnRole::Time, ColumnRole::End, ColumnRole::Service, ColumnRole::Title, ColumnRole::Metric,
                         ColumnRole::Rule, ColumnRole::Severity, ColumnRole::State, ColumnRole::Id, ColumnRole::Basis});
        const std::string title = plainName(guess.map.column(ColumnRole::Title));
        const bool isNamed = title.find("alert") != std::string::npos || title.find("alarm") != std::string::npos ||
                             title == "incident" || hasWord("alert") || hasWord("alarm") || hasWord("incident");
        const bool isChange = hasWord("change") || hasWord("deploy") || hasWord("rollout");
        const bool isGraded = guess.map.says(ColumnRole::Severity) || guess.map.says(ColumnRole::Rule) ||
                              areStates(guess.map.column(ColumnRole::State));
        if (isChange || !isGraded || (!isNamed && !guess.map.says(ColumnRole::Service)) ||
            !missingRoles(guess.map).empty())
            return {};
        return timed(std::move(guess), isNamed ? 82 : 70, "an alarm a row");
    }

    ColumnGuess changes() const {
        ColumnGuess guess = begun(RowKind::Changes);
        take(guess.map, {ColumnRole::Time, ColumnRole::End, ColumnRole::Service, ColumnRole::Title, ColumnRole::Kind,
                         ColumnRole::Id, ColumnRole::Actor, ColumnRole::Ref, ColumnRole::Group, ColumnRole::Scope,
                         ColumnRole::Basis});
        const bool isNamed = hasWord("change") || hasWord("deploy") || hasWord("rollout") || hasWord("release");
        const bool isDone = guess.map.says(ColumnRole::Kind) || guess.map.says(ColumnRole::Actor) ||
                            guess.map.says(ColumnRole::End) || guess.map.says(ColumnRole::Group);
        if (!missingRoles(guess.map).empty() || (!isNamed && !(guess.map.says(ColumnRole::Service) && isDone)))
            return {};
        return timed(std::move(guess), isNamed && isDone ? 80 : 68, "a change a row");
    }

    ColumnGuess series() const {
        ColumnGuess guess = begun(RowKind::Series);
        take(guess.map, {ColumnRole::Time});
        if (guess.map.column(ColumnRole::Time).empty())
            if (const std::optional<std::size_t> first = timesAt(0) ? std::optional<std::size_t>(0) : std::nullopt)
                guess.map.column(ColumnRole::Time) = m_header[*first];
        if (guess.map.column(ColumnRole::Time).empty())
            return {};
        std::vector<std::size_t> others;
        for (std::size_t i = 0; i < m_header.size(); ++i)
            if (m_header[i] != guess.map.column(ColumnRole::Time))
                others.push_back(i);
        guess.map.decimal = decimalOf(others);
        for (const std::size_t column : others)
            if (!areNumbers(column, guess.map.decimal)) {
                guess.reason = "the column \"" + std::string(clipped(m_header[column], 60)) + "\" holds no numbers";
                return guess;
            }
        const bool isFirst = m_header.front() == guess.map.column(ColumnRole::Time);
        const std::string count = std::to_string(others.size());
        return timed(std::move(guess), isFirst ? 74 : 40,
                     count + (others.size() == 1 ? " column of numbers" : " columns of numbers") + " beside a time");
    }

    /// A time by its look, and nothing else that is known: a proposal only.
    ColumnGuess proposal() const {
        ColumnGuess guess = begun(RowKind::Logs);
        for (std::size_t i = 0; i < m_header.size() && guess.map.column(ColumnRole::Time).empty(); ++i)
            if (timesAt(i))
                guess.map.column(ColumnRole::Time) = m_header[i];
        if (guess.map.column(ColumnRole::Time).empty()) {
            guess.reason = "no column holds times";
            return guess;
        }
        return timed(std::move(guess), 15,
                     "the other columns have no known names; say what they are: foreshock detect FILE --map prints a "
                     "map to correct");
    }

private:
    ColumnGuess begun(RowKind kind) const {
        ColumnGuess guess;
        guess.map.kind = kind;
        guess.map.separator = m_separator;
        guess.map.header = m_header;
        return guess;
    }

    /// Gives each role the best column of its names that no role before took.
    void take(ColumnMap& map, const std::vector<ColumnRole>& roles) const {
        for (const ColumnRole role : roles)
            for (const std::size_t column : columnsNamed(m_header, role, map.kind)) {
                const std::string& name = m_header[column];
                if (std::find(map.columns.begin(), map.columns.end(), name) != map.columns.end())
                    continue;
                map.column(role) = name;
                break;
            }
    }

    ColumnGuess scored(ColumnGuess guess, int score, const std::string& what) const {
        guess.score = score;
        guess.reason = what;
        std::string names;
        for (std::size_t i = 0; i < kColumnRoles; ++i)
            if (!guess.map.columns[i].empty())
                names += (names.empty() ? ": " : ", ") + std::string(nameOf(static_cast<ColumnRole>(i))) + " is \"" +
                         std::string(clipped(guess.map.columns[i], 40)) + "\"";
        guess.reason += names;
        return guess;
    }

    /// Looks whether the time column holds times.
    ColumnGuess timed(ColumnGuess guess, int score, const std::string& what) const {
        const std::string& name = guess.map.column(ColumnRole::Time);
        if (name.empty())
            return {};
        const std::optional<StyleGuess> style = timesAt(columnOf(guess.map, ColumnRole::Time));
        if (!style) {
            guess.score = 20;
            guess.reason = "the column \"" + std::string(clipped(name, 40)) + "\" holds no times that can be read";
            return guess;
        }
        guess.map.time = style->style;
        guess.isTimeAmbiguous = style->isAmbiguous;
        return scored(std::move(guess), score, what);
    }

    std::size_t columnOf(const ColumnMap& map, ColumnRole role) const {
        return static_cast<std::size_t>(std::find(m_header.begin(), m_header.end(), map.column(role)) -
                                        m_header.begin());
    }

    std::vector<std::string_view> cellsAt(std::size_t column) const {
        std::vector<std::string_view> cells;
        for (const auto& row : m_rows)
            if (!trimmed(row[column]).empty())
                cells.push_back(row[column]);
        return cells;
    }

    std::optional<StyleGuess> timesAt(std::size_t column) const { return guessTimeStyle(cellsAt(column)); }

    template<class Fits>
    bool mostFit(std::size_t column, Fits fits) const {
        const std::vector<std::string_view> cells = cellsAt(column);
        const auto count = std::count_if(cells.begin(), cells.end(), fits);
        return !cells.empty() && static_cast<std::size_t>(count) * 5 >= cells.size() * 4;
    }

    /// Nulls count as numbers, but a column of nulls only holds none.
    bool areNumbers(std::size_t column, DecimalMark mark) const {
        const std::vector<std::string_view> cells = cellsAt(column);
        const bool isEmpty = cells.empty() && m_rows.size() > 1;
        return isEmpty || mostFit(column, [&](std::string_view cell) { return cellValue(cell, mark).has_value(); });
    }

    bool areLevels(std::size_t column) const {
        return mostFit(column, [](std::string_view cell) { return logLevel(trimmed(cell)).has_value(); });
    }

    bool areStates(const std::string& name) const {
        const auto at = std::find(m_header.begin(), m_header.end(), name);
        return at != m_header.end() &&
               mostFit(static_cast<std::size_t>(at - m_header.begin()),
                       [](std::string_view cell) { return alarmState(trimmed(cell)).has_value(); });
    }

    /// Names of services, not sentences.
    bool areNames(ColumnRole role, const ColumnMap& map) const {
        return mostFit(columnOf(map, role), [](std::string_view cell) {
            return cell.size() <= 200 && std::count(cell.begin(), cell.end(), ' ') <= 4;
        });
    }

    bool hasWord(std::string_view word) const {
        return std::any_of(m_header.begin(), m_header.end(),
                           [&](const std::string& name) { return plainName(name).find(word) != std::string::npos; });
    }

    /// A comma, where the numbers can be read with it and the fields are not separated by it.
    DecimalMark decimalOf(const std::vector<std::size_t>& columns) const {
        bool hasComma = false;
        for (const std::size_t column : columns)
            for (const std::string_view cell : cellsAt(column))
                hasComma = hasComma || cell.find(',') != std::string_view::npos;
        const auto isReadable = [&](DecimalMark mark) {
            return std::all_of(columns.begin(), columns.end(),
                               [&](std::size_t column) { return areNumbers(column, mark); });
        };
        const bool isComma = hasComma && isReadable(DecimalMark::Comma);
        return isComma && (m_separator != ',' || !isReadable(DecimalMark::Point)) ? DecimalMark::Comma
                                                                                  : DecimalMark::Point;
    }

    const Header& m_header;
    const Rows& m_rows;
    char m_separator;
};

} // namespace

ColumnGuess guessColumns(const std::vector<std::string>& header, const std::vector<std::vector<std::string>>& rows,
                         char separator) {
    const Guesser guesser(header, rows, separator);
    ColumnGuess best;
    if (header.empty()) {
        best.reason = "there are no columns";
        return best;
    }
    for (const std::string& name : header)
        if (guessTimeStyle({name})) {
            best.reason = "the first line holds a time, not the names of columns";
            return best;
        }
    // In this order: of equal scores the first stays.
    for (ColumnGuess guess : {guesser.dependencies(), guesser.samples(), guesser.logs(), guesser.alarms(),
                              guesser.changes(), guesser.series(), guesser.proposal()})
        if (guess.score > best.score || best.reason.empty())
            best = std::move(guess);
    return best;
}

} // namespace foreshock
