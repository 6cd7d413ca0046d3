// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/log_record.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace foreshock {

/// One entry of a journal export, as the views of its fields; they live as long as the bytes.
struct JournalEntry {
    std::string_view realtime;       ///< __REALTIME_TIMESTAMP: when the journal took it, µs since 1970
    std::string_view sourceRealtime; ///< _SOURCE_REALTIME_TIMESTAMP: when the program said it
    std::string_view message;
    std::string_view priority;
    std::string_view identifier; ///< SYSLOG_IDENTIFIER, else _SYSTEMD_UNIT, else _COMM
    std::string_view host;

    void take(std::string_view key, std::string_view value);
    LogLevel level() const;
    /// The program's time; the journal's where the program gave none.
    std::optional<Instant> time() const;
    std::optional<Instant> arrived() const;

private:
    int m_identifierRank = 9;
};

} // namespace foreshock
