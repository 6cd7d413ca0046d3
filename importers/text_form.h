// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/line_reader.h"
#include "importers/record_desk.h"

#include <functional>
#include <string>
#include <string_view>

namespace foreshock {

/// One format of lines that another tool writes (not a log: those are resources/formats/*.json): how it is recognised
/// and who reads it.
struct TextForm {
    std::string id;
    std::string title;
    std::string kinds;
    Recognition (*sniff)(const Specimen& specimen) = nullptr;
    std::unique_ptr<Reader> (*create)(const ReadSettings& settings, RecordSink& sink) = nullptr;
};
std::unique_ptr<Importer> textFormImporter(TextForm form);

template<class R>
std::unique_ptr<Reader> newReader(const ReadSettings& settings, RecordSink& sink) {
    return std::make_unique<R>(settings, sink);
}

/// By the share of the first 200 lines, blank ones aside, that fit: all 95, half 75, else 0. "3 of the first 3 lines
/// fit …".
Recognition recogniseLines(const Specimen& specimen, const std::function<bool(std::string_view)>& fits,
                           std::string_view words);
/// By line 1, blank ones aside.
Recognition recogniseFirstLine(const Specimen& specimen, const std::function<bool(std::string_view)>& fits,
                               std::string_view words);

/// A line reader with a desk: feeds subclasses lines that are not blank, or hands blank ones to blank().
class DeskLineReader : public LineReader {
public:
    DeskLineReader(const ReadSettings& settings, RecordSink& sink)
        : LineReader(settings, sink)
        , m_desk(settings, sink) {}
    std::string zoneBasis() const final { return m_desk.zoneBasis(); }

protected:
    /// A line that is not blank; the desk is open at it.
    virtual Result<void> record(std::string_view text) = 0;
    virtual Result<void> blank() { return {}; }
    RecordDesk& desk() { return m_desk; }
    RecordPlace place() const { return m_place; }

private:
    Result<void> line(const Line& line) final;

    RecordDesk m_desk;
    RecordPlace m_place;
};

} // namespace foreshock
