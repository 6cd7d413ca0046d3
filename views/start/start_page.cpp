// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/start/start_page.h"

#include "views/sources/sources_model.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace foreshock {

StartPage::StartPage(QWidget* parent)
    : QWidget(parent) {
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Start"));
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(24, 24, 24, 24);
    rebuild();
}

void StartPage::setLook(const Look& look) {
    m_look = look;
    rebuild();
}

void StartPage::setRecent(const QStringList& files) {
    m_recent = files;
    rebuild();
}

static QLabel* section(const QString& text) {
    auto* label = new QLabel(text.toUpper());
    label->setObjectName(QStringLiteral("sectionTitle"));
    return label;
}

void StartPage::addLink(QVBoxLayout& column, const QString& title, const QString& detail, void (StartPage::*signal)()) {
    auto* link = new QPushButton(title);
    link->setObjectName(QStringLiteral("link"));
    link->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    connect(link, &QPushButton::clicked, this, signal);
    column.addWidget(link);
    auto* label = new QLabel(detail);
    label->setObjectName(QStringLiteral("secondary"));
    label->setWordWrap(true);
    label->setContentsMargins(0, 0, 0, m_look.fonts.px(6));
    column.addWidget(label);
}

void StartPage::rebuild() {
    delete m_content;
    m_content = new QWidget;
    m_content->setFixedWidth(m_look.fonts.px(520));
    auto* column = new QVBoxLayout(m_content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(m_look.fonts.px(6));
    auto* title = new QLabel(tr("What changed before it broke?"));
    QFont font = m_look.fonts.headline;
    font.setPixelSize(m_look.fonts.px(22));
    title->setFont(font);
    title->setStyleSheet(QStringLiteral("font-size: %1px; font-weight: 600;").arg(font.pixelSize()));
    column->addWidget(title);
    auto* words = new QLabel(tr("Drop logs, metrics, alarms and changes anywhere in this window: files, folders or "
                                "archives. They go into one new incident file."));
    words->setWordWrap(true);
    column->addWidget(words);
    column->addSpacing(m_look.fonts.px(8));
    auto* buttons = new QHBoxLayout;
    auto* fresh = new QPushButton(tr("New incident"));
    fresh->setObjectName(QStringLiteral("primary"));
    fresh->setToolTip(tr("Choose files to import (Enter)"));
    auto* open = new QPushButton(tr("Open\u2026"));
    open->setToolTip(tr("Open an incident file (Ctrl+O)"));
    connect(fresh, &QPushButton::clicked, this, &StartPage::newIncidentWanted);
    connect(open, &QPushButton::clicked, this, &StartPage::openWanted);
    buttons->addWidget(fresh);
    buttons->addWidget(open);
    buttons->addStretch(1);
    column->addLayout(buttons);
    if (!m_recent.isEmpty()) {
        column->addSpacing(m_look.fonts.px(18));
        column->addWidget(section(tr("Recent")));
        for (const QString& file : m_recent.first(std::min<qsizetype>(m_recent.size(), 8))) {
            auto* link = new QPushButton(fileNameOf(file.toStdString()));
            link->setObjectName(QStringLiteral("link"));
            link->setToolTip(file);
            link->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
            connect(link, &QPushButton::clicked, this, [this, file] { emit recentWanted(file); });
            column->addWidget(link);
        }
    }
    column->addSpacing(m_look.fonts.px(18));
    column->addWidget(section(tr("Learn")));
    addLink(*column, tr("Kinesis, 25 November 2020"),
            tr("A capacity add that finished cleanly, and ten alarms two and a half hours later, elsewhere."),
            &StartPage::kinesisWanted);
    addLink(*column, tr("Ticket sale, 17 May 2024"), tr("Many changes, and none of them is the answer."),
            &StartPage::ticketSaleWanted);
    auto* outer = static_cast<QVBoxLayout*>(layout());
    while (QLayoutItem* item = outer->takeAt(0))
        delete item;
    auto* row = new QHBoxLayout;
    row->addStretch(1);
    row->addWidget(m_content);
    row->addStretch(1);
    outer->addStretch(2);
    outer->addLayout(row);
    outer->addStretch(3);
}

void StartPage::keyPressEvent(QKeyEvent* e) {
    if (e->key() == Qt::Key_Return || e->key() == Qt::Key_Enter)
        emit newIncidentWanted();
    else
        QWidget::keyPressEvent(e);
}

} // namespace foreshock
