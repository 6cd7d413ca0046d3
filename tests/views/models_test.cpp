// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "tests/views/kinesis_values.h"
#include "views/import_sheet/words_model.h"
#include "views/services/services_model.h"
#include "views/sources/issues_model.h"
#include "views/sources/sources_model.h"
#include "views/sources/sources_view.h"

#include <QAbstractItemModelTester>
#include <QLabel>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

using namespace foreshock;

TEST_CASE("services model: troubled services first, state follows the range", "[models]") {
    ServicesModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setIncident(kinesis::incident());
    model.setRange({kinesis::at(2, 0), kinesis::at(8, 0)});
    CHECK(model.rowCount() == 11);
    CHECK(model.index(0).data().toString() == "kinesis-frontend");
    CHECK(model.index(0).data(ServicesModel::AlarmsRole).toInt() == 3);
    CHECK(model.index(0).data(ServicesModel::HealthRole).toInt() == static_cast<int>(Health::Failing));
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    model.setRange({kinesis::at(2, 0), kinesis::at(3, 0)});
    CHECK(changed.count() > 0);
    CHECK(model.index(0).data(ServicesModel::HealthRole).toInt() == static_cast<int>(Health::Fine));
    CHECK(model.indexOf(ServiceId("iot")).isValid());
    model.setIncident(nullptr);
    CHECK(model.rowCount() == 0);
}

TEST_CASE("services model: a service of which nothing is known has no telemetry, until a record of it is seen",
          "[models]") {
    ServicesModel model;
    model.setIncident(kinesis::incident());
    model.setRange({kinesis::at(2, 0), kinesis::at(3, 0)});
    const QModelIndex iot = model.indexOf(ServiceId("iot"));
    CHECK(iot.data(ServicesModel::HealthRole).toInt() == static_cast<int>(Health::Unknown));
    CHECK(iot.data(Qt::AccessibleTextRole).toString() == "iot, no telemetry");
    CHECK(model.indexOf(ServiceId("cognito")).data(Qt::AccessibleTextRole).toString().startsWith("cognito, no alarm"));
    model.setHeat({{ServiceId("iot"), {0.F}}});
    CHECK(iot.data(Qt::AccessibleTextRole).toString() == "iot, no alarm");
}

TEST_CASE("sources model: a source of facts alone is not a source without records", "[models]") {
    SourceInfo facts;
    facts.counts.read = facts.counts.folded = 10;
    CHECK(sourceFigure(facts) == "facts");
    CHECK(signOf(facts, Theme::light()).glyph == Glyph::Check);
    facts.counts.rejected = 2;
    CHECK(sourceFigure(facts) == "2 rejected");
    CHECK(sourceFigure({}) == "no record");
}

TEST_CASE("sources model: every row read is accounted for in words and figures", "[models]") {
    SourcesModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setSources(kinesis::incident()->sources);
    CHECK(model.rejected() == 12);
    const auto cell = [&](int row, int column) { return model.index(row, column).data().toString(); };
    CHECK(cell(0, SourcesModel::Path) == "kfe.log.zst");
    CHECK(cell(0, SourcesModel::Stored) == "4,118,903");
    CHECK(cell(2, SourcesModel::Rejected) == "12");
    CHECK(cell(2, SourcesModel::State) == "with rejected rows");
    CHECK(cell(3, SourcesModel::Format) == "not recognised");
    CHECK(sourceFigure(model.at(0)) == "4.12 M");
    model.setSources({});
    CHECK(model.rowCount() == 0);
}

TEST_CASE("issues model: line, byte, reason and excerpt", "[models]") {
    IssuesModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setIssues({{"a.json", 1204, 98'311, "not a time", "{\"t\": \"soon\"\x01}"}});
    CHECK(model.index(0, IssuesModel::Kind).data().toString() == "rejected");
    CHECK(model.index(0, IssuesModel::Line).data().toString() == "1,204");
    CHECK(model.index(0, IssuesModel::Excerpt).data().toString() == "{\"t\": \"soon\"\\x01}");
}

TEST_CASE("sources view: choosing a source asks for its rejected rows; a late answer for another is dropped",
          "[models]") {
    SourcesModel model;
    SourcesView view(model);
    view.resize(900, 240);
    view.show();
    model.setSources(kinesis::incident()->sources);
    QSignalSpy wanted(&view, &SourcesView::issuesWanted);
    view.select(2);
    REQUIRE(wanted.count() == 1);
    CHECK(wanted[0][0].value<SourceId>() == SourceId(3));
    const auto tables = view.findChildren<QTableView*>();
    QTableView* issues = tables[0] == &view.table() ? tables[1] : tables[0];
    view.setIssues(SourceId(1), {{"x", 1, 1, "r", "e"}});
    CHECK(issues->model()->rowCount() == 0);
    view.setIssues(SourceId(3), {{"x", 1, 1, "r", "e"}});
    CHECK(issues->model()->rowCount() == 1);
}

TEST_CASE("sources view: remarks on stored rows are shown and counted apart", "[models]") {
    SourcesModel model;
    SourcesView view(model);
    view.resize(900, 240);
    view.show();
    model.setSources(kinesis::incident()->sources);
    QSignalSpy wanted(&view, &SourcesView::issuesWanted);
    view.select(0); // nothing was rejected: only the answer says whether there are remarks
    REQUIRE(wanted.count() == 1);
    const auto tables = view.findChildren<QTableView*>();
    QTableView* issues = tables[0] == &view.table() ? tables[1] : tables[0];
    CHECK(issues->isHidden());
    ImportIssue remark{"x", 7, 90, "time in a gap of daylight saving", "02:30"};
    remark.isRemark = true;
    view.setIssues(SourceId(1), {remark});
    CHECK_FALSE(issues->isHidden());
    CHECK(issues->model()->index(0, IssuesModel::Kind).data().toString() == "remark");
    QStringList words;
    for (const QLabel* l : view.findChildren<QLabel*>())
        words << l->text();
    CHECK(words.join(' ').contains("no rejected rows \u00b7 1 remark"));
}

TEST_CASE("words model: rows of words come and go", "[models]") {
    WordsModel model({"column", "words"});
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setRows({{"a", "b"}, {"c", "d"}});
    CHECK(model.rowCount() == 2);
    CHECK(model.index(1, 1).data().toString() == "d");
    model.setRows({});
    CHECK(model.rowCount() == 0);
}
