// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/keys/keys_dialog.h"

#include "views/keys/keys_model.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSortFilterProxyModel>
#include <QTableView>

namespace foreshock {

KeysDialog::KeysDialog(KeyMap& map, QWidget* window)
    : QDialog(window)
    , m_map(map) {
    setWindowTitle(tr("Keys"));
    setAccessibleName(tr("Change keys"));
    setWindowModality(Qt::WindowModal);
    setFocusPolicy(Qt::ClickFocus); // while a key is waited for
    auto* column = new QVBoxLayout(this);
    m_search = new QLineEdit;
    m_search->setPlaceholderText(tr("Search: zoom, Ctrl+K, Log\u2026"));
    m_search->setAccessibleName(tr("Search the keys"));
    m_search->setClearButtonEnabled(true);
    m_search->installEventFilter(this);
    column->addWidget(m_search);
    m_rows = new QSortFilterProxyModel(this);
    m_rows->setSourceModel(new KeysModel(map, this));
    m_rows->setFilterKeyColumn(-1);
    m_rows->setFilterCaseSensitivity(Qt::CaseInsensitive);
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString& words) {
        m_rows->setFilterFixedString(words.trimmed());
        m_table->selectRow(0);
    });
    m_table = new QTableView;
    m_table->setAccessibleName(tr("Keys and what they do"));
    m_table->setModel(m_rows);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setTabKeyNavigation(false);
    m_table->setWordWrap(false);
    m_table->verticalHeader()->hide();
    m_table->horizontalHeader()->setSectionResizeMode(KeysModel::What, QHeaderView::Stretch);
    m_table->installEventFilter(this);
    connect(m_table, &QTableView::doubleClicked, this, [this] { wait(); });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this] { rest({}); });
    column->addWidget(m_table, 1);
    m_words = new QLabel;
    m_words->setWordWrap(true);
    m_words->setTextFormat(Qt::PlainText);
    m_words->setAccessibleName(tr("What is being changed"));
    column->addWidget(m_words);
    auto* line = new QHBoxLayout;
    const auto button = [&](const QString& words, auto&& call) {
        auto* b = new QPushButton(words);
        b->setAutoDefault(false);
        connect(b, &QPushButton::clicked, this, call);
        line->addWidget(b);
        return b;
    };
    m_change = button(tr("Change\u2026"), [this] { wait(); });
    m_take = button(tr("Take it"), [this] { take(m_asked); });
    m_keep = button(tr("Leave it"), [this] { rest(tr("Nothing was changed.")); });
    m_none = button(tr("No key"), [this] {
        m_map.set(chosen(), {});
        rest({});
    });
    m_reset = button(tr("Usual key"), [this] {
        if (const KeyDeed* deed = m_map.find(chosen())) {
            const KeyDeed* other = m_map.conflict(deed->id, deed->usual);
            if (other && m_asked != deed->usual) {
                m_asked = deed->usual;
                m_words->setText(tr("%1 is \u201c%2\u201d (%3) now. Take it from there?")
                                     .arg(deed->usual.toString(), other->what, other->where));
                return showButtons();
            }
            m_map.reset(deed->id);
            rest({});
        }
    });
    line->addStretch(1);
    m_resetAll = button(tr("All usual keys"), [this] {
        m_map.resetAll();
        rest(tr("Every key is the usual one again."));
    });
    auto* close = button(tr("Close"), [this] { accept(); });
    close->setObjectName(QStringLiteral("primary"));
    column->addLayout(line);
    rest({});
}

void KeysDialog::open(const Look& look) {
    layout()->setContentsMargins(look.fonts.px(14), look.fonts.px(14), look.fonts.px(14), look.fonts.px(14));
    layout()->setSpacing(look.fonts.px(8));
    m_table->verticalHeader()->setDefaultSectionSize(look.fonts.px(26));
    m_table->setColumnWidth(KeysModel::Where, look.fonts.px(90));
    m_table->setColumnWidth(KeysModel::Key, look.fonts.px(120));
    m_table->setColumnWidth(KeysModel::Usual, look.fonts.px(90));
    const QSize room = parentWidget()->size();
    resize(std::min(look.fonts.px(680), room.width() - 40), std::min(look.fonts.px(560), room.height() - 40));
    m_search->clear();
    if (!m_table->currentIndex().isValid())
        m_table->selectRow(0);
    rest({});
    open();
    m_search->setFocus();
}

QString KeysDialog::chosen() const {
    return m_table->currentIndex().data(KeysModel::IdRole).toString();
}

void KeysDialog::choose(const QString& id) {
    for (int row = 0; row < m_rows->rowCount(); ++row)
        if (m_rows->index(row, 0).data(KeysModel::IdRole).toString() == id)
            m_table->selectRow(row);
}

QString KeysDialog::said() const {
    return m_words->text();
}

void KeysDialog::wait() {
    const KeyDeed* deed = m_map.find(chosen());
    if (!deed)
        return;
    m_asked = {};
    m_isWaiting = true;
    m_words->setText(tr("Press the new key for \u201c%1\u201d. Esc leaves it as it is.").arg(deed->what));
    showButtons();
    setFocus(Qt::OtherFocusReason); // the next key is nobody else's
}

void KeysDialog::take(const QKeySequence& key) {
    const QString id = chosen();
    const KeyDeed* other = m_map.conflict(id, key);
    if (other && m_asked != key) {
        m_isWaiting = false;
        m_asked = key;
        m_words->setText(tr("%1 is \u201c%2\u201d (%3) already. Take it from there?")
                             .arg(key.toString(QKeySequence::PortableText), other->what, other->where));
        showButtons();
        return m_keep->setFocus();
    }
    const QString lost = other ? tr(" \u201c%1\u201d has no key now.").arg(other->what) : QString();
    m_map.set(id, key);
    rest(tr("\u201c%1\u201d is %2 now.").arg(m_map.find(id)->what, key.toString(QKeySequence::PortableText)) + lost);
}

void KeysDialog::rest(const QString& words) {
    m_isWaiting = false;
    m_asked = {};
    const KeyDeed* deed = m_map.find(chosen());
    m_words->setText(!words.isEmpty() ? words
                     : deed ? tr("Enter, or a double click, changes the key of \u201c%1\u201d.").arg(deed->what)
                            : QString());
    showButtons();
}

void KeysDialog::showButtons() {
    const KeyDeed* deed = m_map.find(chosen());
    const bool asks = !m_asked.isEmpty();
    m_take->setVisible(asks);
    m_keep->setVisible(asks);
    for (QPushButton* b : {m_change, m_none, m_reset})
        b->setVisible(!asks);
    m_change->setEnabled(deed && !m_isWaiting);
    m_none->setEnabled(deed && !deed->now.isEmpty());
    m_reset->setEnabled(deed && deed->isChanged());
    m_resetAll->setEnabled(!m_map.changes().isEmpty());
}

/// While a key is waited for, none of them means anything else, Tab and Esc included.
bool KeysDialog::event(QEvent* e) {
    if (m_isWaiting && e->type() == QEvent::ShortcutOverride)
        e->accept();
    if (m_isWaiting && e->type() == QEvent::KeyPress) {
        keyPressEvent(static_cast<QKeyEvent*>(e));
        return true;
    }
    return QDialog::event(e);
}

void KeysDialog::keyPressEvent(QKeyEvent* e) {
    if (!m_isWaiting)
        return QDialog::keyPressEvent(e);
    switch (e->key()) {
    case Qt::Key_Shift:
    case Qt::Key_Control:
    case Qt::Key_Alt:
    case Qt::Key_AltGr:
    case Qt::Key_Meta:
    case Qt::Key_unknown:
        return;
    case Qt::Key_Escape:
        rest(tr("Nothing was changed."));
        m_table->setFocus();
        return;
    default:
        m_table->setFocus();
        take(keyPressed(e->key(), e->modifiers()));
    }
}

/// Enter changes the chosen key; Down leads from the search into the rows.
bool KeysDialog::eventFilter(QObject* watched, QEvent* e) {
    if (e->type() != QEvent::KeyPress)
        return false;
    const int key = static_cast<QKeyEvent*>(e)->key();
    if (key == Qt::Key_Return || key == Qt::Key_Enter) {
        wait();
        return true;
    }
    if (watched == m_search && key == Qt::Key_Down) {
        m_table->setFocus();
        return true;
    }
    return false;
}

} // namespace foreshock
