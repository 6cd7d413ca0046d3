// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/id.h"
#include "model/base/time.h"
#include "views/time_scope/lane_setup.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace foreshock {

/// The part of the scope that back and forward restore. The cursor is not: it moves too often to be a step.
struct ScopeView {
    TimeRange range;
    std::optional<TimeRange> selection;
    ServiceId service;
    std::string filter;
    LaneSetup lanes = {};
    std::string tab = {};  ///< of those below the timeline; empty: not said
    ChangeId suspect = {}; ///< that a hand chose
    bool operator==(const ScopeView&) const = default;
};

/// Steps back and forward through what was looked at. A value with a limit; the newest view is always its last.
class ScopeHistory {
public:
    static constexpr std::size_t kLimit = 200;
    static constexpr std::int64_t kMergeMilliseconds = 500;

    void restart(const ScopeView& view);
    /// A step of the same non-empty kind within the merge time replaces the last one.
    void add(const ScopeView& view, const std::string& kind, std::int64_t nowMilliseconds);
    /// What belongs to the last step after all: no step of its own.
    void amend(const ScopeView& view);
    bool canGoBack() const { return m_at > 0; }
    bool canGoForward() const { return m_at + 1 < m_views.size(); }
    const ScopeView& back();
    const ScopeView& forward();
    std::size_t size() const { return m_views.size(); }

private:
    std::vector<ScopeView> m_views;
    std::size_t m_at = 0;
    std::string m_lastKind;
    std::int64_t m_lastTime = 0;
};

} // namespace foreshock
