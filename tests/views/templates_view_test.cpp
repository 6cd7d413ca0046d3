// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "views/templates/templates_view.h"
#include "views/time_scope/time_scope.h"

#include <QAbstractItemModelTester>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

using namespace foreshock;

namespace {

Instant minute(std::int64_t n) {
    return Instant{} + Duration::minutes(n);
}

TemplateOverview::Row row(std::uint32_t id, const char* pattern, std::int64_t count) {
    TemplateOverview::Row r;
    r.what = {id, pattern, count, minute(id), minute(60), {ServiceId("shop")}};
    r.cells.assign(48, count / 48);
    return r;
}

/// "cannot create thread" is new after the deploy, "retry" comes more often, "order" as ever.
std::shared_ptr<const TemplateOverview> overview() {
    TemplateOverview o;
    o.range = {minute(0), minute(60)};
    o.around = "deploy 17";
    o.window = Duration::hours(1);
    o.withoutTemplate = 3;
    o.rows = {row(12, "cannot create thread: limit <*> reached", 43), row(4, "retry <*> of <*>", 480),
              row(1, "order <*> placed by <*>", 9600)};
    TemplateChange change;
    change.templateId = 12;
    change.service = ServiceId("shop");
    change.after = 43;
    change.isSure = true;
    o.rows[0].change = change;
    change.templateId = 4;
    change.kind = TemplateChangeKind::Surging;
    change.before = 6;
    change.after = 30;
    change.ratio = 4.7;
    o.rows[1].change = change;
    return std::make_shared<const TemplateOverview>(o);
}

struct Templates {
    TimeScope scope;
    TemplatesView view{scope};
    std::vector<TemplatesWish> asked;
    Templates() {
        QObject::connect(&view, &TemplatesView::templatesWanted, &view,
                         [this](const TemplatesWish& wish) { asked.push_back(wish); });
        view.setLook(Look::of(ThemeChoice::Light, 1));
        scope.setExtent({minute(0), minute(60)});
        view.resize(900, 260);
    }
    QString text(int r, int column) { return view.table().model()->index(r, column).data().toString(); }
    void click(int r, int column) {
        const QRect place = view.table().visualRect(view.table().model()->index(r, column));
        QTest::mouseClick(view.table().viewport(), Qt::LeftButton, {}, place.center());
    }
};

} // namespace

TEST_CASE("templates: asks only while seen, once for each range, with what is compared", "[templates]") {
    Templates t;
    t.view.flush();
    CHECK(t.asked.empty());
    t.view.show();
    t.view.setAround(TemplateMoment::of(minute(30), minute(75), "deploy 17"));
    t.view.flush();
    t.view.flush();
    REQUIRE(t.asked.size() == 1);
    CHECK(t.asked[0].range == t.scope.extent());
    REQUIRE(t.asked[0].around);
    CHECK(t.asked[0].around->at == minute(30));
    CHECK(t.asked[0].around->window == Duration::minutes(60)); // to a quarter of an hour after the alarm
    t.scope.setService(ServiceId("shop"));
    t.view.flush();
    REQUIRE(t.asked.size() == 2);
    CHECK(t.asked[1].service == ServiceId("shop"));
}

TEST_CASE("templates: what is new stands first, columns sort, a click or Enter chooses a template", "[templates]") {
    Templates t;
    t.view.show();
    t.view.setOverview(overview());
    QAbstractItemModelTester tester(t.view.table().model());
    CHECK(t.text(0, TemplatesModel::Change) == QString::fromUtf8("\u25CF new"));
    CHECK(t.text(1, TemplatesModel::Change) == QString::fromUtf8("\u25B2 surging \u00D7 4.7"));
    CHECK(t.text(2, TemplatesModel::Change).isEmpty());
    CHECK(t.text(2, TemplatesModel::Count) == "9,600");
    CHECK(t.view.words().text().contains("3 templates in this range"));
    CHECK(t.view.words().text().contains("compared 1 h before and after deploy 17"));
    CHECK(t.view.words().text().contains("3 records have none"));
    QSignalSpy chosen(&t.view, &TemplatesView::templateChosen);
    t.click(1, TemplatesModel::Pattern);
    REQUIRE(chosen.size() == 1);
    CHECK(chosen[0][0].toUInt() == 4);
    QTest::keyClick(&t.view.table(), Qt::Key_Down);
    QTest::keyClick(&t.view.table(), Qt::Key_Return);
    REQUIRE(chosen.size() == 2);
    CHECK(chosen[1][0].toUInt() == 1);
    t.view.table().sortByColumn(TemplatesModel::Count, Qt::AscendingOrder);
    CHECK(t.text(0, TemplatesModel::Count) == "9,600"); // the most frequent first
    QTest::keyClicks(&t.view.filter(), "thread");
    CHECK(t.view.table().model()->rowCount() == 1);
    t.view.setOverview(overview()); // again, with a filter and a row in hand
    CHECK(t.view.table().model()->rowCount() == 1);
}
