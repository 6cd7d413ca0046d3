// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/forms/typed_form.h"

#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace foreshock {

TypedForm::TypedForm(QWidget* window, const QString& title, const QString& words, const QString& button)
    : QDialog(window) {
    setWindowTitle(title);
    setWindowModality(Qt::WindowModal);
    setAccessibleName(title);
    m_column = new QVBoxLayout(this);
    auto* head = new QLabel(title);
    head->setObjectName(QStringLiteral("headline"));
    m_column->addWidget(head);
    m_words = new QLabel(words);
    m_words->setWordWrap(true);
    m_words->setObjectName(QStringLiteral("secondary"));
    m_column->addWidget(m_words);
    m_rows = new QFormLayout;
    m_rows->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_rows->setRowWrapPolicy(QFormLayout::WrapLongRows);
    m_column->addLayout(m_rows);
    m_problem = new QLabel;
    m_problem->setObjectName(QStringLiteral("problem"));
    m_problem->setWordWrap(true);
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->hide();
    m_column->addWidget(m_problem);
    auto* buttons = new QHBoxLayout;
    auto* add = new QPushButton(button);
    add->setObjectName(QStringLiteral("primary"));
    add->setDefault(true);
    auto* cancel = new QPushButton(tr("Cancel"));
    cancel->setAutoDefault(false);
    connect(add, &QPushButton::clicked, this, &TypedForm::accept);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    buttons->addStretch(1);
    buttons->addWidget(cancel);
    buttons->addWidget(add);
    m_column->addLayout(buttons);
}

void TypedForm::openWith(const Look& look) {
    m_problem->hide();
    m_column->setContentsMargins(look.fonts.px(20), look.fonts.px(16), look.fonts.px(20), look.fonts.px(16));
    m_column->setSpacing(look.fonts.px(8));
    m_rows->setSpacing(look.fonts.px(6));
    m_problem->setStyleSheet(QStringLiteral("color: %1;").arg(look.theme.fail.name()));
    setMinimumWidth(std::min(look.fonts.px(460), parentWidget() ? parentWidget()->width() - 40 : 460));
    adjustSize();
    open();
}

void TypedForm::complain(const QString& words, QWidget* field) {
    m_problem->setText(words);
    m_problem->show();
    if (field)
        field->setFocus(Qt::OtherFocusReason);
}

void TypedForm::accept() {
    if (take())
        QDialog::accept();
}

} // namespace foreshock
