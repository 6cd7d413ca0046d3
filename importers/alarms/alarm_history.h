// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/record_desk.h"

#include <map>
#include <string>
#include <vector>

namespace foreshock {

/// Joins the transitions of rules into alarms: a stretch of firing becomes one alarm with start and end, a stretch
/// without data one in the state NoData. Transitions may come in any order. An OK that ends nothing known is left out:
/// its alarm began before what was exported. Lives in the work of one source.
class AlarmHistory {
public:
    /// `alarm` is what the record would say if a stretch began here; its start and state are the transition's.
    void add(std::string rule, Alarm alarm, RecordPlace place);
    Result<void> handOver(RecordDesk& desk);

private:
    struct Step {
        Alarm alarm;
        RecordPlace place;
    };
    Result<void> handOver(std::vector<Step>& steps, RecordDesk& desk);

    std::vector<std::pair<std::string, std::vector<Step>>> m_rules; ///< in the order of their first transition
    std::map<std::string, std::size_t> m_byName;
};

} // namespace foreshock
