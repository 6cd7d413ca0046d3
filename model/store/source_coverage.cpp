// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/source_coverage.h"

#include "model/base/time_text.h"

#include <algorithm>

namespace foreshock::store {
namespace {

constexpr std::string_view kFact = "covers:";

} // namespace

CoverageSpan coverageFrom(const CoverageNotes& notes) {
    CoverageSpan out;
    const bool hasRecords = notes.first && notes.last;
    if (notes.given) {
        out = {*notes.given, "given"};
    } else if (notes.from && notes.to && *notes.from < *notes.to) {
        out = {{*notes.from, *notes.to}, "stated"};
    } else if (notes.to && hasRecords && *notes.first < *notes.to) {
        out = {{*notes.first, *notes.to}, "exported"};
    } else if (hasRecords) {
        const bool hasGrown = notes.before && notes.before->isStated();
        return {hasGrown ? notes.before->range.hull({*notes.first, *notes.last}) : TimeRange{*notes.first, *notes.last},
                hasGrown ? notes.before->basis : "assumed"};
    } else {
        return notes.before.value_or(CoverageSpan{});
    }
    out.range = {std::max(out.range.from, notes.accept.from), std::min(out.range.to, notes.accept.to)};
    return out.range.isEmpty() ? CoverageSpan{} : out;
}

std::optional<TimeRange> coverageText(std::string_view text) {
    const std::size_t slash = text.find('/');
    if (slash == std::string_view::npos)
        return std::nullopt;
    const auto from = parseTime(text.substr(0, slash));
    const auto to = parseTime(text.substr(slash + 1));
    if (!from || !to || !(from->instant < to->instant))
        return std::nullopt;
    return TimeRange{from->instant, to->instant};
}

Result<void> applyToldCoverage(const Database& db) {
    auto facts =
        db.prepare("SELECT substr(key, length(?1) + 1), value FROM meta WHERE substr(key, 1, length(?1)) = ?1");
    if (!facts)
        return facts.error();
    facts->bindAll(kFact);
    std::vector<std::pair<std::string, TimeRange>> told;
    const auto read = facts->each([&] {
        if (const auto range = coverageText(facts->text(1)))
            told.emplace_back(facts->string(0), *range);
        return true;
    });
    if (!read)
        return read;
    for (const auto& [name, range] : told)
        if (const auto done = db.run(R"(
                UPDATE source SET covers_from_ns = max(?2, accept_from_ns), covers_to_ns = min(?3, accept_to_ns),
                       covers_basis = 'stated'
                 WHERE (path = ?1 OR substr(path, -length(?1) - 1) = '/' || ?1) AND covers_basis <> 'given' AND
                       max(?2, accept_from_ns) < min(?3, accept_to_ns))",
                                     name, range.from, range.to);
            !done)
            return done;
    return {};
}

} // namespace foreshock::store
