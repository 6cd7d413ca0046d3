// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/session_desk.h"

#include "app/window/window_settings.h"
#include "app/workflows/manual.h"
#include "views/keys/key_map.h"
#include "views/manual/manual_window.h"
#include "views/time_scope/time_scope.h"
#include "views/workbench/main_window.h"

#include <QStringList>

namespace foreshock {
namespace {

constexpr int kKeepMilliseconds = 1000;

QString rangeText(const TimeRange& range) {
    return QStringLiteral("%1/%2").arg(range.from.ns).arg(range.to.ns);
}

std::optional<TimeRange> rangeFrom(const QString& text) {
    bool isFrom = false, isTo = false;
    const TimeRange range{{text.section(QLatin1Char('/'), 0, 0).toLongLong(&isFrom)},
                          {text.section(QLatin1Char('/'), 1).toLongLong(&isTo)}};
    return isFrom && isTo && range.from < range.to ? std::optional(range) : std::nullopt;
}

} // namespace

SessionDesk::SessionDesk(MainWindow& window, WindowSettings& settings)
    : m_window(window)
    , m_settings(settings) {
    auto* keys = window.findChild<KeyMap*>();
    keys->setChanges(settings.keys());
    connect(keys, &KeyMap::changed, this, [this, keys] { m_settings.setKeys(keys->changes()); });
    window.findChild<ManualWindow*>()->setPages([](const QString& name) {
        const std::string_view bytes = manualFile(name.toStdString());
        return QByteArray(bytes.data(), static_cast<qsizetype>(bytes.size()));
    });
    window.setZoneChoice(static_cast<ZoneChoice>(settings.zoneChoice()));
    connect(&window, &MainWindow::zoneChosen, this,
            [this](ZoneChoice choice) { m_settings.setZoneChoice(static_cast<int>(choice)); });
    if (settings.textScale() != 1)
        window.setTextScale(settings.textScale());
    connect(&window, &MainWindow::textScaleChosen, this, [this](double scale) { m_settings.setTextScale(scale); });
    m_keepTimer.setSingleShot(true);
    m_keepTimer.setInterval(kKeepMilliseconds);
    connect(&m_keepTimer, &QTimer::timeout, this, &SessionDesk::flush);
    const auto note = [this] {
        m_isUnkept = true;
        m_keepTimer.start();
    };
    connect(&window.scope(), &TimeScope::historyChanged, this, note); // every look is a step of it
    connect(&window, &MainWindow::panelsChanged, this, note);
    window.setPanels(settings.panels());
}

SessionDesk::~SessionDesk() {
    flush();
}

void SessionDesk::shown(const std::string& path) {
    flush();
    m_path = QString::fromStdString(path);
    const bool isLast = m_settings.lastFile() == m_path;
    if (!m_path.isEmpty() && isLast && std::exchange(m_takesUp, false))
        restore();
    m_settings.setLastFile(m_path);
    flush();
}

void SessionDesk::restore() {
    const QStringList view = m_settings.lastView();
    if (view.size() < 3)
        return;
    TimeScope& scope = m_window.scope();
    if (const auto range = rangeFrom(view[0]))
        scope.setRange(*range);
    if (const auto selection = rangeFrom(view[1]))
        scope.setSelection(*selection);
    m_window.showTab(view[2].toStdString());
}

void SessionDesk::flush() {
    if (!std::exchange(m_isUnkept, false))
        return;
    m_keepTimer.stop();
    m_settings.setPanels(m_window.panels());
    const TimeScope& scope = m_window.scope();
    if (!m_path.isEmpty())
        m_settings.setLastView({rangeText(scope.range()), scope.selection() ? rangeText(*scope.selection()) : QString(),
                                QString::fromStdString(scope.tab())});
}

} // namespace foreshock
