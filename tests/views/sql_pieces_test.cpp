// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the SQL view is made of, without a pixel: pieces of a question, what may be written next, rows as text and as
// lines.
#include <catch2/catch.hpp>

#include "model/base/time_text.h"
#include "views/sql/sql_completion.h"
#include "views/sql/sql_lanes.h"
#include "views/sql/sql_lexer.h"
#include "views/sql/sql_table_model.h"
#include "views/sql/sql_text.h"
#include "views/sql/sql_wishes.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QStringList>

using namespace foreshock;

namespace {

const std::vector<SqlSource> kSources{{"logs", {"time", "service", "level", "message", "time_ns"}},
                                      {"alarms", {"id", "service", "start", "end", "start_ns"}}};

/// "k:SELECT w:a s:," …
QString read(const QString& sql, SqlInside inside = SqlInside::Nothing) {
    QStringList out;
    for (const SqlToken& token : sqlTokens(sql, inside))
        out << QString(QLatin1Char("wkfnstpc."[static_cast<int>(token.kind)])) + QLatin1Char(':') + token.text(sql) +
                   (token.isOpen ? QStringLiteral("\u2026") : QString());
    return out.join(QLatin1Char(' '));
}

/// Offers where '|' stands.
QStringList offered(QString sql) {
    const qsizetype cursor = sql.indexOf(QLatin1Char('|'));
    sql.remove(cursor, 1);
    QStringList out;
    for (const auto& choice : SqlCompletion::of(sql, cursor, kSources, {"from", "to", "cursor", "service"}).choices)
        out << choice.text;
    return out;
}

Instant at(const char* text) {
    return parseTime(text)->instant;
}

/// Two services, a minute without a row for the second, a null.
SqlTable errors() {
    SqlTable t;
    t.columns = {"minute", "service", "errors"};
    const auto row = [&](const char* minute, const char* service, SqlValue n) {
        t.rows.push_back({std::string("2020-11-25T13:") + minute + ":00Z", std::string(service), std::move(n)});
    };
    for (const char* minute : {"00", "01", "02", "03", "04"})
        row(minute, "cart", std::int64_t{3});
    row("00", "shop", std::int64_t{1});
    row("01", "shop", std::int64_t{2});
    row("02", "shop", SqlValue());
    row("04", "shop", std::int64_t{9});
    return t;
}

} // namespace

TEST_CASE("sql text: a question falls into its pieces, strings and comments closed or not", "[sql]") {
    CHECK(read("SELECT count(*) FROM logs -- all") == "k:SELECT f:count .:( .:* .:) k:FROM w:logs c:-- all");
    CHECK(read("a='it''s' AND b=\"end\"") == "w:a .:= s:'it''s' k:AND w:b .:= t:\"end\"");
    CHECK(read("x > 1.5e-3 - $from") == "w:x .:> n:1.5e-3 .:- p:$from");
    CHECK(read("'open") == QStringLiteral("s:'open\u2026"));
    CHECK(read("/* open") == QStringLiteral("c:/* open\u2026"));
    CHECK(read("more */ SELECT", SqlInside::Comment) == "c:more */ k:SELECT");
    CHECK(read("more' x", SqlInside::String) == "s:more' w:x");
    CHECK(read("").isEmpty());
}

TEST_CASE("sql completion: what can stand there, and nothing where only text stands", "[sql]") {
    CHECK(offered("SELECT * FROM |") == QStringList{"logs", "alarms"});
    CHECK(offered("SELECT * FROM lo|") == QStringList{"logs"});
    CHECK(offered("SELECT ser| FROM logs") == QStringList{"service"});
    CHECK(offered("SELECT l.| FROM logs l") == QStringList{"time", "service", "level", "message", "time_ns"});
    CHECK(offered("SELECT a.st| FROM alarms AS a JOIN logs l") == QStringList{"start", "start_ns"});
    CHECK(offered("SELECT x.ti| FROM logs('retry') x") == QStringList{"time", "time_ns"});
    CHECK(offered("SELECT alarms.e| FROM alarms") == QStringList{"\"end\""}); // a word of SQL is written with quotes
    CHECK(offered("WHERE time_ns > $|") == QStringList{"$from", "$to", "$cursor", "$service"});
    CHECK(offered("WHERE time_ns > $c|") == QStringList{"$cursor"});
    CHECK(offered("sel|") == QStringList{"SELECT"});
    CHECK(offered("SELECT coun| FROM logs") == QStringList{"count"});
    CHECK(offered("SELECT mess|").contains("message")); // columns before there is a FROM
    for (const char* text : {"'lo|'", "-- lo|", "/* lo| */", "12|", "SELECT unknown.x| FROM logs"})
        CHECK(offered(text).isEmpty());
}

TEST_CASE("sql times: of texts whole or cut short, of columns in nanoseconds, of nothing else", "[sql]") {
    const auto of = [](SqlValue value, const char* column = "x") { return timeOf(value, column); };
    CHECK(of(std::string("2020-11-25T13:15:00Z")) == at("2020-11-25T13:15:00Z"));
    CHECK(of(std::string("2020-11-25T05:15:00-08:00")) == at("2020-11-25T13:15:00Z"));
    CHECK(of(std::string("2020-11-25T13:15")) == at("2020-11-25T13:15:00Z"));
    CHECK(of(std::string("2020-11-25 13")) == at("2020-11-25T13:00:00Z"));
    CHECK(of(std::string("2020-11-25")) == at("2020-11-25T00:00:00Z"));
    CHECK(of(std::int64_t{1'606'310'100'000'000'000}, "start_ns") == at("2020-11-25T13:15:00Z"));
    CHECK_FALSE(of(std::int64_t{1'606'310'100'000'000'000}, "bytes"));
    CHECK_FALSE(of(std::int64_t{60'000'000'000}, "step_ns")); // a minute, not 1970
    CHECK_FALSE(of(std::string("2020-13-45")));
    CHECK_FALSE(of(std::string("thread create")));
    CHECK_FALSE(of(SqlValue()));
}

TEST_CASE("sql rows: as text, CSV and JSON, in the order in which they are shown", "[sql]") {
    SqlTable t;
    t.columns = {"a", "b,c"};
    t.rows = {{std::int64_t{1}, std::string("x \"y\"\n")}, {SqlValue(), 0.5}};
    CHECK(writtenAs(SqlForm::Text, t, {1, 0}) == "a\tb,c\n\t0.5\n1\tx \"y\" \n");
    CHECK(writtenAs(SqlForm::Csv, t, {0}) == "a,\"b,c\"\r\n1,\"x \"\"y\"\"\n\"\r\n");
    CHECK(writtenAs(SqlForm::Json, t, {0, 1}) ==
          "[\n{\"a\":1,\"b,c\":\"x \\\"y\\\"\\u000a\"},\n{\"a\":null,\"b,c\":0.5}\n]\n");
    CHECK(writtenAs(SqlForm::Json, t, {}) == "[]\n");
}

TEST_CASE("sql lines: a column of times, one line a figure and name, broken where rows are missing", "[sql]") {
    const auto lanes = SqlLanes::of(errors());
    REQUIRE(lanes);
    REQUIRE(lanes->lines.size() == 2);
    CHECK(lanes->lines[0].info.metric == "cart");
    CHECK(lanes->lines[0].info.unit == "errors");
    CHECK(lanes->lines[0].info.id != lanes->lines[1].info.id);
    const TimeRange hour{at("2020-11-25T13:00:00Z"), at("2020-11-25T14:00:00Z")};
    const SeriesWindow cart = SqlLanes::window(lanes->lines[0], hour, 600);
    CHECK(cart.spans.size() == 5);
    CHECK(cart.gaps.empty());
    CHECK(cart.step == Duration::minutes(1));
    const SeriesWindow shop = SqlLanes::window(lanes->lines[1], hour, 600);
    CHECK(shop.spans.size() == 3); // the null is no point
    REQUIRE(shop.gaps.size() == 1);
    CHECK(shop.gaps[0] == TimeRange{at("2020-11-25T13:01:00Z"), at("2020-11-25T13:04:00Z")});
    // Fewer pixels than rows: a span holds what fell on it.
    const SeriesWindow narrow = SqlLanes::window(lanes->lines[0], {hour.from, at("2020-11-25T13:05:00Z")}, 1);
    CHECK(narrow.spans.size() <= 2);

    SqlTable plain{{"time_ns", "mean", "most"}, {{std::int64_t{1'606'310'100'000'000'000}, 1.0, 2.0}}, 0, false};
    const auto two = SqlLanes::of(plain);
    REQUIRE(two);
    CHECK(two->lines.size() == 2);
    CHECK(two->lines[1].info.metric == "most");

    CHECK(SqlLanes::of({{"a"}, {{std::int64_t{1}}}, 0, false}).error().message == "no column holds times");
    CHECK(SqlLanes::of({{"time"}, {{std::string("2020-11-25")}}, 0, false}).error().message ==
          "no column holds figures");
    CHECK(SqlLanes::of({{"time", "n"}, {}, 0, false}).error().message == "there are no rows to draw");
}

TEST_CASE("sql lines: of very many, some are drawn and the others counted", "[sql]") {
    SqlTable t{{"time", "host", "n"}, {}, 0, false};
    for (int i = 0; i < 100; ++i)
        t.rows.push_back({std::string("2020-11-25T13:00:00Z"), "host" + std::to_string(i), std::int64_t{i}});
    const auto lanes = SqlLanes::of(t);
    REQUIRE(lanes);
    CHECK(lanes->lines.size() == SqlLanes::kMost);
    CHECK(lanes->leftOut == 100 - SqlLanes::kMost);
}

TEST_CASE("sql model: holds what a model must, sorts as SQLite does, and back", "[sql][models]") {
    SqlTableModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    auto table = std::make_shared<SqlTable>();
    table->columns = {"v", "start"};
    table->rows = {{std::string("b"), SqlValue()},
                   {std::int64_t{10}, std::string("2020-11-25T13:15:00Z")},
                   {SqlValue(), std::int64_t{5}},
                   {2.5, std::int64_t{5}},
                   {std::string("a"), std::int64_t{5}}};
    model.setTable(table);
    QObject::connect(&model, &SqlTableModel::orderWanted, &model,
                     [&](const SqlOrder& order) { model.setOrder(table, order, sortedRows(*table, order)); });
    const auto shown = [&] {
        QStringList out;
        for (int row = 0; row < model.rowCount(); ++row)
            out << model.index(row, 0).data().toString();
        return out.join(QLatin1Char(' '));
    };
    const QPersistentModelIndex ten = model.index(1, 0);
    CHECK(shown() == "b 10 null 2.5 a");
    model.sort(0, Qt::AscendingOrder);
    CHECK(shown() == "null 2.5 10 a b");
    CHECK(ten.row() == 2);
    model.sort(0, Qt::DescendingOrder);
    CHECK(shown() == "b a 10 2.5 null");
    model.sort(-1, Qt::AscendingOrder);
    CHECK(shown() == "b 10 null 2.5 a");
    CHECK(model.timeAt(model.index(1, 0)) == at("2020-11-25T13:15:00Z")); // the row's, from any of its cells
    CHECK_FALSE(model.timeAt(model.index(0, 0)));
    CHECK(model.index(1, 1).data(Qt::ToolTipRole).toString().contains("UTC"));
    // An order of another answer comes too late.
    const auto other = std::make_shared<const SqlTable>(SqlTable{{"x"}, {{std::int64_t{1}}}, 0, false});
    model.setTable(other);
    model.setOrder(table, {0, Qt::AscendingOrder}, {4, 3, 2, 1, 0});
    CHECK(model.rowCount() == 1);
    model.setTable(nullptr);
    CHECK(model.columnCount() == 0);
}

TEST_CASE("sql words: rows, when it ran, how long, how old, and whether the file moved", "[sql]") {
    SqlReply reply;
    reply.table = std::make_shared<const SqlTable>(errors());
    reply.ran = at("2026-03-01T13:31:02.4Z");
    reply.took = Duration::milliseconds(120);
    const Zone zone = *Zone::find("America/Los_Angeles");
    const auto words = [&](const char* now, bool hasChanged = false) {
        return replyWords(reply, zone, at(now), hasChanged).toStdString();
    };
    CHECK(words("2026-03-01T13:31:03Z") == "9 rows \u00b7 ran 05:31:02 PST, 0.120 s, just now");
    CHECK(words("2026-03-01T13:34:30Z", true) ==
          "9 rows \u00b7 ran 05:31:02 PST, 0.120 s, 3 min ago; the file has changed since");
    CHECK(replyWords(reply, zone, std::nullopt, true) == "9 rows"); // in a picture
    SqlTable cut = errors();
    cut.isCut = true;
    reply.table = std::make_shared<const SqlTable>(cut);
    CHECK(replyWords(reply, zone, std::nullopt, false) == "the first 9 rows, more were not fetched");
    CHECK(replyWords({}, zone, std::nullopt, false).isEmpty());
}
