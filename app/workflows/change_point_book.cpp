// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workflows/change_point_book.h"

#include "app/workflows/answer_record.h"
#include "model/analysis/change_points.h"
#include "model/base/build_id.h"
#include "model/base/content_hash.h"
#include "model/store/samples/series_reader.h"

namespace foreshock {
namespace {

const store::Question kQuestion{"change points", "by hash of samples"};

store::InputsVersion anyInputs() {
    return {buildId(), store::InputsVersion::kInTheAnswer};
}

std::string hashOf(std::span<const Sample> samples) {
    static_assert(sizeof(Sample) == sizeof(Instant) + sizeof(double)); // no padding: all bytes are content
    ContentHash hash;
    hash.add({reinterpret_cast<const char*>(samples.data()), samples.size_bytes()});
    return hash.hex();
}

} // namespace

ChangePointBook ChangePointBook::open(const IncidentSession& session) {
    ChangePointBook book;
    if (const auto record = store::keptAnswer(session.database(), kQuestion, anyInputs()))
        if (auto series = pointsFrom(*record))
            for (HashedPoints& s : *series)
                book.m_known.emplace(std::move(s.hash), std::move(s.points));
    return book;
}

Result<std::vector<ChangePoint>> ChangePointBook::points(IncidentSession& session, const SeriesInfo& series,
                                                         TimeRange range, std::stop_token stop) {
    const auto samples = store::samples(session.database(), session.gate(), series.id, range);
    if (!samples)
        return samples.error();
    const std::string hash = hashOf(*samples);
    if (const auto known = m_known.find(hash); known != m_known.end())
        return m_asked.insert(*known).first->second;
    auto found = changePoints(*samples, std::move(stop));
    if (!found)
        return Error{ErrorCode::Cancelled, "cancelled", "", ""};
    ++m_computed;
    return m_known[hash] = m_asked[hash] = std::move(*found);
}

std::optional<ToKeep> ChangePointBook::endRound() {
    const bool isNew = m_computed > 0 || m_asked.size() != m_known.size();
    m_known = std::exchange(m_asked, {});
    m_computed = 0;
    if (!isNew)
        return std::nullopt;
    std::vector<HashedPoints> series;
    for (const auto& [hash, points] : m_known)
        series.push_back({hash, points});
    return ToKeep{kQuestion, anyInputs(), recordOf(series)};
}

} // namespace foreshock
