// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/workbench/header_bar.h"

#include "model/base/time_text.h"
#include "views/time_scope/time_scope.h"

#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QMenuBar>
#include <QToolButton>

namespace foreshock {

QString rangeText(TimeRange range, const Zone& zone) {
    if (range.isEmpty())
        return {};
    const auto clock = [&](Instant t) {
        return QString::fromStdString(clockText(t, zone)).left(range.length() < Duration::minutes(2) ? 12 : 5);
    };
    const auto part = [&](Instant t, int first, int last) {
        return QString::fromStdString(dayText(t, zone)).section(QLatin1Char(' '), first, last);
    };
    const bool isOneYear = part(range.from, 2, 2) == part(range.to, 2, 2);
    const auto day = [&](Instant t) { return part(t, 0, isOneYear ? 1 : 2); };
    const bool isOneDay = day(range.from) == day(range.to);
    const QString from = isOneDay ? clock(range.from) : day(range.from) + QLatin1Char(' ') + clock(range.from);
    const QString to = isOneDay ? clock(range.to) : day(range.to) + QLatin1Char(' ') + clock(range.to);
    return from + QStringLiteral(" \u2013 ") + to + QLatin1Char(' ') +
           QString::fromStdString(zone.abbreviationAt(range.from));
}

HeaderBar::HeaderBar(TimeScope& scope, QWidget* parent)
    : QWidget(parent)
    , m_scope(scope) {
    setObjectName(QStringLiteral("header"));
    setAttribute(Qt::WA_StyledBackground);
    auto* product = new QLabel(QStringLiteral("Foreshock"));
    product->setObjectName(QStringLiteral("product"));
    m_menus = new QMenuBar;
    m_menus->setNativeMenuBar(false);
    m_menus->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    m_title = new QLabel;
    m_title->setTextFormat(Qt::PlainText);
    m_title->setAccessibleName(tr("Incident"));
    m_title->setObjectName(QStringLiteral("secondary"));
    m_title->setAlignment(Qt::AlignCenter);
    m_title->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    const auto pill = [&](const QString& name) {
        auto* button = new QToolButton;
        button->setObjectName(QStringLiteral("pill"));
        button->setAccessibleName(name);
        button->setPopupMode(QToolButton::InstantPopup);
        button->setFocusPolicy(Qt::StrongFocus);
        button->setMenu(new QMenu(button));
        return button;
    };
    m_range = pill(tr("Visible range"));
    m_service = pill(tr("Service"));
    connect(m_range->menu(), &QMenu::aboutToShow, this, &HeaderBar::fillRangeMenu);
    connect(m_service->menu(), &QMenu::aboutToShow, this, &HeaderBar::fillServiceMenu);
    for (QWidget* words : std::initializer_list<QWidget*>{m_title, m_range, m_service}) // times run from left to right
        words->setLayoutDirection(Qt::LeftToRight);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(12, 0, 12, 0);
    row->setSpacing(8);
    row->addWidget(product);
    row->addWidget(m_menus);
    row->addWidget(m_title, 1);
    row->addWidget(m_range);
    row->addWidget(m_service);
    for (const auto signal : {&TimeScope::rangeChanged, &TimeScope::zoneChanged, &TimeScope::serviceChanged})
        connect(&scope, signal, this, &HeaderBar::showRange);
}

void HeaderBar::setLook(const Look& look) {
    setFixedHeight(look.fonts.px(44));
    showTitle();
}

void HeaderBar::setIncident(std::shared_ptr<const IncidentView> incident) {
    m_incident = std::move(incident);
    showTitle();
    showRange();
}

void HeaderBar::showTitle() {
    const QString title = m_incident ? QString::fromStdString(m_incident->title) : QString();
    m_title->setText(m_title->fontMetrics().elidedText(title, Qt::ElideRight, std::max(0, m_title->width() - 8)));
    m_title->setToolTip(title);
}

void HeaderBar::showRange() {
    m_range->setVisible(m_incident != nullptr);
    m_service->setVisible(m_incident != nullptr);
    const QString arrow = QStringLiteral(" \u25BE");
    const QString range = rangeText(m_scope.range(), m_scope.zone()) + arrow;
    // Between isolates: a bar that reads from right to left does not turn the two ends round.
    m_range->setText(isRightToLeft() || QGuiApplication::isRightToLeft() ? QChar(0x2066) + range + QChar(0x2069)
                                                                         : range);
    const QString service = QString::fromStdString(m_scope.service().value);
    m_service->setText(service.isEmpty() ? tr("All services") + arrow
                                         : m_service->fontMetrics().elidedText(service, Qt::ElideMiddle, 160) + arrow);
    m_service->setToolTip(service);
}

void HeaderBar::fillRangeMenu() {
    QMenu* menu = m_range->menu();
    menu->clear();
    menu->addAction(tr("Whole incident"), &m_scope, &TimeScope::fit);
    const auto first = m_scope.firstAlarm();
    if (first) {
        menu->addSeparator();
        for (const int minutes : {15, 60, 240})
            menu->addAction(
                tr("%1 around the first alarm").arg(QString::fromStdString(durationText(Duration::minutes(minutes)))),
                &m_scope, [this, at = *first, half = Duration::minutes(minutes) / 2] {
                    m_scope.setRange({at - half, at + half});
                });
    }
    menu->addSeparator();
    QAction* selection = menu->addAction(tr("Selection"), &m_scope, [this] { m_scope.setRange(*m_scope.selection()); });
    selection->setEnabled(m_scope.selection().has_value());
}

void HeaderBar::fillServiceMenu() {
    QMenu* menu = m_service->menu();
    menu->clear();
    const auto add = [&](const QString& text, const ServiceId& id) {
        QAction* action = menu->addAction(text, &m_scope, [this, id] { m_scope.setService(id); });
        action->setCheckable(true);
        action->setChecked(m_scope.service() == id);
    };
    add(tr("All services"), {});
    menu->addSeparator();
    if (m_incident)
        for (const Service& s : m_incident->services)
            add(QString::fromStdString(s.id.value), s.id);
}

void HeaderBar::resizeEvent(QResizeEvent*) {
    showTitle();
}

} // namespace foreshock
