// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/change_path.h"

#include "model/analysis/rank_constants.h"

#include <algorithm>

namespace foreshock {

std::map<int, ChangePath> pathsFrom(const ServiceGraph& graph, int service) {
    using namespace rank_constants;
    std::map<int, ChangePath> out;
    // Of two ways of one kind the stronger counts, so that nothing hangs on the order of names.
    const auto add = [&](int to, ChangePath path) {
        const auto [known, isNew] = out.emplace(to, path);
        if (!isNew && known->second.kind == path.kind)
            known->second.weight = std::max(known->second.weight, path.weight);
    };
    out.emplace(service, ChangePath{PathKind::SameService, kSameService});
    for (const Link& l : graph.callers(service))
        if (l.isTooling)
            add(l.service, ChangePath{PathKind::Operated, kOperated});
    for (const Link& l : graph.callees(service))
        add(l.service, ChangePath{PathKind::Callee, kCaller * l.weight});
    for (const Link& l : graph.callers(service))
        add(l.service, ChangePath{PathKind::Caller, kCallee * l.weight});
    for (const Link& l : graph.callees(service))
        for (const Link& far : graph.callees(l.service))
            add(far.service, ChangePath{PathKind::TwoCallees, kTwoCallers * far.weight * l.weight});
    for (const Link& l : graph.callers(service))
        for (const Link& far : graph.callers(l.service))
            add(far.service, ChangePath{PathKind::TwoCallers, kTwoCallees * far.weight * l.weight});
    return out;
}

} // namespace foreshock
