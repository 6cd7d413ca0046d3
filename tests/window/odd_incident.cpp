// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/window/odd_incident.h"

#include "model/base/time_text.h"
#include "views/log/log_panel.h"
#include "views/timeline/timeline_view.h"

#include <QTabWidget>
#include <QWheelEvent>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <filesystem>

namespace foreshock::test {
namespace {

std::string quoted(const std::string& text) {
    return nlohmann::json(text).dump();
}

std::string text(Instant time) {
    return rfc3339(time, Zone());
}

} // namespace

OddIncident& OddIncident::log(Instant time, const std::string& service, const std::string& level,
                              const std::string& message, const std::string& host) {
    m_logs += fmt::format("{{\"time\":\"{}\",\"service\":{},\"instance\":{},\"level\":\"{}\",\"message\":{}}}\n",
                          text(time), quoted(service), quoted(host), level, quoted(message));
    return *this;
}
OddIncident& OddIncident::alarm(Instant time, const std::string& service, const std::string& title) {
    m_alarms += fmt::format("{{\"time\":\"{}\",\"service\":{},\"metric\":\"errors\",\"title\":{}}}\n", text(time),
                            quoted(service), quoted(title));
    return *this;
}
OddIncident& OddIncident::change(Instant time, const std::string& service, const std::string& title) {
    m_changes += fmt::format("{{\"id\":\"c{}\",\"time\":\"{}\",\"service\":{},\"kind\":\"deploy\",\"title\":{}}}\n",
                             ++m_changeCount, text(time), quoted(service), quoted(title));
    return *this;
}
OddIncident& OddIncident::sample(Instant time, const std::string& service, const std::string& metric, double value) {
    m_samples += fmt::format("{},\"{}\",{},{},\n", text(time), service, metric, value);
    return *this;
}
OddIncident& OddIncident::call(const std::string& from, const std::string& to) {
    m_calls += fmt::format("{}{{\"from\":{},\"to\":{},\"kind\":\"hard\"}}", m_calls.empty() ? "" : ",", quoted(from),
                           quoted(to));
    return *this;
}

std::string OddIncident::dropOn(Workbench& w) const {
    std::filesystem::create_directories(w.folder.path("feeds"));
    for (const auto& [name, content] :
         {std::pair{"logs.jsonl", m_logs}, std::pair{"alarms.jsonl", m_alarms}, std::pair{"changes.jsonl", m_changes}})
        if (!content.empty())
            w.folder.file(std::string("feeds/") + name, content);
    if (!m_samples.empty())
        w.folder.file("feeds/metrics.csv", "timestamp,service,metric,value,unit\n" + m_samples);
    if (!m_calls.empty())
        w.folder.file("feeds/topology.json", "{\"services\":[],\"dependencies\":[" + m_calls + "]}");
    w.controller->import({QString::fromStdString(w.folder.path("feeds"))});
    w.settle();
    w.settle();
    REQUIRE_FALSE(w.controller->lastError());
    REQUIRE_FALSE(w.settings.recentFiles().isEmpty());
    return w.settings.recentFiles().front().toStdString();
}

void walkThrough(Workbench& w) {
    auto* tabs = w.window->findChild<QTabWidget*>();
    for (int i = tabs->count() - 1; i >= 0; --i) {
        tabs->setCurrentIndex(i);
        w.settle();
    }
    TimelineView& timeline = w.window->timeline();
    const auto wheel = [&](QWidget* on, int notches) {
        const QPointF at = on->rect().center();
        QWheelEvent turn(at, on->mapToGlobal(at), {}, {0, notches * 120}, {}, {}, Qt::NoScrollPhase, false);
        QApplication::sendEvent(on, &turn);
    };
    for (const auto key : {Qt::Key_0, Qt::Key_W, Qt::Key_W, Qt::Key_A, Qt::Key_D, Qt::Key_S, Qt::Key_Period,
                           Qt::Key_Comma, Qt::Key_BracketRight, Qt::Key_Down, Qt::Key_Up, Qt::Key_0})
        QTest::keyClick(&timeline, key);
    for (int notch : {1, 1, -1, -1, -1})
        wheel(&timeline, notch);
    w.settle();
    w.window->scope().fit();
    w.settle();
    LogView& log = w.window->logPanel().view();
    for (const auto key : {Qt::Key_J, Qt::Key_End, Qt::Key_K, Qt::Key_PageUp, Qt::Key_Home, Qt::Key_PageDown, Qt::Key_E,
                           Qt::Key_H, Qt::Key_N, Qt::Key_H, Qt::Key_O, Qt::Key_Return})
        QTest::keyClick(&log, key);
    wheel(log.viewport(), -3);
    w.settle();
    (void)w.window->grab();
    if (w.controller->lastError())
        FAIL(w.controller->lastError()->text());
}

void keepPicture(Workbench& w, const std::string& name) {
    const QByteArray folder = qgetenv("FORESHOCK_PICTURES");
    if (folder.isEmpty())
        return;
    w.window->resize(1280, 720);
    for (const auto& [theme, word] : {std::pair{ThemeChoice::Light, "light"}, std::pair{ThemeChoice::Dark, "dark"}}) {
        w.window->setThemeChoice(theme);
        w.settle();
        w.window->grab().save(folder + "/" + QString::fromStdString(name) + "-" + word + ".png");
    }
}

} // namespace foreshock::test
