// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/declared_limit.h"
#include "model/domain/series.h"

#include <optional>
#include <vector>

namespace foreshock {

/// Does a declared limit hold for this series? Its service must be the series' (or none be told), and its metric the
/// series' name or words of it: "threads" for "kfe_threads_p50", "net.netfilter.nf_conntrack_max" for
/// "node_nf_conntrack_entries". Words that only say "limit" (max, soft…) or where (net, kernel…) don't count; nofile,
/// nproc and the like stand for what they limit. A share (%) only matches a limit in %.
bool holdsFor(const DeclaredLimit& limit, const SeriesInfo& series);

/// Of the limits that hold for a series the one to believe: of its service before that of a machine, certain before
/// not, the later before the earlier. Null: none.
const DeclaredLimit* limitFor(const std::vector<DeclaredLimit>& limits, const SeriesInfo& series);

} // namespace foreshock
