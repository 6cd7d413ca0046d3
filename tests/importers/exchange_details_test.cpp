// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What an export writes beyond the short forms: details and arrivals.
#include "tests/importers/recording_sink.h"

#include "importers/registry.h"
#include "model/base/time_text.h"

#include <catch2/catch.hpp>

using namespace foreshock;
using namespace foreshock::test;

namespace {

/// Keeps whole records.
class KeepingSink final : public RecordingSink {
public:
    Result<void> change(const Change& c, RecordPlace place) override {
        changes.push_back(c);
        return RecordingSink::change(c, place);
    }
    Result<void> alarm(const Alarm& a, RecordPlace place) override {
        alarms.push_back(a);
        return RecordingSink::alarm(a, place);
    }
    Result<void> service(const Service& s, RecordPlace place) override {
        services.push_back(s);
        return RecordingSink::service(s, place);
    }
    Result<void> log(const LogDraft& draft, RecordPlace place) override {
        arrivals.push_back(draft.arrivedAt);
        return RecordingSink::log(draft, place);
    }
    std::string text() const {
        std::string out;
        for (const std::string& line : lines)
            out += line + "\n";
        return out;
    }
    std::vector<Change> changes;
    std::vector<Alarm> alarms;
    std::vector<Service> services;
    std::vector<std::optional<Instant>> arrivals;
};

KeepingSink readWith(const std::string& format, const std::string& text) {
    KeepingSink sink;
    const auto reader = importerById(format)->create({}, sink);
    REQUIRE(reader->take(text));
    REQUIRE(reader->finish());
    return sink;
}

const Instant kSeen = parseTime("2020-11-25T13:15:09.000000001Z")->instant;

} // namespace

TEST_CASE("exchange forms: arrived_at and details are read, in order, whatever their values are", "[importers]") {
    const std::string more =
        R"("arrived_at":"2020-11-25T13:15:09.000000001Z","details":{"runbook_url":"https://x","a":7,"b":null,"c":["d"]}})";
    const Details details = {{"runbook_url", "https://x"}, {"a", "7"}, {"b", ""}, {"c", "[\"d\"]"}};
    const auto change =
        readWith("changes-jsonl", R"({"time":"2020-11-25T13:15:00Z","kind":"deploy",)" + more).changes.at(0);
    CHECK(change.arrivedAt == kSeen);
    CHECK(change.details == details);
    const auto alarm = readWith("alarms-jsonl", R"({"time":"2020-11-25T13:15:00Z","title":"t",)" + more).alarms.at(0);
    CHECK(alarm.arrivedAt == kSeen);
    CHECK(alarm.details == details);
    CHECK(readWith("jsonl-logs", R"({"time":"2020-11-25T13:15:00Z","message":"t",)" + more).arrivals.at(0) == kSeen);
    const auto service =
        readWith("topology-json", R"({"services":[{"id":"kfe","details":{"owner":"team a","tier":1}}]})")
            .services.at(0);
    CHECK(service.details == Details{{"owner", "team a"}, {"tier", "1"}});
}

TEST_CASE("exchange forms: an arrived_at that is no time is remarked upon, an empty one or none is none",
          "[importers]") {
    for (const auto& [format, row] : {std::pair{"changes-jsonl", R"("kind":"deploy")"},
                                      {"alarms-jsonl", R"("title":"t")"},
                                      {"jsonl-logs", R"("message":"t")"}}) {
        INFO(format);
        const std::string head = std::string(R"({"time":"2020-11-25T13:15:00Z",)") + row;
        const auto bad = readWith(format, head + R"(,"arrived_at":"soon","details":"none"})");
        CHECK(bad.text().find("1@0 remark, \"arrived_at\" is no time; the record counts as seen when it happened\n") ==
              0);
        CHECK(readWith(format, head + R"(,"arrived_at":null})").text().find("remark") == std::string::npos);
        CHECK(readWith(format, head + "}").text().find("remark") == std::string::npos);
    }
}
