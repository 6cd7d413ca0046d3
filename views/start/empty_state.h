// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/theme/look.h"

#include <QString>
#include <QWidget>
#include <functional>
#include <vector>

namespace foreshock {

/// What stands where there is nothing: a sentence that says what that means, and what can be done about it, as links.
class EmptyState : public QWidget {
    Q_OBJECT
public:
    struct Deed {
        QString words;
        std::function<void()> run;
    };
    /// An empty headline: the sentence alone.
    EmptyState(const QString& headline, const QString& sentence, std::vector<Deed> deeds, const Look& look,
               QWidget* parent = nullptr);
};

} // namespace foreshock
