// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workflows/import_plan.h"

#include "app/workflows/archive_walk.h"
#include "app/workflows/table_reading.h"
#include "importers/columns/map_fit.h"
#include "importers/registry.h"
#include "model/base/content_hash.h"
#include "model/base/text.h"
#include "model/store/source_rows.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace foreshock {
namespace {

/// Files of another kind are told apart from other binary ones, because the way out is different.
std::string kindOf(std::string_view head) {
    if (head.starts_with(std::string_view("SQLite format 3\0", 16)))
        return "an SQLite database; an incident file is opened, not imported: foreshock FILE";
    if (looksPacked(head))
        return "compressed; name the file instead, or unpack it on the way: gunzip -c FILE | foreshock import - …";
    return {};
}

/// Why a file is nobody's, with the way out.
Error unrecognised(const std::string& label, std::string_view head, const std::vector<Candidate>& candidates) {
    if (const std::string kind = kindOf(head); !kind.empty())
        return {ErrorCode::Unsupported, kind, label, ""};
    if (candidates.empty() || trimmed(head).empty())
        return {ErrorCode::Format, "empty file", label,
                "Check that the export ran and holds data for the time asked for"};
    const Candidate& best = candidates.front();
    const bool isUnanimous = std::all_of(candidates.begin(), candidates.end(), [&](const Candidate& c) {
        return c.recognition.reason == best.recognition.reason;
    });
    if (isUnanimous)
        return {ErrorCode::Format, best.recognition.reason, label, "Export it as UTF-8 text"};
    if (best.recognition.score == 0)
        return {ErrorCode::Unsupported, "no known format fits", label,
                "foreshock detect PATH says why for each; --format ID forces one"};
    return {ErrorCode::Unsupported,
            fmt::format("not recognised; nearest is {}: {}", best.importer->id(), best.recognition.reason), label,
            "foreshock detect PATH says more; --format ID forces a format"};
}

/// Facts of the incident come first (title, zone, what feeds cover, what series mean, who carries which telemetry):
/// they bear on the first answer. Then the small feeds that decide it, then the logs that illustrate it.
int rankOf(const Importer& importer) {
    static constexpr std::string_view kOrder = "ACDRNMTL";
    const std::string kinds = importer.kinds();
    return kinds.empty() ? -1 : static_cast<int>(kOrder.find(kinds[0]));
}

} // namespace

Result<void> checkFormats(const ImportRequest& request) {
    std::vector<std::string> named{request.format};
    for (const auto& [label, choice] : request.own)
        named.push_back(choice.format);
    for (const std::string& format : named)
        if (!format.empty() && !importerById(format))
            return Error{ErrorCode::Invalid, fmt::format("there is no format \"{}\"", format), "",
                         "foreshock formats lists them"};
    return {};
}

PlannedInput planInput(const SpecimenBytes& bytes, const ImportRequest& request) {
    const ReadChoice& choice = choiceOf(request, bytes.file.label);
    PlannedInput out;
    out.file = bytes.file;
    out.size = bytes.size;
    out.modified = bytes.modified;
    out.contentHash = bytes.contentHash;
    if (bytes.head.size() >= store::kHeadBytes) {
        ContentHash head;
        head.add(std::string_view(bytes.head).substr(0, store::kHeadBytes));
        out.headHash = head.hex();
    }
    if (bytes.file.isStandardInput())
        out.head = bytes.head;
    if (bytes.problem) {
        out.problem = bytes.problem;
        return out;
    }
    out.candidates = recognise(bytes.specimen());
    if (choice.columns) {
        const auto map = mapOf(*choice.columns);
        if (!map) {
            out.problem = map.error();
            return out;
        }
        out.importer = importerById(importerOf(*map));
        out.columnMap = columnMapJson(*map);
        out.recognition = {100, "columns mapped by hand"};
        return out;
    }
    if (!choice.format.empty()) {
        out.importer = importerById(choice.format);
        for (const Candidate& candidate : out.candidates)
            if (candidate.importer == out.importer)
                out.recognition = candidate.recognition;
        const char* by = &choice == &request ? "chosen with --format; " : "chosen by hand; ";
        out.recognition.reason = by + out.recognition.reason;
        return out;
    }
    if (!out.candidates.empty() && out.candidates.front().recognition.score >= kRecognised) {
        out.importer = out.candidates.front().importer;
        out.recognition = out.candidates.front().recognition;
        return out;
    }
    out.problem = unrecognised(out.file.label, bytes.head, out.candidates);
    return out;
}

Result<std::vector<PlannedInput>> planInputs(const InputList& inputs, const ImportRequest& request,
                                             const RefinePlan& refine, std::stop_token stop) {
    std::vector<PlannedInput> plans;
    const auto look = [&](const SpecimenBytes& bytes) {
        const std::string& label = bytes.file.label;
        if (!request.only.empty() && !request.only.contains(label))
            return;
        if (choiceOf(request, label).isLeftOut) {
            plans.emplace_back().file = bytes.file;
            plans.back().isLeftOut = true;
            return;
        }
        plans.push_back(planInput(bytes, request));
        if (refine)
            refine(plans.back(), bytes);
        plans.back().candidates = {};
    };
    const auto looked = eachSpecimen(inputs, look, std::move(stop));
    if (!looked)
        return looked.error();
    std::stable_sort(plans.begin(), plans.end(), [](const PlannedInput& a, const PlannedInput& b) {
        return (a.importer ? rankOf(*a.importer) : 10) < (b.importer ? rankOf(*b.importer) : 10);
    });
    return plans;
}

bool isLog(const PlannedInput& planned) {
    return planned.importer && planned.importer->kinds().starts_with('L');
}

namespace {

class NoBytes : public ByteSource {
public:
    Result<std::string_view> next() override { return std::string_view(); }
};

class FailedBytes : public ByteSource {
public:
    explicit FailedBytes(Error error)
        : m_error(std::move(error)) {}
    Result<std::string_view> next() override { return m_error; }

private:
    Error m_error;
};

using Visit = std::function<Result<void>(const PlannedInput&, ByteSource&)>;

/// The members of one archive that are logs, or those that are not.
Result<void> eachMember(const std::vector<PlannedInput>& plans, const PlannedInput& first, const Visit& visit,
                        std::stop_token stop) {
    std::map<std::size_t, const PlannedInput*> wanted;
    for (const PlannedInput& planned : plans)
        if (planned.importer && planned.file.member && planned.file.path == first.file.path &&
            planned.file.named == first.file.named && isLog(planned) == isLog(first))
            wanted.emplace(*planned.file.member, &planned);
    Result<void> visited;
    const auto walked = walkArchive(
        first.file.path,
        [&](const ArchiveMember& member, ByteSource& bytes) -> Result<void> {
            const auto found = wanted.find(member.number);
            if (found == wanted.end())
                return {};
            const PlannedInput& planned = *found->second;
            wanted.erase(found);
            visited = visit(planned, bytes);
            return visited;
        },
        std::move(stop));
    if (!visited)
        return visited;
    // Whole when it was planned, gone now: somebody writes to it.
    for (const auto& [number, planned] : wanted) {
        FailedBytes none(walked ? Error{ErrorCode::Format, "changed while it was read", planned->file.label,
                                        "Import it again when nobody writes to it"}
                                : walked.error());
        if (const auto done = visit(*planned, none); !done)
            return done;
    }
    return {};
}

} // namespace

Result<void> eachPlanned(const std::vector<PlannedInput>& plans, const Visit& visit, std::stop_token stop) {
    std::set<std::tuple<std::string, std::size_t, bool>> archives;
    for (const PlannedInput& planned : plans) {
        NoBytes none;
        Result<void> done;
        if (planned.problem || !planned.importer) {
            done = visit(planned, none);
        } else if (planned.file.member) {
            if (archives.emplace(planned.file.path, planned.file.named, isLog(planned)).second)
                done = eachMember(plans, planned, visit, stop);
        } else if (auto stream = InputStream::open(planned.file.path, stop)) {
            done = visit(planned, *stream);
        } else {
            FailedBytes failed(stream.error());
            done = visit(planned, failed);
        }
        if (!done)
            return done;
    }
    return {};
}

ReadSettings settingsFor(const PlannedInput& planned, const ImportRequest& request) {
    const ReadChoice& choice = choiceOf(request, planned.file.label);
    ReadSettings settings;
    settings.path = planned.file.label;
    settings.service = choice.service;
    settings.zone = choice.zone.value_or(Zone());
    settings.isZoneGiven = choice.zone.has_value();
    settings.columnMap = planned.columnMap;
    settings.fileTime = planned.file.isStandardInput() ? request.now : planned.modified;
    settings.year = choice.year;
    settings.start = choice.start;
    return settings;
}

SourceSettings givenSettings(const PlannedInput& planned, const ImportRequest& request) {
    const ReadChoice& choice = choiceOf(request, planned.file.label);
    return {choice.format, choice.service, choice.zone ? choice.zone->name() : "", planned.columnMap, choice.year,
            choice.start,  request.covers};
}

bool isLogOnly(const PlannedInput& planned) {
    return planned.importer && planned.importer->kinds() == "L";
}

TimeRange acceptFor(const PlannedInput& planned, const ImportRequest& request) {
    if (!isLogOnly(planned))
        return request.accept;
    return {std::max(request.accept.from, request.acceptLogs.from), std::min(request.accept.to, request.acceptLogs.to)};
}

} // namespace foreshock
