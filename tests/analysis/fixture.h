// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/analysis/incident_grid.h"

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace foreshock::test {

/// What the reference prototype answers to one case.
struct ExpectedAnswer {
    struct Change {
        std::string id;
        double p;
        double score;
    };
    struct Ceiling {
        std::string series; ///< service/metric
        double minute;
        double share;
    };
    std::string verdict;
    std::string origin; ///< the likeliest, may be empty
    std::string lead;   ///< service/metric, may be empty
    double onset = 0;
    bool hasStep = false;
    std::vector<std::string> alarms;
    std::vector<std::string> explained;
    std::map<std::string, double> non;
    std::vector<Change> changes;
    std::map<std::string, Ceiling> ceilings; ///< by change
};

struct RankingCase {
    std::string name;
    IncidentGrid grid;
    ExpectedAnswer answer;
};

/// Reads a file of tests/data/analysis/make_fixtures.py.
std::vector<RankingCase> readRankingCases(const std::filesystem::path& file);
std::filesystem::path dataFolder(); ///< tests/data/analysis

} // namespace foreshock::test
