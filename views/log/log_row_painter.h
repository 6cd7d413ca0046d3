// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/log_mark.h"
#include "model/domain/source.h"
#include "views/log/log_fields.h"
#include "views/log/log_highlight.h"
#include "views/log/log_line.h"
#include "views/theme/look.h"

class QPainter;

namespace foreshock {

/// What is said of a row beside its record.
struct LogRowState {
    bool isCurrent = false;
    bool isAdjusted = false; ///< the clock of its source is corrected
    bool isHit = false;      ///< fits the filter while other rows are shown, too
    bool isFaint = false;    ///< does not
    bool isOpen = false;     ///< its further lines stand below it
    int label = LogMark::kNone;
};

/// Paints lines of the log, all with the same columns. Made for one frame.
class LogRowPainter {
public:
    LogRowPainter(QPainter& painter, const LogColumns& columns, const LogHighlight& highlight, const Look& look,
                  const Zone& zone, LogTimes times, LogFieldStore& fields, const std::vector<SourceInfo>& sources)
        : p(painter)
        , m_columns(columns)
        , m_highlight(highlight)
        , m_look(look)
        , m_zone(zone)
        , m_times(times)
        , m_fields(fields)
        , m_sources(sources) {}
    /// One row; a null record as a placeholder of the row's shape.
    void row(const LogRecord* record, const LogRowState& state, const QRectF& row);
    /// A further line of a record.
    void more(const QString& text, const LogRowState& state, const QRectF& row);
    /// A thin line, with how many rows are not shown there.
    void gap(std::int64_t hidden, const QRectF& row);

private:
    void mark(int label, const QRectF& row);
    void placeholder(const QRectF& row);
    void message(const LogLine& line, const LogRowState& state, const LogColumns::Cell& cell, const QRectF& row);
    void marked(const QString& text, double x, double width, const QRectF& row, const QColor& ink);
    QString textOf(const LogRecord& record, const LogLine& line, const LogColumn& column);

    QPainter& p;
    const LogColumns& m_columns;
    const LogHighlight& m_highlight;
    const Look& m_look;
    const Zone& m_zone;
    LogTimes m_times;
    LogFieldStore& m_fields;
    const std::vector<SourceInfo>& m_sources;
};

/// "▸ +14 lines", or "▾ 14 lines" where they are shown; empty for a record of one line.
QString foldText(const LogLine& line, bool isOpen);
/// Where that stands in the message's column of a row.
QRectF foldBox(const LogLine& line, bool isOpen, const LogColumns& columns, const QRectF& row, const Fonts& fonts);

} // namespace foreshock
