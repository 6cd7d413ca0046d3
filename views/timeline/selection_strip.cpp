// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/timeline/selection_strip.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace foreshock {

SelectionStrip::SelectionStrip(QWidget* parent)
    : QFrame(parent) {
    setObjectName(QStringLiteral("selectionStrip"));
    setAccessibleName(tr("What is selected"));
    m_text = new QLabel;
    m_text->setTextFormat(Qt::PlainText);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_text->setMinimumWidth(40);
    m_text->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(12, 0, 8, 0);
    row->setSpacing(12);
    row->addWidget(m_text, 1);
    const auto button = [&](const QString& text, const QString& tip, auto signal) {
        auto* b = new QPushButton(text);
        b->setObjectName(QStringLiteral("link"));
        b->setToolTip(tip);
        b->setFocusPolicy(Qt::TabFocus);
        connect(b, &QPushButton::clicked, this, signal);
        row->addWidget(b);
        return b;
    };
    button(tr("Copy"), tr("Copy it with a row for each series that is shown (Ctrl+C)"), &SelectionStrip::copyWanted);
    m_name = button(tr("Name\u2026"), tr("Keep this range in the incident under a name (Ctrl+B)"),
                    &SelectionStrip::nameWanted);
    m_range = button(tr("Zoom"), tr("Make it the visible range (R)"), &SelectionStrip::rangeWanted);
    button(QStringLiteral("\u2715"), tr("Clear (Esc)"), &SelectionStrip::closeWanted)->setAccessibleName(tr("Clear"));
    hide();
}

void SelectionStrip::setLook(const Look& look) {
    const Theme& t = look.theme;
    m_text->setFont(look.fonts.small);
    for (QPushButton* b : findChildren<QPushButton*>())
        b->setFont(look.fonts.small);
    setStyleSheet(QStringLiteral("#selectionStrip { background: %1; border: none; border-top: 1px solid %2; } "
                                 "QLabel { color: %3; }")
                      .arg(t.accentBg.name(), t.line2.name(), t.text.name()));
    fit();
}

void SelectionStrip::show(const QString& line, About about) {
    m_line = line;
    m_name->setVisible(about == About::Selection);
    m_range->setVisible(about == About::Selection);
    fit();
    QFrame::show();
}

void SelectionStrip::resizeEvent(QResizeEvent*) {
    fit();
}

void SelectionStrip::fit() {
    m_text->setText(m_text->fontMetrics().elidedText(m_line, Qt::ElideRight, std::max(40, m_text->width())));
    m_text->setToolTip(m_line);
    m_text->setAccessibleName(m_line);
}

} // namespace foreshock
