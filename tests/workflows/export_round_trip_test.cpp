// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What is exported and imported again is the same incident.
#include "app/workflows/scenario_import.h"
#include "model/store/alias_writer.h"
#include "tests/workflows/handover_support.h"

#include <filesystem>
#include <random>

using namespace foreshock;
using namespace foreshock::test;

namespace {

/// An incident of all kinds of records, whose texts and names are drawn from what files trip over.
class AwkwardIncident {
public:
    explicit AwkwardIncident(unsigned seed)
        : m_random(seed) {}

    void write(const std::string& path) {
        auto file = store::IncidentFile::openOrCreate(path);
        REQUIRE(file);
        for (const char* source : {"first", "second"}) {
            store::SourceWriter::Settings settings;
            settings.draft.path = source;
            settings.draft.format = "test";
            settings.draft.offset = Duration::seconds(below(3) * 90); // clocks that were corrected
            auto writer = store::SourceWriter::begin(file->database(), settings);
            REQUIRE(writer);
            fill(**writer, source);
            REQUIRE((*writer)->finish(0, "", Zone(), "in the record", false));
        }
        REQUIRE(store::applyNameRules(file->database())); // as an import does
        REQUIRE(file->close());
    }

private:
    int below(int n) { return static_cast<int>(m_random() % static_cast<unsigned>(n)); }
    Instant time() {
        return Instant{1'606'309'200'000'000'000 + static_cast<std::int64_t>(m_random()) * (below(2) ? 1 : 1'000'000)};
    }
    std::optional<Instant> maybeTime(Instant after) {
        return below(2) ? std::optional(after + Duration{static_cast<std::int64_t>(m_random())}) : std::nullopt;
    }
    std::string word() {
        static const std::vector<std::string> kWords = {
            "cart",        "a,b",   "say \"hi\"",  "two\nlines", "dos\r\nlines", " blank ",  "tab\there",
            "back\\slash", "a/b/c", "caf\xC3\xA9", "=1+1",       "'quoted'",     "{json:1}", "\xF0\x9F\x94\xA5",
            "null",        "NaN",   "2020-11-25",  "\"",         "trailing,",    "\r",       "a\"\"b",
            "#x",          "-",     "<&>"};
        return kWords[static_cast<std::size_t>(below(static_cast<int>(kWords.size())))];
    }
    std::string maybe() { return below(3) ? word() + (below(2) ? word() : "") : ""; }
    std::string message() {
        using namespace std::string_literals;
        static const std::vector<std::string> kMore = {
            "nul \0 byte"s, "bad \xFF byte",         "half \xE2\x82", "ends\n", "",
            "ends\r\n",     "stack\n  at x\n  at y", "\x1B[31mred"};
        return below(2) ? word() + " " + word()
                        : kMore[static_cast<std::size_t>(below(static_cast<int>(kMore.size())))];
    }
    Details details() {
        Details out;
        for (const char* name : {"a first", "runbook_url", "z\"last"})
            if (below(2))
                out.push_back({name, maybe()});
        return out;
    }

    void fill(store::SourceWriter& writer, const std::string& source) {
        REQUIRE(writer.fact("title", word() + word()));
        REQUIRE(writer.fact("zone", "Europe/Berlin"));
        for (int i = 0; i < 6; ++i) {
            const std::string id = word() + std::to_string(i) + source;
            REQUIRE(writer.service({ServiceId(id), below(2) ? id : word(), maybe(), below(2) == 0, maybe(), details()},
                                   {}));
            REQUIRE(writer.dependency({ServiceId(word() + source), ServiceId(word() + std::to_string(i)),
                                       static_cast<DependencyKind>(below(7)), below(2) == 0, below(2) == 0, maybe(),
                                       maybe()},
                                      {}));
            const Instant start = time();
            Change change{ChangeId(below(2) ? word() + std::to_string(i) + source : ""),
                          ServiceId(word()),
                          maybe(),
                          word(),
                          start,
                          maybeTime(start),
                          maybe(),
                          maybe(),
                          maybe(),
                          maybe(),
                          maybe(),
                          maybeTime(start),
                          details()};
            REQUIRE(writer.change(change, {}));
            const Instant fired = time();
            Alarm alarm{AlarmId(word() + std::to_string(i) + source),
                        ServiceId(word()),
                        maybe(),
                        maybe(),
                        maybe(),
                        1 + below(4),
                        static_cast<AlarmState>(below(3)),
                        fired,
                        maybeTime(fired),
                        maybe(),
                        maybeTime(fired),
                        details()};
            REQUIRE(writer.alarm(alarm, {}));
            const Instant said = time();
            REQUIRE(writer.note({said, ServiceId(maybe()), maybe(), word() + std::to_string(i) + source, maybe()}, {}));
        }
        for (int i = 0; i < 8; ++i) {
            const std::string service = word(), instance = below(2) ? word() : "",
                              version = instance.empty() ? "" : maybe(), metric = word() + std::to_string(i) + source,
                              unit = maybe();
            const auto series = writer.series({service, instance, version, metric, unit});
            REQUIRE(series);
            if (service.find('/') == std::string::npos && below(2))
                REQUIRE(writer.fact("seen_via:" + service + "/" + metric, word()));
            Instant at = time();
            for (int n = below(60); n >= 0; --n, at += Duration{1 + static_cast<std::int64_t>(m_random())}) {
                const double values[] = {0, -0.0, 1e300, 5e-324, 1.0 / 3, 42, std::numeric_limits<double>::quiet_NaN()};
                REQUIRE(writer.sample(*series, {at, values[below(7)]}, {}));
            }
        }
        for (int i = 0; i < 3; ++i)
            REQUIRE(writer.alarmRule({"rule " + std::to_string(i), ServiceId(i == 0 ? "" : "say \"hi\""), "a,b",
                                      "a,b < 5\nfor long", "<", i < 2 ? std::optional(i / 4.0) : std::nullopt,
                                      Duration::seconds(90 * i), 1 + i},
                                     {}));
        REQUIRE(writer.fact("role:web/pool_*", "saturation:down"));
        REQUIRE(writer.fact("role:*/x", "errors:both"));
        for (int i = 0; i < 100; ++i) {
            const std::string service = maybe(), host = maybe(), text = message();
            LogDraft draft;
            draft.time = below(4) ? time() : Instant{1'606'309'200'000'000'000}; // many at one moment
            draft.level = static_cast<LogLevel>(below(7));
            draft.service = service;
            draft.host = host;
            draft.raw = draft.message = text;
            draft.arrivedAt = maybeTime(draft.time);
            REQUIRE(writer.log(draft, {i + 1, i}));
        }
    }

    std::mt19937 m_random;
};

} // namespace

TEST_CASE("export: incidents with awkward names and texts come back the same, record by record", "[workflows]") {
    for (unsigned seed = 1; seed <= 30; ++seed) {
        INFO("seed " << seed);
        const TemporaryFolder place;
        AwkwardIncident(seed).write(place.path("a.foreshock"));
        exported(place.path("a.foreshock"), {place.path("out"), {}});
        imported(place.path("out"), place.path("b.foreshock"));
        REQUIRE(told(place.path("b.foreshock")) == told(place.path("a.foreshock")));
        exported(place.path("b.foreshock"), {place.path("again"), {}});
        imported(place.path("again"), place.path("c.foreshock"));
        REQUIRE(told(place.path("c.foreshock")) == told(place.path("a.foreshock")));
    }
}

TEST_CASE("export: the built-in scenarios come back the same, with the same counts", "[workflows]") {
    for (const std::string& id : builtInScenarios()) {
        INFO(id);
        const TemporaryFolder place;
        const auto scenario = loadScenario(id);
        REQUIRE(scenario);
        auto file = store::IncidentFile::openOrCreate(place.path("a.foreshock"));
        REQUIRE(file);
        const auto recorded = recordScenario(*file, *scenario, {1, 1, "", scenario->end});
        REQUIRE(recorded);
        REQUIRE(file->close());
        const ExportReport report = exported(place.path("a.foreshock"), {place.path("out"), {}});
        const ImportReport back = imported(place.path("out"), place.path("b.foreshock"));
        CHECK(told(place.path("b.foreshock")) == told(place.path("a.foreshock")));
        RecordCounts before, after;
        for (const auto& [from, into] : {std::pair{&*recorded, &before}, std::pair{&back, &after}})
            for (const ImportedSource& source : from->sources) {
                const RecordCounts& c = source.counts.stored;
                *into = {into->logs + c.logs,     into->samples + c.samples,           into->changes + c.changes,
                         into->alarms + c.alarms, into->dependencies + c.dependencies, into->notes + c.notes};
            }
        CHECK(after.logs == before.logs);
        CHECK(after.samples == before.samples);
        CHECK(after.changes == before.changes);
        CHECK(after.alarms == before.alarms);
        CHECK(after.dependencies == before.dependencies);
        CHECK(after.notes == before.notes);
        CHECK(report.records.sum() == before.sum());
    }
}

TEST_CASE("export: in names, bytes that are no text and control bytes become replacement characters", "[workflows]") {
    using namespace std::string_literals;
    const TemporaryFolder place;
    {
        auto file = store::IncidentFile::openOrCreate(place.path("a.foreshock"));
        REQUIRE(file);
        store::SourceWriter::Settings settings;
        settings.draft.path = "in";
        auto writer = store::SourceWriter::begin(file->database(), settings);
        REQUIRE(writer);
        const auto series = (*writer)->series({"we\xFF"s + "b", "i\0j"s, "", "cpu\x01", "%"});
        REQUIRE(series);
        REQUIRE((*writer)->sample(*series, {Instant{1'606'309'200'000'000'000}, 1}, {}));
        LogDraft draft;
        draft.time = Instant{1'606'309'200'000'000'000};
        draft.service = "we\xFF"
                        "b";
        const std::string kept = "kept \xFF \0 whole"s;
        draft.message = draft.raw = kept;
        REQUIRE((*writer)->log(draft, {1, 0}));
        REQUIRE((*writer)->finish(0, "", Zone(), "", false));
        REQUIRE(file->close());
    }
    exported(place.path("a.foreshock"), {place.path("out"), {}});
    imported(place.path("out"), place.path("b.foreshock"));
    CHECK(told(place.path("b.foreshock")) == " in UTC\n"
                                             "service we\uFFFDb | we\uFFFDb |  | true |  |\n"
                                             "series we\uFFFDb | i\uFFFDj |  | cpu\uFFFD | % | via \n"
                                             "  1606309200000000000 1\n"
                                             "log 1606309200000000000  we\uFFFDb  seen - kept \\xFF \\x00 whole\n");
}

TEST_CASE("export: a series of more samples than one stretch is written whole and in order", "[workflows]") {
    const TemporaryFolder place;
    constexpr int kSamples = 700'000;
    {
        auto file = store::IncidentFile::openOrCreate(place.path("a.foreshock"));
        REQUIRE(file);
        store::SourceWriter::Settings settings;
        settings.draft.path = "in";
        auto writer = store::SourceWriter::begin(file->database(), settings);
        REQUIRE(writer);
        const auto series = (*writer)->series({"web", "", "", "cpu", "%"});
        REQUIRE(series);
        for (int i = 0; i < kSamples; ++i)
            REQUIRE(
                (*writer)->sample(*series, {Instant{1'606'309'200'000'000'000} + Duration::seconds(i), i * .5}, {}));
        REQUIRE((*writer)->finish(0, "", Zone(), "", false));
        REQUIRE(file->close());
    }
    CHECK(exported(place.path("a.foreshock"), {place.path("out"), {}}).records.samples == kSamples);
    imported(place.path("out"), place.path("b.foreshock"));
    CHECK(told(place.path("b.foreshock")) == told(place.path("a.foreshock")));
}

TEST_CASE("export: a message too long for a row is cut, and counted", "[workflows]") {
    const TemporaryFolder place;
    {
        auto file = store::IncidentFile::openOrCreate(place.path("a.foreshock"));
        REQUIRE(file);
        store::SourceWriter::Settings settings;
        settings.draft.path = "in";
        auto writer = store::SourceWriter::begin(file->database(), settings);
        REQUIRE(writer);
        const std::string text(std::size_t{3} << 20, '\x01'); // six bytes each as an escape
        LogDraft draft;
        draft.time = Instant{1'606'309'200'000'000'000};
        draft.message = draft.raw = text;
        REQUIRE((*writer)->log(draft, {1, 0}));
        REQUIRE((*writer)->finish(0, "", Zone(), "", false));
        REQUIRE(file->close());
    }
    CHECK(exported(place.path("a.foreshock"), {place.path("out"), {}}).cutMessages == 1);
    const ImportReport report = imported(place.path("out"), place.path("b.foreshock"));
    for (const ImportedSource& s : report.sources)
        UNSCOPED_INFO(s.path << " " << s.format << " " << s.reason << " " << (s.problem ? s.problem->text() : ""));
    CHECK(report.sources.back().counts.stored.logs == 1);
}
