// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/text/format_trial.h"

#include "importers/text/pattern_pieces.h"
#include "model/base/time_text.h"

namespace foreshock {

FormatTrial::FormatTrial(const LogFormat& format, Instant fileTime)
    : m_format(&format)
    , m_matcher(format.pattern)
    , m_years(fileTime) {
    std::string beginning;
    for (const std::string_view piece : patternPieces(format.expression)) {
        // A beginning that does not compile alone (a later group is named in it) can't be asked.
        if (const Result<Pattern> compiled = Pattern::compile(beginning))
            m_beginnings.insert(m_beginnings.begin(), {*compiled, std::string(piece)});
        beginning += piece;
    }
}

TrialLine FormatTrial::tryLine(std::string_view line) {
    TrialLine out;
    if (!m_matcher.match(line)) {
        explain(line, out);
        return out;
    }
    const auto text = [&](std::size_t group) {
        const std::string_view found = m_matcher.group(group);
        return found == m_format->nil ? std::string() : std::string(found);
    };
    out.time = m_matcher.group(m_format->time);
    out.service = text(m_format->service);
    out.host = text(m_format->host);
    out.body = std::string(m_format->bodyOf(m_matcher, line).value_or(std::string_view()));
    if (m_format->level != 0)
        out.level = nameOf(m_format->levelOf(m_matcher.group(m_format->level)));
    const std::optional<WrittenTime> time = m_format->timeOf(out.time, m_years);
    out.kind = time ? TrialLine::Kind::Record : TrialLine::Kind::NoTime;
    if (time)
        out.instant = time->instant;
    return out;
}

void FormatTrial::explain(std::string_view line, TrialLine& out) const {
    for (const Beginning& beginning : m_beginnings) {
        PatternMatcher matcher(beginning.pattern);
        if (!matcher.match(line))
            continue;
        out.matched = matcher.end();
        out.piece = beginning.next;
        return;
    }
}

std::string sampleProblem(const LogFormat& format, const LogFormat::Sample& sample) {
    const std::size_t end = sample.text.find('\n');
    const std::optional<WrittenTime> expected = parseTime(sample.time);
    if (!expected)
        return "its \"time\" is not RFC 3339: " + sample.time;
    // A year that is not written is the sample's own.
    FormatTrial trial(format, expected->instant);
    const TrialLine line = trial.tryLine(std::string_view(sample.text).substr(0, end));
    if (line.kind == TrialLine::Kind::NoMatch)
        return "its first line does not match: it stops at byte " + std::to_string(line.matched + 1) +
               ", where the pattern wants " + line.piece;
    if (line.kind == TrialLine::Kind::NoTime)
        return "\"time\" does not say how to read " + line.time;
    if (format.fraction == 0 && *line.instant != expected->instant)
        return "the time is " + rfc3339(*line.instant) + ", not " + sample.time;
    if (line.service != sample.service)
        return "the service is \"" + line.service + "\", not \"" + sample.service + "\"";
    if (line.host != sample.host)
        return "the host is \"" + line.host + "\", not \"" + sample.host + "\"";
    if (!line.body.empty() && !sample.message.starts_with(line.body))
        return "the message is \"" + line.body + "\", not \"" + sample.message + "\"";
    return {};
}

} // namespace foreshock
