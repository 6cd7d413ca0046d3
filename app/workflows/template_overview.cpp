// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workflows/template_overview.h"

#include "app/workflows/template_history.h"
#include "model/store/logs/template_reader.h"

#include <algorithm>
#include <map>
#include <set>

namespace foreshock {
namespace {

/// New ones first, then the other sure ones; what is not sure is as if nothing were known.
int rankOf(const TemplateOverview::Row& row) {
    return !row.change ? 3 : row.change->kind == TemplateChangeKind::New ? 0 : row.change->isSure ? 1 : 2;
}

} // namespace

Result<TemplateOverview> templateOverview(IncidentSession& session, const TemplateQuestion& question, int cells,
                                          std::stop_token stop) {
    TemplateOverview out;
    out.range = question.range;
    if (question.range.isEmpty() || cells < 1)
        return out;
    auto log =
        store::readTemplates(session.database(), session.gate(), question.range, store::TemplateDetail::Minutes, stop);
    if (!log)
        return log.error();
    out.withoutTemplate = log->withoutTemplate;
    std::map<std::uint32_t, TemplateOverview::Row> rows;
    const double width = static_cast<double>(question.range.length().ns) / cells;
    for (const TemplateCounts& counts : log->counts) {
        if (!question.service.value.empty() && counts.service != question.service)
            continue;
        TemplateOverview::Row& row = rows[counts.templateId];
        row.cells.resize(static_cast<std::size_t>(cells));
        row.what.count += counts.count;
        for (const TemplateCounts::Minute& minute : counts.minutes) {
            // A minute that began before the range counts where the range begins.
            const double place = std::max(0.0, static_cast<double>((minute.start - question.range.from).ns) / width);
            row.cells[std::min(static_cast<std::size_t>(place), static_cast<std::size_t>(cells) - 1)] += minute.count;
        }
    }
    for (LogTemplate& t : log->templates)
        if (const auto found = rows.find(t.id); found != rows.end()) {
            const std::int64_t count = found->second.what.count;
            found->second.what = std::move(t);
            found->second.what.count = count;
        }
    if (question.at) {
        out.around = question.around;
        out.window = question.window;
        const auto history = readTemplateHistory(session, *question.at, question.window, stop);
        if (!history)
            return history.error();
        std::set<std::uint32_t> known; // by any service
        for (const TemplateLog* past : {&history->past, &history->before})
            for (const LogTemplate& t : past->templates)
                known.insert(t.id);
        // In order of sureness: the first word on a template stays. What one service says for the first time, not sure,
        // and others said all along, is no news.
        for (const TemplateChange& change : templateChanges(*history)) {
            const auto found = rows.find(change.templateId);
            const bool isNews =
                change.isSure || (change.kind == TemplateChangeKind::New && !known.contains(change.templateId));
            if (found != rows.end() && !found->second.change && isNews &&
                (question.service.value.empty() || change.service == question.service))
                found->second.change = change;
        }
    }
    for (auto& [id, row] : rows)
        out.rows.push_back(std::move(row));
    std::stable_sort(out.rows.begin(), out.rows.end(), [](const auto& a, const auto& b) {
        return std::pair(rankOf(a), -a.what.count) < std::pair(rankOf(b), -b.what.count);
    });
    return out;
}

} // namespace foreshock
