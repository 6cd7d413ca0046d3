// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workflows/series_list.h"

#include "app/workflows/stored_samples.h"
#include "model/analysis/series_roles.h"
#include "model/base/text.h"
#include "model/store/edits.h"
#include "model/store/samples/series_reader.h"
#include "model/store/series_roles.h"

#include <fmt/format.h>

namespace foreshock {
namespace {

constexpr std::string_view kTitle = "Role of ";
constexpr int kPixels = 64;

std::string nameOf(const RoleRule& rule) {
    return rule.service + "/" + rule.metric;
}

} // namespace

Result<std::vector<ListedSeries>> listSeries(IncidentSession& session, const std::string& pattern,
                                             std::stop_token stop) {
    const auto incident = session.incident();
    if (!incident)
        return incident.error();
    const auto extents = store::seriesExtents(session.database(), session.gate());
    if (!extents)
        return extents.error();
    const std::vector<SeriesRole> roles = seriesRoles(*incident);
    store::SampleCache cache(std::size_t{1} << 20);
    store::SeriesReader reader(session.database(), session.gate(), cache);
    std::vector<ListedSeries> out;
    for (std::size_t i = 0; i < incident->series.size(); ++i) {
        const SeriesInfo& info = incident->series[i].info;
        if (!pattern.empty() && !fitsPattern(info.metric, pattern) &&
            !fitsPattern(info.service.value + "/" + info.metric, pattern))
            continue;
        if (stop.stop_requested())
            return Error{ErrorCode::Cancelled, "cancelled", "", ""};
        ListedSeries row{info, roles[i], placeOfMetric(info.metric), {}, 0, 0};
        if (const auto extent = extents->find(info.id.value); extent != extents->end()) {
            row.range = extent->second.range;
            row.samples = extent->second.samples;
            const auto window = reader.window(info, row.range, kPixels);
            if (!window)
                return window.error();
            row.gaps = static_cast<std::int64_t>(window->gaps.size());
        }
        out.push_back(std::move(row));
    }
    return out;
}

Result<RoleWord> parseRoleWord(const std::string& text) {
    const auto wrong = [&](const std::string& why) {
        return Error{
            ErrorCode::Invalid, fmt::format("\"{}\": {}", text, why), "--role",
            "Write it like cart/latency_p99=latency, cart/pool_free=saturation:down, or cart/pool_free= to take "
            "it back"};
    };
    const std::size_t equals = text.rfind('=');
    const std::size_t slash = text.find('/');
    if (equals == std::string::npos || slash == std::string::npos || slash == 0 || slash > equals ||
        slash + 1 == equals)
        return wrong("no SERVICE/METRIC=ROLE");
    RoleWord out;
    out.rule.service = text.substr(0, slash);
    out.rule.metric = text.substr(slash + 1, equals - slash - 1);
    std::string role = text.substr(equals + 1);
    if (role.empty()) {
        out.isTakenBack = true;
        return out;
    }
    const std::size_t colon = role.find(':');
    const std::string direction = colon == std::string::npos ? "" : role.substr(colon + 1);
    role = role.substr(0, colon);
    const auto known = roleNamed(role);
    if (!known)
        return wrong("the roles are errors, latency, traffic, saturation, availability, fleet, backlog, progress and "
                     "unknown");
    const auto bad = badDirectionNamed(direction);
    if (colon != std::string::npos && !bad)
        return wrong("the directions are up, down and both");
    out.rule.role = *known;
    out.rule.bad = bad.value_or(usualDirection(*known));
    return out;
}

Result<void> sayRoles(store::IncidentFile& file, const std::vector<RoleWord>& words, Instant now) {
    const RoleWord& first = words.front();
    std::string title = std::string(kTitle) + nameOf(first.rule) + ": ";
    title += first.isTakenBack
                 ? "left to the rules"
                 : fmt::format("{}, bad {}", foreshock::nameOf(first.rule.role), foreshock::nameOf(first.rule.bad));
    if (words.size() > 1)
        title += fmt::format(" and {} more", words.size() - 1);
    return store::Edits(file.database()).make(title, now, [&](store::Database& db) -> Result<void> {
        for (const RoleWord& word : words) {
            if (!word.isTakenBack) {
                if (const auto done = store::writeRoleRule(db, word.rule); !done)
                    return done;
                continue;
            }
            const auto gone = store::forgetRoleRule(db, word.rule.service, word.rule.metric);
            if (!gone)
                return gone.error();
            if (!*gone)
                return Error{ErrorCode::Invalid, "nothing was said of " + nameOf(word.rule), "--role",
                             "Patterns are taken back as they were written"};
        }
        return {};
    });
}

Result<std::string> undoRoles(store::IncidentFile& file) {
    const auto title = store::undoTitle(file.database());
    if (!title)
        return title.error();
    if (!*title || !(*title)->starts_with(kTitle))
        return Error{ErrorCode::Invalid,
                     *title ? fmt::format("the last edit was another one (\"{}\")", **title)
                            : "there is no edit to undo",
                     "--undo", "Say the role anew, or take it back with --role SERVICE/METRIC="};
    const auto undone = store::Edits(file.database()).undo();
    if (!undone)
        return undone.error();
    return undone->value_or("");
}

} // namespace foreshock
