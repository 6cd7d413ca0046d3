// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/repair/check_samples.h"

#include "model/base/text.h"
#include "model/store/samples/sample_pyramid.h"
#include "model/store/samples/time_column.h"

#include <algorithm>
#include <fmt/format.h>

namespace foreshock::store {
namespace {

constexpr const char* kChunks = R"(
    SELECT c.id, s.path, c.checksum, d.data, p.data, c.count, c.first_ns, c.last_ns, c.step_ns, c.breaks, c.least, c.most,
           c.first_value, c.last_value
      FROM sample_chunk c JOIN source s ON s.id = c.source_id LEFT JOIN sample_data d ON d.chunk_id = c.id
      LEFT JOIN sample_pyramid p ON p.chunk_id = c.id ORDER BY c.id)";

bool isHeaderOf(const Statement& r, const SampleColumns& samples, const ChunkFigures& figures) {
    if (samples.times.front() != r.instant(6) || samples.times.back() != r.instant(7) ||
        figures.step.ns != r.integer(8) || figures.breaks != r.integer(9) || figures.values.has_value() == r.isNull(10))
        return false;
    const auto& v = figures.values;
    return !v || (v->least == r.real(10) && v->most == r.real(11) && v->first == r.real(12) && v->last == r.real(13));
}

/// What is wrong with the chunk of a row, as the end of a sentence; null: nothing.
const char* wrongWith(const Statement& r) {
    if (r.isNull(3))
        return "its samples are missing";
    if (static_cast<std::int64_t>(hash64(r.blob(3))) != r.integer(2))
        return "its checksum does not fit";
    const auto samples = decodeSamples(r.blob(3));
    if (!samples)
        return "it can't be decoded";
    if (static_cast<std::int64_t>(samples->size()) != r.integer(5) || samples->size() == 0)
        return "it holds another number of samples than its header says";
    if (!std::is_sorted(samples->times.begin(), samples->times.end()))
        return "its samples are not in order of time";
    ChunkFigures figures;
    const auto pyramid =
        SamplePyramid::build(*samples, usualStep(samples->times), decimalsOf(samples->values), figures);
    if (!isHeaderOf(r, *samples, figures))
        return "its header says something else than its samples";
    if (pyramid.has_value() == r.isNull(4))
        return pyramid ? "its pyramid is missing" : "it has a pyramid that it should not have";
    if (!pyramid)
        return nullptr;
    const auto stored = SamplePyramid::decode(r.blob(4));
    if (!stored)
        return "its pyramid can't be decoded";
    return *stored == *pyramid ? nullptr : "its pyramid says something else than its samples";
}

} // namespace

Result<void> checkChunks(const Database& db, CheckReport& report) {
    auto statement = db.prepare(kChunks);
    if (!statement)
        return statement.error();
    return statement->each([&] {
        ++report.chunks;
        if (const char* wrong = wrongWith(*statement))
            report.damage.push_back(
                fmt::format("sample chunk {} of {}: {}", statement->integer(0), statement->text(1), wrong));
        return true;
    });
}

} // namespace foreshock::store
