// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/analysis/measurements.h"
#include "model/analysis/origin.h"
#include "model/analysis/story.h"

#include <map>
#include <vector>

namespace foreshock {

/// Measures one change against one origin. Lives for one ranking, on its thread; scene and measurements must outlive
/// it.
class StoryTeller {
public:
    StoryTeller(const Scene& scene, Measurements& measurements, Minute first, std::map<int, Minute> firstOnsets)
        : m_measurements(measurements)
        , m_scene(scene)
        , m_first(first)
        , m_firstOnsets(std::move(firstOnsets)) {}

    const std::map<int, Minute>& firstOnsets() const { return m_firstOnsets; }
    /// How much a service's traffic grew; services without are not known to be calm.
    void setTraffic(int service, double ratio) { m_traffic[service] = ratio; }

    Story tell(int change, const Origin& origin, ChangePath path);

private:
    /// Effect, dose and ceiling on the change's own series and on those of the origin, where it is a neighbour.
    void measureEffects(Story& story, const GridChange& change, int number, Minute resourceOnset);
    void measureSeries(Story& story, int number, int series, bool isNeighbour, int tests, Minute resourceOnset);
    void lookForClimb(Story& story, const GridChange& change, int number, Minute resourceOnset);
    void lookForSteps(Story& story, const GridChange& change);
    void matchProfiles(Story& story, const GridChange& change);
    void weighTiming(Story& story, const GridChange& change) const;
    std::vector<int> profileSeries(const Story& story, int service) const;

    Measurements& m_measurements;
    const Scene& m_scene;
    Minute m_first;
    std::map<int, Minute> m_firstOnsets;
    std::map<int, double> m_traffic;
};

} // namespace foreshock
