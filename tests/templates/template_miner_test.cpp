// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/templates/format_strings.h"
#include "tests/templates/mined_lines.h"

#include <catch2/catch.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <set>

using namespace foreshock;
using test::mined;

TEST_CASE("template miner: it gives the ids of the reference prototype, or groups more lines right", "[templates]") {
    const auto all = test::knownLines();
    REQUIRE(all.size() == 15);
    for (const test::KnownLines& known : all) {
        INFO(known.name);
        const auto ids = mined(known.lines);
        CHECK((ids == known.ids ||
               test::groupingAccuracy(known.truth, ids) > test::groupingAccuracy(known.truth, known.ids)));
    }
}

TEST_CASE("template miner: what differs in values becomes one template, which says so", "[templates]") {
    TemplateMiner miner;
    std::uint32_t id = 0;
    for (const char* user : {"alice", "bob", "carol", "dora", "emil", "fritz", "gustav", "hanna"})
        id = miner.add(fmt::format("Failed password for invalid user {} from 10.0.0.1 port 22 ssh2", user));
    miner.settle();
    CHECK(miner.resolved(id) == 1);
    CHECK(miner.pattern(id) == "Failed password for invalid user <*> from <*> port <*>");
    CHECK(miner.tally(1).count == 8);
    const std::uint32_t other = miner.add("cannot create thread: Resource temporarily unavailable (11)");
    CHECK(miner.pattern(other) == "cannot create thread: Resource temporarily unavailable (<*>)");
    CHECK(miner.resolved(other) == other);
}

TEST_CASE("template miner: a record of several lines is known by its first that holds anything", "[templates]") {
    TemplateMiner miner;
    const std::uint32_t id = miner.add("request failed\n\tat a.b(C.java:1)");
    CHECK(miner.add("\n \nrequest failed\n\tat x.y(Z.java:9)\n\tat b") == id);
    CHECK(miner.pattern(id) == "request failed");
}

TEST_CASE("template miner: what is kept and read again goes on with the same ids", "[templates]") {
    for (const test::KnownLines& known : test::knownLines()) {
        INFO(known.name);
        TemplateMiner first;
        std::vector<std::uint32_t> ids;
        for (const std::string& line : known.lines)
            ids.push_back(first.add(line));
        first.settle();
        TemplateMiner second;
        for (const TemplateState& state : first.takeChanges())
            second.restore(state);
        const auto leaves = first.takeLeafChanges();
        for (const LeafTable::Leaf& leaf : leaves.leaves)
            second.restoreLeaf(leaf.key, leaf.id);
        second.finishRestoring();
        CHECK(first.takeChanges().empty());
        CHECK(second.takeChanges().empty());
        REQUIRE(second.size() == first.size());
        for (std::uint32_t id = 1; id <= first.size(); ++id)
            if (first.resolved(id) == id) {
                CHECK(second.pattern(id) == first.pattern(id));
                CHECK(second.tally(id).count == first.tally(id).count);
            }
        for (std::size_t i = 0; i < known.lines.size(); ++i)
            CHECK(second.add(known.lines[i]) == first.resolved(ids[i]));
        CHECK(second.size() == first.size());
    }
}

namespace {

/// Lines of random words, which no miner can make sense of.
class Babble {
public:
    std::string line() {
        std::string out;
        for (int word = 0; word < 8; ++word) {
            for (int letter = 0; letter < 7; ++letter)
                out += static_cast<char>('a' + next() % 26);
            out += ' ';
        }
        return out;
    }

private:
    std::uint64_t next() {
        m_state = m_state * 6364136223846793005ULL + 1442695040888963407ULL;
        return m_state >> 33;
    }
    std::uint64_t m_state = 42;
};

} // namespace

TEST_CASE("template miner: a million lines of random words stay within bounds", "[templates]") {
    const MinerSettings settings;
    TemplateMiner miner(settings);
    Babble babble;
    std::set<std::uint32_t> last;
    for (int i = 0; i < 1'000'000; ++i) {
        const std::uint32_t id = miner.add(babble.line());
        if (i >= 999'000)
            last.insert(miner.resolved(id));
    }
    miner.settle();
    CHECK(miner.size() <= settings.mostRows);
    CHECK(miner.liveCount() <= settings.mostTemplates + settings.mostTemplates / 4 + settings.mergeEvery);
    CHECK(miner.leafCount() <= settings.mostLeaves);
    CHECK(last.contains(static_cast<std::uint32_t>(settings.mostRows)));
    CHECK(miner.pattern(static_cast<std::uint32_t>(settings.mostRows)) == "<*>");
}

TEST_CASE("template miner: over a bound the least recently seen goes, and what is frequent keeps its id",
          "[templates]") {
    MinerSettings settings;
    settings.mostLeaves = 1000;
    settings.mostTemplates = 50;
    settings.mergeEvery = 20;
    settings.mostRows = 5000;
    TemplateMiner miner(settings);
    Babble babble;
    const std::uint32_t often = miner.add("Connection closed by peer 10");
    for (int i = 0; i < 3000; ++i) {
        miner.add(babble.line());
        CHECK(miner.resolved(miner.add(fmt::format("Connection closed by peer {}", i))) == often);
    }
    CHECK(miner.leafCount() <= 1000);
    CHECK(miner.tally(often).count == 3001);
}

TEST_CASE("template miner: garbage gets a template, too", "[templates]") {
    TemplateMiner miner;
    for (const std::string& line :
         {std::string(), std::string(1, '\0'), std::string(8 << 20, 'x'), std::string("\xFF\xFE\x80"),
          std::string(100'000, '"'), std::string("\n\n\n"), std::string(5000, '[')}) {
        const std::uint32_t id = miner.add(line);
        CHECK(id >= 1);
        CHECK(miner.add(line) == id);
        CHECK(miner.pattern(id).size() <= 1024);
    }
    miner.settle();
}
