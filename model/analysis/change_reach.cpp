// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/change_reach.h"

#include "model/base/text.h"
#include "model/base/time_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <initializer_list>

namespace foreshock {
namespace {

constexpr double kOverreach = 2; ///< from here on somebody should ask why

const std::string* detailOf(const Change& change, std::initializer_list<std::string_view> names) {
    for (const std::string_view name : names)
        for (const Detail& d : change.details)
            if (d.name == name)
                return &d.value;
    return nullptr;
}

/// The number at the head of a text, thousands cut by commas or not; null if there is none above 0.
std::optional<double> countIn(std::string text) {
    std::erase(text, ',');
    char* end = nullptr;
    const double value = std::strtod(text.c_str(), &end);
    if (end == text.c_str() || !std::isfinite(value) || value <= 0)
        return std::nullopt;
    return value;
}

Evidence row(EvidenceKind kind, EvidenceState state, std::string text, Instant from, Instant to) {
    Evidence out;
    out.kind = kind;
    out.state = state;
    out.text = std::move(text);
    out.ref.range = TimeRange{from, to};
    out.ref.at = to;
    return out;
}

} // namespace

std::optional<Duration> spreadOf(const Change& change) {
    const std::string* told = detailOf(change, {"propagation", "propagation_window"});
    const auto spread = told ? parseDuration(*told) : std::nullopt;
    return spread && *spread > Duration{} ? spread : std::nullopt;
}

std::optional<double> overreachOf(const Change& change) {
    const std::string* intended = detailOf(change, {"intended", "intended_count"});
    const std::string* actual = detailOf(change, {"actual", "actual_count"});
    const auto meant = intended ? countIn(*intended) : std::nullopt;
    const auto reached = actual ? countIn(*actual) : std::nullopt;
    if (!meant || !reached)
        return std::nullopt;
    return *reached / *meant;
}

std::vector<Evidence> reachEvidence(const Change& change, Instant firstAlarm) {
    std::vector<Evidence> out;
    const Instant end = change.endOrStart();
    if (const auto spread = spreadOf(change); spread && end <= firstAlarm) {
        const Duration after = firstAlarm - (end + *spread);
        const std::string text =
            after >= Duration{}
                ? fmt::format("it spreads for up to {} after its end: the first alarm came {} after it had spread",
                              durationText(*spread), durationText(after))
                : fmt::format("it spreads for up to {} after its end: it still did at the first alarm",
                              durationText(*spread));
        out.push_back(
            row(EvidenceKind::Precedes, EvidenceState::DoesNotDecide, text, end, std::min(firstAlarm, end + *spread)));
    }
    if (const auto ratio = overreachOf(change); ratio && *ratio >= kOverreach)
        out.push_back(row(EvidenceKind::Scope, EvidenceState::For,
                          fmt::format("it reached {} where {} were meant: {:.3g} times as much",
                                      *detailOf(change, {"actual", "actual_count"}),
                                      *detailOf(change, {"intended", "intended_count"}), *ratio),
                          change.start, end));
    return out;
}

} // namespace foreshock
