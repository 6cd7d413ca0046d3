// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/limits/limit_match.h"

#include <catch2/catch.hpp>

using namespace foreshock;

namespace {

bool holds(const char* limit, const char* series, const char* unit = "", const char* limitUnit = "") {
    DeclaredLimit l;
    l.metric = limit;
    l.unit = limitUnit;
    SeriesInfo s;
    s.service = ServiceId("kfe");
    s.metric = series;
    s.unit = unit;
    return holdsFor(l, s);
}

} // namespace

TEST_CASE("limit match: names and words, stems alike", "[analysis][limits]") {
    CHECK(holds("threads", "kfe_threads_p50"));
    CHECK(holds("kernel.threads-max", "process_threads"));
    CHECK(holds("net.netfilter.nf_conntrack_max", "node_nf_conntrack_entries"));
    CHECK(holds("nofile", "process_open_fds"));
    CHECK(holds("KFE_Threads_P50", "kfe_threads_p50"));
    CHECK_FALSE(holds("threads", "kfe_mem_used"));
    CHECK_FALSE(holds("max", "max_latency")); // says of nothing
    CHECK_FALSE(holds("threads", "kfe_threads_used", "%"));
    CHECK(holds("memory", "memory_used", "%", "%"));
}

TEST_CASE("limit match: the service's own, the certain, the later one wins", "[analysis][limits]") {
    SeriesInfo s;
    s.service = ServiceId("kfe");
    s.metric = "threads";
    const auto limit = [](const char* service, double value, const char* source, int day) {
        DeclaredLimit l;
        l.service = ServiceId(service);
        l.metric = "threads";
        l.value = value;
        l.source = source;
        if (day > 0)
            l.date = Instant{} + Duration::hours(24 * day);
        return l;
    };
    const std::vector<DeclaredLimit> all{limit("", 1, "a", 9), limit("kfe", 2, "", 0), limit("kfe", 3, "b", 1),
                                         limit("kfe", 4, "b", 2), limit("other", 5, "b", 3)};
    REQUIRE(limitFor(all, s));
    CHECK(limitFor(all, s)->value == 4);
    s.service = ServiceId("web");
    CHECK(limitFor(all, s)->value == 1);
    CHECK_FALSE(limitFor({}, s));
}
