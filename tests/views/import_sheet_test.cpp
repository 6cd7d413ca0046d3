// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "tests/views/preview_values.h"
#include "views/import_sheet/import_sheet.h"
#include "views/import_sheet/input_details.h"
#include "views/import_sheet/preview_words.h"
#include "views/workbench/main_window.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDropEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTableView>
#include <QTest>

using namespace foreshock;

namespace {

struct Sheet {
    MainWindow window;
    ImportSheet sheet{&window};
    Sheet() {
        window.resize(1280, 720);
        window.show();
        sheet.setLook(window.look());
    }
    void open() {
        sheet.open({"/night"}, "a new incident", Zone());
        sheet.setOptions(previews::options());
        for (InputPreview& p : previews::night())
            sheet.setInput(std::move(p));
        sheet.setComplete({});
    }
    void choose(const std::string& name) {
        const int row = sheet.model().rowOf("/night/" + name);
        REQUIRE(row >= 0);
        sheet.table().selectRow(row);
    }
    template<class T>
    T* named(const QString& name) {
        for (T* w : sheet.findChildren<T*>())
            if (w->accessibleName() == name)
                return w;
        FAIL("no control " << name.toStdString());
        return nullptr;
    }
    QPushButton* button(const QString& text) {
        for (QPushButton* b : sheet.findChildren<QPushButton*>())
            if (b->text() == text)
                return b;
        FAIL("no button " << text.toStdString());
        return nullptr;
    }
    QString allText() {
        QString out;
        for (const QLabel* label : sheet.findChildren<QLabel*>())
            out += label->text() + "\n";
        return out;
    }
    QString cell(int row, int column) { return sheet.model().index(row, column).data().toString(); }
};

} // namespace

TEST_CASE("import rows: what, why, yield, when, zone and losses of every file", "[import]") {
    ImportRowsModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setRoots({"/night"});
    InputPreview early = previews::alarms();
    early.stage = InputPreview::Stage::Recognised;
    model.setInput(early);
    const auto cell = [&](int row, int column) { return model.index(row, column).data().toString(); };
    CHECK(cell(0, ImportRowsModel::File) == "night/alarms.jsonl");
    CHECK(cell(0, ImportRowsModel::Format) == "Alarms, JSON lines (100)");
    CHECK(cell(0, ImportRowsModel::Yield) == QString::fromUtf8("looking…"));
    for (const InputPreview& p : previews::night())
        model.setInput(p);
    REQUIRE(model.rowCount() == 7);
    CHECK(cell(0, ImportRowsModel::Yield) == "2 alarms");
    CHECK(cell(0, ImportRowsModel::Span) == QString::fromUtf8("25 Nov 2020 13:15 – 13:18 UTC"));
    CHECK(cell(0, ImportRowsModel::ZoneBasis) == "in the record");
    CHECK(cell(0, ImportRowsModel::Rejected) == "0");
    CHECK(cell(1, ImportRowsModel::Yield) == "41,273 log records");
    CHECK(cell(1, ImportRowsModel::ZoneBasis) == "UTC, assumed");
    CHECK(cell(2, ImportRowsModel::Format) == "not recognised");
    CHECK(cell(2, ImportRowsModel::Yield) == "nothing");
    CHECK(cell(3, ImportRowsModel::Rejected) == "4");
    CHECK(cell(4, ImportRowsModel::Yield) == "about 200 million log records");
    CHECK(cell(5, ImportRowsModel::Yield) == "nothing new: imported before");
    CHECK(model.index(3, 0).data(Qt::AccessibleTextRole).toString() == "with rejected rows, File: night/cognito.jsonl");
    model.setZone(*Zone::find("America/Los_Angeles"));
    CHECK(cell(0, ImportRowsModel::Span) == QString::fromUtf8("25 Nov 2020 05:15 – 05:18 PST"));
    model.clear();
    CHECK(model.rowCount() == 0);
}

TEST_CASE("import words: counts, sizes and offsets say their units", "[import]") {
    CHECK(countText(1'234'567, false) == "1,234,567");
    CHECK(countText(1'234'567, true) == "about 1.2 million");
    CHECK(countText(41'499, true) == "about 41,000");
    CHECK(countText(97, true) == "about 97");
    CHECK(countText(2'050'000'000, true) == "about 2.1 billion");
    CHECK(sizeText(41'000'000'000) == "41 GB");
    CHECK(sizeText(512) == "512 B");
    for (const std::int64_t seconds : {-7'530, -90, -1, 0, 1, 90, 3'630, 86'400})
        CHECK(readOffset(offsetText(Duration::seconds(seconds))) == Duration::seconds(seconds));
    CHECK(offsetText(Duration::seconds(3'630)) == "+1 h 30 s");
    CHECK(readOffset("+1 h 30 s") == Duration::seconds(3'630));
    CHECK(readOffset("-2 min") == Duration::seconds(-120));
    CHECK(readOffset("90s") == Duration::seconds(90));
    CHECK_FALSE(readOffset("soon"));
    InputPreview p = previews::large();
    p.isLastKnown = false;
    CHECK(spanText(p, Zone()).startsWith("from 20 Nov 2020"));
    p.choice.offset = Duration::hours(1);
    CHECK(spanText(p, Zone()).startsWith("from 20 Nov 2020 01:00"));
}

TEST_CASE("import sheet: Enter imports at once, before anything was looked at", "[import]") {
    Sheet s;
    QSignalSpy wanted(&s.sheet, &ImportSheet::importWanted);
    s.sheet.open({"/night"}, "a new incident", Zone());
    CHECK(s.sheet.isVisible());
    CHECK(s.allText().contains("Enter imports at once"));
    QTest::keyClick(&s.sheet, Qt::Key_Return);
    CHECK(wanted.count() == 1);
    CHECK_FALSE(s.sheet.isVisible());
    CHECK(s.sheet.choices().empty());
    CHECK(s.sheet.paths() == QStringList{"/night"});
}

TEST_CASE("import sheet: rows fill in, the sum is told, what asks for a hand is chosen", "[import]") {
    Sheet s;
    s.open();
    CHECK(s.sheet.model().rowCount() == 7);
    const QString text = s.allText();
    CHECK(text.contains("Import 7 files into a new incident"));
    CHECK(text.contains("Would store 2 alarms, about 210 million log records")); // only what is estimated is "about"
    CHECK(text.contains("4 rows can't be read"));
    CHECK(text.contains("2 files can't be read"));
    CHECK(text.contains("1 file was imported before"));
    // The first file that can't be read as it is, with what to do and its columns open.
    CHECK(s.sheet.table().currentIndex().row() == 2);
    CHECK(text.contains("Choose how to read it"));
    CHECK(s.sheet.details().tabs().currentWidget() == &s.sheet.details().columns());
    s.choose("cognito.jsonl");
    CHECK(s.sheet.details().tabs().tabText(1) == "Rejected 4");
    s.choose("kfe.log");
    CHECK(s.allText().contains("they are read as UTC"));
    s.choose("proxy.log");
    CHECK(s.allText().contains("5.24 MB of 41 GB looked at"));
    s.choose("changes.jsonl");
    CHECK(s.allText().contains("nothing will be added"));
}

TEST_CASE("import sheet: Down walks from the button to the files, Esc cancels, nothing is imported", "[import]") {
    Sheet s;
    s.open();
    QSignalSpy wanted(&s.sheet, &ImportSheet::importWanted);
    s.button("Import")->setFocus();
    const int before = s.sheet.table().currentIndex().row();
    QTest::keyClick(s.button("Import"), Qt::Key_Down);
    CHECK(s.sheet.table().currentIndex().row() == before + 1);
    QTest::keyClick(&s.sheet.table(), Qt::Key_Up);
    CHECK(s.sheet.table().currentIndex().row() == before);
    QTest::keyClick(&s.sheet, Qt::Key_Escape);
    CHECK_FALSE(s.sheet.isVisible());
    CHECK(wanted.count() == 0);
}

TEST_CASE("import sheet: a zone is typed, taken by Enter, and does not import", "[import]") {
    Sheet s;
    s.open();
    s.choose("kfe.log");
    QSignalSpy wanted(&s.sheet, &ImportSheet::importWanted), changed(&s.sheet, &ImportSheet::choiceChanged);
    auto* zone = s.named<QComboBox>("Zone of times without an offset");
    zone->lineEdit()->setFocus();
    zone->lineEdit()->selectAll();
    QTest::keyClicks(zone->lineEdit(), "Mars/Base");
    QTest::keyClick(zone->lineEdit(), Qt::Key_Return);
    CHECK(changed.count() == 0);
    CHECK(s.allText().contains("is no zone"));
    zone->lineEdit()->selectAll();
    QTest::keyClicks(zone->lineEdit(), "America/Los_Angeles");
    QTest::keyClick(zone->lineEdit(), Qt::Key_Return);
    REQUIRE(changed.count() == 1);
    CHECK(wanted.count() == 0);
    CHECK(s.sheet.choices().at("/night/kfe.log").zone->name() == "America/Los_Angeles");
    CHECK(s.cell(1, ImportRowsModel::Yield) == QString::fromUtf8("looking…"));
    // What was under way under the old reading comes too late.
    s.sheet.setInput(previews::localLog());
    CHECK(s.cell(1, ImportRowsModel::Yield) == QString::fromUtf8("looking…"));
    InputPreview anew = previews::localLog();
    anew.choice.zone = *Zone::find("America/Los_Angeles");
    anew.zone = "America/Los_Angeles";
    anew.zoneBasis = "given";
    s.sheet.setInput(anew);
    CHECK(s.cell(1, ImportRowsModel::ZoneBasis) == "America/Los_Angeles, given");
    CHECK(s.cell(1, ImportRowsModel::Yield) == "41,273 log records");
    // Empty again: as it was recognised.
    zone->lineEdit()->clear();
    QTest::keyClick(zone->lineEdit(), Qt::Key_Return);
    CHECK(s.sheet.choices().empty());
}

TEST_CASE("import sheet: format, service, offset and year of one file, and leaving it out", "[import]") {
    Sheet s;
    s.open();
    s.choose("kfe.log");
    QSignalSpy changed(&s.sheet, &ImportSheet::choiceChanged);
    auto* format = s.named<QComboBox>("Format");
    CHECK(format->itemText(0) == "as recognised: log4j and logback");
    CHECK(format->itemText(1) == "log4j and logback (92)"); // those that fit, then all
    CHECK(format->findText("syslog, RFC 3164") > 3);
    format->setCurrentIndex(format->findText("syslog, RFC 3164"));
    emit format->activated(format->currentIndex());
    const auto type = [&](const QString& name, const QString& words) {
        auto* field = s.named<QLineEdit>(name);
        field->setFocus();
        field->selectAll();
        QTest::keyClicks(field, words);
        QTest::keyClick(field, Qt::Key_Return);
    };
    type("Service of its records", "kinesis-frontend");
    type("Offset added to its times", "+1 h 30 s");
    type("Year of the first record, where the log writes none", "2019");
    type("Offset added to its times", "whenever"); // told, and nothing changes
    CHECK(s.allText().contains("is no offset"));
    const ReadChoice choice = s.sheet.choices().at("/night/kfe.log");
    CHECK(choice.format == "syslog");
    CHECK(choice.service == "kinesis-frontend");
    CHECK(choice.offset == Duration::seconds(3'630));
    CHECK(choice.year == 2019);
    CHECK(changed.count() == 4);
    s.choose("handover.txt");
    for (QCheckBox* box : s.sheet.findChildren<QCheckBox*>())
        if (box->text() == "Leave this file out")
            QTest::mouseClick(box, Qt::LeftButton, {}, QPoint(8, box->height() / 2));
    CHECK(s.sheet.choices().at("/night/handover.txt").isLeftOut);
    CHECK(s.cell(6, ImportRowsModel::Yield) == "left out");
    CHECK(s.allText().contains("1 left out"));
    CHECK(s.sheet.choices().at("/night/kfe.log") == choice);
}

TEST_CASE("import sheet: columns are mapped, one role a column, what is missing is told", "[import]") {
    Sheet s;
    s.open();
    s.choose("queue_depth.csv");
    ColumnsEditor& editor = s.sheet.details().columns();
    QAbstractItemModelTester tester(&editor.model(), QAbstractItemModelTester::FailureReportingMode::Fatal);
    CHECK(s.allText().contains("Still needed: time"));
    QSignalSpy changed(&s.sheet, &ImportSheet::choiceChanged), saved(&s.sheet, &ImportSheet::saveMapWanted);
    auto* kind = s.named<QComboBox>("What the rows are");
    kind->setCurrentText("samples");
    emit kind->textActivated("samples");
    // With the keyboard: F2 opens the list of roles.
    QTableView& table = editor.table();
    table.setFocus();
    table.setCurrentIndex(editor.model().index(0, ColumnsModel::Role));
    QTest::keyClick(&table, Qt::Key_F2);
    auto* roles = table.findChild<QComboBox*>();
    REQUIRE(roles);
    CHECK(roles->accessibleName() == "What column Zeit is read as");
    roles->setCurrentIndex(roles->findText("time"));
    emit roles->activated(roles->currentIndex());
    CHECK(editor.model().reading().columns[0].role == "time");
    CHECK(editor.model().setData(editor.model().index(1, ColumnsModel::Role), "time", Qt::EditRole));
    CHECK(editor.model().reading().columns[0].role.empty()); // a role belongs to one column
    const auto& choice = s.sheet.choices().at("/night/queue_depth.csv");
    REQUIRE(choice.columns);
    CHECK(choice.columns->kind == "samples");
    CHECK(choice.columns->columns[1].role == "time");
    CHECK(changed.count() == 3);
    QTest::mouseClick(s.button(QString::fromUtf8("Save mapping as…")), Qt::LeftButton);
    CHECK(saved.count() == 1);
}

TEST_CASE("import sheet: files dropped on it join, unknown ones alone can't be imported", "[import]") {
    Sheet s;
    s.sheet.open({"/night/handover.txt"}, "a new incident", Zone());
    s.sheet.setInput(previews::nobodys());
    s.sheet.setComplete({});
    CHECK_FALSE(s.button("Import")->isEnabled());
    CHECK(s.allText().contains("Nothing here can be stored as it is"));
    QSignalSpy dropped(&s.sheet, &ImportSheet::filesDropped);
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile("/night/alarms.jsonl")});
    QDragEnterEvent enter(QPoint(300, 300), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&s.sheet, &enter);
    CHECK(enter.isAccepted());
    QDropEvent drop(QPointF(300, 300), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&s.sheet, &drop);
    REQUIRE(dropped.count() == 1);
    s.sheet.add(dropped[0][0].toStringList());
    CHECK(s.button("Import")->isEnabled()); // nothing is known of it yet
    s.sheet.setInput(previews::alarms());
    s.sheet.setComplete({});
    CHECK(s.button("Import")->isEnabled());
    s.sheet.open({"/night"}, "x", Zone()); // the next time it is empty
    CHECK(s.sheet.model().rowCount() == 0);
    s.sheet.setInput(previews::known());
    s.sheet.setComplete({});
    CHECK(s.allText().contains("Everything here was imported before"));
    s.sheet.open({"/empty"}, "x", Zone());
    s.sheet.setComplete({});
    CHECK(s.allText().contains("There is no file in what was dropped"));
}

TEST_CASE("import sheet: a cut of large logs is proposed, not taken unasked", "[import]") {
    Sheet s;
    s.open();
    const Instant alarm = *previews::alarms().firstAlarm;
    s.sheet.setComplete(LogCut{{alarm - Duration::hours(2), alarm + Duration::hours(1)}, alarm, 41'000'000'000});
    CHECK_FALSE(s.sheet.wantedCut());
    for (QCheckBox* box : s.sheet.findChildren<QCheckBox*>())
        if (box->text().startsWith("Logs only from")) {
            CHECK(box->isVisible());
            CHECK(box->text().contains(QString::fromUtf8("25 Nov 2020 11:15 to 14:15 UTC")));
            CHECK(box->text().contains("of 41 GB"));
            box->click();
        }
    REQUIRE(s.sheet.wantedCut());
    CHECK(s.sheet.wantedCut()->length() == Duration::hours(3));
}

TEST_CASE("import sheet: at 1280 by 720 and 200 % text nothing is cut, every control has a name", "[import]") {
    Sheet s;
    for (const double scale : {1., 2.}) {
        Look look = Look::of(ThemeChoice::Light, scale);
        look.apply(*qApp);
        s.sheet.setLook(look);
        s.open();
        s.choose("queue_depth.csv");
        QTest::qWait(20);
        INFO(scale);
        CHECK(s.sheet.width() <= 1280);
        CHECK(s.sheet.height() <= 720);
        for (const QString& text : {QString("Import"), QString("Cancel"), QString::fromUtf8("Add files…")}) {
            const QPushButton* button = s.button(text);
            CHECK(s.sheet.rect().contains(QRect(button->mapTo(&s.sheet, QPoint()), button->size())));
            CHECK(button->width() >= button->sizeHint().width());
        }
        CHECK(s.sheet.table().viewport()->height() >= 3 * look.fonts.px(26));
        CHECK(s.sheet.details().height() >= 4 * look.fonts.px(26));
        for (const QWidget* w : s.sheet.findChildren<QWidget*>()) {
            if (w->focusPolicy() == Qt::NoFocus || !w->isVisible() || w->objectName().startsWith("qt_"))
                continue;
            const auto* box = qobject_cast<const QAbstractButton*>(w);
            INFO(w->metaObject()->className());
            CHECK((!w->accessibleName().isEmpty() || (box && !box->text().isEmpty()) || w->inherits("QLabel") ||
                   w->inherits("QScrollBar") || w->inherits("QHeaderView") || w->inherits("QSplitterHandle") ||
                   w->inherits("QTabWidget") || w->inherits("QScrollArea")));
        }
    }
    Look::of(ThemeChoice::Light, 1).apply(*qApp);
}

/// For a person to look at: FORESHOCK_PICTURES=DIR tests_views "[importpictures]".
TEST_CASE("pictures of the import sheet are saved where FORESHOCK_PICTURES asks for them", "[importpictures]") {
    const QString folder = qEnvironmentVariable("FORESHOCK_PICTURES");
    if (folder.isEmpty())
        return;
    for (const ThemeChoice theme : {ThemeChoice::Light, ThemeChoice::Dark})
        for (const double scale : {1., 2.}) {
            MainWindow window;
            window.resize(1280, 720);
            window.setThemeChoice(theme);
            window.show();
            Look look = Look::of(theme, scale);
            look.apply(*qApp);
            ImportSheet sheet(&window);
            sheet.setLook(look);
            const auto save = [&](const char* name) {
                QTest::qWait(20);
                REQUIRE(sheet.grab().save(QStringLiteral("%1/import-%2-%3-%4.png")
                                              .arg(folder, theme == ThemeChoice::Light ? "light" : "dark")
                                              .arg(scale * 100)
                                              .arg(QLatin1String(name))));
            };
            sheet.open({"/night"}, "a new incident", Zone());
            save("empty");
            sheet.setOptions(previews::options());
            for (InputPreview& p : previews::night())
                sheet.setInput(std::move(p));
            const Instant alarm = *previews::alarms().firstAlarm;
            sheet.setComplete(LogCut{{alarm - Duration::hours(2), alarm + Duration::hours(1)}, alarm, 41'000'000'000});
            save("columns");
            sheet.table().selectRow(3);
            save("rejected");
            sheet.table().selectRow(6);
            save("unknown");
            sheet.open({"/night"}, "kinesis.foreshock", Zone());
            sheet.setInput(previews::alarms());
            sheet.setComplete({});
            save("one");
            sheet.open({"/night"}, "kinesis.foreshock", *Zone::find("America/Los_Angeles"));
            for (int i = 0; i < 40; ++i) {
                InputPreview p = i % 3 ? previews::localLog() : previews::rejected();
                p.label += std::to_string(i);
                sheet.setInput(std::move(p));
            }
            sheet.setProgress(.6);
            save("forty");
        }
    Look::of(ThemeChoice::Light, 1).apply(*qApp);
}
