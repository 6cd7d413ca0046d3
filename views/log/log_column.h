// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/theme/fonts.h"

#include <QString>
#include <cstdint>
#include <string>
#include <vector>

namespace foreshock {

/// A column of the log: a part that every record has, or a field that stands in its text.
struct LogColumn {
    enum class Kind { Time, Host, Level, Service, Source, Template, Message, Field };
    Kind kind = Kind::Message;
    std::string field; ///< its name: trace_id, http.status
    int chars = 0;     ///< width in characters; 0: as usual

    bool isSame(const LogColumn& other) const { return kind == other.kind && field == other.field; }
    bool operator==(const LogColumn&) const = default;
    /// "Host", "trace_id".
    QString title() const;
};

/// Which columns there are, from left to right. A value; kept as text in the settings.
class LogColumnSetup {
public:
    static constexpr int kLeastChars = 4, kMostChars = 200, kMostColumns = 24;

    /// Time, host, level, service, message.
    LogColumnSetup();
    /// "time,host:19,field=trace_id:32,message"; the usual ones for what is none.
    static LogColumnSetup fromText(const QString& text);
    QString text() const;

    const std::vector<LogColumn>& columns() const { return m_columns; }
    int indexOf(const LogColumn& column) const; ///< −1: it is not among them
    bool has(const LogColumn& column) const { return indexOf(column) >= 0; }
    /// A new one stands before the message if that is last. Nothing if there are too many.
    void add(LogColumn column);
    /// The last one stays.
    void remove(int index);
    /// To the place that another has now.
    void move(int from, int to);
    void setChars(int index, int chars);
    /// Did nobody change anything? Then narrow windows may leave some out.
    bool isUsual() const { return *this == LogColumnSetup(); }
    std::vector<std::string> fields() const;
    bool operator==(const LogColumnSetup&) const = default;

private:
    std::vector<LogColumn> m_columns;
};

/// How a record's time is told: a range of more than a day needs the day.
enum class LogTimes { Clock, Day };

/// Where the columns stand. The message takes the rest; usual columns give way in narrow windows, chosen ones go on
/// beyond the right edge, where they are scrolled to.
struct LogColumns {
    struct Cell {
        LogColumn column;
        int index = 0; ///< in the setup
        double x = 0, width = 0;
    };
    std::vector<Cell> cells;
    double mark = 0;  ///< left edge of marks
    double total = 0; ///< right edge of the last
    double gap = 0;   ///< between two

    static LogColumns of(const LogColumnSetup& setup, double width, const Fonts& fonts, LogTimes times);
    /// Null: there is none.
    const Cell* cell(LogColumn::Kind kind) const;
    /// Left edge of what belongs to a row.
    double left() const { return cells.empty() ? 0 : cells.front().x; }
};

} // namespace foreshock
