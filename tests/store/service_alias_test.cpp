// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
// One service, many names: what is stored as read is shown by the service's name wherever it is read.
#include "model/store/alias_writer.h"
#include "model/store/edits.h"
#include "model/store/incident_reader.h"
#include "model/store/known_names.h"
#include "model/store/logs/log_reader.h"
#include "model/store/samples/series_catalogue.h"
#include "model/store/sql/public_sql.h"
#include "tests/store/asked.h"
#include "tests/store/store_support.h"

#include <fmt/format.h>
#include <malloc.h>

#include <chrono>
#include <map>

using namespace foreshock;
using namespace foreshock::store;
using namespace foreshock::store::test;

namespace {

void addLog(SourceWriter& writer, int second, const std::string& service) {
    LogDraft draft{minute(0) + Duration::seconds(second), LogLevel::Info, service, "", "line", "line", std::nullopt};
    REQUIRE(writer.log(draft, {second + 1, second * 5}));
}

void addChange(SourceWriter& writer, const std::string& id, const std::string& service, Details details = {}) {
    Change change;
    change.id = ChangeId(id);
    change.service = ServiceId(service);
    change.kind = "deploy";
    change.title = id;
    change.start = minute(0);
    change.details = std::move(details);
    REQUIRE(writer.change(change, {1, 0}));
}

void addService(SourceWriter& writer, const std::string& id) {
    Service service;
    service.id = ServiceId(id);
    service.name = id;
    REQUIRE(writer.service(service, {1, 0}));
}

/// Map: cart, kinesis-frontend. Logs, samples, changes, alarms and notes by other names.
void fill(IncidentFile& file) {
    const auto writer = begin(file, settings("a.log"));
    addService(*writer, "cart");
    addService(*writer, "kinesis-frontend");
    Dependency needs;
    needs.from = ServiceId("cart");
    needs.to = ServiceId("kinesis-frontend");
    REQUIRE(writer->dependency(needs, {1, 0}));
    addLog(*writer, 0, "cart-7d9f4c5b6-x2kqz");
    addLog(*writer, 1, "cart-7d9f4c5b6-zw6vt");
    addLog(*writer, 2, "cart");
    addLog(*writer, 3, "kfe-0417");
    addLog(*writer, 4, "kinesis_frontend");
    addChange(*writer, "C1", "org/cart");
    Alarm alarm;
    alarm.id = AlarmId("A1");
    alarm.service = ServiceId("arn:aws:lambda:us-east-1:123456789012:function:cart");
    alarm.title = "errors";
    alarm.start = minute(1);
    REQUIRE(writer->alarm(alarm, {1, 0}));
    REQUIRE(writer->note({minute(2), ServiceId("Cart"), "note", "slow", ""}, {1, 0}));
    for (const char* pod : {"cart-7d9f4c5b6-x2kqz", "cart-7d9f4c5b6-zw6vt", "kinesis_frontend"}) {
        const auto series = writer->series({pod, "", "", "errors", "1"});
        REQUIRE(series);
        REQUIRE(writer->sample(*series, {minute(0), 1}, {1, 0}));
    }
    REQUIRE(writer->fact("seen_via:kinesis_frontend/errors", "Cart"));
    finish(*writer);
    REQUIRE(applyNameRules(file.database()));
}

std::int64_t logsOf(const Database& db, const std::string& query) {
    const auto gate = Gate::open(db, {});
    REQUIRE(gate);
    auto result = LogResult::open(db, *gate, *parseLogQuery(query), TimeRange::everything());
    REQUIRE(result);
    REQUIRE(result->count());
    return result->matching();
}

std::string serviceOf(const Database& db, const std::string& raw) {
    const auto gate = Gate::open(db, {});
    const auto ids = namesCalled(db, raw);
    REQUIRE(ids);
    REQUIRE(ids->size() == 1);
    return gate->names().serviceOf(ids->front());
}

std::int64_t idOf(const Database& db, const std::string& raw) {
    const auto ids = namesCalled(db, raw);
    REQUIRE(ids);
    REQUIRE(ids->size() == 1);
    return ids->front();
}

std::string aliases(const Database& db) {
    auto statement = db.prepare("SELECT r.text || '@' || r.environment || ' ' || a.service || ' ' || a.basis || ' ' || "
                                "a.rule FROM service_alias a JOIN raw_name r ON r.id = a.raw_name_id ORDER BY r.text, "
                                "r.environment");
    REQUIRE(statement);
    std::string out;
    REQUIRE(statement->each([&] {
        out += statement->string(0) + "\n";
        return true;
    }));
    return out;
}

} // namespace

TEST_CASE("service aliases: every reader shows the service, and no block was touched", "[store]") {
    const TemporaryFolder folder;
    IncidentFile file = create(folder.path("a.foreshock"));
    fill(file);
    const Database& db = file.database();
    const auto gate = Gate::open(db, {});
    REQUIRE(gate);

    CHECK(logsOf(db, "service:cart") == 3);
    CHECK(logsOf(db, "service:kinesis-frontend") == 1);
    CHECK(logsOf(db, "service:kfe-0417") == 1);
    CHECK(logsOf(db, "service:cart-*") == 0);

    std::vector<std::string> ids;
    const auto shown = services(db, *gate);
    REQUIRE(shown);
    for (const Service& service : *shown)
        ids.push_back(service.id.value);
    CHECK(ids == std::vector<std::string>{"cart", "kinesis-frontend"});
    CHECK(dependencies(db, *gate)->front().from.value == "cart");
}

TEST_CASE("service aliases: changes, alarms, notes and series bear the service's name", "[store]") {
    const TemporaryFolder folder;
    IncidentFile file = create(folder.path("a.foreshock"));
    fill(file);
    const Database& db = file.database();
    const auto gate = Gate::open(db, {});
    REQUIRE(gate);
    CHECK(changes(db, *gate)->front().service.value == "cart");
    CHECK(alarms(db, *gate)->front().service.value == "cart");
    CHECK(notes(db, *gate)->front().service.value == "cart");
    const auto series = seriesCatalogue(db, *gate);
    REQUIRE(series);
    std::string drawn;
    for (const SeriesInfo& info : *series)
        drawn += info.service.value + "[" + info.instance + "] " + info.metric + " via " + info.seenVia + "\n";
    // Two pods of one service are its instances; one name is the service as a whole.
    CHECK(drawn == "cart[cart-7d9f4c5b6-x2kqz] errors via \n"
                   "cart[cart-7d9f4c5b6-zw6vt] errors via \n"
                   "kinesis-frontend[] errors via cart\n");
    REQUIRE(registerPublicSql(db, {}));
    for (const char* sql :
         {"SELECT count(*) FROM logs WHERE service = 'cart' AND 3 = (SELECT count(*) FROM logs WHERE service = 'cart')",
          "SELECT 3 * count(*) FROM changes WHERE service = 'cart'",
          "SELECT 3 * count(*) FROM alarms WHERE service = 'cart'",
          "SELECT 3 * count(*) FROM notes WHERE service = 'cart'",
          "SELECT 3 * count(*) FROM services WHERE id = 'cart'",
          "SELECT 1 + count(*) FROM samples WHERE service = 'cart'"}) {
        INFO(sql);
        CHECK(db.integer(sql).value() == 3);
    }
}

TEST_CASE("service aliases: rules are worked out anew, and write only what differs", "[store]") {
    const TemporaryFolder folder;
    IncidentFile file = create(folder.path("a.foreshock"));
    fill(file);
    const Database& db = file.database();
    const std::string before = aliases(db);
    CHECK(before.find("cart-7d9f4c5b6-x2kqz@ cart rule pod\n") != std::string::npos);
    CHECK(before.find("kinesis_frontend@ kinesis-frontend rule folded\n") != std::string::npos);
    CHECK(applyNameRules(db).value() == 0);
    CHECK(aliases(db) == before);
    // The same from nothing.
    REQUIRE(db.execute("DELETE FROM service_alias"));
    REQUIRE(applyNameRules(db));
    CHECK(aliases(db) == before);
    // A second service of the name arrives: what could mean either is no longer mapped.
    const auto writer = begin(file, settings("b.log"));
    addService(*writer, "CART");
    finish(*writer);
    REQUIRE(applyNameRules(db));
    CHECK(serviceOf(db, "cart-7d9f4c5b6-x2kqz") == "cart-7d9f4c5b6-x2kqz");
    CHECK(serviceOf(db, "kinesis_frontend") == "kinesis-frontend");
}

TEST_CASE("service aliases: a person's word wins, is kept, and can be undone and redone", "[store]") {
    const TemporaryFolder folder;
    IncidentFile file = create(folder.path("a.foreshock"));
    fill(file);
    Database& db = file.database();
    const std::string before = aliases(db);
    Edits edits(db);
    REQUIRE(edits.name("kfe-0417 means kinesis-frontend", minute(9), {{idOf(db, "kfe-0417"), "kinesis-frontend"}}));
    CHECK(serviceOf(db, "kfe-0417") == "kinesis-frontend");
    CHECK(logsOf(db, "service:kinesis-frontend") == 2);
    // Against a rule.
    REQUIRE(edits.name("the canary", minute(9), {{idOf(db, "cart-7d9f4c5b6-x2kqz"), "canary"}}));
    CHECK(serviceOf(db, "cart-7d9f4c5b6-x2kqz") == "canary");
    CHECK(serviceOf(db, "cart-7d9f4c5b6-zw6vt") == "cart");
    // A sibling that comes later means the same; the person's words are kept.
    const auto writer = begin(file, settings("b.log"));
    addLog(*writer, 9, "kfe-0418");
    finish(*writer);
    REQUIRE(applyNameRules(db));
    CHECK(serviceOf(db, "kfe-0418") == "kinesis-frontend");
    CHECK(serviceOf(db, "cart-7d9f4c5b6-x2kqz") == "canary");
    const std::string named = aliases(db);

    CHECK(edits.undo().value() == "the canary");
    CHECK(serviceOf(db, "cart-7d9f4c5b6-x2kqz") == "cart"); // the rule again
    CHECK(edits.undo().value() == "kfe-0417 means kinesis-frontend");
    CHECK(serviceOf(db, "kfe-0418") == "kfe-0418");
    CHECK(aliases(db) == before);
    CHECK(edits.redo().value() == "kfe-0417 means kinesis-frontend");
    CHECK(edits.redo().value() == "the canary");
    CHECK(aliases(db) == named);
    // Taken back by a word, not by undo.
    REQUIRE(edits.name("left to the rules", minute(9), {{idOf(db, "cart-7d9f4c5b6-x2kqz"), ""}}));
    CHECK(serviceOf(db, "cart-7d9f4c5b6-x2kqz") == "cart");
    CHECK(edits.undo().value() == "left to the rules");
    CHECK(serviceOf(db, "cart-7d9f4c5b6-x2kqz") == "canary");
}

TEST_CASE("service aliases: labels keep environments apart", "[store]") {
    const TemporaryFolder folder;
    IncidentFile file = create(folder.path("a.foreshock"));
    const auto writer = begin(file, settings("a.log"));
    addChange(*writer, "C1", "cart", {{"environment", "production"}});
    addChange(*writer, "C2", "cart", {{"environment", "Staging"}});
    addChange(*writer, "C3", "cart", {{"namespace", "shop"}});
    addChange(*writer, "C4", "cart", {{"namespace", "eu-stg"}});
    addLog(*writer, 0, "cart-7d9f4c5b6-x2kqz");
    addLog(*writer, 1, "staging/cart-7d9f4c5b6-x2kqz");
    finish(*writer);
    const Database& db = file.database();
    REQUIRE(applyNameRules(db));
    const auto gate = Gate::open(db, {});
    std::string drawn;
    const auto shown = changes(db, *gate);
    REQUIRE(shown);
    for (const Change& change : *shown)
        drawn += change.id.value + " " + change.service.value + "\n";
    CHECK(drawn == "C1 cart\nC2 cart@staging\nC3 cart\nC4 cart@staging\n");
    CHECK(logsOf(db, "service:cart") == 1);
    CHECK(logsOf(db, "service:cart@staging") == 1);
}

TEST_CASE("service aliases: two owners of one name are not made one by the names of records", "[store]") {
    const TemporaryFolder folder;
    IncidentFile file = create(folder.path("a.foreshock"));
    const auto writer = begin(file, settings("a.log"));
    addService(*writer, "cart");
    addLog(*writer, 0, "one/cart");
    finish(*writer);
    REQUIRE(applyNameRules(file.database()));
    CHECK(serviceOf(file.database(), "one/cart") == "cart");
    const auto more = begin(file, settings("b.log"));
    addLog(*more, 1, "two/cart");
    finish(*more);
    REQUIRE(applyNameRules(file.database()));
    CHECK(serviceOf(file.database(), "one/cart") == "one/cart");
    CHECK(serviceOf(file.database(), "two/cart") == "two/cart");
}

TEST_CASE("service aliases: uses of a name are counted as they are stored", "[store]") {
    const TemporaryFolder folder;
    IncidentFile file = create(folder.path("a.foreshock"));
    fill(file);
    const Database& db = file.database();
    const auto gate = Gate::open(db, {});
    const auto uses = nameUses(db, *gate);
    REQUIRE(uses);
    std::map<std::int64_t, NameUses> byId;
    for (const NameUses& one : *uses)
        byId[one.id] = one;
    const NameUses pod = byId[idOf(db, "cart-7d9f4c5b6-x2kqz")];
    CHECK(pod.logs == 1);
    CHECK(pod.series == 1);
    CHECK(pod.changes == 0);
    CHECK(byId[idOf(db, "org/cart")].changes == 1);
    CHECK(byId[idOf(db, "arn:aws:lambda:us-east-1:123456789012:function:cart")].alarms == 1);
    CHECK(byId[idOf(db, "cart")].logs == 1);
    CHECK(byId[idOf(db, "Cart")].others == 1);
    CHECK(namesNear(db, "kfe-0471", 2).value() == std::vector<std::string>{"kfe-0417"});
    CHECK(namesCalled(db, "nobody").value().empty());
}

TEST_CASE("service aliases: a million names are read, stored and joined within bounds", "[store]") {
    const TemporaryFolder folder;
    IncidentFile file = create(folder.path("a.foreshock"));
    const Database& db = file.database();
    constexpr int kNames = 1'000'000;
    {
        const auto writer = begin(file, settings("a.log"));
        for (int i = 0; i < 100; ++i)
            addService(*writer, fmt::format("service-{}", std::string(1, static_cast<char>('a' + i % 26)) +
                                                              std::string(1, static_cast<char>('a' + i / 26))));
        finish(*writer);
        auto transaction = Transaction::begin(db);
        REQUIRE(transaction);
        auto insert = db.prepare("INSERT INTO raw_name (text, environment) VALUES (?, '')");
        REQUIRE(insert);
        for (int i = 0; i < kNames; ++i)
            REQUIRE(insert
                        ->bindAll(fmt::format("service-{}{}-{:06}", static_cast<char>('a' + i % 26),
                                              static_cast<char>('a' + i / 26 % 3), i))
                        .run());
        REQUIRE(transaction->commit());
    }
    using Clock = std::chrono::steady_clock;
    const auto seconds = [](Clock::time_point since) {
        return std::chrono::duration<double>(Clock::now() - since).count();
    };
    const auto heap = [] { return static_cast<double>(::mallinfo2().uordblks + ::mallinfo2().hblkhd) / 1e6; };
    auto begun = Clock::now();
    CHECK(applyNameRules(db).value() == kNames);
    const double first = seconds(begun);
    begun = Clock::now();
    CHECK(applyNameRules(db).value() == 0);
    const double again = seconds(begun);
    begun = Clock::now();
    const double before = heap();
    const auto names = ServiceNames::load(db);
    REQUIRE(names);
    const double loading = seconds(begun), megabytes = heap() - before;
    CHECK(names->serviceOf(idOf(db, "service-aa-000000")) == "service-aa");
    CHECK(names->rawNamesOf("service-aa").size() > 10'000);
    UNSCOPED_INFO(
        fmt::format("rules {:.2f} s, again {:.2f} s, loading {:.2f} s, {:.0f} MB", first, again, loading, megabytes));
    // A debug build on a busy machine; the figures of a release stand in docs/services.md.
    CHECK(first < 60);
    CHECK(again < 40);
    CHECK(loading < 20);
#ifndef __SANITIZE_ADDRESS__
    CHECK(megabytes < 40);
#endif
    if (std::getenv("FORESHOCK_FIGURES"))
        WARN(fmt::format("rules {:.2f} s, again {:.2f} s, loading {:.2f} s, {:.0f} MB", first, again, loading,
                         megabytes));
}
