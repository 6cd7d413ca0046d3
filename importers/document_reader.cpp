// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/document_reader.h"

#include "importers/text_encoding.h"
#include "model/base/text.h"

#include <algorithm>

namespace foreshock {

Result<void> DocumentReader::take(std::string_view chunk) {
    if (m_text.size() + chunk.size() > kLargest)
        return Error{ErrorCode::Format, "a document of more than 32 MiB is not read as one", m_path,
                     "Export a part of it"};
    m_text += chunk;
    return looksLikeUtf16(std::string_view(m_text).substr(0, 4)) ? Result<void>(utf16Error()) : Result<void>();
}

Result<void> DocumentReader::finish() {
    if (m_text.starts_with(kUtf8Mark)) {
        m_text.erase(0, kUtf8Mark.size());
        m_cut = kUtf8Mark.size();
    }
    if (trimmed(m_text).empty())
        return {};
    std::string repaired = repairedUtf8(m_text, "?"); // of equal length, so that places stay true
    if (repaired != m_text) {
        m_text = std::move(repaired);
        if (Result<void> said = m_desk.sink().remark({1, 0}, "bytes that are no UTF-8 were replaced", {}); !said)
            return said;
    }
    return document(m_text);
}

RecordPlace DocumentReader::placeAt(std::size_t offset) const {
    offset = std::min(offset, m_text.size());
    const auto end = m_text.begin() + static_cast<std::ptrdiff_t>(offset);
    return {1 + std::count(m_text.begin(), end, '\n'), static_cast<std::int64_t>(offset + m_cut)};
}

} // namespace foreshock
