// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/declared_limit.h"
#include "model/domain/evidence.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace foreshock {

/// How a limit is known: somebody wrote it down; a series stood still at record height; a share can't pass 100 %.
enum class LimitBasis { Declared, Plateau, Unit };
std::string_view nameOf(LimitBasis basis);   ///< "declared", "plateau", "unit"
std::string_view wordsFor(LimitBasis basis); ///< "limit (declared)", "plateau (inferred)", "100 % (by its unit)"

struct ResourceLimit {
    double value = 0;
    LimitBasis basis = LimitBasis::Declared;
    bool isCertain = false;       ///< declared with source and date, or by unit
    std::string source;           ///< of a declared one
    std::optional<Instant> date;  ///< of a declared one
    std::optional<Instant> since; ///< of a plateau: since when it is seen
};

/// What an earlier change of the same kind left of the headroom.
struct RunHeadroom {
    ChangeId change;
    std::string kind;
    std::string title;
    Instant end;
    double value = 0;
    double headroom = 0;
};

/// A resource beside its limit.
struct LimitRow {
    SeriesRef series;
    std::string unit;
    ResourceLimit limit;
    double now = 0; ///< median of its last quarter of an hour
    Instant nowAt;
    double highest = 0;
    Instant highestAt;
    double noise = 0;                         ///< one noise unit of the series
    std::optional<Duration> beforeFirstAlarm; ///< of a plateau: how long before the first alarm it is seen
    std::vector<RunHeadroom> earlier;         ///< oldest first

    double headroom() const { return limit.value - now; }
    double headroomShare() const { return limit.value != 0 ? headroom() / limit.value : 0; }
};

/// How fast something comes back.
struct Recovery {
    SeriesRef series;
    std::string unit;
    Instant begun;
    Instant last;
    double value = 0; ///< at `last`
    double target = 0;
    std::string targetFrom;                       ///< "given", "fleet size", "highest seen", "lowest seen", "empty"
    double perHour = 0;                           ///< towards the target
    std::optional<Instant> done;                  ///< reached the target then
    std::optional<Instant> eta, earliest, latest; ///< by the usual, the fast and the slow stretches
    int falls = 0;                                ///< setbacks
    bool isSawtooth = false;                      ///< it loses a twentieth or more of what it gains
    double lostShare = 0;                         ///< lost over gained
};

struct LimitsReport {
    std::vector<LimitRow> rows; ///< under 10 % of headroom first, the tightest on top
    std::vector<Recovery> recoveries;
    int notComingBack = 0; ///< series that were asked for and stand, waver, or go the other way
    int seriesWithoutLimit = 0;
    int resources = 0;                    ///< series that could have a limit
    std::vector<DeclaredLimit> unmatched; ///< no series is seen that they would hold for
};

/// For how long to look after an add.
struct WatchWindow {
    Duration length;
    Duration spread; ///< part of it: how long such changes went on spreading
    ChangeId toldBy; ///< the change whose record tells so; empty: none does
};

/// A resource if a fleet or load were larger.
struct WhatIf {
    enum class Fit { None, Constant, Linear, Quadratic };
    SeriesRef series;
    std::string unit;
    SeriesRef against; ///< the fleet's size, or a load
    std::string againstUnit;
    ResourceLimit limit;
    double now = 0;
    double sizeNow = 0;
    double add = 0;
    double predicted = 0;
    double error = 0; ///< usual miss on a level that the fit did not see
    Fit fit = Fit::None;
    bool isChecked = false; ///< by cross-validation
    bool isExtrapolated = false;
    double perUnit = 0;                      ///< slope at the present size
    int levels = 0;                          ///< settled levels the fit rests on
    double from = 0, to = 0;                 ///< sizes seen
    std::optional<long long> largestSafeAdd; ///< none: it does not grow with the size
    std::optional<long long> reserve; ///< how many may be lost before it is over; none: losing some does not raise it
    WatchWindow watch;
    double overBy() const { return predicted - limit.value; }
};
std::string_view nameOf(WhatIf::Fit fit); ///< "none", "constant", "linear", "quadratic"

/// What an alarm at a threshold would have done over the record.
struct Backtest {
    struct Episode {
        TimeRange range;      ///< first to just after the last sample beyond
        bool isFalse = false; ///< no incident began within it or the horizon after it
    };
    struct Warning {
        AlarmId alarm; ///< first of the incident
        Instant time;
        std::optional<Duration> lead; ///< none: it would not have fired before
    };
    SeriesRef series;
    std::string unit;
    bool isAbove = true;
    double threshold = 0;
    TimeRange record;
    std::int64_t samples = 0;
    std::int64_t beyond = 0; ///< of them
    std::vector<Episode> episodes;
    std::vector<Warning> warnings; ///< one an incident
    int falseAlarms = 0;
    double falsePerWeek = 0;
    bool isAlwaysBeyond = false; ///< "already exceeded all record": it would have fired from the first sample on
    bool hasBegunBeyond = false;
};

} // namespace foreshock
