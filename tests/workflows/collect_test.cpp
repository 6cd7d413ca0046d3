// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workflows/collect_commands.h"
#include "model/base/time_text.h"
#include "tests/support/shell.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <set>

using namespace foreshock;

namespace {

const CollectCommand& from(const std::vector<CollectCommand>& all, const std::string& tool) {
    const auto found = std::find_if(all.begin(), all.end(), [&](const CollectCommand& c) { return c.from == tool; });
    REQUIRE(found != all.end());
    return *found;
}

} // namespace

TEST_CASE("collect: every command is one a shell takes, names its file, and fits the hours asked for", "[workflows]") {
    const Instant now = parseTime("2020-11-25T13:30:00.5Z")->instant;
    const test::TemporaryFolder folder;
    for (const char* service : {"", "cart", "it's $HOME; \"b\""}) {
        const auto all = collectCommands({now, {}, service});
        std::set<std::string> files;
        for (const CollectCommand& c : all) {
            INFO(c.command);
            CHECK(files.insert(c.file).second);
            if (c.command.starts_with("in Grafana"))
                continue;
            CHECK(c.command.ends_with("> " + c.file));
            const std::string script = folder.file("one.sh", c.command + "\n");
            CHECK(std::system(("sh -n " + script).c_str()) == 0);
        }
    }
    const auto all = collectCommands({now, {}, "cart"});
    CHECK(from(all, "Kubernetes events").expires == "one hour");
    CHECK(from(all, "Prometheus, history of alerts").command ==
          "curl -sfG http://PROMETHEUS:9090/api/v1/query_range --data-urlencode 'query=ALERTS' -d "
          "start=2020-11-24T13:30:00Z -d end=2020-11-25T13:30:00Z -d step=60 > alerts.json");
    CHECK(from(all, "Docker Compose").command.find("--since 2020-11-25T10:30:00Z 'cart'") != std::string::npos);
    CHECK(from(all, "systemd journal").command.find("-u 'cart' -o json --since=@1606300200") != std::string::npos);
    CHECK(from(all, "Kubernetes rollouts").command.find("-l 'app.kubernetes.io/name=cart'") != std::string::npos);
    const auto day = collectCommands({now, Duration::hours(48), ""});
    CHECK(from(day, "Docker Compose").command.find("--since 2020-11-23T13:30:00Z") != std::string::npos);
    CHECK(all.front().from == "Kubernetes events"); // what is forgotten first stands first
}
