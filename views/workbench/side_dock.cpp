// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/workbench/side_dock.h"

#include "views/start/empty_state.h"
#include "views/time_scope/time_scope.h"
#include "views/words/bidi.h"

#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

namespace foreshock {

SideDock::SideDock(TimeScope& scope, SourcesModel& sources, QWidget* parent)
    : QScrollArea(parent)
    , m_scope(scope) {
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus);
    setMinimumWidth(120);
    m_serviceList = new SideList([](const QModelIndex& i, const Theme& t) {
        const int alarms = i.data(ServicesModel::AlarmsRole).toInt();
        return SideRow{signOf(static_cast<Health>(i.data(ServicesModel::HealthRole).toInt()), t), i.data().toString(),
                       alarms > 0 ? QString::number(alarms) : QString()};
    });
    m_serviceList->setModel(&m_services);
    m_serviceList->setAccessibleName(tr("Services"));
    m_sourceList = new SideList([&sources](const QModelIndex& i, const Theme& t) {
        return SideRow{signOf(sources.at(i.row()), t), i.data().toString(), sourceFigure(sources.at(i.row()))};
    });
    m_sourceList->setModel(&sources);
    m_sourceList->setAccessibleName(tr("Sources"));
    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, 14, 0, 8);
    column->setSpacing(4);
    const auto title = [&](const QString& text) {
        auto* label = new QLabel(text.toUpper());
        label->setObjectName(QStringLiteral("sectionTitle"));
        label->setContentsMargins(12, 0, 12, 2);
        column->addWidget(label);
    };
    title(tr("Services"));
    column->addWidget(m_serviceList);
    m_names = new QPushButton;
    m_names->setObjectName(QStringLiteral("link"));
    m_names->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    m_names->hide();
    auto* names = new QHBoxLayout;
    names->setContentsMargins(12, 2, 12, 0);
    names->addWidget(m_names);
    names->addStretch(1);
    column->addLayout(names);
    m_untestedPlace = new QVBoxLayout;
    column->addLayout(m_untestedPlace);
    connect(m_names, &QPushButton::clicked, this, &SideDock::namesWanted);
    column->addSpacing(14);
    title(tr("Sources"));
    column->addWidget(m_sourceList);
    column->addStretch(1);
    setWidget(content);
    for (QAbstractItemModel* model :
         {static_cast<QAbstractItemModel*>(&m_services), static_cast<QAbstractItemModel*>(&sources)})
        connect(model, &QAbstractItemModel::modelReset, this, [this] {
            m_serviceList->updateGeometry();
            m_sourceList->updateGeometry();
        });
    const auto idOf = [](const QModelIndex& i) {
        return ServiceId(i.data(ServicesModel::IdRole).toString().toStdString());
    };
    // A second click lets go; Enter only takes, for a double click sends both.
    connect(m_serviceList, &QListView::clicked, this, [this, idOf](const QModelIndex& i) {
        m_scope.setService(m_scope.service() == idOf(i) ? ServiceId() : idOf(i));
    });
    connect(m_serviceList, &QListView::activated, this,
            [this, idOf](const QModelIndex& i) { m_scope.setService(idOf(i)); });
    connect(m_sourceList, &QListView::clicked, this, [this](const QModelIndex& i) { emit sourceActivated(i.row()); });
    connect(m_sourceList, &QListView::activated, this, [this](const QModelIndex& i) { emit sourceActivated(i.row()); });
    connect(&scope, &TimeScope::serviceChanged, this, &SideDock::followScope);
    connect(&scope, &TimeScope::rangeChanged, this, [this] { m_services.setRange(m_scope.range()); });
}

void SideDock::setLook(const Look& look) {
    m_serviceList->setLook(look);
    m_sourceList->setLook(look);
    m_look = look;
    showUntested();
}

void SideDock::setIncident(std::shared_ptr<const IncidentView> incident) {
    m_incident = incident;
    m_services.setIncident(std::move(incident));
    m_services.setRange(m_scope.range());
    followScope();
}

void SideDock::setUnresolved(std::int64_t names) {
    m_names->setText(
        names == 1
            ? tr("1 unresolved name\u2026")
            : tr("%1 unresolved names\u2026").arg(QLocale(QLocale::English).toString(static_cast<qlonglong>(names))));
    m_names->setToolTip(tr("Names in the records that mean no known service"));
    m_names->setVisible(names > 0);
}

void SideDock::showUntested() {
    if (m_untested) { // its own link may have brought us here
        m_untested->hide();
        m_untested->deleteLater();
    }
    const ServiceId service = m_scope.service();
    if (!m_incident || service.value.empty() ||
        std::any_of(m_incident->series.begin(), m_incident->series.end(),
                    [&](const SeriesInfo& series) { return series.service == service; }))
        return;
    m_untested =
        new EmptyState({},
                       tr("%1 can't be tested for limits or shifts. Get these series")
                           .arg(isolated(QString::fromStdString(service.value))),
                       {{tr("Copy command"), [this, service] { emit seriesCommandsWanted(service); }}}, m_look);
    m_untestedPlace->addWidget(m_untested);
}

void SideDock::followScope() {
    showUntested();
    const QModelIndex index = m_services.indexOf(m_scope.service());
    if (index.isValid())
        m_serviceList->selectionModel()->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect);
    else
        m_serviceList->selectionModel()->clear();
}

} // namespace foreshock
