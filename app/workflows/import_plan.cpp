// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workflows/import_plan.h"

#include "importers/registry.h"
#include "model/base/text.h"

#include <fmt/format.h>

#include <algorithm>

namespace foreshock {
namespace {

/// Compressed files are told apart from other binary ones, because the way out is different.
std::string compressionOf(std::string_view head) {
    if (head.starts_with("\x1F\x8B"))
        return "gzip; unpack it first: gunzip -k FILE";
    if (head.starts_with("\x28\xB5\x2F\xFD"))
        return "zstd; unpack it first: zstd -d FILE";
    if (head.starts_with("PK\x03\x04"))
        return "a zip archive; unpack it first: unzip FILE";
    if (head.starts_with("BZh"))
        return "bzip2; unpack it first: bunzip2 -k FILE";
    if (head.starts_with("\xFD"
                         "7zXZ"))
        return "xz; unpack it first: unxz -k FILE";
    if (head.starts_with(std::string_view("SQLite format 3\0", 16)))
        return "an SQLite database; an incident file is opened, not imported: foreshock FILE";
    return {};
}

/// Why a file is nobody's, with the way out.
Error unrecognised(const std::string& label, std::string_view head, const std::vector<Candidate>& candidates) {
    if (const std::string compression = compressionOf(head); !compression.empty())
        return {ErrorCode::Unsupported, compression, label, ""};
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

/// Small feeds that decide the answer come before the logs that illustrate it.
int rankOf(const Importer& importer) {
    static constexpr std::string_view kOrder = "ACDNMTL";
    const std::string kinds = importer.kinds();
    return kinds.empty() ? 9 : static_cast<int>(kOrder.find(kinds[0]));
}

} // namespace

PlannedInput planInput(const InputFile& file, const std::string& format, std::stop_token stop) {
    PlannedInput out;
    out.file = file;
    SpecimenBytes bytes;
    if (file.path == "-") {
        auto stream = InputStream::open("-", std::move(stop));
        while (stream && bytes.head.size() < (std::size_t{64} << 10)) {
            const auto more = stream->next();
            if (!more || more->empty())
                break;
            bytes.head += *more;
        }
        out.head = bytes.head;
    } else {
        auto read = readSpecimen(file.path);
        if (!read) {
            out.problem = read.error();
            return out;
        }
        bytes = std::move(*read);
    }
    out.size = bytes.size;
    const auto candidates = recognise(bytes.specimen(file.label));
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
    out.problem = unrecognised(file.label, bytes.head, candidates);
    return out;
}

void orderPlans(std::vector<PlannedInput>& plans) {
    std::stable_sort(plans.begin(), plans.end(), [](const PlannedInput& a, const PlannedInput& b) {
        return (a.importer ? rankOf(*a.importer) : 10) < (b.importer ? rankOf(*b.importer) : 10);
    });
}

ReadSettings settingsFor(const PlannedInput& planned, const ImportRequest& request) {
    ReadSettings settings;
    settings.path = planned.file.label;
    settings.service = request.service;
    settings.zone = request.zone.value_or(Zone());
    settings.isZoneGiven = request.zone.has_value();
    settings.year = request.year;
    settings.start = request.start;
    if (planned.file.path != "-") {
        const auto stream = InputStream::open(planned.file.path);
        settings.fileTime = stream ? stream->modified() : request.now;
    } else {
        settings.fileTime = request.now;
    }
    return settings;
}

} // namespace foreshock
