// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/palette/palette.h"

#include "views/palette/palette_delegate.h"

#include <QApplication>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QVBoxLayout>
#include <algorithm>

namespace foreshock {

Palette::Palette(QWidget* window)
    : QFrame(window) {
    setObjectName(QStringLiteral("palette"));
    setFrameShape(QFrame::StyledPanel);
    setAutoFillBackground(true);
    m_line = new QLineEdit;
    m_line->setAccessibleName(tr("Find a command, service, lane or time"));
    m_model = new PaletteModel(this);
    m_delegate = new PaletteDelegate(this);
    m_list = new QListView;
    m_list->setAccessibleName(tr("What fits"));
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setUniformItemSizes(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setItemDelegate(m_delegate);
    m_list->setModel(m_model);
    m_said = new QLabel;
    m_said->setWordWrap(true);
    m_said->setTextFormat(Qt::PlainText);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(8, 8, 8, 8);
    column->setSpacing(6);
    column->addWidget(m_line);
    column->addWidget(m_list, 1);
    column->addWidget(m_said);
    m_line->installEventFilter(this);
    window->installEventFilter(this);
    connect(m_line, &QLineEdit::textChanged, this, &Palette::follow);
    connect(m_list, &QListView::clicked, this, [this] { take(); });
    hide();
}

void Palette::openCommands(const Look& look, std::vector<PaletteRow> rows, const QStringList& recent, Reader reader) {
    m_reader = std::move(reader);
    m_excuse = nullptr;
    m_hint.clear();
    m_line->setAccessibleName(tr("Find a command, service, lane or time"));
    m_line->setPlaceholderText(tr("A command, service, lane or time"));
    m_model->setRows(std::move(rows), recent);
    open(look);
}

void Palette::openAsk(const Look& look, const QString& name, const QString& hint, Reader reader, Excuse excuse) {
    m_reader = std::move(reader);
    m_excuse = std::move(excuse);
    m_hint = hint;
    m_line->setAccessibleName(name);
    m_line->setPlaceholderText(name);
    m_model->setRows({}, {});
    open(look);
}

QString Palette::said() const {
    return m_said->text();
}

void Palette::open(const Look& look) {
    m_look = look;
    m_delegate->setLook(look);
    m_line->setFont(look.fonts.body);
    m_said->setFont(look.fonts.small);
    if (QWidget* focus = QApplication::focusWidget(); focus && focus != m_line)
        m_before = focus;
    m_list->setVisible(!m_excuse);
    {
        const QSignalBlocker quiet(m_line);
        m_line->clear();
    }
    follow({});
    place();
    show();
    raise();
    m_line->setFocus(Qt::ShortcutFocusReason);
}

void Palette::place() {
    const QWidget* window = parentWidget();
    const int width = std::min(m_look.fonts.px(620), window->width() - 32);
    m_said->setFixedWidth(width - 18); // so that the height of its wrapped lines is known
    const int rows = m_line->sizeHint().height() + 24 + 14 * m_look.fonts.px(26); // whole ones
    const int height = m_excuse ? layout()->sizeHint().height() : rows;
    setGeometry((window->width() - width) / 2, m_look.fonts.px(52), width,
                std::min(height, window->height() - m_look.fonts.px(52) - 16));
}

void Palette::say(const QString& text) {
    m_said->setText(text);
    m_said->setVisible(!text.isEmpty());
    m_line->setAccessibleDescription(text);
    if (isVisible())
        place();
}

void Palette::follow(const QString& words) {
    const bool isEmpty = words.trimmed().isEmpty();
    auto first = isEmpty || !m_reader ? std::nullopt : m_reader(words);
    if (m_excuse)
        return say(first ? first->text : m_hint);
    m_model->find(words, std::move(first));
    say(m_model->rowCount() == 0 ? tr("Nothing has that in its name. A time is written like 05:15, -30m or T+0:45.")
                                 : QString());
    if (m_model->rowCount() > 0)
        m_list->setCurrentIndex(m_model->index(0));
    m_list->scrollToTop();
}

void Palette::take() {
    PaletteRow row;
    if (m_excuse) {
        const QString words = m_line->text();
        auto read = words.trimmed().isEmpty() ? std::nullopt : m_reader(words);
        if (!read)
            return say(QStringLiteral("\u26A0 ") + m_excuse(words)); // shape and words, not colour
        row = *std::move(read);
    } else {
        const QModelIndex index = m_list->currentIndex();
        if (!index.isValid())
            return;
        row = m_model->at(index.row());
        if (!row.canRun)
            return say(tr("Not now: there is nothing that it could be done to."));
    }
    close();
    emit chosen(row.key);
    if (row.run)
        row.run();
}

/// The focus goes back before anything runs: what runs may want to put it elsewhere.
void Palette::close() {
    hide();
    if (m_before)
        m_before->setFocus(Qt::OtherFocusReason);
    else
        parentWidget()->setFocus(Qt::OtherFocusReason);
}

bool Palette::step(int key) {
    const int by = key == Qt::Key_Down       ? 1
                   : key == Qt::Key_Up       ? -1
                   : key == Qt::Key_PageDown ? 10
                   : key == Qt::Key_PageUp   ? -10
                                             : 0;
    if (by == 0 || m_excuse)
        return false;
    if (m_model->rowCount() > 0)
        m_list->setCurrentIndex(
            m_model->index(std::clamp(m_list->currentIndex().row() + by, 0, m_model->rowCount() - 1)));
    return true;
}

bool Palette::eventFilter(QObject* watched, QEvent* event) {
    if (watched != m_line) {
        if (event->type() == QEvent::Resize && isVisible())
            place();
        return false;
    }
    if (event->type() == QEvent::FocusOut) {
        hide();
        return false;
    }
    if (event->type() != QEvent::KeyPress && event->type() != QEvent::ShortcutOverride)
        return false;
    const int key = static_cast<QKeyEvent*>(event)->key();
    const bool isEnter = key == Qt::Key_Return || key == Qt::Key_Enter;
    if (event->type() == QEvent::ShortcutOverride) {
        if (key == Qt::Key_Escape || isEnter)
            event->accept();
        return event->isAccepted() && (key == Qt::Key_Escape || isEnter);
    }
    if (key == Qt::Key_Escape)
        close();
    else if (isEnter)
        take();
    else if (key == Qt::Key_Tab || key == Qt::Key_Backtab)
        return true; // the only stop
    else
        return step(key);
    return true;
}

} // namespace foreshock
