// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/zone.h"
#include "model/domain/template_overview.h"
#include "views/theme/theme.h"

#include <QAbstractTableModel>
#include <memory>

namespace foreshock {

/// The log templates of the visible range: what a change did to each, how often, its course, when it was seen first,
/// whose it is, its pattern.
class TemplatesModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Change, Count, Course, First, Services, Pattern, kColumns };
    static constexpr int kSortRole = Qt::UserRole;

    explicit TemplatesModel(QObject* parent = nullptr)
        : QAbstractTableModel(parent) {}
    void setTheme(const Theme& theme) { m_theme = theme; }
    void setOverview(std::shared_ptr<const TemplateOverview> overview, const Zone& zone);
    const TemplateOverview* overview() const { return m_overview.get(); }
    const TemplateOverview::Row& at(int row) const { return m_overview->rows[static_cast<std::size_t>(row)]; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString cell(const TemplateOverview::Row& row, int column) const;

    std::shared_ptr<const TemplateOverview> m_overview;
    Zone m_zone;
    Theme m_theme = Theme::light();
};

/// "new", "× 4.7", "gone", "× 0.2"; empty where nothing is sure.
QString changeWords(const TemplateOverview::Row& row);

} // namespace foreshock
