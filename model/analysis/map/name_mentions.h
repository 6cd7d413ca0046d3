// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/log_record.h"
#include "model/domain/map_answers.h"

#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace foreshock {

/// Counts where the log of one service names another: "connect to orders-db:5432 timed out" in the log of cart. A name
/// counts as a whole word (letters, digits, '-', '_'; a host's first label, too), letters alike. Plain words of under
/// five letters and the words of logging itself are no names: "api" and "server" stand in every line. Linear in the
/// text; memory: one row a pair.
class NameMentions {
public:
    /// Names and the services that they mean.
    explicit NameMentions(const std::vector<std::pair<std::string, ServiceId>>& names);

    void add(const LogRecord& record);
    /// Pairs, those with the most errors first; `excerpt` is the first error that names it, else the first record.

    std::vector<EdgeSuggestion> take();
    /// The source of a suggestion's excerpt.
    SourceId sourceOf(const EdgeSuggestion& suggestion) const;

private:
    struct Found {
        long long lines = 0, errors = 0;
        LogRecord first;
        bool isError = false;
        std::string name;
    };
    std::unordered_map<std::string, ServiceId> m_names;
    std::map<std::pair<ServiceId, ServiceId>, Found> m_found;
};

} // namespace foreshock
