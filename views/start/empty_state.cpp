// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/start/empty_state.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace foreshock {

EmptyState::EmptyState(const QString& headline, const QString& sentence, std::vector<Deed> deeds, const Look& look,
                       QWidget* parent)
    : QWidget(parent) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(look.fonts.px(14), look.fonts.px(12), look.fonts.px(12), look.fonts.px(8));
    column->setSpacing(look.fonts.px(3));
    if (!headline.isEmpty()) {
        auto* title = new QLabel(headline);
        title->setObjectName(QStringLiteral("headline"));
        title->setWordWrap(true);
        column->addWidget(title);
    }
    auto* words = new QLabel(sentence);
    words->setTextFormat(Qt::PlainText);
    words->setWordWrap(true);
    column->addWidget(words);
    for (Deed& deed : deeds) {
        auto* link = new QPushButton(deed.words);
        link->setObjectName(QStringLiteral("link"));
        link->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
        link->setAccessibleDescription(sentence);
        connect(link, &QPushButton::clicked, this, std::move(deed.run));
        column->addWidget(link);
    }
}

} // namespace foreshock
