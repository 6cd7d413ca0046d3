// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/columns/columns_csv.h"
#include "importers/columns/map_fit.h"
#include "importers/metrics/series_name.h"
#include "model/base/time_text.h"
#include "tests/importers/recording_sink.h"

#include <catch2/catch.hpp>

#include <cmath>

using namespace foreshock;
using namespace foreshock::test;

namespace {

/// The records without their places.
std::string read(const std::string& importer, const std::string& text, const ReadOptions& options = {}) {
    std::string out;
    const Reading reading = readAs(importer, text, options);
    for (const std::string& line : reading.lines)
        out += line.substr(line.find(' ') + 1) + "\n";
    if (reading.isError)
        out += reading.text.substr(reading.text.find("error, "));
    return out;
}

std::string readWith(const std::string& mapJson, const std::string& importer, const std::string& text) {
    RecordingSink sink;
    ReadSettings settings;
    settings.columnMap = mapJson;
    const auto reader = importerById(importer)->create(settings, sink);
    Result<void> done = reader->take(text);
    if (done)
        done = reader->finish();
    std::string out;
    for (const std::string& line : sink.lines)
        out += line.substr(line.find(' ') + 1) + "\n";
    return done ? out : out + "error, " + done.error().text() + "\n";
}

std::string best(std::string_view text, std::string_view name = "x.csv") {
    const Candidate candidate = recognise(specimenOf(name, text)).front();
    return candidate.recognition.score < kRecognised ? "nobody" : candidate.importer->id();
}

std::string cell(std::string_view text, DecimalMark mark = DecimalMark::Point) {
    const std::optional<CellValue> value = cellValue(text, mark);
    if (!value)
        return "none";
    char buffer[64];
    std::snprintf(buffer, sizeof buffer, "%.12g", value->value);
    return (std::isnan(value->value) ? std::string("null") : buffer) + (value->unit.empty() ? "" : " " + value->unit);
}

std::string named(std::string_view text) {
    const SeriesName name = seriesNameOf(text, "panel");
    return name.service + "|" + name.metric + "|" + name.unit + (name.instance.empty() ? "" : "|" + name.instance);
}

} // namespace

TEST_CASE("cells: numbers with units become base units, nothing becomes a null", "[importers][columns]") {
    CHECK(cell("12.51 \xC2\xB0"
               "C") == "12.51 \xC2\xB0"
                       "C");
    CHECK(cell("1.5 GiB") == "1610612736 B");
    CHECK(cell("350 ms") == "0.35 s");
    CHECK(cell("1.50 mins") == "90 s");
    CHECK(cell("12%") == "12 %");
    CHECK(cell("3.4 Mil") == "3400000");
    CHECK(cell("2 MiB/s") == "2097152 B/s");
    CHECK(cell("12 req/s") == "12 req/s");
    CHECK(cell("1,234.5") == "1234.5");
    CHECK(cell("1,234,567") == "1234567");
    CHECK(cell("-3.5e4") == "-35000");
    CHECK(cell("1.234,5", DecimalMark::Comma) == "1234.5");
    CHECK(cell("12,5 %", DecimalMark::Comma) == "12.5 %");
    CHECK(cell("7\xC2\xA0ms") == "0.007 s");
    for (const char* text : {"", " ", "NaN", "null", "-", "n/a", "undefined", "Inf", "No data"})
        CHECK(cell(text) == "null");
    for (const char* text : {"5xx", "12 apples", "1.2.3", "abc", "12,5", "ms", "e5", "1m"})
        CHECK(cell(text) == "none");
}

TEST_CASE("series names: service and metric by rule", "[importers][columns]") {
    CHECK(named("{job=\"cart\", instance=\"a:80\"}") == "cart|panel||a:80");
    CHECK(named("wait_seconds{job=\"cart\",path=\"/\"}") == "cart|wait_seconds{path=\"/\"}|s");
    CHECK(named("cart.latency.p99") == "cart|latency.p99|");
    CHECK(named("cart latency") == "cart|latency|");
    CHECK(named("cart/latency") == "cart|latency|");
    CHECK(named("cart: requests served") == "cart|requests served|");
    CHECK(named("latency (cart)") == "cart|latency|");
    CHECK(named("cart latency (ms)") == "cart|latency|ms");
    CHECK(named("latency [%]") == "|latency|%");
    CHECK(named("CPU usage") == "|CPU usage|");
    CHECK(named("p99 latency") == "|p99 latency|");
    CHECK(named("requests served by all") == "|requests served by all|");
    CHECK(named("node_load1") == "|node_load1|");
    CHECK(named("{unquoted: x}") == "|{unquoted: x}|");
}

TEST_CASE("column times: every style, and the one that the cells show", "[importers][columns]") {
    RecordingSink sink;
    RecordClock clock({}, sink);
    const auto time = [&](TimeStyle style, const char* text) {
        const std::optional<Instant> read = readTime(style, text, clock, {});
        return read ? rfc3339(*read) : std::string("none");
    };
    CHECK(time(TimeStyle::Auto, "2020-11-25") == "2020-11-25T00:00:00Z");
    CHECK(time(TimeStyle::Auto, "1606309380.25") == "2020-11-25T13:03:00.250Z");
    CHECK(time(TimeStyle::Milliseconds, "1606309380123") == "2020-11-25T13:03:00.123Z");
    CHECK(time(TimeStyle::Microseconds, "1606309380123456") == "2020-11-25T13:03:00.123456Z");
    CHECK(time(TimeStyle::Nanoseconds, "1606309380123456789") == "2020-11-25T13:03:00.123456789Z");
    CHECK(time(TimeStyle::Seconds, "1606309380.5") == "2020-11-25T13:03:00.500Z");
    CHECK(time(TimeStyle::Seconds, "x") == "none");
    CHECK(time(TimeStyle::MonthFirst, "11/25/2020 01:15:00 PM") == "2020-11-25T13:15:00Z");
    CHECK(time(TimeStyle::MonthFirst, "11/25/20 12:15 AM") == "2020-11-25T00:15:00Z");
    CHECK(time(TimeStyle::MonthFirst, "25/11/2020 13:15") == "none");
    CHECK(time(TimeStyle::DayFirst, "25.11.2020 13:15:00.5") == "2020-11-25T13:15:00.500Z");
    CHECK(time(TimeStyle::DayFirst, "25/11/2020") == "2020-11-25T00:00:00Z");
    CHECK(time(TimeStyle::Words, "Nov 25, 2020 @ 13:15:00.120") == "2020-11-25T13:15:00.120Z");
    CHECK(time(TimeStyle::Words, "Wed, 25 Nov 2020 13:15:00 GMT") == "2020-11-25T13:15:00Z");
    CHECK(time(TimeStyle::Words, "25-Nov-2020 13:15:00") == "2020-11-25T13:15:00Z");
    CHECK(time(TimeStyle::Words, "November 25, 2020 1:15 PM") == "2020-11-25T13:15:00Z");
    CHECK(time(TimeStyle::Words, "once upon a time") == "none");
    CHECK(time(TimeStyle::Words, "25 Nov 2020 14:15:00 +0100") == "2020-11-25T13:15:00Z");

    const auto guessed = [](const std::vector<std::string_view>& cells) {
        const std::optional<StyleGuess> guess = guessTimeStyle(cells);
        return guess ? std::string(nameOf(guess->style)) + (guess->isAmbiguous ? "?" : "") : std::string("none");
    };
    CHECK(guessed({"1606309380", "1606309390"}) == "auto");
    CHECK(guessed({"2020-11-25 13:15:00", ""}) == "auto");
    CHECK(guessed({"11/25/2020 13:15", "11/26/2020 13:15"}) == "month first");
    CHECK(guessed({"25/11/2020 13:15"}) == "day first");
    CHECK(guessed({"03/04/2020 13:15"}) == "month first?");
    CHECK(guessed({"03.04.2020 13:15"}) == "day first");
    CHECK(guessed({"Nov 25, 2020 @ 13:15:00.120"}) == "words");
    CHECK(guessed({"soon", "later"}) == "none");
    CHECK(guessed({}) == "none");
}

TEST_CASE("columns: logs of Splunk, Kibana and Datadog", "[importers][columns]") {
    CHECK(read("columns-csv",
               "\"_raw\",\"_time\",host,source,sourcetype\n"
               "\"13:15 ERROR no \"\"backend\"\"\nat Route\",\"2020-11-25T13:15:00.000+0000\",kfe-1,/x,kfe\n") ==
          "log 2020-11-25T13:15:00Z level=error service=kfe host=kfe-1: 13:15 ERROR no \"backend\"\\nat Route\n");
    CHECK(read("columns-csv", "\"@timestamp\",message,\"log.level\",\"service.name\"\n"
                              "\"Nov 25, 2020 @ 13:15:00.120\",no backend,error,kfe\n") ==
          "log 2020-11-25T13:15:00.120Z level=error service=kfe: no backend\n");
    CHECK(read("columns-csv", "Date,Host,Service,Message,Status\n2020-11-25T13:15:00.000Z,kfe-1,kfe,slow,warn\n") ==
          "log 2020-11-25T13:15:00Z level=warning service=kfe host=kfe-1: slow\n");
}

TEST_CASE("columns: changes, alarms and dependencies with every field", "[importers][columns]") {
    CHECK(read("columns-csv", "id;start;end;service;kind;title;actor;url;rollout;env\n"
                              "7;25.11.2020 10:44;25.11.2020 11:47;kfe;capacity add;40 join;ops;http://x;r1;prod\n"
                              "8;25.11.2020 12:30;;kbe;cert;two cells;ops;;;\n") ==
          "change id=7 2020-11-25T10:44:00Z..2020-11-25T11:47:00Z service=kfe kind=capacity add actor=ops ref=http://x "
          "group=r1 scope=prod: 40 join\n"
          "change id=8 2020-11-25T12:30:00Z service=kbe kind=cert actor=ops: two cells\n");
    CHECK(read("columns-csv",
               "started at\tended at\tpriority\tstatus\tservice\talert name\tmetric\trule\tid\n"
               "2020-11-25T13:15:00Z\t2020-11-25T14:15:00Z\tP1\tclosed\tkfe\tPut\terrors\terrors > 1\tA1\n"
               "2020-11-25T13:16:00Z\t2020-11-25T13:15:00Z\tlow\topen\tcw\tLag\t\t\t\n") ==
          "alarm id=A1 2020-11-25T13:15:00Z..2020-11-25T14:15:00Z service=kfe metric=errors rule=errors > 1 severity=1 "
          "resolved: Put\n"
          "remark, \"ended at\" is no time after the start; the record is kept without it\n"
          "alarm 2020-11-25T13:16:00Z service=cw severity=4 firing: Lag\n");
    CHECK(
        read("columns-csv", "Source,Target,kind,why\ncart,pay,hard,checkout\npay,db,hidden,\n,db,hard,\na,b,odd,\n") ==
        "dependency cart -> pay hard why=checkout\n"
        "dependency pay -> db unknown undocumented\n"
        "rejected, no \"Source\" | ,db,hard,\n"
        "remark, the kind \"odd\" is read as unknown\n"
        "dependency a -> b unknown\n");
    CHECK(read("columns-csv", "service,depends_on\ncart,pay\n") == "dependency cart -> pay unknown\n");
}

TEST_CASE("columns: samples with a decimal comma, units in cells and nulls", "[importers][columns]") {
    CHECK(read("columns-csv", "ts;metric;value;unit\n1606309380;cart/latency;1.234,5;ms\n1606309440;cart/latency;;ms\n"
                              "1606309500;cart/latency;2;ms\n1606309560;cart/latency;3;ms\n"
                              "1606309620;cart/latency;4;ms\n1606309680;cart/latency;x;ms\n"
                              "yesterday;cart/latency;1;ms\n") ==
          "sample cart/latency[ms] 2020-11-25T13:03:00Z 1,234.5\n"
          "sample cart/latency[ms] 2020-11-25T13:04:00Z null\n"
          "sample cart/latency[ms] 2020-11-25T13:05:00Z 2\n"
          "sample cart/latency[ms] 2020-11-25T13:06:00Z 3\n"
          "sample cart/latency[ms] 2020-11-25T13:07:00Z 4\n"
          "rejected, \"value\" is no number: x | 1606309680;cart/latency;x;ms\n"
          "rejected, \"ts\" is no time: yesterday | yesterday;cart/latency;1;ms\n");
    // Grafana, "series joined by time" off, older: one sample a row.
    CHECK(read("columns-csv", "\"Series\";\"Time\";\"Value\"\n\"cart latency\";\"2020-11-25T13:15:00+00:00\";0.5\n") ==
          "sample cart/latency 2020-11-25T13:15:00Z 0.5\n");
}

TEST_CASE("columns: one series a column, as Grafana downloads a panel", "[importers][columns]") {
    CHECK(read("series-csv",
               "sep=,\n\"Time\",\"cart latency\",\"{job=\"\"pay\"\", instance=\"\"a:80\"\"}\",\"hits\"\n"
               "2020-11-25 13:15:00,350 ms,12%,1.2 K\n2020-11-25 13:16:00,1.5 s,,undefined\n",
               {1 << 20, "", "America/New_York"}) == "sample cart/latency[s] 2020-11-25T18:15:00Z 0.35\n"
                                                     "sample pay/value[%] instance=a:80 2020-11-25T18:15:00Z 12\n"
                                                     "sample /hits 2020-11-25T18:15:00Z 1,200\n"
                                                     "sample cart/latency[s] 2020-11-25T18:16:00Z 1.5\n"
                                                     "sample pay/value[%] instance=a:80 2020-11-25T18:16:00Z null\n"
                                                     "sample /hits 2020-11-25T18:16:00Z null\n");
    // A nought may have any unit, another number may not; a word is no number.
    CHECK(read("series-csv", "time;cart.x (ms);cart.y\n1606309380000;1,5;2\n1606309440000;0 s;3\n"
                             "1606309500000;3;4\n1606309560000;4;5\n1606309620000;2 s;GiB\n") ==
          "sample cart/x[ms] 2020-11-25T13:03:00Z 1.5\n"
          "sample cart/y 2020-11-25T13:03:00Z 2\n"
          "sample cart/x[ms] 2020-11-25T13:04:00Z 0\n"
          "sample cart/y 2020-11-25T13:04:00Z 3\n"
          "sample cart/x[ms] 2020-11-25T13:05:00Z 3\n"
          "sample cart/y 2020-11-25T13:05:00Z 4\n"
          "sample cart/x[ms] 2020-11-25T13:06:00Z 4\n"
          "sample cart/y 2020-11-25T13:06:00Z 5\n"
          "rejected, \"x\" has another unit than the cells above: 2 s | 1606309620000;2 s;GiB\n"
          "rejected, \"y\" is no number: GiB | 1606309620000;2 s;GiB\n");
}

TEST_CASE("columns: collectd and Netdata name their series by the file", "[importers][columns]") {
    const auto readFile = [](const char* path, const std::string& text) {
        RecordingSink sink;
        ReadSettings settings;
        settings.path = path;
        const auto reader = importerById("series-csv")->create(settings, sink);
        REQUIRE(reader->take(text));
        REQUIRE(reader->finish());
        return sink.lines.front().substr(sink.lines.front().find(' ') + 1);
    };
    CHECK(readFile("csv/web01/cpu-0/cpu-idle-2020-11-25", "epoch,value\n1606309380.123,98.5\n") ==
          "sample /cpu-0.cpu-idle instance=web01 2020-11-25T13:03:00.123Z 98.5");
    CHECK(readFile("web01/interface-eth0/if_octets-2020-11-25", "epoch,rx,tx\n1606309380.123,1,2\n") ==
          "sample /interface-eth0.if_octets.rx instance=web01 2020-11-25T13:03:00.123Z 1");
    CHECK(readFile("system.cpu.csv", "time,user,system\n2020-11-25 13:17:00,1.5,0.5\n") ==
          "sample /system.cpu.user 2020-11-25T13:17:00Z 1.5");
    CHECK(readFile("Cart latency-data-2020-11-25 13_15_00.csv", "\"Time\",\"{job=\"\"cart\"\"}\"\n1606309380000,2\n") ==
          "sample cart/Cart latency 2020-11-25T13:03:00Z 2");
}

TEST_CASE("columns: bad rows are rejected, the rest is read", "[importers][columns]") {
    CHECK(read("columns-csv", "time,service,message\n2020-11-25T13:15:00Z,a,x\n2020-11-25T13:15:00Z,a\n"
                              "2020-11-25T13:15:00Z,a,\"open\n2020-11-25T13:16:00Z,a,y\n") ==
          "log 2020-11-25T13:15:00Z service=a: x\n"
          "rejected, 2 columns where the header names 3 | 2020-11-25T13:15:00Z,a\n"
          "rejected, a quote opens and is not closed | 2020-11-25T13:15:00Z,a,\"open\n"
          "log 2020-11-25T13:16:00Z service=a: y\n");
    CHECK(read("columns-csv", "a,b\n1,2\n") == "error, test: no column holds times. foreshock detect FILE --map shows "
                                               "what its columns seem to be\n");
}

TEST_CASE("columns: day and month that could be the other way round are remarked upon", "[importers][columns]") {
    CHECK(
        read("columns-csv", "time,service,message\n03/04/2020 13:15,a,x\n") ==
        "remark, day and month could be the other way round; the month is read first. A map says otherwise: \"time\": "
        "\"day first\"\nlog 2020-03-04T13:15:00Z service=a: x\n");
}

TEST_CASE("columns: tables of other things are nobody's", "[importers][columns]") {
    CHECK(best("name,age,city\nAnn,7,Rome\nBob,8,Bonn\n") == "nobody");
    CHECK(best("date,title,author\n2020-11-25,A walk,Ann\n") == "nobody");
    CHECK(best("2020-11-25,1,2\n2020-11-26,3,4\n") == "nobody");
    CHECK(best("timestamp,colour\n2020-11-25T13:15:00Z,red\n") == "nobody");
    CHECK(best("year,value\n1990,1\n1991,2\n") == "nobody");
    CHECK(best("time,value\nsoon,1\nlater,2\n") == "nobody");
    CHECK(best("time,time\n1606309380,1\n") == "nobody");
    CHECK(best("from,to,subject,date\na@x,b@x,hello,2020-11-25\n") == "nobody");
    CHECK(best("id,name\n1,a\n\n2,b,c,d\n3,c,d,e\n") == "nobody");
    CHECK(best("{\"colour\":\"red\",\"n\":1}\n", "x.jsonl") == "nobody");
}

TEST_CASE("column map: written and read again it is the same", "[importers][columns]") {
    const std::string text = "Zeit;Dienst;Was;Wert\n25.11.2020 13:15;cart;latency;1,5\n";
    ColumnGuess guess = guessCsv(specimenOf("x.csv", text));
    CHECK(guess.score < kRecognised); // unknown names: a proposal only
    CHECK(guess.map.column(ColumnRole::Time) == "Zeit");
    CHECK(guess.map.time == TimeStyle::DayFirst);
    ColumnMap map = guess.map;
    map.kind = RowKind::Samples;
    map.column(ColumnRole::Service) = "Dienst";
    map.column(ColumnRole::Metric) = "Was";
    map.column(ColumnRole::Value) = "Wert";
    map.decimal = DecimalMark::Comma;
    map.fixed[static_cast<std::size_t>(ColumnRole::Unit)] = "ms";
    const std::string json = columnMapJson(map);
    const Result<ColumnMap> again = parseColumnMap(json);
    REQUIRE(again);
    CHECK(columnMapJson(*again) == json);
    CHECK(readWith(json, "columns-csv", text) == "sample cart/latency[ms] 2020-11-25T13:15:00Z 1.5\n");
    CHECK(misfitOf(map, specimenOf("y.csv", text)).empty());
    CHECK(misfitOf(map, specimenOf("y.csv", "a;b\n1;2\n")) == "the header is not the map's");
    map.header.clear();
    CHECK(misfitOf(map, specimenOf("y.csv", "a;b\n1;2\n")) == "no column \"Zeit\" (found: a, b)");
}

TEST_CASE("column map: what is wrong with one is said", "[importers][columns]") {
    const auto why = [](const char* json) {
        const Result<ColumnMap> map = parseColumnMap(json);
        return map ? std::string() : map.error().message;
    };
    CHECK(why("[") == "not a JSON object");
    CHECK(why(R"({"colour":1})") ==
          "it has \"colour\"; there are form, separator, decimal, kind, time, columns, fixed, header");
    CHECK(why(R"({"kind":"cakes"})") == "\"kind\" is one of logs, samples, series, changes, alarms, dependencies");
    CHECK(why(R"({"kind":"logs","separator":";;"})") == "\"separator\" is one character");
    CHECK(why(R"({"kind":"logs","decimal":"'"})") == "\"decimal\" is . or ,");
    CHECK(why(R"({"kind":"logs","form":"xml"})") == "\"form\" is csv or jsonl");
    CHECK(why(R"({"kind":"logs","columns":{"wann":"x"}})").starts_with("\"wann\" is no role; there are time, end"));
    CHECK(why(R"({"kind":"samples","columns":{"time":"x"}})") == "rows of the kind samples need metric, value");
    CHECK(why(R"({"kind":"dependencies","columns":{"from":"x"}})") == "rows of the kind dependencies need to");
    CHECK(why(R"({"kind":"samples","columns":{"time":"x","value":"v"},"fixed":{"metric":"m"}})").empty());
}

TEST_CASE("columns: JSON lines with keys of their own, guessed or by a map", "[importers][columns]") {
    const std::string row =
        R"({"begin":"2020-11-25T10:44:00Z","component":"kfe","type":"capacity","summary":"40","by":"ops"})";
    const std::string change = "change 2020-11-25T10:44:00Z service=kfe kind=capacity actor=ops: 40\n";
    CHECK(read("columns-jsonl", row + "\n" + row + "\n[1]\n" + row + "\n" + row +
                                    "\n{\"begin\":\"never\",\"component\":\"kfe\",\"type\":\"x\"}\n") ==
          "rejected, not a JSON object | [1]\n" + change + change + change + change +
              "rejected, \"begin\" is no time: never | {\"begin\":\"never\",\"component\":\"\n");
    CHECK(
        readWith(R"({"form":"jsonl","kind":"logs","columns":{"time":"wann","service":"dienst.name","message":"was"}})",
                 "columns-jsonl", R"({"wann":1606309380123,"dienst":{"name":"cart"},"was":"no backend","n":1})") ==
        "log 2020-11-25T13:03:00.123Z service=cart: no backend\n");
    CHECK(readWith(R"({"form":"jsonl","kind":"series","columns":{"time":"t"},"fixed":{"service":"cart"}})",
                   "columns-jsonl", "{\"t\":1606309380,\"cpu\":1.5,\"mem\":null}\n{\"t\":1606309390,\"cpu\":2}\n") ==
          "sample cart/cpu 2020-11-25T13:03:00Z 1.5\n"
          "sample cart/mem 2020-11-25T13:03:00Z null\n"
          "sample cart/cpu 2020-11-25T13:03:10Z 2\n");
}
