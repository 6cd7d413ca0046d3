// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/timeline/lane_finder.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QVBoxLayout>
#include <algorithm>

namespace foreshock {

LaneFinder::LaneFinder(QWidget* parent)
    : QFrame(parent) {
    setObjectName(QStringLiteral("laneFinder"));
    setFrameShape(QFrame::StyledPanel);
    setAutoFillBackground(true);
    m_line = new QLineEdit;
    m_line->setPlaceholderText(tr("Find a lane: service, metric"));
    m_line->setAccessibleName(tr("Find a lane"));
    m_list = new QListWidget;
    m_list->setAccessibleName(tr("Lanes found"));
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setUniformItemSizes(true);
    m_list->setTextElideMode(Qt::ElideMiddle);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(6, 6, 6, 6);
    column->setSpacing(4);
    column->addWidget(m_line);
    column->addWidget(m_list);
    m_line->installEventFilter(this);
    connect(m_line, &QLineEdit::textChanged, this, &LaneFinder::fill);
    connect(m_list, &QListWidget::itemClicked, this, [this] { take(); });
    hide();
}

void LaneFinder::setLook(const Look& look) {
    m_line->setFont(look.fonts.body);
    m_list->setFont(look.fonts.body);
}

void LaneFinder::open(const std::vector<Lane>& all, const std::set<std::string>& hidden) {
    m_rows.clear();
    for (const Lane& lane : all) {
        QString text = lane.name.simplified();
        if (!lane.detail.isEmpty())
            text += QStringLiteral("  ") + lane.detail.simplified();
        if (lane.kind == LaneKind::Heat)
            text += tr("  log errors");
        if (hidden.contains(lane.key))
            text += tr("  (hidden)");
        m_rows.push_back({lane.key, text});
    }
    m_line->clear();
    fill({});
    show();
    raise();
    m_line->setFocus(Qt::ShortcutFocusReason);
}

/// Every word must stand somewhere in the row; names that begin with what was typed come first.
void LaneFinder::fill(const QString& words) {
    const QStringList wanted = words.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    std::vector<const Row*> found;
    for (const Row& row : m_rows)
        if (std::all_of(wanted.begin(), wanted.end(),
                        [&](const QString& w) { return row.text.contains(w, Qt::CaseInsensitive); }))
            found.push_back(&row);
    if (!wanted.isEmpty())
        std::stable_partition(found.begin(), found.end(), [&](const Row* row) {
            return row->text.startsWith(wanted.front(), Qt::CaseInsensitive);
        });
    m_list->clear();
    for (const Row* row : found) {
        if (m_list->count() == kMostShown)
            break;
        auto* item = new QListWidgetItem(row->text, m_list);
        item->setData(Qt::UserRole, QByteArray::fromStdString(row->key));
        item->setToolTip(row->text);
    }
    if (static_cast<int>(found.size()) > kMostShown || found.empty()) {
        auto* note = new QListWidgetItem(found.empty() ? tr("No lane has that in its name")
                                                       : tr("%1 more, type on").arg(found.size() - kMostShown),
                                         m_list);
        note->setFlags(Qt::NoItemFlags);
    }
    m_list->setCurrentRow(found.empty() ? -1 : 0);
}

void LaneFinder::take() {
    const QListWidgetItem* item = m_list->currentItem();
    if (!item || !item->data(Qt::UserRole).isValid())
        return;
    const std::string lane = item->data(Qt::UserRole).toByteArray().toStdString();
    close();
    emit chosen(lane);
}

void LaneFinder::close() {
    hide();
    if (parentWidget())
        parentWidget()->setFocus(Qt::OtherFocusReason);
}

bool LaneFinder::eventFilter(QObject*, QEvent* event) {
    if (event->type() == QEvent::FocusOut) {
        hide();
        return false;
    }
    if (event->type() != QEvent::KeyPress && event->type() != QEvent::ShortcutOverride)
        return false;
    const auto& e = *static_cast<QKeyEvent*>(event);
    const int step = e.key() == Qt::Key_Down       ? 1
                     : e.key() == Qt::Key_Up       ? -1
                     : e.key() == Qt::Key_PageDown ? 8
                     : e.key() == Qt::Key_PageUp   ? -8
                                                   : 0;
    const bool isTaken = e.key() == Qt::Key_Escape || e.key() == Qt::Key_Return || e.key() == Qt::Key_Enter || step;
    if (event->type() == QEvent::ShortcutOverride) {
        if (isTaken)
            event->accept();
        return isTaken;
    }
    if (e.key() == Qt::Key_Escape)
        close();
    else if (e.key() == Qt::Key_Return || e.key() == Qt::Key_Enter)
        take();
    else if (step)
        m_list->setCurrentRow(std::clamp(m_list->currentRow() + step, 0, std::max(0, m_list->count() - 1)));
    return isTaken;
}

} // namespace foreshock
