// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/services/services_model.h"

#include "views/services/service_health.h"

#include <algorithm>

namespace foreshock {

void ServicesModel::setIncident(std::shared_ptr<const IncidentView> incident) {
    beginResetModel();
    if (!incident || !m_incident || incident->fileName != m_incident->fileName)
        m_logged.clear();
    m_incident = std::move(incident);
    m_index = m_incident ? EventIndex::from(*m_incident) : nullptr;
    m_rows.clear();
    if (m_incident) {
        for (const Service& s : m_incident->services) {
            const auto [alarms, first] = m_index->alarmedOf(s.id);
            m_rows.push_back({&s, m_index->healthOf(s.id, m_range, m_logged), alarms, first});
        }
        std::stable_sort(m_rows.begin(), m_rows.end(), [](const Row& a, const Row& b) { return a.first < b.first; });
    }
    endResetModel();
}

void ServicesModel::setRange(TimeRange range) {
    m_range = range;
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        const Health health = m_index->healthOf(m_rows[i].service->id, range, m_logged);
        if (std::exchange(m_rows[i].health, health) != health)
            emit dataChanged(index(static_cast<int>(i)), index(static_cast<int>(i)));
    }
}

void ServicesModel::setHeat(const std::vector<HeatRow>& rows) {
    if (noteLogged(rows, m_logged))
        setRange(m_range);
}

int ServicesModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant ServicesModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row& row = m_rows[static_cast<std::size_t>(index.row())];
    const QString id = QString::fromStdString(row.service->id.value);
    const QString state = signOf(row.health, Theme::light()).word;
    const QString alarms = row.alarms == 1  ? tr(", 1 alarm")
                           : row.alarms > 1 ? tr(", %1 alarms").arg(row.alarms)
                                            : QString();
    switch (role) {
    case Qt::DisplayRole:
        return id;
    case Qt::ToolTipRole: {
        const QString name = QString::fromStdString(row.service->name),
                      role2 = QString::fromStdString(row.service->role);
        return QStringList{name.isEmpty() ? id : name, role2, state + alarms}
            .filter(QRegularExpression(QStringLiteral(".")))
            .join(QLatin1Char('\n'));
    }
    case Qt::AccessibleTextRole:
        return id + QStringLiteral(", ") + state + alarms;
    case IdRole:
        return id;
    case HealthRole:
        return static_cast<int>(row.health);
    case AlarmsRole:
        return row.alarms;
    default:
        return {};
    }
}

QModelIndex ServicesModel::indexOf(const ServiceId& service) const {
    for (std::size_t i = 0; i < m_rows.size(); ++i)
        if (m_rows[i].service->id == service)
            return index(static_cast<int>(i));
    return {};
}

} // namespace foreshock
