// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workflows/import_plan.h"

#include "app/workflows/archive_walk.h"
#include "importers/registry.h"
#include "model/base/text.h"

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

/// Facts of the incident (title, zone, who carries which telemetry, what feeds cover), then the small feeds that decide
/// the answer, then the logs that illustrate it.
int rankOf(const Importer& importer) {
    static constexpr std::string_view kOrder = "ACDNMTL";
    const std::string kinds = importer.kinds();
    return kinds.empty() ? -1 : static_cast<int>(kOrder.find(kinds[0]));
}

} // namespace

PlannedInput planInput(const SpecimenBytes& bytes, const std::string& format) {
    PlannedInput out;
    out.file = bytes.file;
    out.size = bytes.size;
    out.modified = bytes.modified;
    out.contentHash = bytes.contentHash;
    if (bytes.file.isStandardInput())
        out.head = bytes.head;
    if (bytes.problem) {
        out.problem = bytes.problem;
        return out;
    }
    const auto candidates = recognise(bytes.specimen());
    if (!format.empty()) {
        out.importer = importerById(format);
        for (const Candidate& candidate : candidates)
            if (candidate.importer == out.importer)
                out.recognition = candidate.recognition;
        out.recognition.reason = "chosen with --format; " + out.recognition.reason;
        return out;
    }
    if (!candidates.empty() && candidates.front().recognition.score >= kRecognised) {
        out.importer = candidates.front().importer;
        out.recognition = candidates.front().recognition;
        return out;
    }
    out.problem = unrecognised(out.file.label, bytes.head, candidates);
    return out;
}

Result<std::vector<PlannedInput>> planInputs(const InputList& inputs, const std::string& format,
                                             const RefinePlan& refine, std::stop_token stop) {
    std::vector<PlannedInput> plans;
    const auto look = [&](const SpecimenBytes& bytes) {
        plans.push_back(planInput(bytes, format));
        if (refine)
            refine(plans.back(), bytes);
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
    ReadSettings settings;
    settings.path = planned.file.label;
    settings.service = request.service;
    settings.zone = request.zone.value_or(Zone());
    settings.isZoneGiven = request.zone.has_value();
    settings.columnMap = planned.columnMap;
    settings.fileTime = planned.file.isStandardInput() ? request.now : planned.modified;
    settings.year = request.year;
    settings.start = request.start;
    return settings;
}

} // namespace foreshock
