// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/import_sheet/input_editors.h"

#include "views/import_sheet/preview_words.h"

#include <QCheckBox>
#include <QComboBox>
#include <QCompleter>
#include <QGridLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <set>

namespace foreshock {

InputEditors::InputEditors(QWidget* parent)
    : QWidget(parent) {
    m_format = new QComboBox;
    m_format->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_format->setMinimumContentsLength(18);
    m_service = new QLineEdit;
    m_zone = new QComboBox;
    m_zone->setEditable(true);
    m_zone->setInsertPolicy(QComboBox::NoInsert);
    m_zone->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_zone->setMinimumContentsLength(18);
    m_zone->lineEdit()->setPlaceholderText(tr("as in the record, else UTC"));
    m_zone->lineEdit()->setAccessibleName(tr("Zone of times without an offset"));
    m_offset = new QLineEdit;
    m_offset->setPlaceholderText(tr("none; or +90 s, \u22121 h 30 min"));
    m_year = new QLineEdit;
    m_year->setPlaceholderText(tr("by the file's time"));
    m_leftOut = new QCheckBox(tr("Leave this file out"));
    m_problem = new QLabel;
    m_problem->setWordWrap(true);
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->hide();
    m_grid = new QGridLayout(this);
    int row = 0;
    const auto add = [&](const QString& label, const QString& name, QWidget* field) {
        auto* words = new QLabel(label);
        words->setBuddy(field);
        field->setAccessibleName(name);
        m_grid->addWidget(words, row, 0);
        m_grid->addWidget(field, row++, 1);
    };
    add(tr("Format"), tr("Format"), m_format);
    add(tr("Service"), tr("Service of its records"), m_service);
    add(tr("Zone"), tr("Zone of times without an offset"), m_zone);
    add(tr("Offset"), tr("Offset added to its times"), m_offset);
    add(tr("Year"), tr("Year of the first record, where the log writes none"), m_year);
    m_grid->addWidget(m_leftOut, row++, 1);
    m_grid->addWidget(m_problem, row++, 0, 1, 2);
    m_grid->setRowStretch(row, 1);
    m_grid->setColumnStretch(1, 1);
    for (QLineEdit* field : {m_service, m_offset, m_year, m_zone->lineEdit()}) {
        field->installEventFilter(this);
        connect(field, &QLineEdit::editingFinished, this, &InputEditors::take);
    }
    connect(m_format, &QComboBox::activated, this, &InputEditors::take);
    connect(m_zone, &QComboBox::activated, this, &InputEditors::take);
    connect(m_leftOut, &QCheckBox::toggled, this, &InputEditors::take);
}

void InputEditors::setLook(const Look& look) {
    m_grid->setContentsMargins(look.fonts.px(12), look.fonts.px(8), look.fonts.px(12), look.fonts.px(8));
    m_grid->setHorizontalSpacing(look.fonts.px(10));
    m_grid->setVerticalSpacing(look.fonts.px(6));
    m_problem->setStyleSheet(QStringLiteral("color: %1;").arg(look.theme.fail.name()));
}

void InputEditors::setOptions(const ReadOptions& options) {
    m_options = options;
    const QSignalBlocker quiet(m_zone);
    const QString text = m_zone->currentText();
    m_zone->clear();
    m_zone->addItem(QString());
    for (const std::string& zone : options.zones)
        m_zone->addItem(QString::fromStdString(zone));
    m_zone->setCurrentText(text);
    m_zone->completer()->setFilterMode(Qt::MatchContains);
    m_zone->completer()->setCaseSensitivity(Qt::CaseInsensitive);
    m_zone->completer()->setCompletionMode(QCompleter::PopupCompletion);
}

/// Those that fit first, then all others by their titles.
void InputEditors::setInput(const InputPreview& preview) {
    const QSignalBlocker b1(m_format), b2(m_zone), b3(m_leftOut), b4(m_service), b5(m_offset), b6(m_year);
    const bool isSame = std::exchange(m_label, preview.label) == preview.label;
    m_choice = preview.choice;
    if (!isSame)
        m_problem->hide();
    m_format->clear();
    const InputCandidate* best = preview.candidates.empty() ? nullptr : &preview.candidates.front();
    m_format->addItem(best && best->score >= 50 ? tr("as recognised: %1").arg(QString::fromStdString(best->title))
                                                : tr("none fits: choose one"),
                      QString());
    std::set<std::string> shown;
    for (const InputCandidate& c : preview.candidates)
        if (c.score > 0 && shown.insert(c.format).second)
            m_format->addItem(QStringLiteral("%1 (%2)").arg(QString::fromStdString(c.title)).arg(c.score),
                              QString::fromStdString(c.format));
    m_format->insertSeparator(m_format->count());
    for (const FormatName& format : m_options.formats)
        if (!shown.contains(format.id))
            m_format->addItem(QString::fromStdString(format.title), QString::fromStdString(format.id));
    m_format->setCurrentIndex(std::max(0, m_format->findData(QString::fromStdString(preview.choice.format))));
    m_format->setEnabled(!preview.choice.columns);
    m_format->setToolTip(preview.choice.columns ? tr("Its columns are mapped by hand") : QString());
    put(*m_service, QString::fromStdString(preview.choice.service), isSame);
    QStringList services;
    for (const std::string& name : preview.services)
        services << QString::fromStdString(name);
    const QString some =
        services.mid(0, 3).join(QStringLiteral(", ")) + (services.size() > 3 ? QStringLiteral("\u2026") : QString());
    m_service->setPlaceholderText(preview.choice.service.empty() && !some.isEmpty() ? tr("as read: %1").arg(some)
                                                                                    : tr("as in the records"));
    put(*m_zone->lineEdit(), preview.choice.zone ? QString::fromStdString(preview.choice.zone->name()) : QString(),
        isSame);
    put(*m_offset, offsetText(preview.choice.offset), isSame);
    put(*m_year, preview.choice.year ? QString::number(*preview.choice.year) : QString(), isSame);
    m_leftOut->setChecked(preview.choice.isLeftOut);
    for (QWidget* field : std::initializer_list<QWidget*>{m_service, m_zone, m_offset, m_year})
        field->setEnabled(!preview.choice.isLeftOut);
    if (preview.choice.isLeftOut)
        m_format->setEnabled(false);
}

void InputEditors::put(QLineEdit& field, const QString& text, bool isSame) {
    if (isSame && field.hasFocus() && field.isModified())
        return;
    field.setText(text);
}

void InputEditors::tell(const QString& problem) {
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
}

void InputEditors::take() {
    ReadChoice choice = m_choice;
    choice.format = m_format->currentData().toString().toStdString();
    choice.service = m_service->text().trimmed().toStdString();
    const QString zone = m_zone->currentText().trimmed();
    if (zone.isEmpty()) {
        choice.zone.reset();
    } else if (const auto found = Zone::find(zone.toStdString())) {
        choice.zone = *found;
    } else {
        return tell(
            tr("\u201c%1\u201d is no zone. Choose one such as Europe/Berlin, or an offset such as +02:00.").arg(zone));
    }
    const auto offset = readOffset(m_offset->text().trimmed());
    if (!offset)
        return tell(tr("\u201c%1\u201d is no offset. Write it like +90 s or \u22121 h 30 min.").arg(m_offset->text()));
    choice.offset = *offset;
    bool isNumber = false;
    const int year = m_year->text().trimmed().toInt(&isNumber);
    if (m_year->text().trimmed().isEmpty())
        choice.year.reset();
    else if (isNumber && year >= 1970 && year <= 2261)
        choice.year = year;
    else
        return tell(tr("\u201c%1\u201d is no year between 1970 and 2261.").arg(m_year->text()));
    choice.isLeftOut = m_leftOut->isChecked();
    tell({});
    if (choice == m_choice)
        return;
    m_choice = choice;
    emit choiceChanged(choice);
}

/// Enter takes what was typed and no more: it does not import.
bool InputEditors::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Return || key == Qt::Key_Enter) {
            take();
            if (m_problem->isHidden())
                emit finished();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace foreshock
