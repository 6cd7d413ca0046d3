// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/forms/edges_form.h"

#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>

namespace foreshock {

EdgesForm::EdgesForm(QWidget* window)
    : TypedForm(window, tr("Draw three edges"),
                tr("Which service needs which? The ones between what changed and what alarmed do most. They count as "
                   "unconfirmed; Ctrl+Z takes them back."),
                tr("Add to the map")) {
    int number = 0;
    for (Row& row : m_rows) {
        ++number;
        auto* line = new QWidget;
        auto* across = new QHBoxLayout(line);
        across->setContentsMargins(0, 0, 0, 0);
        for (QComboBox** box : {&row.from, &row.to}) {
            *box = new QComboBox;
            (*box)->setEditable(true);
            (*box)->setInsertPolicy(QComboBox::NoInsert);
            (*box)->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
            (*box)->setMinimumContentsLength(12);
            (*box)->setAccessibleName(box == &row.from ? tr("Edge %1: the service that depends").arg(number)
                                                       : tr("Edge %1: the service that it depends on").arg(number));
            across->addWidget(*box, 1);
            if (box == &row.from)
                across->addWidget(new QLabel(tr("depends on")));
        }
        rows().addRow(QString::number(number), line);
    }
}

void EdgesForm::openFor(const std::vector<Service>& services, const Look& look) {
    for (Row& row : m_rows)
        for (QComboBox* box : {row.from, row.to}) {
            box->clear();
            for (const Service& service : services)
                box->addItem(QString::fromStdString(service.id.value));
            box->setCurrentText(QString());
        }
    openWith(look);
    m_rows[0].from->setFocus();
}

bool EdgesForm::take() {
    std::vector<Dependency> edges;
    for (const Row& row : m_rows) {
        const QString from = row.from->currentText().trimmed(), to = row.to->currentText().trimmed();
        if (from.isEmpty() && to.isEmpty())
            continue;
        if (from.isEmpty() || to.isEmpty() || from == to) {
            complain(from == to ? tr("A service that depends on itself says nothing. Name two.")
                                : tr("An edge needs two services. Name the other one, or empty the row."),
                     from.isEmpty() ? row.from : row.to);
            return false;
        }
        Dependency edge;
        edge.from = ServiceId(from.toStdString());
        edge.to = ServiceId(to.toStdString());
        edge.basis = "memory";
        edge.why = "typed by a person";
        edges.push_back(edge);
    }
    if (edges.empty()) {
        complain(tr("Name two services in the first row."), m_rows[0].from);
        return false;
    }
    emit edgesTyped(edges);
    return true;
}

} // namespace foreshock
