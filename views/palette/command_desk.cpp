// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/palette/command_desk.h"

#include "views/keys/key_map.h"
#include "views/log/log_panel.h"
#include "views/palette/key_commands.h"
#include "views/services/names_view.h"
#include "views/sql/sql_editor.h"
#include "views/sql/sql_view.h"
#include "views/suspects/suspect_card.h"
#include "views/templates/templates_view.h"
#include "views/time_scope/time_scope.h"
#include "views/timeline/lane_hand.h"
#include "views/timeline/timeline_view.h"
#include "views/workbench/key_table.h"
#include "views/workbench/main_window.h"
#include "views/workbench/menus.h"

#include <QAction>
#include <QApplication>
#include <QKeyEvent>
#include <QMenu>
#include <QMenuBar>
#include <QRegularExpression>
#include <QTabWidget>
#include <QTableView>
#include <set>

namespace foreshock {
namespace {

/// "Te&xt size\tN" is "Text size", and N its key.
std::pair<QString, QString> wordsOf(const QAction& action) {
    QString words = action.text().section(QLatin1Char('\t'), 0, 0);
    words.replace(QLatin1String("&&"), QString(QChar(1))).remove(QLatin1Char('&')).replace(QChar(1), QLatin1Char('&'));
    const QString hint = action.text().section(QLatin1Char('\t'), 1);
    return {words, action.shortcut().isEmpty() ? hint : action.shortcut().toString(QKeySequence::PortableText)};
}

void addActions(std::vector<PaletteRow>& rows, const QList<QAction*>& actions, const QString& path, bool canRun) {
    for (QAction* action : actions) {
        const auto [words, keys] = wordsOf(*action);
        if (action->isSeparator() || words.isEmpty())
            continue;
        const QString text = path.isEmpty() ? words : path + QStringLiteral(" \u203A ") + words;
        const bool isOn = canRun && action->isEnabled();
        if (const QMenu* menu = action->menu())
            addActions(rows, menu->actions(), text, isOn);
        else
            rows.push_back({QStringLiteral("menu ") + text, text, keys, isOn, [held = QPointer<QAction>(action)] {
                                if (held)
                                    held->trigger();
                            }});
    }
}

/// Tabs it lies in come to the front.
void bringForward(QWidget& widget) {
    for (QWidget* up = widget.parentWidget(); up; up = up->parentWidget())
        if (auto* tabs = qobject_cast<QTabWidget*>(up)) {
            tabs->show();
            for (int i = 0; i < tabs->count(); ++i)
                if (tabs->widget(i)->isAncestorOf(&widget) || tabs->widget(i) == &widget)
                    tabs->setCurrentIndex(i);
        }
    widget.setFocus(Qt::OtherFocusReason);
}

/// As if the hand had pressed it there.
void press(QWidget& widget, int key) {
    bringForward(widget);
    const auto modifiers = static_cast<Qt::KeyboardModifiers>(key & static_cast<int>(Qt::KeyboardModifierMask));
    const int plain = key & ~static_cast<int>(Qt::KeyboardModifierMask);
    const QString text =
        plain < 0x80 && !(modifiers & Qt::ControlModifier) ? QString(QChar(plain)).toLower() : QString();
    for (const auto type : {QEvent::KeyPress, QEvent::KeyRelease}) {
        QKeyEvent event(type, plain, modifiers, text);
        QApplication::sendEvent(&widget, &event);
    }
}

} // namespace

CommandDesk::CommandDesk(MainWindow& window, const Menus& menus, QMenuBar& bar, TimelineView& timeline)
    : QObject(&window)
    , m_window(window)
    , m_bar(bar)
    , m_timeline(timeline)
    , m_palette(new Palette(&window)) {
    connect(menus.commands, &QAction::triggered, this, &CommandDesk::openCommands);
    connect(menus.goToTime, &QAction::triggered, this, &CommandDesk::openGoToTime);
    connect(m_palette, &Palette::chosen, this, [this](const QString& key) {
        if (key.isEmpty())
            return;
        m_recent.removeAll(key);
        m_recent.prepend(key);
        m_recent = m_recent.mid(0, kRecent);
        emit recentChanged(m_recent);
    });
}

void CommandDesk::openCommands() {
    m_palette->openCommands(m_window.look(), rows(), m_recent, [this](const QString& words) { return timeRow(words); });
}

void CommandDesk::openGoToTime() {
    m_palette->openAsk(
        m_window.look(), tr("Go to time"),
        tr("05:15 or 05:15:07, -30m (before the end), T+0:45 (from the first alarm), 2020-11-25T05:15:00-08:00"),
        [this](const QString& words) { return timeRow(words); },
        [this](const QString& words) {
            if (words.trimmed().isEmpty())
                return tr("Write a time, like 05:15 or T+0:45.");
            const auto read = readTimeInIncident(words, m_window.scope(), m_reader);
            return read ? QString() : QString::fromStdString(read.error().message + " " + read.error().help);
        });
}

std::optional<PaletteRow> CommandDesk::timeRow(const QString& words) const {
    if (!m_timeline.values().incident)
        return std::nullopt;
    const auto at = readTimeInIncident(words, m_window.scope(), m_reader);
    if (!at)
        return std::nullopt;
    return PaletteRow{
        {}, tr("Go to %1").arg(timeInWords(*at, m_window.scope())), {}, true, [this, to = *at] { goTo(to); }};
}

void CommandDesk::goTo(Instant at) const {
    m_window.scope().reveal(at);
    m_window.scope().setCursor(at);
}

std::vector<PaletteRow> CommandDesk::rows() const {
    std::vector<PaletteRow> rows;
    addActions(rows, m_bar.actions(), {}, true);
    addKeys(rows);
    addPlaces(rows);
    return rows;
}

QWidget* CommandDesk::placeOf(const QString& where) const {
    const auto is = [&](const char* place) { return where == QCoreApplication::translate("keys", place); };
    if (!m_timeline.values().incident)
        return nullptr;
    if (is("Timeline"))
        return &m_timeline;
    if (is("Suspects"))
        return m_window.findChild<SuspectCard*>();
    if (is("Templates"))
        return m_window.findChild<TemplatesView*>();
    if (is("SQL"))
        return &m_window.sql().editor();
    if (auto* log = m_window.findChild<LogPanel*>(); is("Log") && log)
        return &log->view();
    if (auto* names = m_window.findChild<NamesView*>(); is("Service names") && names)
        return &names->table();
    return nullptr;
}

/// Keys that are commands by themselves run; of the others (drag, wheel, Enter on something) the place is shown.
void CommandDesk::addKeys(std::vector<PaletteRow>& rows) const {
    std::set<QString> known; // "Timeline W"; of the menus' keys the place does not matter
    for (const PaletteRow& row : rows)
        known.insert(row.keys);
    if (m_keys)
        for (const KeyDeed& deed : m_keys->deeds())
            if (deed.action)
                known.insert(deed.usual.toString(QKeySequence::PortableText));
    for (const KeyCommand& command : keyCommands()) {
        QPointer<QWidget> place(placeOf(command.where));
        const QString text = command.where + QStringLiteral(" \u203A ") + command.what;
        rows.push_back({QStringLiteral("key ") + command.where + QLatin1Char(' ') + command.keys, text,
                        m_keys ? m_keys->keyOf(command.where, command.keys) : command.keys, place != nullptr,
                        [place, key = command.key] {
                            if (place)
                                press(*place, key);
                        }});
        known.insert(command.where + QLatin1Char(' ') + command.keys);
    }
    static const QRegularExpression between(QStringLiteral(", |  +| or "));
    for (const KeyRow& row : keyTable()) {
        const QStringList parts = row.keys.split(between, Qt::SkipEmptyParts);
        if (std::all_of(parts.begin(), parts.end(), [&](const QString& key) {
                return known.contains(key) || known.contains(row.where + QLatin1Char(' ') + key);
            }))
            continue;
        QPointer<QWidget> place(placeOf(row.where));
        rows.push_back({QStringLiteral("place ") + row.where + QLatin1Char(' ') + row.keys,
                        row.where + QStringLiteral(" \u203A ") + row.what, m_keys ? m_keys->keysOf(row) : row.keys,
                        place != nullptr, [place] {
                            if (place)
                                bringForward(*place);
                        }});
    }
}

void CommandDesk::addPlaces(std::vector<PaletteRow>& rows) const {
    const auto incident = m_timeline.values().incident;
    if (!incident)
        return;
    for (const Service& service : incident->services) {
        const QString name = QString::fromStdString(service.id.value);
        rows.push_back(
            {QStringLiteral("service ") + name, tr("Service %1").arg(name), {}, true, [this, id = service.id] {
                 m_window.scope().setService(id);
                 m_timeline.revealLane("heat " + id.value);
             }});
    }
    for (const Lane& lane : LaneList::of(*incident, m_timeline.values().troubled)) {
        QString text = tr("Lane %1").arg(lane.name.simplified());
        if (!lane.detail.isEmpty())
            text += QStringLiteral("  ") + lane.detail.simplified();
        if (lane.kind == LaneKind::Heat)
            text += tr("  log errors");
        if (m_window.scope().lanes().hidden.contains(lane.key))
            text += tr("  (hidden)");
        rows.push_back(
            {QStringLiteral("lane ") + QString::fromStdString(lane.key), text, {}, true, [this, key = lane.key] {
                 bringForward(m_timeline);
                 m_timeline.revealLane(key);
                 m_timeline.laneHand().hold(key);
             }});
    }
}

} // namespace foreshock
