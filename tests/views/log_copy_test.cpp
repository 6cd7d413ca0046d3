// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "model/base/time_text.h"
#include "views/log/log_copy.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace foreshock;

namespace {

std::vector<LogRecord> records() {
    LogRecord r;
    r.source = SourceId(2);
    r.line = 17;
    r.time = parseTime("2020-11-25T13:15:02.5Z")->instant;
    r.level = LogLevel::Error;
    r.service = ServiceId("kinesis-frontend");
    r.host = "kfe-1804";
    r.message = "put \"a\", failed\n  at Router";
    r.raw = "05:15:02 ERROR put \"a\", failed\n  at Router";
    LogRecord plain = r;
    plain.message = plain.raw = "ok\x01";
    return {r, plain};
}

std::vector<SourceInfo> sources() {
    SourceInfo s;
    s.id = SourceId(2);
    s.path = "logs/kfe.log";
    return {s};
}

} // namespace

TEST_CASE("log copy: text is the records' own, CSV quotes, JSON is read back, control bytes are shown", "[log]") {
    const Zone zone = *Zone::find("America/Los_Angeles");
    CHECK(copyOf(records(), CopyForm::Text, sources(), zone) ==
          "05:15:02 ERROR put \"a\", failed\n  at Router\nok\\x01");
    const QString csv = copyOf(records(), CopyForm::Csv, sources(), zone);
    CHECK(csv.startsWith("time,service,host,level,template,message,source,line\r\n"
                         "2020-11-25T05:15:02.500-08:00,kinesis-frontend,kfe-1804,error,,\"put \"\"a\"\", failed\n  at "
                         "Router\",logs/kfe.log,17\r\n"));
    CHECK(csv.endsWith(",ok\\x01,logs/kfe.log,17\r\n"));
    const QJsonArray rows =
        QJsonDocument::fromJson(copyOf(records(), CopyForm::Json, sources(), zone).toUtf8()).array();
    REQUIRE(rows.size() == 2);
    CHECK(rows[0].toObject()["message"].toString() == "put \"a\", failed\n  at Router");
    CHECK(rows[0].toObject()["line"].toInt() == 17);
}

TEST_CASE("log copy: the command asks the same range and query, whatever a shell makes of its letters", "[log]") {
    const TimeRange range{parseTime("2020-11-25T13:00:00Z")->instant, parseTime("2020-11-25T14:00:00Z")->instant};
    CHECK(commandFor("/tmp/it's here.foreshock", {range, "-canary \"it's\""}, Zone()) ==
          "foreshock logs '/tmp/it'\\''s here.foreshock' --since 2020-11-25T13:00:00Z --until 2020-11-25T14:00:00Z -- "
          "'-canary \"it'\\''s\"'");
}

TEST_CASE("log copy: chosen fields and the template go with the rows", "[log]") {
    std::vector<LogRecord> some = records();
    some[0].templateId = 17;
    some[0].raw = R"({"msg":"put","trace_id":"8c,1f","http":{"status":503},"tags":["a","b"]})";
    const std::vector<std::string> fields{"trace_id", "http.status"};
    const QStringList csv = copyOf(some, CopyForm::Csv, sources(), Zone(), fields).split("\r\n");
    CHECK(csv[0] == "time,service,host,level,template,message,source,line,trace_id,http.status");
    CHECK(csv[1].contains(",error,17,"));
    CHECK(csv[1].endsWith(",17,\"8c,1f\",503"));
    CHECK(csv[2].endsWith(",logs/kfe.log,17,,"));
    const QJsonArray rows =
        QJsonDocument::fromJson(copyOf(some, CopyForm::Json, sources(), Zone(), fields).toUtf8()).array();
    CHECK(rows[0].toObject()["template"].toInt() == 17);
    CHECK(rows[1].toObject()["template"].isNull());
    CHECK(rows[0].toObject()["fields"].toObject()["http.status"].toString() == "503");
    CHECK(rows[1].toObject()["fields"].toObject().isEmpty());
}
