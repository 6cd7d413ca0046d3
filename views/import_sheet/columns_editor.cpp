// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/import_sheet/columns_editor.h"

#include "model/domain/input_preview.h"
#include "views/import_sheet/plain_table.h"

#include <QComboBox>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QStyledItemDelegate>
#include <QTableView>
#include <QVBoxLayout>

namespace foreshock {
namespace {

/// Offers the roles in a list.
class RoleDelegate : public QStyledItemDelegate {
public:
    RoleDelegate(const QStringList& roles, QObject* parent)
        : QStyledItemDelegate(parent)
        , m_roles(roles) {}
    QWidget* createEditor(QWidget* parent, const QStyleOptionViewItem&, const QModelIndex& index) const override {
        auto* box = new QComboBox(parent);
        box->setAccessibleName(tr("What column %1 is read as").arg(index.siblingAtColumn(0).data().toString()));
        box->addItem(tr("nothing"), QString());
        for (const QString& role : m_roles)
            box->addItem(role, role);
        // A choice is final at once: a person need not leave the cell to see what it does.
        connect(box, &QComboBox::activated, this, [this, box] {
            auto* self = const_cast<RoleDelegate*>(this);
            emit self->commitData(box);
            emit self->closeEditor(box);
        });
        return box;
    }
    void setEditorData(QWidget* editor, const QModelIndex& index) const override {
        auto* box = static_cast<QComboBox*>(editor);
        box->setCurrentIndex(std::max(0, box->findData(index.data(Qt::EditRole))));
    }
    void setModelData(QWidget* editor, QAbstractItemModel* model, const QModelIndex& index) const override {
        model->setData(index, static_cast<QComboBox*>(editor)->currentData(), Qt::EditRole);
    }

private:
    const QStringList& m_roles;
};

QStringList words(const std::vector<std::string>& from) {
    QStringList out;
    for (const std::string& word : from)
        out << QString::fromStdString(word);
    return out;
}

} // namespace

ColumnsEditor::ColumnsEditor(QWidget* parent)
    : QWidget(parent) {
    m_kind = new QComboBox;
    m_kind->setAccessibleName(tr("What the rows are"));
    m_time = new QComboBox;
    m_time->setAccessibleName(tr("How times are written"));
    m_decimal = new QComboBox;
    m_decimal->setAccessibleName(tr("How numbers are written"));
    m_decimal->addItem(QStringLiteral("12.5"), QStringLiteral("."));
    m_decimal->addItem(QStringLiteral("12,5"), QStringLiteral(","));
    m_missing = new QLabel;
    m_missing->setTextFormat(Qt::PlainText);
    m_missing->setWordWrap(true);
    m_missing->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    for (QComboBox* box : {m_kind, m_time}) {
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        box->setMinimumContentsLength(9);
    }
    auto* save = new QPushButton(tr("Save mapping as\u2026"));
    save->setAutoDefault(false);
    save->setToolTip(tr("Every table with exactly this header is then read so"));
    m_table = plainTable(&m_model, tr("Columns and what they are read as"));
    m_table->setItemDelegateForColumn(ColumnsModel::Role, new RoleDelegate(m_roles, this));
    m_table->setEditTriggers(QAbstractItemView::SelectedClicked | QAbstractItemView::DoubleClicked |
                             QAbstractItemView::EditKeyPressed | QAbstractItemView::AnyKeyPressed);
    m_table->setSelectionBehavior(QAbstractItemView::SelectItems);
    auto* kindLabel = new QLabel(tr("Rows are"));
    auto* timeLabel = new QLabel(tr("times are"));
    kindLabel->setBuddy(m_kind);
    timeLabel->setBuddy(m_time);
    auto* decimalLabel = new QLabel(tr("numbers are"));
    decimalLabel->setBuddy(m_decimal);
    // Two rows: one would be wider than a small screen at double text size.
    auto* row = new QGridLayout;
    row->setContentsMargins(8, 6, 8, 4);
    row->setSpacing(8);
    row->addWidget(kindLabel, 0, 0);
    row->addWidget(m_kind, 0, 1);
    row->addWidget(decimalLabel, 0, 2);
    row->addWidget(m_decimal, 0, 3);
    row->addWidget(timeLabel, 1, 0);
    row->addWidget(m_time, 1, 1);
    row->addWidget(save, 1, 2, 1, 2);
    row->addWidget(m_missing, 0, 4, 2, 1);
    row->setColumnStretch(4, 1);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addLayout(row);
    all->addWidget(m_table, 1);
    connect(m_kind, &QComboBox::textActivated, &m_model, &ColumnsModel::setKind);
    connect(m_time, &QComboBox::textActivated, &m_model, &ColumnsModel::setTime);
    connect(m_decimal, &QComboBox::activated, this,
            [this] { m_model.setDecimal(m_decimal->currentData().toString()); });
    connect(&m_model, &ColumnsModel::readingChanged, this, [this] { emit readingChanged(m_model.reading()); });
    connect(save, &QPushButton::clicked, this, [this] { emit saveWanted(m_model.reading()); });
}

void ColumnsEditor::setLook(const Look& look) {
    setPlainLook(*m_table, look);
    m_missing->setStyleSheet(QStringLiteral("color: %1;").arg(look.theme.warn.name()));
}

void ColumnsEditor::setOptions(const ReadOptions& options) {
    m_roles = words(options.roles);
    m_kind->clear();
    m_kind->addItems(words(options.kinds));
    m_time->clear();
    m_time->addItems(words(options.times));
}

void ColumnsEditor::setReading(const TableReading& reading) {
    m_model.setReading(reading);
    m_kind->setCurrentText(QString::fromStdString(reading.kind));
    m_time->setCurrentText(QString::fromStdString(reading.time));
    m_decimal->setCurrentIndex(reading.decimal == "," ? 1 : 0);
    m_missing->setText(reading.missing.empty() ? QString()
                                               : tr("Still needed: %1").arg(QString::fromStdString(reading.missing)));
    fitColumns(*m_table);
}

} // namespace foreshock
