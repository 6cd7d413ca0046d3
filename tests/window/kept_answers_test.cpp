// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workflows/recall.h"
#include "model/base/time_text.h"
#include "tests/window/workbench.h"
#include "views/suspects/suspects_panel.h"

#include <QLabel>

using namespace foreshock;
using namespace foreshock::test;

namespace {

QString answerIn(Workbench& w) {
    QString out;
    for (const QLabel* label : w.window->findChild<SuspectsPanel*>()->findChildren<QLabel*>())
        out += label->text() + "\n";
    return out;
}

std::int64_t integer(const std::string& path, const char* sql) {
    const auto db = store::openForReading(path);
    REQUIRE(db);
    const auto found = db->integer(sql);
    REQUIRE(found);
    return *found;
}

} // namespace

TEST_CASE("window: what it finds is kept in the file, and shown from there until something is stored", "[window]") {
    Workbench w;
    const QString mini = QString(FORESHOCK_SOURCE_DIR) + "/tests/data/cases/mini";
    emit w.window->dropped({mini});
    w.settle();
    REQUIRE_FALSE(w.controller->lastError());
    const std::string path = w.settings.recentFiles().front().toStdString();
    const QString first = answerIn(w);
    CHECK(first.contains("2 alarms since"));
    const char* kRanking = "SELECT max(inputs) FROM kept_answer WHERE analysis = 'suspects'";
    CHECK(integer(path, "SELECT count(*) FROM kept_answer") == 3); // the ranking, the waves, and change points
    const std::int64_t ranking = integer(path, kRanking);

    // A note, and opening it again: nothing is worked out anew, so nothing is kept anew.
    w.dialogs.words = "pool looked full";
    emit w.window->noteWanted(parseTime("2024-03-01T10:31:00Z")->instant);
    w.settle();
    w.controller->open(path);
    w.settle();
    REQUIRE_FALSE(w.controller->lastError());
    CHECK(integer(path, kRanking) == ranking);
    CHECK(answerIn(w) == first);

    // An import makes it old.
    w.dialogs.files = {QString::fromStdString(
        w.folder.file("late.jsonl", R"({"id":"late","time":"2024-03-01T09:55:00Z","service":"api","kind":"config",)"
                                    R"("title":"late"})"
                                    "\n"))};
    emit w.window->importWanted();
    w.settle();
    REQUIRE_FALSE(w.controller->lastError());
    CHECK(integer(path, kRanking) > ranking);
    auto session = IncidentSession::open(path);
    REQUIRE(session);
    const auto version = store::inputsVersion(session->database());
    const auto incident = session->incident();
    const auto kept = recallOrRank(*session, *incident, *version, {});
    REQUIRE(kept);
    CHECK_FALSE(kept->toKeep); // the file has the answer of today
    CHECK(std::any_of(kept->found.suspects.begin(), kept->found.suspects.end(),
                      [](const Suspect& s) { return s.change == ChangeId("late"); }));
}

TEST_CASE("window: who only draws a file leaves no answer in it", "[window]") {
    Workbench w;
    emit w.window->dropped({QString(FORESHOCK_SOURCE_DIR) + "/tests/data/cases/mini"});
    w.settle();
    const std::string path = w.settings.recentFiles().front().toStdString();
    w.controller->openExample("ticket-sale-2024-05-17"); // lets go of the file
    w.settle();
    {
        auto file = store::IncidentFile::open(path);
        REQUIRE(file);
        REQUIRE(file->database().execute("DELETE FROM kept_answer"));
    }
    w.controller->keepNoAnswers();
    w.controller->open(path);
    w.settle();
    CHECK(answerIn(w).contains("2 alarms since"));
    CHECK(integer(path, "SELECT count(*) FROM kept_answer") == 0);
}
