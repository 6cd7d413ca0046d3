// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/analysis/scene.h"
#include "model/base/zone.h"

#include <string>

namespace foreshock {

/// Puts minutes, lengths and values of a scene into words, in one zone. Times of another day than the first alarm's
/// show their day. The scene must outlive it.
class Wording {
public:
    Wording(const Scene& scene, Zone zone, Minute first);

    std::string time(Minute m) const;               ///< "04:25 PST", "14 Oct 2020 02:30 PST"
    std::string span(Minute from, Minute to) const; ///< "02:44–03:47 PST"; one time for a moment
    std::string length(Minute m) const;             ///< "2 h 31 min"; without a sign
    /// "2 h 31 min before the first alarm", "at the first alarm", "3 min after the first alarm".
    std::string fromFirstAlarm(Minute m) const;
    std::string service(int index) const;
    std::string metric(int series) const;
    /// "32,768 threads/server", "4.2 %", "0.98".
    std::string amount(double value, int series) const;
    const Zone& zone() const { return m_zone; }

private:
    const Scene& m_scene;
    Zone m_zone;
    Minute m_first;
    std::string m_day;
};

std::string percentText(double share);                                     ///< .973 -> "97 %"
std::string countText(int n, std::string_view one, std::string_view many); ///< "1 alarm", "10 alarms"
std::string ordinalText(int n);                                            ///< "first", …, "tenth", "11th"
/// "a", "a and b", "a, b and 3 more" with at most `most` names.
std::string listText(const std::vector<std::string>& names, std::size_t most = 4);
/// A kind as words: "capacity_add" -> "capacity add".
std::string kindText(std::string_view kind);

} // namespace foreshock
