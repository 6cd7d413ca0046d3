// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/importers/recording_sink.h"

#include <catch2/catch.hpp>

using namespace foreshock;
using namespace foreshock::test;

TEST_CASE("changes.jsonl: all members, numbers as ids, instances within the scope", "[importers]") {
    CHECK(
        readAs(
            "changes-jsonl",
            R"({"id":7,"time":"2020-11-25T10:44:00Z","end_time":"2020-11-25T11:47:00Z","service":"kfe","kind":"deploy",)"
            R"("title":"v2","actor":"ann","ref":"https://x/7","group":"r-3","instances":["a","b"],"replaces":["c"],"scope":"one zone","basis":"fact"})"
            "\n\n"
            R"({"time":1606301040000,"end_time":null,"service":"kbe"})")
            .text ==
        "1@0 change id=7 2020-11-25T10:44:00Z..2020-11-25T11:47:00Z service=kfe kind=deploy actor=ann ref=https://x/7 "
        "group=r-3 scope=one zone; instances a, b; replaces c basis=fact: v2\n"
        "3@240 change 2020-11-25T10:44:00Z service=kbe: \n");
}

TEST_CASE("changes.jsonl: what cannot be read is rejected with its reason, an end before the start is left out",
          "[importers]") {
    CHECK(
        readAs(
            "changes-jsonl",
            "{\"id\":\"a\"}\n[1]\nplain\n{\"time\":\"soon\"}\n"
            "{\"id\":\"b\",\"time\":\"2020-11-25T10:44:00Z\",\"end_time\":\"2020-11-25T10:00:00Z\",\"title\":\"t\"}\n")
            .text == "1@0 rejected, no \"time\" | {\"id\":\"a\"}\n"
                     "2@11 rejected, not a JSON object | [1]\n"
                     "3@15 rejected, not valid JSON | plain\n"
                     "4@21 rejected, \"time\" is no time: soon | {\"time\":\"soon\"}\n"
                     "5@37 remark, \"end_time\" is no time after \"time\"; the change is kept without its end\n"
                     "5@37 change id=b 2020-11-25T10:44:00Z: t\n");
}

TEST_CASE("alarms.jsonl: states and severities in words, a rule made of its parts", "[importers]") {
    CHECK(
        readAs(
            "alarms-jsonl",
            R"({"time":"2020-11-25T13:15:00Z","service":"kfe","metric":"","title":"put errors > 1 %","id":"A1","rule":"put errors > 1 %","severity":1,"end":"2020-11-26T06:23:00Z"})"
            "\n"
            R"({"time":"2020-11-25T13:16:00Z","service":"cw","metric":"errors","title":"errors","op":">","threshold":5,"severity":"warning","state":"INSUFFICIENT_DATA"})"
            "\n"
            R"({"time":"2020-11-25T13:17:00Z","service":"cw","metric":"lag","title":"lag","severity":"P1","basis":"invented"})")
            .text ==
        "1@0 alarm id=A1 2020-11-25T13:15:00Z..2020-11-26T06:23:00Z service=kfe rule=put errors > 1 % severity=1 "
        "resolved: put errors > 1 %\n"
        "2@165 alarm 2020-11-25T13:16:00Z service=cw metric=errors rule=errors > 5 severity=3 no data: errors\n"
        "3@319 alarm 2020-11-25T13:17:00Z service=cw metric=lag severity=1 firing basis=invented: lag\n");
}

TEST_CASE("notes.jsonl: a note needs a time and a text", "[importers]") {
    CHECK(readAs("notes-jsonl", "{\"time\":\"2020-11-25T13:30:00Z\",\"service\":\"kfe\",\"kind\":\"decision\",\"text\":"
                                "\"engaged\",\"basis\":\"fact\"}\n"
                                "{\"time\":\"2020-11-25T13:31:00Z\",\"kind\":\"decision\"}\n")
              .text == "1@0 note 2020-11-25T13:30:00Z service=kfe kind=decision basis=fact: engaged\n"
                       "2@98 rejected, no \"text\" | {\"time\":\"2020-11-25T13:31:00Z\"\n");
}

TEST_CASE("topology.json: services as texts or objects, hidden edges, their lines and offsets", "[importers]") {
    const std::string text =
        "{ \"services\": [\n"
        "  \"cart\",\n"
        "  {\"id\":\"kfe\",\"name\":\"front end\",\"role\":\"routing\",\"on_map_at_start\":false,\"basis\":\"fact\"},\n"
        "  12, null\n"
        " ],\n"
        " \"version\": 3,\n"
        " \"dependencies\": [\n"
        "  {\"from\":\"cart\",\"to\":\"kfe\",\"kind\":\"hard\",\"confirmed\":\"2024-05-01\"},\n"
        "  {\"from\":\"kfe\",\"to\":\"nowhere\",\"kind\":\"hidden\",\"why\":\"a } and a \\\" in it\"},\n"
        "  {\"from\":\"kfe\",\"to\":\"db\",\"kind\":\"magic\",\"documented\":false},\n"
        "  {\"from\":\"kfe\"},\n"
        "  {\"from\":\"kfe\",\"to\":\"db\",\"tags\":[[1,{\"a\":[]}]]}\n"
        " ]\n}\n";
    const std::string expected = "2@18 service cart name=cart\n"
                                 "3@28 service kfe name=front end role=routing not-at-start basis=fact\n"
                                 "4@119 service 12 name=12\n"
                                 "4@123 rejected, a service is a text or has an \"id\" | null\n"
                                 "6@144 remark, \"version\" is not read from this form\n"
                                 "8@168 dependency cart -> kfe hard confirmed\n"
                                 "9@237 dependency kfe -> nowhere unknown undocumented why=a } and a \" in it\n"
                                 "10@313 remark, the kind \"magic\" is read as unknown\n"
                                 "10@313 dependency kfe -> db unknown undocumented\n"
                                 "11@375 rejected, a dependency has \"from\" and \"to\" | {\"from\":\"kfe\"}\n"
                                 "12@393 dependency kfe -> db unknown\n";
    for (const std::size_t chunk : {std::size_t{1}, std::size_t{13}, text.size()})
        CHECK(readAs("topology-json", text, {chunk, "", ""}).text == expected);
}

TEST_CASE("topology.json: cut off anywhere, the rows before the cut are kept and the cut is told", "[importers]") {
    const std::string text = "{\"services\":[\"a\",{\"id\":\"b\"}],\"dependencies\":[{\"from\":\"a\",\"to\":\"b\"}]}";
    CHECK(readAs("topology-json", text.substr(0, 60)).text ==
          "1@13 service a name=a\n"
          "1@17 service b name=b\n"
          "1@45 rejected, the JSON ends before it is closed (cut off?) | {\"from\":\"a\",\"to\n");
    for (std::size_t length = 1; length < text.size(); ++length) {
        const Reading cut = readAs("topology-json", text.substr(0, length));
        CHECK(cut.rejected == 1);
        CHECK(cut.stored == (length >= 16 ? 1 : 0) + (length >= 27 ? 1 : 0) + (length >= 66 ? 1 : 0));
    }
}

TEST_CASE("topology.json: bytes that are no UTF-8 are replaced and the places stay true", "[importers]") {
    CHECK(readAs("topology-json", "{\"services\":[\"a\xFF\xFF\xFF\",\"b\"").text ==
          "1@0 remark, bytes that are no UTF-8 were replaced\n"
          "1@13 service a??? name=a???\n"
          "1@20 service b name=b\n"
          "1@23 rejected, the JSON ends before it is closed (cut off?) | \n");
}

TEST_CASE("topology.json: nested without end, it is refused and nothing breaks", "[importers]") {
    CHECK(readAs("topology-json", "{\"services\":[" + std::string(100'000, '[')).text ==
          "1@13 rejected, nested more than 64 deep | " + std::string(30, '[') + "\n");
}

TEST_CASE("incident.json: title, zone and carriers are facts, an unknown zone is rejected", "[importers]") {
    CHECK(
        readAs(
            "incident-json",
            R"({"title":"Threads","zone":"America/Los_Angeles","seen_via":[{"service":"kfe","metric":"errors","via":"cw"},{"service":"kfe"}]})")
            .text ==
        "fact title=Threads\n"
        "fact zone=America/Los_Angeles\n"
        "fact seen_via:kfe/errors=cw\n"
        "1@107 rejected, a row of \"seen_via\" has \"service\", \"metric\" and \"via\" | {\"service\":\"kfe\"}\n");
    const Reading unknown = readAs("incident-json", R"({"zone":"Mars/Olympus"})");
    CHECK(unknown.rejected == 1);
}
