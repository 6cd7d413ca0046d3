// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/gate.h"

namespace foreshock::store {

Result<Gate> Gate::open(const Database& db, const Snapshot& snapshot) {
    Gate gate;
    gate.m_snapshot = snapshot;
    auto names = ServiceNames::load(db);
    if (!names)
        return names.error();
    gate.m_names = std::move(*names);
    auto statement =
        db.prepare("SELECT id, offset_ns, path, state = 'loading', offset_error_ns FROM source WHERE state <> 'hidden' "
                   "AND (state <> 'loading' OR revision_of IS NULL)");
    if (!statement)
        return statement.error();
    const auto done = statement->each([&] {
        const bool isLoading = statement->integer(3) != 0;
        if (isLoading && !snapshot.showsLoading)
            return true;
        gate.m_isPartial = gate.m_isPartial || isLoading;
        gate.m_sources.emplace(statement->integer(0), Source{Duration{statement->integer(1)},
                                                             Duration{statement->integer(4)}, statement->string(2)});
        return true;
    });
    if (!done)
        return done.error();
    return gate;
}

Duration Gate::offset(std::int64_t source) const {
    const auto found = m_sources.find(source);
    return found == m_sources.end() ? Duration{} : found->second.offset;
}

Duration Gate::offsetError(std::int64_t source) const {
    const auto found = m_sources.find(source);
    return found == m_sources.end() ? Duration{} : found->second.error;
}

const std::string& Gate::path(std::int64_t source) const {
    static const std::string kNone;
    const auto found = m_sources.find(source);
    return found == m_sources.end() ? kNone : found->second.path;
}

Result<TimeRange> visibleExtent(const Database& db, const Gate& gate, std::string_view sql) {
    auto statement = db.prepare(sql);
    if (!statement)
        return statement.error();
    TimeRange out{};
    const auto done = statement->each([&] {
        const Duration by = gate.offset(statement->integer(0));
        if (gate.sees(statement->integer(0)))
            out = out.hull({statement->instant(1) + by, statement->instant(2) + by + Duration{1}});
        return true;
    });
    if (!done)
        return done.error();
    return out;
}

} // namespace foreshock::store
