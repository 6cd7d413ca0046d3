// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The same incident told with other names: logs and metrics by pods, hosts, units and ARNs, changes and map by
// services.
#include "app/workflows/analyse.h"
#include "app/workflows/incident_session.h"
#include "app/workflows/scenario_import.h"
#include "app/workflows/service_list.h"
#include "model/base/time_text.h"
#include "model/scenario/scenario_build.h"
#include "model/store/edits.h"
#include "model/store/logs/log_reader.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <fstream>
#include <map>
#include <random>
#include <sstream>

using namespace foreshock;
using foreshock::test::TemporaryFolder;

namespace {

class Collected final : public ExchangeWriter {
public:
    Result<void> write(std::string_view file, std::string_view bytes) override {
        files[std::string(file)] += bytes;
        return {};
    }
    std::map<std::string, std::string> files;
};

const std::map<std::string, std::string>& kinesis() {
    static const Collected built = [] {
        Collected out;
        const auto scenario = loadScenario("kinesis-2020-11-25");
        REQUIRE(scenario);
        REQUIRE(buildScenario(*scenario, {1, 1}, out));
        return out;
    }();
    return built.files;
}

std::string hash(std::mt19937& random, int length) {
    std::string out;
    for (int i = 0; i < length; ++i)
        out += "bcdfghjklmnpqrstvwxz2456789"[random() % 27];
    return out;
}

/// One of the shapes that a service's name takes elsewhere.
std::string otherName(const std::string& service, std::mt19937& random) {
    std::string folded = service;
    for (char& c : folded)
        c = c == '-' ? '_' : c;
    switch (random() % 9) {
    case 0:
        return service + "-4" + hash(random, 8) + "-" + hash(random, 5);
    case 1:
        return fmt::format("{}-{}", service, random() % 40);
    case 2:
        return fmt::format("{}-{:04}", service, random() % 5000);
    case 3:
        return fmt::format("{}{:02}.us-east-1.example.net", folded, random() % 100);
    case 4:
        return "arn:aws:ecs:us-east-1:123456789012:service/prod/" + service;
    case 5:
        return service + ".service";
    case 6:
        return "aws/" + service + "-4" + hash(random, 8) + "-" + hash(random, 5);
    case 7:
        return "prod-" + service;
    default:
        return folded + "-0417";
    }
}

/// Metrics: one other name a service. Logs: another one a record.
std::string renamedFolder(const TemporaryFolder& folder, std::mt19937& random) {
    const std::string to = folder.path("renamed");
    std::filesystem::create_directory(to);
    std::map<std::string, std::string> names;
    for (const auto& [file, text] : kinesis()) {
        std::istringstream in(text);
        std::ofstream out(to + "/" + file, std::ios::binary);
        bool isHeading = true;
        for (std::string line; std::getline(in, line); isHeading = false) {
            if (file == "metrics.csv" && !isHeading) {
                const std::size_t from = line.find(',') + 1, end = line.find(',', from);
                const std::string service = line.substr(from, end - from);
                if (!names.contains(service))
                    names[service] = otherName(service, random);
                line.replace(from, end - from, names[service]);
            } else if (file == "logs.jsonl") {
                auto record = nlohmann::ordered_json::parse(line);
                record["service"] = otherName(record["service"], random);
                line = record.dump();
            }
            out << line << "\n";
        }
    }
    return to;
}

std::string plainFolder(const TemporaryFolder& folder) {
    const std::string to = folder.path("plain");
    std::filesystem::create_directory(to);
    for (const auto& [file, text] : kinesis())
        std::ofstream(to + "/" + file, std::ios::binary) << text;
    return to;
}

void import(const std::string& folder, const std::string& path) {
    auto file = store::IncidentFile::openOrCreate(path);
    REQUIRE(file);
    ImportRequest request;
    request.paths = {folder};
    request.now = parseTime("2020-11-27T00:00:00Z")->instant;
    const auto report = importPaths(&*file, request);
    REQUIRE(report);
    REQUIRE(file->close());
}

std::string answered(const std::string& path) {
    auto session = IncidentSession::open(path);
    REQUIRE(session);
    const auto incident = session->incident();
    REQUIRE(incident);
    const auto answer = rankIncident(*session, *incident, {});
    REQUIRE(answer);
    std::string out =
        fmt::format("{} {:.9f}\n{}\n", nameOf(answer->verdict), answer->noneProbability, answer->headline);
    for (const Suspect& s : answer->suspects) {
        out += fmt::format("{} {} {:.9f} {} {}\n", s.change.value, s.service.value, s.probability, s.lag.ns,
                           nameOf(s.strength));
        for (const Evidence& e : s.evidence)
            out += "  " + e.text + "\n";
    }
    for (const LeadingSeries& series : answer->leadingSeries)
        out += series.text + "\n";
    return out;
}

std::map<std::string, std::int64_t> logsByService(const std::string& path) {
    auto session = IncidentSession::open(path);
    REQUIRE(session);
    std::map<std::string, std::int64_t> out;
    const auto incident = session->incident();
    REQUIRE(incident);
    for (const Service& service : incident->services) {
        auto found = store::LogResult::open(session->database(), session->gate(),
                                            *parseLogQuery("service:" + service.id.value), TimeRange::everything());
        REQUIRE(found);
        REQUIRE(found->count());
        out[service.id.value] = found->matching();
    }
    return out;
}

} // namespace

TEST_CASE("service names: suspects are the same whatever names logs and metrics bear", "[workflows]") {
    const TemporaryFolder plain;
    import(plainFolder(plain), plain.path("k.foreshock"));
    const std::string expected = answered(plain.path("k.foreshock"));
    const auto logs = logsByService(plain.path("k.foreshock"));
    REQUIRE(expected.starts_with("named "));
    std::int64_t all = 0;
    for (const auto& [service, count] : logs)
        all += count;
    REQUIRE(all > 1000);
    for (unsigned seed = 1; seed <= 4; ++seed) {
        std::mt19937 random(seed);
        const TemporaryFolder folder;
        import(renamedFolder(folder, random), folder.path("k.foreshock"));
        INFO("seed " << seed);
        CHECK(answered(folder.path("k.foreshock")) == expected);
        CHECK(logsByService(folder.path("k.foreshock")) == logs);
        auto session = IncidentSession::open(folder.path("k.foreshock"));
        REQUIRE(session);
        const auto list = listServices(*session, 3);
        REQUIRE(list);
        CHECK(list->unresolvedTotal == 0);
    }
}

TEST_CASE("service names: a mapping is one edit, of all names or of none", "[workflows]") {
    const TemporaryFolder folder;
    const std::string in = folder.path("in");
    std::filesystem::create_directory(in);
    std::ofstream(in + "/topology.json") << R"({"services":["kinesis-frontend"],"dependencies":[]})";
    std::ofstream(in + "/logs.jsonl")
        << R"({"time":"2020-11-25T13:00:00Z","service":"kfe-0417","level":"INFO","message":"a"}
{"time":"2020-11-25T13:00:01Z","service":"kfe-0418","level":"INFO","message":"b"}
{"time":"2020-11-25T13:00:02Z","service":"odd","level":"INFO","message":"c"}
)";
    const std::string path = folder.path("a.foreshock");
    import(in, path);
    const auto unresolved = [&] {
        auto session = IncidentSession::open(path);
        REQUIRE(session);
        const auto list = listServices(*session, -1);
        REQUIRE(list);
        std::string out;
        for (const UnresolvedName& name : list->unresolved) {
            out += name.name.name.text + ":";
            for (const NameSuggestion& suggestion : name.suggestions)
                out += " " + suggestion.service;
            out += "\n";
        }
        return out;
    };
    CHECK(unresolved() == "kfe-0417: kinesis-frontend\nkfe-0418: kinesis-frontend\nodd:\n");
    {
        auto file = store::IncidentFile::open(path);
        REQUIRE(file);
        const auto wrong = mapServiceNames(*file, {{"kfe-0417", "kinesis-frontend"}, {"kfe-0471", "x"}}, Instant{1});
        REQUIRE_FALSE(wrong);
        CHECK(wrong.error().code == ErrorCode::Invalid);
        CHECK(wrong.error().text() == "--map: no record bears the name \"kfe-0471\". The nearest: kfe-0417, kfe-0418");
    }
    CHECK(unresolved() == "kfe-0417: kinesis-frontend\nkfe-0418: kinesis-frontend\nodd:\n");
    {
        auto file = store::IncidentFile::open(path);
        REQUIRE(file);
        REQUIRE(mapServiceNames(*file, {{"kfe-0417", "kinesis-frontend"}, {"odd", "odd"}}, Instant{1}));
    }
    CHECK(unresolved().empty());
    {
        auto file = store::IncidentFile::open(path);
        REQUIRE(file);
        CHECK(store::Edits(file->database()).undo().value() == "kfe-0417 means kinesis-frontend and 1 more");
    }
    CHECK(unresolved() == "kfe-0417: kinesis-frontend\nkfe-0418: kinesis-frontend\nodd:\n");
}
