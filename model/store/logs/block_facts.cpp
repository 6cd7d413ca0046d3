// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/logs/block_facts.h"

#include "model/store/logs/log_filter.h"
#include "model/store/logs/log_rollup.h"
#include "model/store/logs/template_rollup.h"

#include <algorithm>

namespace foreshock::store {

EncodedBlock factsOf(const LogBlock& block) {
    EncodedBlock out;
    out.count = block.count();
    out.rawBytes = block.text().size();
    LogRollupBuilder rollup;
    TemplateRollupBuilder templates;
    for (std::size_t i = 0; i < block.count(); ++i) {
        out.first = std::min(out.first, block.time(i));
        out.last = std::max(out.last, block.time(i));
        ++out.levels[static_cast<std::size_t>(block.level(i))];
        rollup.add(block.time(i), block.rawName(i), block.level(i));
        templates.add(block.time(i), block.rawName(i), block.templateId(i));
        if (const auto arrived = block.arrivedAt(i))
            out.maxArrived = std::max(out.maxArrived.value_or(Instant::earliest()), *arrived);
    }
    if (out.maxArrived)
        out.maxArrived = std::max(*out.maxArrived, out.last);
    out.rollup = rollup.blob();
    out.templates = templates.blob();
    LogFilterBuilder filter;
    filter.add(block.text());
    filter.add(block.messagesApart());
    for (const std::string_view host : block.hosts())
        filter.add(host);
    out.trigrams = filter.trigramBlob();
    out.grams = filter.gramBlob();
    return out;
}

} // namespace foreshock::store
