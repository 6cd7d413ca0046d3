// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/service_names.h"
#include "views/theme/theme.h"

#include <QAbstractTableModel>
#include <memory>

namespace foreshock {

/// Every name as it was read, what it means, by which rule, how sure, and how often it stands in the records. What it
/// means can be changed; the change itself is a wish.
class NamesModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Name, Means, Rule, Records, kColumns };

    explicit NamesModel(QObject* parent = nullptr)
        : QAbstractTableModel(parent) {}
    void setTheme(const Theme& theme) { m_theme = theme; }
    void setNames(std::shared_ptr<const ServiceNames> names);
    const NameMeaning& at(int row) const { return m_names->rows[static_cast<std::size_t>(row)]; }
    const ServiceNames* names() const { return m_names.get(); }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;

signals:
    /// An empty service leaves the name to the rules.
    void mapWanted(const QString& name, const QString& service);

private:
    std::shared_ptr<const ServiceNames> m_names;
    Theme m_theme = Theme::light();
};

} // namespace foreshock
