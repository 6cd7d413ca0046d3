// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/services/names_model.h"
#include "views/theme/look.h"

#include <QSortFilterProxyModel>
#include <QWidget>

class QLabel;
class QLineEdit;
class QTableView;

namespace foreshock {

/// One service, many names: what each name means, the unresolved ones first. Enter accepts a proposal, typing names
/// another service, Delete leaves the name to the rules again. Owned by the main window.
class NamesView : public QWidget {
    Q_OBJECT
public:
    explicit NamesView(QWidget* parent = nullptr);
    void setLook(const Look& look);
    void setNames(std::shared_ptr<const ServiceNames> names);
    NamesModel& model() { return m_model; }
    QTableView& table() { return *m_table; }
    QLineEdit& filter() { return *m_filter; }

signals:
    void mapWanted(const QString& name, const QString& service);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    int rowOf(const QModelIndex& shown) const { return m_shown.mapToSource(shown).row(); }
    void showWords();

    NamesModel m_model;
    QSortFilterProxyModel m_shown;
    QLineEdit* m_filter = nullptr;
    QLabel* m_words = nullptr;
    QTableView* m_table = nullptr;
};

} // namespace foreshock
