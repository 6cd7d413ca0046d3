// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/id.h"
#include "model/store/samples/chunk_join.h"
#include "model/store/samples/chunk_table.h"

#include <vector>

namespace foreshock::store {

/// Takes out of a source that is being loaded the samples that older versions of its file hold: same series, same time,
/// same value to the last bit. A value that changed stays beside the older one. Once, at the source's end, series by
/// series. Memory: the chunks of one series that overlap one chunk in time, 64 KB each.
class SampleSurplus {
public:
    static Result<SampleSurplus> open(const Database& db, ChunkTable& table, std::int64_t source,
                                      const std::vector<SourceId>& priors);
    /// Goes on with whole series until about a commit's worth of samples was looked at.
    Result<ChunkJoin::State> step();
    /// Samples taken out so far.
    std::int64_t removed() const { return m_removed; }

private:
    SampleSurplus(ChunkTable& table, std::int64_t source, const std::vector<SourceId>& priors)
        : m_table(&table)
        , m_source(source)
        , m_priors(priors) {}
    Result<void> thinSeries(std::int64_t series);
    bool isPrior(std::int64_t source) const;

    ChunkTable* m_table;
    std::int64_t m_source;
    std::vector<SourceId> m_priors;
    std::vector<std::int64_t> m_series; ///< that older versions hold too
    std::size_t m_next = 0;
    std::size_t m_looked = 0; ///< bytes of samples in this step
    std::int64_t m_removed = 0;
};

} // namespace foreshock::store
