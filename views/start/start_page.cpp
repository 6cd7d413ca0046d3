// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/start/start_page.h"

#include "views/sources/sources_model.h"
#include "views/words/bidi.h"

#include <QAbstractButton>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QToolButton>
#include <QVBoxLayout>

namespace foreshock {

static constexpr int kRecentShown = 8;

StartPage::StartPage(QWidget* parent)
    : QWidget(parent) {
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Start"));
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    m_scroll = new QScrollArea;
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setAccessibleName(tr("Start"));
    outer->addWidget(m_scroll);
    rebuild();
}

void StartPage::setLook(const Look& look) {
    m_look = look;
    rebuild();
}

void StartPage::setRecent(const RecentFiles& files) {
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

/// A line a file: its name, when it was open, and a way off the list.
void StartPage::addRecent(QVBoxLayout& column) {
    if (m_recent.empty())
        return;
    column.addSpacing(m_look.fonts.px(18));
    column.addWidget(section(tr("Recent")));
    auto* rows = new QGridLayout;
    rows->setHorizontalSpacing(m_look.fonts.px(10));
    rows->setVerticalSpacing(m_look.fonts.px(2));
    rows->setColumnStretch(1, 1);
    column.addLayout(rows);
    const QFontMetrics metrics(m_look.fonts.body);
    int row = 0;
    for (const RecentFile& file : m_recent) {
        if (row == kRecentShown)
            break;
        const QString whole = fileNameOf(file.path.toStdString());
        const QString name = isolated(metrics.elidedText(whole, Qt::ElideMiddle, m_look.fonts.px(250)));
        auto* link = new QPushButton(QString(name).replace(QLatin1Char('&'), QLatin1String("&&")));
        link->setObjectName(QStringLiteral("link"));
        link->setToolTip(file.path);
        link->setAccessibleName(tr("Open %1").arg(whole));
        link->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
        link->setEnabled(!file.isMissing);
        connect(link, &QPushButton::clicked, this, [this, path = file.path] { emit recentWanted(path); });
        auto* when = new QLabel(file.isMissing ? tr("no longer there") : file.opened);
        when->setObjectName(QStringLiteral("secondary"));
        when->setToolTip(file.path);
        auto* forget = new QToolButton;
        forget->setText(QStringLiteral("\u00D7"));
        forget->setAutoRaise(true);
        forget->setToolTip(tr("Take it off this list; the file stays"));
        forget->setAccessibleName(tr("Take %1 off this list").arg(whole));
        connect(forget, &QToolButton::clicked, this, [this, path = file.path] { emit forgetWanted(path); });
        rows->addWidget(link, row, 0);
        rows->addWidget(when, row, 1, Qt::AlignRight | Qt::AlignVCenter);
        rows->addWidget(forget, row, 2);
        ++row;
    }
}

void StartPage::rebuild() {
    if (QWidget* old = m_scroll->takeWidget()) // a button of it may have brought us here
        old->deleteLater();
    auto* page = new QWidget;
    auto* content = new QWidget;
    content->setMaximumWidth(m_look.fonts.px(520));
    auto* column = new QVBoxLayout(content);
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
    addRecent(*column);
    column->addSpacing(m_look.fonts.px(18));
    column->addWidget(section(tr("Learn")));
    addLink(*column, tr("Kinesis, 25 November 2020"),
            tr("A capacity add that finished cleanly, and ten alarms two and a half hours later, elsewhere."),
            &StartPage::kinesisWanted);
    addLink(*column, tr("Ticket sale, 17 May 2024"), tr("Many changes, and none of them is the answer."),
            &StartPage::ticketSaleWanted);
    auto* row = new QHBoxLayout;
    row->addStretch(1);
    row->addWidget(content, 100);
    row->addStretch(1);
    auto* outer = new QVBoxLayout(page);
    outer->setContentsMargins(24, 24, 24, 24);
    outer->addStretch(2);
    outer->addLayout(row);
    outer->addStretch(3);
    m_scroll->setWidget(page);
}

void StartPage::keyPressEvent(QKeyEvent* e) {
    if (e->key() != Qt::Key_Return && e->key() != Qt::Key_Enter)
        return QWidget::keyPressEvent(e);
    // Enter does what has the focus says; on the page itself it begins an incident.
    if (auto* button = qobject_cast<QAbstractButton*>(focusWidget()); button && button->hasFocus())
        button->click();
    else
        emit newIncidentWanted();
}

} // namespace foreshock
