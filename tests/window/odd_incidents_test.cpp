// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What incidents may be made of that nobody drew the window for.
#include "model/store/edits.h"
#include "model/store/incident_file.h"
#include "tests/window/odd_incident.h"
#include "views/log/log_panel.h"
#include "views/timeline/timeline_view.h"
#include "views/workbench/error_banner.h"
#include "views/workbench/notice_bar.h"

#include <QElapsedTimer>
#include <filesystem>

using namespace foreshock;
using namespace foreshock::test;

namespace {

constexpr Instant kStart = OddIncident::kStart;

/// Until the file was looked at again.
void wait(Workbench& w) {
    QTest::qWait(1100);
    w.settle();
}

QString banner(Workbench& w) {
    const auto* shown = w.window->findChild<ErrorBanner*>();
    return shown->isVisible() ? shown->text() : QString();
}

/// An incident with a log of so many lines, open.
std::string openSome(Workbench& w, int lines = 400) {
    OddIncident incident;
    for (int i = 0; i < lines; ++i)
        incident.log(kStart + Duration::seconds(i), "web", i % 7 ? "info" : "error", "line " + std::to_string(i));
    incident.alarm(kStart + Duration::seconds(90), "web", "errors above 5");
    return incident.dropOn(w);
}

void writeNote(Workbench& w, const char* words) {
    w.dialogs.words = words;
    emit w.window->noteWanted(kStart + Duration::seconds(30));
    w.settle();
}

} // namespace

TEST_CASE("odd incidents: one record only, of each kind", "[window][odd]") {
    const auto log = [](OddIncident& i) { i.log(kStart, "web", "error", "the only line"); };
    const auto alarm = [](OddIncident& i) { i.alarm(kStart, "web", "errors above 5"); };
    const auto change = [](OddIncident& i) { i.change(kStart, "web", "release 7"); };
    const auto sample = [](OddIncident& i) { i.sample(kStart, "web", "errors", 1); };
    const std::pair<const char*, std::function<void(OddIncident&)>> kinds[] = {
        {"log", log}, {"alarm", alarm}, {"change", change}, {"sample", sample}};
    for (const auto& [name, add] : kinds) {
        INFO(name);
        Workbench w;
        OddIncident incident;
        add(incident);
        incident.dropOn(w);
        CHECK(w.window->scope().extent().contains(kStart));
        CHECK(w.window->scope().range().contains(kStart));
        walkThrough(w);
        if (name == std::string("log")) {
            CHECK(w.window->logPanel().view().rows().matching() == 1);
            REQUIRE(w.window->logPanel().view().currentRecord());
        }
        keepPicture(w, std::string("one-") + name);
    }
}

TEST_CASE("odd incidents: ten years of range", "[window][odd]") {
    Workbench w;
    OddIncident incident;
    for (int day = 0; day < 3650; day += 5) {
        const Instant at = kStart - Duration::hours(24) * (3650 - day);
        incident.log(at, "web", day % 50 == 0 ? "error" : "info", "day " + std::to_string(day));
        incident.sample(at, "web", "errors", day % 70);
        if (day % 500 == 0)
            incident.change(at, "web", "release " + std::to_string(day));
    }
    incident.alarm(kStart - Duration::hours(24) * 3650, "web", "the first of all");
    incident.alarm(kStart, "web", "ten years later");
    incident.dropOn(w);
    w.window->scope().fit();
    w.settle();
    keepPicture(w, "ten-years");
    w.window->scope().setRange({kStart - Duration::hours(24) * 3660, kStart + Duration::hours(1)});
    w.settle();
    keepPicture(w, "ten-years-all");
    walkThrough(w);
}

TEST_CASE("odd incidents: all events at one instant", "[window][odd]") {
    Workbench w;
    OddIncident incident;
    for (int i = 0; i < 300; ++i) {
        const std::string service = "service-" + std::to_string(i % 12);
        incident.log(kStart, service, i % 3 ? "info" : "error", "line " + std::to_string(i));
        incident.alarm(kStart, service, "alarm " + std::to_string(i));
        incident.change(kStart, service, "change " + std::to_string(i));
        incident.sample(kStart, service, "errors", i);
    }
    incident.dropOn(w);
    CHECK(w.window->scope().range().contains(kStart));
    w.window->scope().fit();
    w.settle();
    keepPicture(w, "one-instant");
    walkThrough(w);
    CHECK(w.window->logPanel().view().rows().matching() == 300);
}

TEST_CASE("odd incidents: names of three hundred characters", "[window][odd]") {
    Workbench w;
    OddIncident incident;
    const auto name = [](int i, const std::string& word) {
        std::string out;
        while (out.size() < 290)
            out += word + "-";
        return out + std::to_string(i);
    };
    for (int i = 0; i < 6; ++i) {
        const std::string service = name(i, i % 2 ? "checkout" : "m");
        for (int m = 0; m < 60; ++m) {
            incident.sample(kStart + Duration::minutes(m), service, name(i, "metric"), m > 40 ? 90 : 10);
            incident.log(kStart + Duration::minutes(m), service, "warning", name(m, "word"), name(m, "host"));
        }
        incident.change(kStart + Duration::minutes(39), service, name(i, "a title without end"));
        incident.alarm(kStart + Duration::minutes(45 + i), service, name(i, "an alarm without end"));
        if (i > 0)
            incident.call(name(i - 1, (i - 1) % 2 ? "checkout" : "m"), service);
    }
    incident.dropOn(w);
    walkThrough(w);
    keepPicture(w, "long-names");
    CHECK(w.window->minimumSizeHint().width() <= 1280);
}

TEST_CASE("odd incidents: emoji, right-to-left text and characters that turn the order of others", "[window][odd]") {
    Workbench w;
    OddIncident incident;
    const std::vector<std::string> services{"תשלום", "دفع-خدمة", "🦀-crab", "web"};
    const std::vector<std::string> lines{
        "שגיאה בחיבור למסד הנתונים 5432 timeout=30s", "فشل الاتصال بقاعدة البيانات errno=110 بعد 30 ثانية",
        "deploy 🚀🚀 done 👩‍👩‍👧‍👦 family of 25 bytes",
        "user \u202Egnp.exe\u202C opened \u2066isolated\u2069 \u200Fmark",
        "nul \u0001 bell \u0007 escape \u001B[31mred\u001B[0m c1 \u0085 line\u2028separator"};
    for (int i = 0; i < 40; ++i) {
        const std::string& service = services[static_cast<std::size_t>(i) % services.size()];
        incident.log(kStart + Duration::minutes(i), service, i % 4 ? "info" : "error",
                     lines[static_cast<std::size_t>(i) % lines.size()], "מארח-7");
        incident.sample(kStart + Duration::minutes(i), service, "errors", i);
    }
    incident.change(kStart + Duration::minutes(10), services[0], "שחרור גרסה 7 🚀");
    incident.change(kStart + Duration::minutes(12), services[1], "safe \u202Etxt.exe\u202C");
    incident.alarm(kStart + Duration::minutes(20), services[0], "שיעור שגיאות > 5%");
    incident.alarm(kStart + Duration::minutes(22), services[2], "🔥 errors");
    incident.dropOn(w);
    walkThrough(w);
    keepPicture(w, "writing");
}

TEST_CASE("odd incidents: five thousand services", "[window][odd][.slow]") {
    Workbench w;
    OddIncident incident;
    for (int i = 0; i < 5000; ++i) {
        const std::string service = "service-" + std::to_string(i);
        incident.log(kStart + Duration::seconds(i), service, i % 10 ? "info" : "error", "hello from " + service);
        incident.sample(kStart + Duration::seconds(i), service, "errors", i);
        if (i > 0)
            incident.call("service-" + std::to_string(i / 3), service);
        if (i % 100 == 0)
            incident.alarm(kStart + Duration::seconds(i), service, "errors above 5");
        if (i % 50 == 0)
            incident.change(kStart + Duration::seconds(i), service, "release");
    }
    QElapsedTimer timer;
    timer.start();
    incident.dropOn(w);
    WARN("imported and shown after " << timer.elapsed() << " ms");
    timer.restart();
    walkThrough(w);
    WARN("walked through in " << timer.elapsed() << " ms");
    keepPicture(w, "many-services");
}

TEST_CASE("odd incidents: twenty thousand series", "[window][odd][.slow]") {
    Workbench w;
    OddIncident incident;
    for (int i = 0; i < 20'000; ++i)
        for (int m = 0; m < 3; ++m)
            incident.sample(kStart + Duration::minutes(m), "service-" + std::to_string(i % 200),
                            "metric_" + std::to_string(i / 200), i + m);
    incident.alarm(kStart + Duration::minutes(2), "service-3", "metric_3 above 5");
    QElapsedTimer timer;
    timer.start();
    incident.dropOn(w);
    WARN("imported and shown after " << timer.elapsed() << " ms");
    timer.restart();
    walkThrough(w);
    WARN("walked through in " << timer.elapsed() << " ms");
    keepPicture(w, "many-series");
}

TEST_CASE("odd incidents: a file that is moved away is told, takes no notes, and is as before when it is back",
          "[window][odd]") {
    Workbench w;
    const std::string path = openSome(w);
    writeNote(w, "before");
    CHECK(banner(w).isEmpty());
    std::filesystem::rename(path, path + ".away");
    wait(w);
    CHECK(banner(w).contains("the incident file is gone"));
    CHECK(banner(w).contains("Put it back"));
    keepPicture(w, "file-gone");
    // What is shown stays and can be searched; what is written is refused, not lost.
    w.window->scope().setFilter("level>=error");
    w.settle();
    CHECK(w.window->logPanel().view().rows().matching() == 58);
    writeNote(w, "lost?");
    CHECK(w.window->timeline().values().incident->notes.size() == 1);
    std::filesystem::rename(path + ".away", path);
    wait(w);
    CHECK(banner(w).isEmpty());
    writeNote(w, "after");
    CHECK(banner(w).isEmpty());
    CHECK(w.window->timeline().values().incident->notes.size() == 2);
}

TEST_CASE("odd incidents: a file that is removed while an edit is on its way loses no word silently", "[window][odd]") {
    Workbench w;
    const std::string path = openSome(w);
    std::filesystem::remove(path); // not noticed yet
    writeNote(w, "lost?");
    CHECK(w.controller->lastError());
    wait(w);
    CHECK(banner(w).contains("the incident file is gone"));
    CHECK_FALSE(std::filesystem::exists(path));
    w.controller->openExample("kinesis-2020-11-25"); // and another can be opened
    w.settle();
    CHECK(banner(w).isEmpty());
    CHECK(w.window->timeline().values().incident->changes.size() > 2);
}

TEST_CASE("odd incidents: another file in the place of the open one is told, F5 opens it, and neither is harmed",
          "[window][odd]") {
    const TemporaryFolder place;
    const std::string other = place.path("other.foreshock");
    {
        Workbench w;
        const std::string path = openSome(w, 50);
        w.controller->openExample("kinesis-2020-11-25"); // lets go of it
        w.settle();
        std::filesystem::copy_file(path, other);
    }
    Workbench w;
    const std::string path = openSome(w), old = w.folder.path("old.foreshock");
    writeNote(w, "in the old one");
    std::filesystem::rename(path, old);
    std::filesystem::copy_file(other, path);
    wait(w);
    CHECK(banner(w).contains("another file stands where the incident file was"));
    CHECK(w.window->logPanel().view().rows().matching() == 400);
    QTest::keyClick(w.window.get(), Qt::Key_F5);
    w.settle();
    CHECK(banner(w).isEmpty());
    CHECK(w.window->logPanel().view().rows().matching() == 50);
    CHECK(w.window->timeline().values().incident->notes.empty());
    w.controller->open(old);
    w.settle();
    CHECK(banner(w).isEmpty());
    CHECK(w.window->logPanel().view().rows().matching() == 400);
    CHECK(w.window->timeline().values().incident->notes.size() == 1);
}

TEST_CASE("odd incidents: a file that is cut short is told, and what is shown stays", "[window][odd]") {
    for (const std::uintmax_t left : {std::uintmax_t{0}, std::uintmax_t{5000}}) {
        INFO(left);
        Workbench w;
        const std::string path = openSome(w, 20'000);
        std::filesystem::resize_file(path, left);
        wait(w);
        CHECK(banner(w).contains("cut short"));
        w.window->scope().setFilter("line"); // whatever can be read of it now
        w.settle();
        QTest::keyClick(&w.window->logPanel().view(), Qt::Key_End);
        w.settle();
        CHECK(banner(w).contains("cut short"));
        CHECK(w.window->timeline().values().incident);
        QTest::keyClick(w.window.get(), Qt::Key_F5); // nothing to go on with, but no crash
        w.settle();
        CHECK_FALSE(banner(w).isEmpty());
    }
}

TEST_CASE("odd incidents: what another program writes into a file open read-only is told, and F5 reads it",
          "[window][odd]") {
    Workbench w;
    const std::string path = openSome(w);
    auto* notice = w.window->findChild<NoticeBar*>();
    w.controller->openExample("kinesis-2020-11-25"); // lets go of it
    w.settle();
    auto writer = store::IncidentFile::open(path);
    REQUIRE(writer);
    w.controller->open(path);
    w.settle();
    REQUIRE(w.window->timeline().values().incident->isReadOnly);
    wait(w);
    CHECK_FALSE(notice->isVisible());
    REQUIRE(store::addNote(writer->database(), {kStart, ServiceId(), "note", "from elsewhere", ""}, kStart));
    wait(w);
    CHECK(notice->isVisible());
    CHECK(notice->text().contains("Press F5 to read it again"));
    QTest::keyClick(w.window.get(), Qt::Key_F5);
    w.settle();
    CHECK_FALSE(notice->isVisible());
    REQUIRE(w.window->timeline().values().incident->notes.size() == 1);
    CHECK(w.window->timeline().values().incident->notes[0].text == "from elsewhere");
    wait(w);
    CHECK_FALSE(notice->isVisible());
}
