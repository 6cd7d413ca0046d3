// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/analysis/causes/judged_series.h"

#include <map>
#include <string>
#include <string_view>
#include <utility>

namespace foreshock {

/// A message without what changes from line to line: its first line, quoted texts and brackets with ':' or '=' in them
/// as '*', words with digits as '*', at most 160 bytes. Coarser than a mined template, and needs no second pass.
/// "GET /cart?id=7 took 12 ms [trace=9f]" → "GET * took * ms *".
std::string maskedMessage(std::string_view message);

/// Does it speak of trouble ("error", "timed out", "refused"…)?
bool hasTroubleWord(std::string_view masked);

/// Counts log records by service and masked message, before the window around an alarm and in it. Memory: one entry
/// a service and masked message, at most kMostMessages; further ones count as lines only.
class LogSurge {
public:
    static constexpr std::size_t kMostMessages = 200'000;

    explicit LogSurge(EpochMinute alarm);
    TimeRange wanted() const; ///< the stretch that is looked at; other records are left out
    void add(Instant time, const ServiceId& service, std::string_view message);
    bool isEmpty() const { return m_total.before + m_total.now == 0; }

    /// The most surprising message of each service: Poisson tail of its count, the service's own growth of lines as
    /// exposure (of all lines, where it had fewer than 20). Trouble words count in full, others a quarter at most.
    std::map<ServiceId, Found> found() const;

private:
    struct Count {
        long before = 0;
        long now = 0;
    };
    static void put(Count& count, bool isNow);

    EpochMinute m_alarm;
    std::map<ServiceId, std::map<std::string, Count>> m_messages;
    std::map<ServiceId, Count> m_lines;
    Count m_total;
    std::size_t m_size = 0;
};

} // namespace foreshock
