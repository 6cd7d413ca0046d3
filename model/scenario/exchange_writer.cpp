// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/scenario/exchange_writer.h"

namespace foreshock {

Result<void> ExchangeFile::add(std::string_view text) {
    constexpr std::size_t kPiece = std::size_t{64} << 10;
    m_bytes += text;
    return m_bytes.size() < kPiece ? Result<void>() : flush();
}

Result<void> ExchangeFile::addLine(std::string_view text) {
    m_bytes += text;
    return add("\n");
}

Result<void> ExchangeFile::flush() {
    if (m_bytes.empty())
        return {};
    Result<void> written = m_writer->write(m_name, m_bytes);
    m_bytes.clear();
    return written;
}

} // namespace foreshock
