// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/record_desk.h"

namespace foreshock {

/// A reader of one text that can only be read as a whole (YAML, XML, DOT): collects it, 32 MiB at the most.
class DocumentReader : public Reader {
public:
    static constexpr std::size_t kLargest = std::size_t{32} << 20;

    DocumentReader(const ReadSettings& settings, RecordSink& sink)
        : m_desk(settings, sink)
        , m_path(settings.path) {}

    Result<void> take(std::string_view chunk) final;
    Result<void> finish() final;
    std::string zoneBasis() const final { return m_desk.zoneBasis(); }

protected:
    /// UTF-8 without a byte order mark, not blank.
    virtual Result<void> document(const std::string& text) = 0;
    RecordDesk& desk() { return m_desk; }
    /// Where a byte of the document stands in the source.
    RecordPlace placeAt(std::size_t offset) const;

private:
    RecordDesk m_desk;
    std::string m_path;
    std::string m_text;
    std::size_t m_cut = 0; ///< bytes of the mark
};

} // namespace foreshock
