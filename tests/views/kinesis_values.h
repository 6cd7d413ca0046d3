// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/answer.h"
#include "model/domain/change_point.h"
#include "model/domain/log_window.h"
#include "views/log/log_wishes.h"
#include "views/workbench/main_window.h"

#include <memory>

namespace foreshock {

/// 25 November 2020 as values, with the figures of the recorded scenario, for pictures and for tests.
namespace kinesis {

/// A local (PST) clock on that day.
Instant at(int hour, int minute, int second = 0);
std::shared_ptr<const IncidentView> incident();
std::shared_ptr<const Answer> answer();
/// As the store would answer: spans of one pixel, gaps apart.
SeriesWindow seriesWindow(const SeriesInfo& info, TimeRange range, int pixels);
std::vector<HeatRow> heat(TimeRange range, int cells);
std::vector<ChangePoint> changePoints(const SeriesInfo& info);
LogWindow log(const LogPageWish& wish);

/// Answers every wish of the window at once.
void serve(MainWindow& window);

} // namespace kinesis
} // namespace foreshock
