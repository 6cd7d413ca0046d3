// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/template_changes.h"

#include "model/analysis/rate_change.h"
#include "model/base/text.h"
#include "model/base/time_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

namespace foreshock {
namespace {

constexpr double kMostFalse = .05;
constexpr double kLeastRatio = 2;
constexpr Duration kLeastRecorded = Duration::minutes(1);
constexpr Duration kCell = Duration::minutes(1);

using Key = std::pair<std::uint32_t, std::string>;

std::map<Key, const TemplateCounts*> byKey(const TemplateLog& log) {
    std::map<Key, const TemplateCounts*> out;
    for (const TemplateCounts& c : log.counts)
        out[{c.templateId, c.service.value}] = &c;
    return out;
}

/// Counts in cells of a minute from the range's start, those without records as zeros.
std::vector<double> cellsOf(const TemplateCounts* counts, Instant from, Duration length) {
    std::vector<double> out(static_cast<std::size_t>(std::max<std::int64_t>(1, length.ns / kCell.ns)));
    if (counts)
        for (const TemplateCounts::Minute& m : counts->minutes) {
            const std::int64_t cell = (m.start - from).ns / kCell.ns;
            out[static_cast<std::size_t>(std::clamp<std::int64_t>(
                cell, 0, static_cast<std::int64_t>(out.size()) - 1))] += static_cast<double>(m.count);
        }
    return out;
}

/// Does a message say that something went wrong?
bool speaksOfTrouble(std::string_view pattern) {
    for (const char* word :
         {"fail",   "error", "cannot",        "can't",       "could not", "unable",  "refused",   "denied",
          "reject", "limit", "exhausted",     "exceed",      "too many",  "timeout", "timed out", "exception",
          "fatal",  "panic", "out of memory", "unavailable", "abort",     "lost"})
        if (findNoCase(pattern, word) != std::string_view::npos)
            return true;
    return false;
}

TemplateChangeKind kindOf(std::int64_t past, std::int64_t before, std::int64_t after, double ratio) {
    if (past + before == 0)
        return TemplateChangeKind::New;
    if (after == 0)
        return TemplateChangeKind::Gone;
    return ratio >= 1 ? TemplateChangeKind::Surging : TemplateChangeKind::Fading;
}

} // namespace

std::vector<TemplateChange> templateChanges(const TemplateHistory& h) {
    std::map<std::uint32_t, const std::string*> patterns;
    std::map<std::string, Instant> begins; // of each service's records
    Instant end = h.at;
    for (const TemplateLog* log : {&h.past, &h.before, &h.after}) {
        for (const LogTemplate& t : log->templates) {
            patterns[t.id] = &t.pattern;
            end = std::max(end, t.last);
        }
        for (const TemplateCounts& c : log->counts) {
            const auto [known, isNew] = begins.try_emplace(c.service.value, c.first);
            known->second = std::min(known->second, c.first);
        }
    }
    const Duration afterLength = std::min(h.window, end - h.at + Duration::seconds(1));
    const auto past = byKey(h.past), before = byKey(h.before), after = byKey(h.after);
    std::map<Key, bool> keys;
    for (const auto* side : {&before, &after})
        for (const auto& [key, counts] : *side)
            keys[key] = true;
    const auto find = [](const std::map<Key, const TemplateCounts*>& side, const Key& key) {
        const auto at = side.find(key);
        return at == side.end() ? nullptr : at->second;
    };
    std::vector<TemplateChange> out;
    std::vector<double> ps;
    for (const auto& [key, ignored] : keys) {
        const Instant from = std::max(h.at - h.window, begins[key.second]);
        TemplateChange c;
        c.beforeLength = h.at - from;
        c.afterLength = afterLength;
        if (c.beforeLength < kLeastRecorded || c.afterLength < kLeastRecorded)
            continue;
        const TemplateCounts *was = find(before, key), *is = find(after, key), *longAgo = find(past, key);
        c.templateId = key.first;
        c.service = ServiceId(key.second);
        if (const auto pattern = patterns.find(key.first); pattern != patterns.end())
            c.pattern = *pattern->second;
        c.before = was ? was->count : 0;
        c.after = is ? is->count : 0;
        c.first = is ? std::max(is->first, h.at) : was->first; // by the minute, maybe
        c.last = is ? is->last : was->last;
        const auto a = static_cast<double>(c.after), b = static_cast<double>(c.before);
        c.ratio = ((a + .5) / c.afterLength.inSeconds()) / ((b + .5) / c.beforeLength.inSeconds());
        c.kind = kindOf(longAgo ? longAgo->count : 0, c.before, c.after, c.ratio);
        const double bursts = dispersionOf(cellsOf(was, from, c.beforeLength), cellsOf(is, h.at, c.afterLength));
        ps.push_back(rateChangeP(b / bursts, c.beforeLength.inSeconds(), a / bursts, c.afterLength.inSeconds()));
        out.push_back(std::move(c));
    }
    const std::vector<double> qs = falseDiscoveryRates(ps);
    for (std::size_t i = 0; i < out.size(); ++i) {
        TemplateChange& c = out[i];
        c.q = qs[i];
        const bool isOnOrOff = c.kind == TemplateChangeKind::New || c.kind == TemplateChangeKind::Gone;
        c.isSure = c.q < kMostFalse && (isOnOrOff || std::max(c.ratio, 1 / c.ratio) >= kLeastRatio);
    }
    std::stable_sort(out.begin(), out.end(), [](const TemplateChange& x, const TemplateChange& y) {
        return std::tuple(!x.isSure, x.q, -(x.before + x.after)) < std::tuple(!y.isSure, y.q, -(y.before + y.after));
    });
    return out;
}

std::vector<Evidence> templateEvidence(const std::vector<TemplateChange>& changes, const ServiceId& service,
                                       const Zone& zone) {
    constexpr std::size_t kMostRows = 3, kMostPattern = 120;
    std::vector<Evidence> out;
    const auto tell = [&](const TemplateChange& c) {
        std::string pattern(clipped(c.pattern, kMostPattern));
        if (pattern.size() < c.pattern.size())
            pattern += "…";
        const std::string n = numberText(static_cast<double>(c.after), 15),
                          from = clockTextWithZone(Instant{c.first.ns - c.first.ns % 1'000'000'000}, zone);
        Evidence row;
        row.kind = EvidenceKind::LogTemplate;
        row.state = EvidenceState::DoesNotDecide;
        if (c.kind == TemplateChangeKind::Surging)
            row.text = fmt::format("log line on {} came {} times as often after it: \"{}\", {} times", service.value,
                                   numberText(c.ratio, 2), pattern, n);
        else
            row.text = fmt::format("new log line on {} after it: \"{}\", {}{}", service.value, pattern,
                                   c.after == 1 ? "once at " + from : n + " times from " + from,
                                   c.isSure ? "" : "; too rare to tell from chance");
        row.ref.range = TimeRange{c.first, c.last + Duration::nanoseconds(1)};
        row.ref.at = c.first;
        out.push_back(std::move(row));
    };
    const auto tellAll = [&](TemplateChangeKind kind, bool isSure) {
        for (const TemplateChange& c : changes)
            if (out.size() < kMostRows && c.kind == kind && c.isSure == isSure && c.service == service &&
                (isSure || speaksOfTrouble(c.pattern)))
                tell(c);
    };
    tellAll(TemplateChangeKind::New, true);
    tellAll(TemplateChangeKind::Surging, true);
    tellAll(TemplateChangeKind::New, false); // one line may say what broke
    return out;
}

} // namespace foreshock
