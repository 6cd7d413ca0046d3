// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/time_scope/scope_history.h"

namespace foreshock {

void ScopeHistory::restart(const ScopeView& view) {
    m_views = {view};
    m_at = 0;
    m_lastKind.clear();
}

void ScopeHistory::add(const ScopeView& view, const std::string& kind, std::int64_t nowMilliseconds) {
    if (!m_views.empty() && m_views[m_at] == view)
        return;
    const bool merges = !kind.empty() && kind == m_lastKind && m_at > 0 && m_at + 1 == m_views.size() &&
                        nowMilliseconds - m_lastTime <= kMergeMilliseconds;
    m_lastKind = kind;
    m_lastTime = nowMilliseconds;
    if (merges) {
        m_views[m_at] = view;
        return;
    }
    if (!m_views.empty())
        m_views.resize(m_at + 1);
    m_views.push_back(view);
    if (m_views.size() > kLimit)
        m_views.erase(m_views.begin());
    m_at = m_views.size() - 1;
}

void ScopeHistory::amend(const ScopeView& view) {
    if (!m_views.empty())
        m_views[m_at] = view;
}

const ScopeView& ScopeHistory::back() {
    if (canGoBack())
        --m_at;
    m_lastKind.clear();
    return m_views[m_at];
}

const ScopeView& ScopeHistory::forward() {
    if (canGoForward())
        ++m_at;
    m_lastKind.clear();
    return m_views[m_at];
}

} // namespace foreshock
