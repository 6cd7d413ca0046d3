// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/logs/log_plan.h"

#include "model/base/text.h"
#include "model/query/required_text.h"

#include <algorithm>

namespace foreshock::store {
namespace {

using Kind = LogQuery::Kind;

/// All, none or some of so many.
Verdict portion(std::size_t fitting, std::size_t all) {
    return fitting == 0 ? Verdict::None : fitting == all ? Verdict::All : Verdict::Some;
}

} // namespace

LogPlan::LogPlan(const LogQuery& query)
    : m_root(prepared(query.root)) {}

LogPlan::Node LogPlan::prepared(const LogQuery::Node& node) {
    Node out{node.kind, node.text, node.level, node.compare, node.templateId, {}, {}};
    std::vector<std::string> texts;
    switch (node.kind) {
    case Kind::Word:
    case Kind::Literal:
        m_asksText = true;
        texts.push_back(node.text);
        break;
    case Kind::Regex:
        m_asksText = true;
        texts = requiredTexts(node.text);
        break;
    case Kind::Host:
        m_asksHosts = true;
        if (node.text.find_first_of("*?") == std::string::npos)
            texts.push_back(node.text);
        break;
    case Kind::Service:
        m_asksServices = true;
        break;
    case Kind::Template:
        m_asksTemplates = true;
        break;
    case Kind::All:
    case Kind::And:
    case Kind::Or:
    case Kind::Not:
    case Kind::Level:
    case Kind::Source:
        break;
    }
    for (const std::string& text : texts)
        out.probes.emplace_back(text);
    for (const FilterProbe& probe : out.probes) {
        m_asksTrigrams = m_asksTrigrams || probe.hasTrigrams();
        m_asksGrams = m_asksGrams || probe.hasGrams();
    }
    for (const LogQuery::Node& part : node.parts)
        out.parts.push_back(prepared(part));
    return out;
}

Verdict LogPlan::verdict(const Node& node, const BlockFacts& facts) {
    switch (node.kind) {
    case Kind::All:
        return Verdict::All;
    case Kind::And: {
        auto out = Verdict::All;
        for (const Node& part : node.parts)
            out = std::min(out, verdict(part, facts));
        return out;
    }
    case Kind::Or: {
        auto out = Verdict::None;
        for (const Node& part : node.parts)
            out = std::max(out, verdict(part, facts));
        return out;
    }
    case Kind::Not: {
        const Verdict inner = verdict(node.parts.front(), facts);
        return inner == Verdict::None ? Verdict::All : inner == Verdict::All ? Verdict::None : Verdict::Some;
    }
    case Kind::Level: {
        std::int64_t fitting = 0, all = 0;
        for (std::size_t level = 0; level < facts.levels.size(); ++level) {
            all += facts.levels[level];
            if (levelFits(static_cast<LogLevel>(level), node.compare, node.level))
                fitting += facts.levels[level];
        }
        return portion(static_cast<std::size_t>(fitting), static_cast<std::size_t>(all));
    }
    case Kind::Service:
        if (!facts.services)
            return Verdict::Some;
        return portion(static_cast<std::size_t>(
                           std::count_if(facts.services->begin(), facts.services->end(),
                                         [&](const std::string* service) { return globMatches(node.text, *service); })),
                       facts.services->size());
    case Kind::Source:
        return sourceFits(node.text, facts.path) ? Verdict::All : Verdict::None;
    case Kind::Template:
        if (!facts.templates)
            return Verdict::Some;
        return portion(
            static_cast<std::size_t>(std::count(facts.templates->begin(), facts.templates->end(), node.templateId)),
            facts.templates->size());
    case Kind::Word:
    case Kind::Literal:
    case Kind::Regex:
    case Kind::Host:
        for (const FilterProbe& probe : node.probes)
            if ((facts.trigrams && !probe.trigramsMayHold(*facts.trigrams)) ||
                (facts.grams && !probe.gramsMayHold(*facts.grams)))
                return Verdict::None;
        return Verdict::Some;
    }
    return Verdict::Some;
}

bool LogPlan::holds(const Node& node, LogLevel level, std::string_view service, std::string_view path) {
    const auto partHolds = [&](const Node& part) { return holds(part, level, service, path); };
    switch (node.kind) {
    case Kind::And:
        return std::all_of(node.parts.begin(), node.parts.end(), partHolds);
    case Kind::Or:
        return std::any_of(node.parts.begin(), node.parts.end(), partHolds);
    case Kind::Not:
        return !partHolds(node.parts.front());
    case Kind::Level:
        return levelFits(level, node.compare, node.level);
    case Kind::Service:
        return globMatches(node.text, service);
    case Kind::Source:
        return sourceFits(node.text, path);
    case Kind::All:
    case Kind::Word:
    case Kind::Literal:
    case Kind::Regex:
    case Kind::Host:
    case Kind::Template:
        return true;
    }
    return true;
}

} // namespace foreshock::store
