// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "views/services/names_view.h"

#include <QAbstractItemModelTester>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

using namespace foreshock;

namespace {

std::shared_ptr<const ServiceNames> names() {
    auto out = std::make_shared<ServiceNames>();
    NameMeaning odd{"oauth2", "oauth2", "", false, false, "",
                    "",       41,       0,  0,     0,     {{"oauth", "one digit may be part of the name"}}};
    NameMeaning strange{"zz-top", "zz-top", "", false, false, "", "", 3, 1, 0, 0, {}};
    NameMeaning pod{"cart-7d9f4c5b6-x2kqz",
                    "cart-7d9f4c5b6-x2kqz",
                    "cart",
                    true,
                    false,
                    "the pod's name without its hashes",
                    "likely",
                    1204,
                    2,
                    0,
                    0,
                    {}};
    NameMeaning said{"kfe-0417", "kfe-0417", "kinesis-frontend", true, true, "a person said so", "certain", 7, 0, 0,
                     1,          {}};
    out->rows = {odd, strange, pod, said};
    out->unresolved = 2;
    out->services = {"cart", "kinesis-frontend", "oauth"};
    return out;
}

struct Shown {
    NamesView view;
    QSignalSpy wanted{&view, &NamesView::mapWanted};
    Shown() {
        view.resize(900, 240);
        view.setLook({});
        view.setNames(names());
        view.show();
    }
    void at(int row) { view.table().setCurrentIndex(view.table().model()->index(row, 0)); }
};

} // namespace

TEST_CASE("names model: the name, what it means, by which rule, where it stands", "[models]") {
    NamesModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setNames(names());
    const auto cell = [&](int row, int column) { return model.index(row, column).data().toString(); };
    CHECK(cell(0, NamesModel::Means) == "unresolved; Enter: oauth");
    CHECK(cell(0, NamesModel::Rule) == "may mean oauth: one digit may be part of the name");
    CHECK(cell(1, NamesModel::Rule) == "no known service is like it: type one");
    CHECK(cell(2, NamesModel::Means) == "cart");
    CHECK(cell(2, NamesModel::Rule) == "the pod's name without its hashes, likely");
    CHECK(cell(2, NamesModel::Records) == "1,204 log records, 2 series");
    model.setNames(nullptr);
    CHECK(model.rowCount() == 0);
}

TEST_CASE("names view: Enter accepts, typing names another service, Delete gives back to the rules", "[names]") {
    Shown s;
    s.at(0);
    QTest::keyClick(&s.view.table(), Qt::Key_Return);
    REQUIRE(s.wanted.count() == 1);
    CHECK(s.wanted[0] == QVariantList{"oauth2", "oauth"});
    s.at(1);
    QTest::keyClick(&s.view.table(), Qt::Key_Return); // nothing to accept: it asks
    auto* field = s.view.table().findChild<QLineEdit*>();
    REQUIRE(field);
    CHECK(field->accessibleName() == "The service that zz-top means");
    QTest::keyClicks(field, "cart");
    QTest::keyClick(field, Qt::Key_Return);
    QTest::qWait(10);
    REQUIRE(s.wanted.count() == 2);
    CHECK(s.wanted[1] == QVariantList{"zz-top", "cart"});
    s.at(2);
    QTest::keyClick(&s.view.table(), Qt::Key_Delete); // a rule's reading is not a person's to take back
    CHECK(s.wanted.count() == 2);
    s.at(3);
    QTest::keyClick(&s.view.table(), Qt::Key_Delete);
    REQUIRE(s.wanted.count() == 3);
    CHECK(s.wanted[2] == QVariantList{"kfe-0417", ""});
}

TEST_CASE("names view: the filter finds names and services, the words count what is open", "[names]") {
    Shown s;
    QString words;
    for (const QLabel* label : s.view.findChildren<QLabel*>())
        words += label->text();
    CHECK(words.contains("2 of 4 names are unresolved"));
    QTest::keyClicks(&s.view.filter(), "kinesis");
    CHECK(s.view.table().model()->rowCount() == 1);
    s.at(0);
    QTest::keyClick(&s.view.table(), Qt::Key_Delete);
    CHECK(s.wanted[0] == QVariantList{"kfe-0417", ""});
    s.view.setNames(nullptr);
    CHECK(s.view.table().model()->rowCount() == 0);
}
