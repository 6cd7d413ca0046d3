// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/import_sheet/import_sheet.h"

#include "model/base/time_text.h"
#include "views/import_sheet/input_details.h"
#include "views/import_sheet/plain_table.h"
#include "views/import_sheet/preview_words.h"

#include <QCheckBox>
#include <QDropEvent>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QMimeData>
#include <QProgressBar>
#include <QPushButton>
#include <QSplitter>
#include <QTableView>
#include <QVBoxLayout>
#include <algorithm>

namespace foreshock {

ImportSheet::ImportSheet(QWidget* window)
    : QDialog(window) {
    setWindowTitle(tr("Import"));
    setAccessibleName(tr("Import"));
    setModal(true);
    setAcceptDrops(true);
    build();
}

void ImportSheet::build() {
    m_title = new QLabel;
    m_title->setObjectName(QStringLiteral("headline"));
    m_sum = new QLabel;
    m_sum->setWordWrap(true);
    m_sum->setTextFormat(Qt::PlainText);
    m_bar = new QProgressBar;
    m_bar->setTextVisible(false);
    m_bar->setAccessibleName(tr("Files looked at"));
    m_bar->setRange(0, 1000);
    m_table = plainTable(&m_rows, tr("Files to import"));
    m_details = new InputDetails;
    auto* split = new QSplitter(Qt::Vertical);
    split->setHandleWidth(1);
    split->setChildrenCollapsible(false);
    split->addWidget(m_table);
    split->addWidget(m_details);
    split->setStretchFactor(0, 1);
    split->setStretchFactor(1, 1);
    m_cutBox = new QCheckBox;
    m_cutBox->setAccessibleName(tr("Logs only around the first alarm"));
    m_hint = new QLabel;
    m_hint->setObjectName(QStringLiteral("secondary"));
    m_hint->setWordWrap(true);
    m_more = new QPushButton(tr("Add files\u2026"));
    m_cancel = new QPushButton(tr("Cancel"));
    m_import = new QPushButton(tr("Import"));
    m_import->setObjectName(QStringLiteral("primary"));
    m_import->setDefault(true);
    for (QPushButton* button : {m_more, m_cancel})
        button->setAutoDefault(false);
    m_import->installEventFilter(this);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_hint, 1);
    buttons->addWidget(m_more);
    buttons->addWidget(m_cancel);
    buttons->addWidget(m_import);
    auto* head = new QVBoxLayout;
    head->setContentsMargins(16, 12, 16, 8);
    head->setSpacing(4);
    head->addWidget(m_title);
    head->addWidget(m_sum);
    auto* foot = new QVBoxLayout;
    foot->setContentsMargins(16, 8, 16, 12);
    foot->setSpacing(8);
    foot->addWidget(m_cutBox);
    foot->addLayout(buttons);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addLayout(head);
    all->addWidget(m_bar);
    all->addWidget(split, 1);
    all->addLayout(foot);
    connect(m_import, &QPushButton::clicked, this, [this] {
        accept();
        emit importWanted();
    });
    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_more, &QPushButton::clicked, this, &ImportSheet::moreFilesWanted);
    connect(m_cutBox, &QCheckBox::toggled, this, &ImportSheet::showSum);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex& now) { choose(now.row()); });
    connect(m_table, &QTableView::clicked, this, [this] { m_hasChosen = true; });
    m_table->installEventFilter(this);
    connect(m_details, &InputDetails::choiceChanged, this, [this](const ReadChoice& choice) {
        const int row = m_table->currentIndex().row();
        if (row < 0)
            return;
        m_hasChosen = true;
        InputPreview preview = m_rows.at(row);
        preview.choice = choice;
        if (choice == ReadChoice())
            m_choices.erase(preview.label);
        else
            m_choices[preview.label] = choice;
        if (!choice.isLeftOut) { // it is looked at anew
            preview.stage = InputPreview::Stage::Recognised;
            preview.problem.reset();
        }
        const std::string label = preview.label;
        m_rows.setInput(std::move(preview));
        showSum();
        if (choice.isLeftOut)
            choose(row);
        emit choiceChanged(label, choice);
    });
    connect(m_details, &InputDetails::saveMapWanted, this, &ImportSheet::saveMapWanted);
    connect(&m_details->editors(), &InputEditors::finished, this, [this] { m_import->setFocus(); });
}

void ImportSheet::setLook(const Look& look) {
    m_look = look;
    m_rows.setLook(look);
    setPlainLook(*m_table, look);
    m_details->setLook(look);
    m_table->setIconSize({look.fonts.px(14), look.fonts.px(14)});
    m_table->setMinimumHeight(look.fonts.px(26) * 4 + look.fonts.px(10)); // header and three rows
    m_details->setMinimumHeight(look.fonts.px(26) * 4);
}

void ImportSheet::open(const QStringList& paths, const QString& target, const Zone& zone) {
    m_paths.clear();
    m_choices.clear();
    m_cut.reset();
    m_isComplete = m_hasChosen = false;
    m_target = target;
    m_zone = zone;
    m_rows.clear();
    m_rows.setZone(zone);
    m_details->setZone(zone);
    m_details->setInput(nullptr, {});
    m_cutBox->setChecked(false);
    m_cutBox->hide();
    add(paths);
    if (const QWidget* window = parentWidget()) {
        const QSize most = window->size() - QSize(32, 32);
        resize(QSize(m_look.fonts.px(1180), m_look.fonts.px(640)).boundedTo(most));
        move(window->mapToGlobal(QPoint((window->width() - width()) / 2, (window->height() - height()) / 2)));
    }
    QDialog::open();
    m_import->setFocus();
    sizeColumns();
}

void ImportSheet::add(const QStringList& paths) {
    for (const QString& path : paths)
        if (!m_paths.contains(path))
            m_paths << path;
    m_rows.setRoots(m_paths);
    m_isComplete = false;
    setProgress(0);
    showTitle();
    showSum();
}

void ImportSheet::setOptions(const ReadOptions& options) {
    m_details->setOptions(options);
    choose(m_table->currentIndex().row());
}

void ImportSheet::setInput(InputPreview preview) {
    setInputs({std::move(preview)});
}

void ImportSheet::setInputs(std::vector<InputPreview> previews) {
    for (InputPreview& preview : previews)
        put(std::move(preview));
    if (m_rows.rowCount() <= 200)
        sizeColumns();
    showTitle();
    showSum();
}

void ImportSheet::put(InputPreview preview) {
    const std::string label = preview.label;
    // What was changed by hand meanwhile is looked at once more; until then it is shown as it is asked for.
    const auto chosen = m_choices.find(label);
    if (m_rows.rowOf(label) >= 0 && !(preview.choice == (chosen == m_choices.end() ? ReadChoice() : chosen->second)))
        return;
    const bool isFirst = m_rows.rowCount() == 0;
    m_rows.setInput(std::move(preview));
    if (isFirst)
        m_table->selectRow(0);
    else if (m_rows.rowOf(label) == m_table->currentIndex().row())
        choose(m_table->currentIndex().row());
}

void ImportSheet::setProgress(double share) {
    m_bar->setVisible(!m_isComplete);
    m_bar->setValue(static_cast<int>(std::clamp(share, 0., 1.) * 1000));
}

void ImportSheet::setComplete(const std::optional<LogCut>& cut) {
    m_isComplete = true;
    m_bar->hide();
    m_cut = cut;
    m_cutBox->setVisible(cut.has_value());
    if (cut)
        m_cutBox->setText(
            tr("Logs only from %1 to %2, 3 h around the first alarm at %3 (of %4); everything else whole")
                .arg(
                    QString::fromStdString(dayText(cut->range.from, m_zone) + " " + clockText(cut->range.from, m_zone)),
                    QString::fromStdString(clockTextWithZone(cut->range.to, m_zone)),
                    QString::fromStdString(clockText(cut->firstAlarm, m_zone)), sizeText(cut->logBytes)));
    sizeColumns();
    chooseWhatAsks();
    showTitle();
    showSum();
}

void ImportSheet::say(const QString& text) {
    m_hint->setText(text);
}

std::optional<TimeRange> ImportSheet::wantedCut() const {
    return m_cut && m_cutBox->isChecked() ? std::optional(m_cut->range) : std::nullopt;
}

/// Until a hand chose: the first file that asks for one.
void ImportSheet::chooseWhatAsks() {
    if (m_hasChosen)
        return;
    const auto rank = [](const InputPreview& p) {
        return p.problem ? (p.table ? 0 : 1) : p.counts.rejected > 0 ? 2 : isZoneAssumed(p) ? 3 : 4;
    };
    const auto& rows = m_rows.rows();
    const auto first = std::min_element(
        rows.begin(), rows.end(), [&](const InputPreview& a, const InputPreview& b) { return rank(a) < rank(b); });
    if (first != rows.end())
        m_table->selectRow(static_cast<int>(first - rows.begin()));
}

void ImportSheet::choose(int row) {
    const bool isRow = row >= 0 && row < m_rows.rowCount();
    m_details->setInput(isRow ? &m_rows.at(row) : nullptr, isRow ? m_rows.nameOf(m_rows.at(row)) : QString());
}

void ImportSheet::showTitle() {
    const int files = m_rows.rowCount();
    m_title->setText(files == 0   ? tr("Import into %1").arg(m_target)
                     : files == 1 ? tr("Import 1 file into %1").arg(m_target)
                                  : tr("Import %1 files into %2").arg(files).arg(m_target));
}

void ImportSheet::showSum() {
    RecordCounts sum, about;
    std::int64_t rejected = 0;
    int looking = 0, nobodys = 0, leftOut = 0, known = 0;
    bool isEstimate = false;
    for (const InputPreview& p : m_rows.rows()) {
        if (p.choice.isLeftOut)
            ++leftOut;
        else if (p.problem)
            ++nobodys;
        else if (p.stage != InputPreview::Stage::Looked)
            ++looking;
        else if (p.seen == SeenBefore::Same)
            ++known;
        else {
            const ImportCounts c = estimated(p);
            for (std::int64_t RecordCounts::*kind :
                 {&RecordCounts::logs, &RecordCounts::samples, &RecordCounts::changes, &RecordCounts::alarms,
                  &RecordCounts::dependencies, &RecordCounts::notes}) {
                sum.*kind += c.stored.*kind;
                about.*kind += p.isEstimate ? c.stored.*kind : 0;
            }
            rejected += c.rejected;
            isEstimate = isEstimate || (p.isEstimate && c.rejected > 0);
        }
    }
    const int files = m_rows.rowCount();
    QStringList words;
    if (!m_isComplete)
        words << (files == 0 ? tr("Looking at what was dropped\u2026")
                             : tr("Looking: %1 of %2 files").arg(files - looking).arg(files));
    if (files > looking + nobodys + leftOut + known)
        words << tr("would store %1").arg(yieldText(sum, about));
    if (rejected > 0)
        words << (rejected == 1
                      ? tr("1 row can't be read and is kept as rejected")
                      : tr("%1 rows can't be read and are kept as rejected").arg(countText(rejected, isEstimate)));
    if (nobodys > 0)
        words << (nobodys == 1 ? tr("1 file can't be read") : tr("%1 files can't be read").arg(nobodys));
    if (known > 0)
        words << (known == 1 ? tr("1 file was imported before") : tr("%1 files were imported before").arg(known));
    if (leftOut > 0)
        words << tr("%1 left out").arg(leftOut);
    if (m_isComplete && files == 0)
        words << tr("There is no file in what was dropped");
    QString text = words.join(QStringLiteral(" \u00b7 "));
    if (!text.isEmpty())
        text[0] = text[0].toUpper();
    m_sum->setText(text);
    const bool isNothing = m_isComplete && nobodys + leftOut + known == files;
    m_import->setEnabled(!isNothing);
    m_hint->setText(isNothing && known > 0 && nobodys + leftOut == 0
                        ? tr("Everything here was imported before: nothing would be added.")
                    : isNothing ? tr("Nothing here can be stored as it is. Choose a format for a file, or add others.")
                    : m_isComplete ? tr("Enter imports. Everything can still be corrected afterwards, in Sources.")
                                   : tr("Enter imports at once, with what was recognised; no need to wait."));
}

/// The narrow facts as wide as their words, the rest shared between name, reason and yield.
void ImportSheet::sizeColumns() {
    m_table->resizeColumnsToContents();
    const auto px = [this](double n) { return m_look.fonts.px(n); };
    const auto bound = [&](int column, double least, double most) {
        m_table->setColumnWidth(column, std::clamp(m_table->columnWidth(column), px(least), px(most)));
    };
    bound(ImportRowsModel::File, 120, 240);
    bound(ImportRowsModel::Format, 120, 200);
    bound(ImportRowsModel::Why, 100, 260);
    bound(ImportRowsModel::Yield, 110, 260);
    bound(ImportRowsModel::Span, 90, 300);
    bound(ImportRowsModel::ZoneBasis, 80, 190);
    // Room that is wanting is taken from the reason first, then from the format.
    int spare = m_table->viewport()->width() - px(88) - 12;
    for (int column = 0; column < ImportRowsModel::Rejected; ++column)
        spare -= m_table->columnWidth(column);
    for (const auto& [column, least] :
         {std::pair(ImportRowsModel::Why, 90), std::pair(ImportRowsModel::Format, 110),
          std::pair(ImportRowsModel::File, 110), std::pair(ImportRowsModel::Yield, 110)}) {
        if (spare >= 0)
            break;
        const int width = m_table->columnWidth(column), taken = std::min(-spare, std::max(0, width - px(least)));
        m_table->setColumnWidth(column, width - taken);
        spare += taken;
    }
    if (spare > 0)
        m_table->setColumnWidth(ImportRowsModel::Why, m_table->columnWidth(ImportRowsModel::Why) + spare);
}

void ImportSheet::dragEnterEvent(QDragEnterEvent* e) {
    if (e->mimeData()->hasUrls())
        e->acceptProposedAction();
}

void ImportSheet::dropEvent(QDropEvent* e) {
    QStringList files;
    for (const QUrl& url : e->mimeData()->urls())
        if (url.isLocalFile())
            files << url.toLocalFile();
    if (!files.isEmpty())
        emit filesDropped(files);
    e->acceptProposedAction();
}

void ImportSheet::resizeEvent(QResizeEvent* e) {
    QDialog::resizeEvent(e);
    sizeColumns();
}

/// From the Import button the arrows walk through the files: no Tab is needed to see the next one.
bool ImportSheet::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() != QEvent::KeyPress)
        return QDialog::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent*>(event)->key();
    if (key == Qt::Key_Up || key == Qt::Key_Down) {
        m_hasChosen = true;
        if (watched == m_import && m_rows.rowCount() > 0) {
            const int row = m_table->currentIndex().row() + (key == Qt::Key_Down ? 1 : -1);
            m_table->selectRow(std::clamp(row, 0, m_rows.rowCount() - 1));
            m_table->setFocus(Qt::TabFocusReason);
            return true;
        }
    }
    return QDialog::eventFilter(watched, event);
}

} // namespace foreshock
