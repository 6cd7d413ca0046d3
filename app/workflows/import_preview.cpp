// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workflows/import_preview.h"

#include "app/workflows/column_maps.h"
#include "app/workflows/import_plan.h"
#include "app/workflows/incident_session.h"
#include "app/workflows/look_inside.h"
#include "app/workflows/seen_before.h"
#include "app/workflows/table_reading.h"
#include "model/base/zone.h"

#include <algorithm>
#include <unordered_map>

namespace foreshock {
namespace {

constexpr std::uint64_t kLargeLogs = 1'000'000'000;

class PreviewRun {
public:
    PreviewRun(const ImportRequest& request, const PreviewObserver& observer, std::stop_token stop)
        : m_request(request)
        , m_observer(observer)
        , m_stop(std::move(stop)) {}

    Result<ImportPreview> run(const std::string& incidentFile);

private:
    void list(const InputList& inputs);
    void recognised(const PlannedInput& planned, const SpecimenBytes& bytes);
    Result<void> look(const PlannedInput& planned, ByteSource& bytes);
    void tell(const InputPreview& preview) const {
        if (m_observer)
            m_observer(preview, m_total == 0 ? 1 : static_cast<double>(m_done) / static_cast<double>(m_total));
    }
    InputPreview& at(const InputFile& file);

    const ImportRequest& m_request;
    const PreviewObserver& m_observer;
    std::stop_token m_stop;
    std::optional<IncidentSession> m_session;
    ImportPreview m_out;
    std::unordered_map<std::string, std::size_t> m_index; ///< by label
    std::uint64_t m_done = 0, m_total = 0;
};

InputPreview& PreviewRun::at(const InputFile& file) {
    const auto [found, isNew] = m_index.emplace(file.label, m_out.inputs.size());
    if (isNew) {
        InputPreview& preview = m_out.inputs.emplace_back();
        preview.label = file.label;
        preview.path = file.path;
        preview.choice = choiceOf(m_request, file.label);
    }
    return m_out.inputs[found->second];
}

/// What can't be opened is a row too: it was dropped like the others.
void PreviewRun::list(const InputList& inputs) {
    for (const InputList::Problem& problem : inputs.problems) {
        InputFile file;
        file.path = file.label = problem.error.where;
        InputPreview& preview = at(file);
        preview.stage = InputPreview::Stage::Looked;
        preview.problem = problem.error;
        tell(preview);
    }
}

void PreviewRun::recognised(const PlannedInput& planned, const SpecimenBytes& bytes) {
    InputPreview& preview = at(planned.file);
    preview.stage = planned.problem ? InputPreview::Stage::Looked : InputPreview::Stage::Recognised;
    preview.size = planned.size;
    preview.score = planned.recognition.score;
    preview.reason = planned.recognition.reason;
    preview.problem = planned.problem;
    if (planned.importer) {
        preview.format = planned.importer->id();
        preview.title = planned.importer->title();
        preview.kinds = planned.importer->kinds();
    }
    for (const Candidate& c : planned.candidates)
        preview.candidates.push_back(
            {c.importer->id(), c.importer->title(), c.recognition.score, c.recognition.reason});
    const bool isByColumns = preview.format == "columns-csv" || preview.format == "series-csv" ||
                             preview.format == "columns-jsonl" || preview.format.empty();
    if (preview.choice.columns) {
        preview.table = preview.choice.columns;
        preview.table->missing = missingOf(*preview.table);
    } else if (isByColumns && !bytes.problem) {
        if (const auto map = planned.columnMap.empty() ? Result<ColumnMap>(Error{}) : parseColumnMap(planned.columnMap))
            preview.table = tableReadingOf(*map, guessMap(bytes.specimen()).rows);
        else if (const ColumnGuess guess = guessMap(bytes.specimen());
                 guess.map.header.size() > 1 && !preview.candidates.empty() && preview.candidates.front().score > 0)
            preview.table = tableReadingOf(guess.map, guess.rows);
    }
    m_total += planned.size;
    if (planned.problem)
        m_done += planned.size;
    else if (planned.file.member && isLarge(planned.size)) {
        // An archive is not gone through once more for a file that is looked at in parts anyway.
        lookAtEnds(planned, bytes, m_request, preview);
        preview.stage = InputPreview::Stage::Looked;
        m_done += planned.size;
    }
    tell(preview);
}

Result<void> PreviewRun::look(const PlannedInput& planned, ByteSource& bytes) {
    if (m_stop.stop_requested())
        return Error{ErrorCode::Cancelled, "cancelled", planned.file.label, ""};
    InputPreview& preview = at(planned.file);
    if (planned.isLeftOut) {
        preview.stage = InputPreview::Stage::Looked;
        tell(preview);
        return {};
    }
    if (preview.stage == InputPreview::Stage::Looked && !m_session)
        return {};
    if (m_session && planned.importer) {
        const auto seen = seenBefore(m_session->database(), planned, m_request, m_stop);
        if (!seen && seen.error().code == ErrorCode::Cancelled)
            return seen.error();
        preview.seen = seen ? *seen : SeenBefore::No; // its own reading tells what is wrong with it
    }
    if (preview.stage != InputPreview::Stage::Looked) {
        if (const auto done = lookInside(planned, bytes, m_request, preview, m_stop); !done)
            return done;
        m_done += planned.size;
    }
    preview.stage = InputPreview::Stage::Looked;
    tell(preview);
    return {};
}

Result<ImportPreview> PreviewRun::run(const std::string& incidentFile) {
    if (const auto known = checkFormats(m_request); !known)
        return known.error();
    if (!incidentFile.empty())
        if (auto session = IncidentSession::open(incidentFile, {}, m_stop))
            m_session.emplace(std::move(*session));
    InputList inputs = listInputs(m_request.paths);
    std::erase_if(inputs.files, [](const InputFile& f) { return f.isStandardInput(); }); // it can be read once only
    if (m_request.only.empty())
        list(inputs);
    std::vector<Error> ignored; // a saved map that can't be read is told by the import
    auto maps = ChosenMaps::of(m_request, ignored);
    if (!maps)
        return maps.error();
    const auto refine = [&](PlannedInput& planned, const SpecimenBytes& bytes) {
        maps->use(planned, bytes);
        recognised(planned, bytes);
    };
    const auto plans = planInputs(inputs, m_request, refine, m_stop);
    if (!plans)
        return plans.error();
    const auto visit = [this](const PlannedInput& planned, ByteSource& bytes) { return look(planned, bytes); };
    if (const auto done = eachPlanned(*plans, visit, m_stop); !done)
        return done.error();
    if (m_session)
        if (const auto incident = m_session->incident(); incident && !incident->alarms.empty())
            m_out.knownAlarm = incident->alarms.front().start;
    m_out.cut = proposeLogCut(m_out.inputs, m_out.knownAlarm);
    std::unordered_map<std::string, std::size_t> order;
    for (std::size_t i = 0; i < plans->size(); ++i)
        order.emplace((*plans)[i].file.label, i + 1); // unreadable paths first: they are short of everything
    std::stable_sort(m_out.inputs.begin(), m_out.inputs.end(),
                     [&](const InputPreview& a, const InputPreview& b) { return order[a.label] < order[b.label]; });
    return std::move(m_out);
}

} // namespace

Result<ImportPreview> previewImport(const ImportRequest& request, const std::string& incidentFile,
                                    const PreviewObserver& observer, std::stop_token stop) {
    return PreviewRun(request, observer, std::move(stop)).run(incidentFile);
}

std::optional<LogCut> proposeLogCut(const std::vector<InputPreview>& inputs, std::optional<Instant> knownAlarm) {
    std::uint64_t bytes = 0;
    std::optional<Instant> alarm = knownAlarm;
    TimeRange extent;
    bool isEndKnown = true;
    for (const InputPreview& input : inputs) {
        if (input.choice.isLeftOut || input.problem)
            continue;
        if (input.firstAlarm)
            alarm = std::min(alarm.value_or(*input.firstAlarm), *input.firstAlarm);
        if (input.kinds != "L" || !input.first || !input.last)
            continue;
        bytes += input.size;
        extent = extent.hull({*input.first, *input.last + Duration::nanoseconds(1)});
        isEndKnown = isEndKnown && input.isLastKnown;
    }
    if (!alarm || bytes <= kLargeLogs)
        return std::nullopt;
    const LogCut cut{{*alarm - Duration::hours(2), *alarm + Duration::hours(1)}, *alarm, bytes};
    const bool reachesFurther = extent.from < cut.range.from || cut.range.to < extent.to || !isEndKnown;
    return reachesFurther ? std::optional(cut) : std::nullopt;
}

ReadOptions readOptions() {
    ReadOptions out;
    for (const auto& importer : importers())
        out.formats.push_back({importer->id(), importer->title()});
    out.zones = zoneNames();
    for (const RowKind kind :
         {RowKind::Logs, RowKind::Samples, RowKind::Series, RowKind::Changes, RowKind::Alarms, RowKind::Dependencies})
        out.kinds.emplace_back(nameOf(kind));
    for (const TimeStyle style : {TimeStyle::Auto, TimeStyle::Seconds, TimeStyle::Milliseconds, TimeStyle::Microseconds,
                                  TimeStyle::Nanoseconds, TimeStyle::MonthFirst, TimeStyle::DayFirst, TimeStyle::Words})
        out.times.emplace_back(nameOf(style));
    for (std::size_t role = 0; role < kColumnRoles; ++role)
        out.roles.emplace_back(nameOf(static_cast<ColumnRole>(role)));
    return out;
}

} // namespace foreshock
