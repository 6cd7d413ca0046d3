// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/importer.h"
#include "importers/line_splitter.h"
#include "importers/record_clock.h"

namespace foreshock {

/// A reader that works line by line: it feeds the splitter, refuses lines that are too long, and hands the
/// others to its subclass, the last one without a line end included.
class LineReader : public Reader {
public:
    LineReader(const ReadSettings& settings, RecordSink& sink);

    Result<void> take(std::string_view chunk) final;
    Result<void> finish() final;
    std::string zoneBasis() const override { return m_clock.basis(); }

protected:
    virtual Result<void> line(const Line& line) = 0;
    /// After the last line.
    virtual Result<void> ended() { return {}; }

    RecordSink& sink() { return *m_sink; }
    RecordClock& clock() { return m_clock; }
    /// What was read, unless --service overrides it.
    std::string_view serviceName(std::string_view read) const { return m_service.empty() ? read : m_service; }

private:
    Result<void> hand(const Line& line);

    RecordSink* m_sink;
    std::string m_service;
    RecordClock m_clock;
    LineSplitter m_lines;
};

inline RecordPlace placeOf(const Line& line) {
    return {line.number, line.offset};
}

} // namespace foreshock
