// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/importers/recording_sink.h"

#include "model/base/text.h"
#include "model/base/time_text.h"

#include <catch2/catch.hpp>

#include <fstream>
#include <sstream>

namespace foreshock::test {
namespace {

std::string part(const char* name, const std::string& value) {
    return value.empty() ? "" : std::string(" ") + name + "=" + value;
}

std::string part(const Details& details) {
    std::string out;
    for (const Detail& detail : details)
        out += (out.empty() ? " {" : "; ") + detail.name + ": " + detail.value;
    return out + (out.empty() ? "" : "}");
}

std::string until(const std::optional<Instant>& end) {
    return end ? ".." + rfc3339(*end) : std::string();
}

std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : shown(text))
        out += c == '\n' ? std::string("\\n") : c == '\t' ? std::string("\\t") : std::string(1, c);
    return out;
}

} // namespace

Result<void> RecordingSink::put(RecordPlace place, std::string text) {
    if (lines.size() >= failAfter)
        return Error{ErrorCode::Cancelled, "cancelled", {}, {}};
    lines.push_back(std::to_string(place.line) + "@" + std::to_string(place.offset) + " " + std::move(text));
    ++stored;
    return {};
}

Result<void> RecordingSink::log(const LogDraft& record, RecordPlace place) {
    raws.emplace_back(record.raw);
    return put(place, "log " + rfc3339(record.time) + part("level", std::string(nameOf(record.level))) +
                          part("service", std::string(record.service)) + part("host", std::string(record.host)) + ": " +
                          escaped(record.message));
}

Result<std::int64_t> RecordingSink::series(const SeriesDraft& draft) {
    const std::string name = std::string(draft.service) + "/" + std::string(draft.metric) +
                             (draft.unit.empty() ? "" : "[" + std::string(draft.unit) + "]") +
                             part("instance", std::string(draft.instance)) +
                             part("version", std::string(draft.version)) +
                             part("environment", std::string(draft.environment));
    const auto [known, isNew] = m_handles.emplace(name, static_cast<std::int64_t>(m_series.size()));
    if (isNew)
        m_series.push_back(name);
    return known->second;
}

Result<void> RecordingSink::sample(std::int64_t series, Sample sample, RecordPlace place) {
    const bool isNull = sample.value != sample.value;
    return put(place, "sample " + m_series.at(static_cast<std::size_t>(series)) + " " + rfc3339(sample.time) + " " +
                          (isNull ? "null" : numberText(sample.value, 12)));
}

Result<void> RecordingSink::change(const Change& c, RecordPlace place) {
    return put(place, "change" + part("id", c.id.value) + " " + rfc3339(c.start) + until(c.end) +
                          part("service", c.service.value) + part("kind", c.kind) + part("actor", c.actor) +
                          part("ref", c.ref) + part("group", c.group) + part("scope", c.scope) +
                          part("basis", c.basis) + part(c.details) + ": " + c.title);
}

Result<void> RecordingSink::alarm(const Alarm& a, RecordPlace place) {
    const char* state = a.state == AlarmState::Firing     ? "firing"
                        : a.state == AlarmState::Resolved ? "resolved"
                                                          : "no data";
    return put(place, "alarm" + part("id", a.id.value) + " " + rfc3339(a.start) + until(a.end) +
                          part("service", a.service.value) + part("metric", a.metric) + part("rule", a.rule) +
                          " severity=" + std::to_string(a.severity) + " " + state + part("basis", a.basis) +
                          part(a.details) + ": " + a.title);
}

Result<void> RecordingSink::service(const Service& s, RecordPlace place) {
    return put(place, "service " + s.id.value + part("name", s.name) + part("role", s.role) +
                          (s.isOnMapAtStart ? "" : " not-at-start") + part("basis", s.basis) + part(s.details));
}

Result<void> RecordingSink::dependency(const Dependency& d, RecordPlace place) {
    return put(place, "dependency " + d.from.value + " -> " + d.to.value + " " + std::string(nameOf(d.kind)) +
                          (d.isDocumented ? "" : " undocumented") + (d.isConfirmed ? " confirmed" : "") +
                          part("why", d.why) + part("basis", d.basis));
}

Result<void> RecordingSink::limit(const DeclaredLimit& l, RecordPlace place) {
    return put(place, "limit " + l.service.value + "/" + l.metric + "[" + l.unit + "] " + numberText(l.value, 15) +
                          part("source", l.source) + part("date", l.date ? rfc3339(*l.date) : "") +
                          part("scope", l.scope));
}

Result<void> RecordingSink::note(const Note& n, RecordPlace place) {
    return put(place, "note " + rfc3339(n.time) + part("service", n.service.value) + part("kind", n.kind) +
                          part("basis", n.basis) + ": " + n.text);
}

Result<void> RecordingSink::fact(std::string_view key, std::string_view value) {
    lines.push_back("fact " + std::string(key) + "=" + std::string(value));
    return {};
}

Result<void> RecordingSink::alarmRule(const AlarmRule& r, RecordPlace place) {
    return put(place, "alarm rule " + r.name + part("service", r.service.value) + part("metric", r.metric) +
                          part("op", r.op) + (r.threshold ? " threshold=" + numberText(*r.threshold, 12) : "") +
                          (r.wait.ns > 0 ? " for=" + durationText(r.wait) : "") +
                          " severity=" + std::to_string(r.severity) + ": " + r.text);
}

Result<void> RecordingSink::covers(std::optional<Instant> from, std::optional<Instant> to) {
    lines.push_back("covers " + (from ? rfc3339(*from) : "?") + "/" + (to ? rfc3339(*to) : "?"));
    return {};
}

Result<void> RecordingSink::joined(RecordPlace place) {
    return put(place, "joined");
}

Result<void> RecordingSink::leftOut(RecordPlace place) {
    return put(place, "left out");
}

Result<void> RecordingSink::reject(RecordPlace place, std::string_view reason, std::string_view excerpt) {
    Result<void> done = put(place, "rejected, " + std::string(reason) + " | " + escaped(clipped(excerpt, 30)));
    if (done) {
        --stored;
        ++rejected;
    }
    return done;
}

Result<void> RecordingSink::remark(RecordPlace place, std::string_view text, std::string_view) {
    lines.push_back(std::to_string(place.line) + "@" + std::to_string(place.offset) + " remark, " + std::string(text));
    return {};
}

Reading readAs(const std::string& importer, std::string_view bytes, const ReadOptions& options) {
    RecordingSink sink;
    ReadSettings settings;
    settings.path = "test";
    settings.service = options.service;
    settings.year = options.year;
    settings.start = options.start;
    settings.fileTime = Instant{1'606'348'800'000'000'000}; // 2020-11-26
    if (!options.zone.empty()) {
        settings.zone = Zone::find(options.zone).value();
        settings.isZoneGiven = true;
    }
    const Importer* found = importerById(importer);
    REQUIRE(found != nullptr);
    const std::unique_ptr<Reader> reader = found->create(settings, sink);
    Result<void> done;
    for (std::size_t at = 0; done && at < bytes.size(); at += options.chunk) {
        const std::string chunk(bytes.substr(at, options.chunk)); // a copy of its own: nothing may be kept of it
        done = reader->take(chunk);
    }
    if (done)
        done = reader->finish();
    Reading reading;
    for (const std::string& line : sink.lines)
        reading.text += line + "\n";
    if (!done)
        reading.text += "error, " + done.error().text() + "\n";
    reading.lines = sink.lines;
    reading.raws = sink.raws;
    reading.stored = sink.stored;
    reading.rejected = sink.rejected;
    reading.isError = !done;
    reading.zoneBasis = reader->zoneBasis();
    return reading;
}

Specimen specimenOf(std::string_view name, std::string_view bytes) {
    Specimen specimen;
    specimen.name = name;
    specimen.head = bytes.substr(0, std::size_t{64} << 10);
    specimen.size = bytes.size();
    return specimen;
}

std::string dataFile(const std::string& name) {
    std::ifstream file(FORESHOCK_SOURCE_DIR "/tests/data/importers/" + name, std::ios::binary);
    REQUIRE(file.is_open());
    std::ostringstream bytes;
    bytes << file.rdbuf();
    return bytes.str();
}

} // namespace foreshock::test
