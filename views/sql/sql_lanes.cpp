// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/sql/sql_lanes.h"

#include <algorithm>
#include <map>

namespace foreshock {
namespace {

/// Far above the rows of any file.
constexpr std::int64_t kFirstId = std::int64_t{1} << 60;

struct Columns {
    std::optional<std::size_t> time;
    std::vector<std::size_t> figures, texts;
};

enum class Holds { Nothing, Times, Figures, Texts };

Holds whatHolds(const SqlTable& table, std::size_t column) {
    bool areTimes = true, areFigures = true, isThere = false;
    for (const auto& row : table.rows) {
        const SqlValue& value = row[column];
        if (value.index() == 0)
            continue;
        isThere = true;
        areTimes = areTimes && timeOf(value, table.columns[column]).has_value();
        areFigures = areFigures && value.index() != 3;
        if (!areTimes && !areFigures)
            return Holds::Texts;
    }
    return !isThere ? Holds::Nothing : areTimes ? Holds::Times : areFigures ? Holds::Figures : Holds::Texts;
}

Columns columnsOf(const SqlTable& table) {
    Columns out;
    for (std::size_t column = 0; column < table.columns.size(); ++column)
        switch (whatHolds(table, column)) {
        case Holds::Times:
            if (!out.time)
                out.time = column;
            break;
        case Holds::Figures:
            out.figures.push_back(column);
            break;
        case Holds::Texts:
            out.texts.push_back(column);
            break;
        case Holds::Nothing:
            break;
        }
    return out;
}

double figure(const SqlValue& value) {
    if (const auto* n = std::get_if<std::int64_t>(&value))
        return static_cast<double>(*n);
    const auto* d = std::get_if<double>(&value);
    return d ? *d : Sample().value;
}

std::string nameOf(const SqlTable& table, const std::vector<SqlValue>& row, const Columns& columns) {
    std::string out;
    for (const std::size_t column : columns.texts)
        out += (out.empty() ? "" : " \u00b7 ") + textOf(row[column]);
    return columns.texts.empty() ? table.columns[columns.figures.front()] : out;
}

Duration usualStep(const std::vector<Sample>& samples) {
    std::vector<std::int64_t> steps;
    for (std::size_t i = 1; i < samples.size(); ++i)
        if (samples[i - 1].time < samples[i].time)
            steps.push_back((samples[i].time - samples[i - 1].time).ns);
    if (steps.empty())
        return {};
    const auto middle = steps.begin() + static_cast<std::ptrdiff_t>(steps.size() / 2);
    std::nth_element(steps.begin(), middle, steps.end());
    return {*middle};
}

} // namespace

Result<SqlLanes> SqlLanes::of(const SqlTable& table) {
    if (table.rows.empty())
        return Error{ErrorCode::Invalid, "there are no rows to draw", "", ""};
    const Columns columns = columnsOf(table);
    if (!columns.time)
        return Error{ErrorCode::Invalid, "no column holds times", "",
                     "Ask for time, start or time_ns: SELECT time, value FROM samples"};
    if (columns.figures.empty())
        return Error{ErrorCode::Invalid, "no column holds figures", "",
                     "Ask for a value or a count beside the time: SELECT time, value FROM samples"};
    SqlLanes out;
    std::map<std::pair<std::string, std::size_t>, std::size_t> lineOf;
    for (const auto& row : table.rows) {
        const auto time = timeOf(row[*columns.time], table.columns[*columns.time]);
        if (!time)
            continue;
        const std::string name = nameOf(table, row, columns);
        for (const std::size_t column : columns.figures) {
            const auto [place, isNew] = lineOf.try_emplace({name, column}, out.lines.size());
            if (isNew) {
                Line line;
                line.info.id = SeriesId(kFirstId + static_cast<std::int64_t>(out.lines.size()));
                line.info.metric = columns.texts.empty()         ? table.columns[column]
                                   : columns.figures.size() == 1 ? name
                                                                 : name + " \u00b7 " + table.columns[column];
                line.info.unit = columns.texts.empty() ? "" : table.columns[column];
                out.lines.push_back(std::move(line));
            }
            if (place->second < kMost) // the others are only counted
                out.lines[place->second].samples.push_back({*time, figure(row[column])});
        }
    }
    out.leftOut = out.lines.size() > kMost ? out.lines.size() - kMost : 0;
    out.lines.resize(out.lines.size() - out.leftOut);
    for (Line& line : out.lines)
        std::stable_sort(line.samples.begin(), line.samples.end(),
                         [](const Sample& a, const Sample& b) { return a.time < b.time; });
    return out;
}

std::vector<SeriesInfo> SqlLanes::infos() const {
    std::vector<SeriesInfo> out;
    for (const Line& line : lines)
        out.push_back(line.info);
    return out;
}

SeriesWindow SqlLanes::window(const Line& line, TimeRange range, int pixels) {
    SeriesWindow out;
    out.info = line.info;
    out.range = range;
    out.step = usualStep(line.samples);
    const std::int64_t pixel = std::max<std::int64_t>(1, range.length().ns / std::max(1, pixels));
    const Instant before = range.from - out.step; // so that the line comes in from the side
    std::int64_t lastPixel = -1;
    std::optional<Instant> last;
    for (const Sample& sample : line.samples) {
        if (sample.time < before || !isMeasured(sample.value))
            continue;
        if (range.to + out.step < sample.time)
            break;
        if (last && out.step.ns > 0 && sample.time - *last > out.step * 5 / 2)
            out.gaps.push_back({*last, sample.time});
        const std::int64_t at = (sample.time.ns - before.ns) / pixel;
        if (at != lastPixel || out.spans.empty() || (!out.gaps.empty() && out.gaps.back().to == sample.time)) {
            out.spans.push_back({{sample.time, sample.time}, sample.value, sample.value, sample.value, sample.value});
        } else {
            SeriesSpan& span = out.spans.back();
            span.range.to = sample.time;
            span.least = std::min(span.least, sample.value);
            span.most = std::max(span.most, sample.value);
            span.last = sample.value;
        }
        lastPixel = at;
        last = sample.time;
    }
    return out;
}

} // namespace foreshock
