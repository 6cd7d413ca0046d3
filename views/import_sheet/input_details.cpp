// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/import_sheet/input_details.h"

#include "model/base/time_text.h"
#include "views/import_sheet/plain_table.h"
#include "views/import_sheet/preview_words.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QScrollArea>
#include <QTabBar>
#include <QTabWidget>
#include <QTableView>
#include <QVBoxLayout>

namespace foreshock {

InputDetails::InputDetails(QWidget* parent)
    : QWidget(parent)
    , m_records({tr("Line"), tr("Time"), tr("What"), tr("Service"), tr("As it would be read")})
    , m_candidates({tr("Score"), tr("Format"), tr("Why, or where it failed")}) {
    m_advice = new QLabel;
    m_advice->setTextFormat(Qt::PlainText);
    m_advice->setWordWrap(true);
    m_advice->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_editors = new InputEditors;
    m_left = new QScrollArea; // at 200 % text in a small window its fields scroll
    m_left->setWidget(m_editors);
    m_left->setWidgetResizable(true);
    m_left->setFrameShape(QFrame::NoFrame);
    m_left->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_left->setFocusPolicy(Qt::NoFocus);
    m_columns = new ColumnsEditor;
    m_tables = {plainTable(&m_records, tr("The first records, as they would be read")),
                plainTable(&m_issues, tr("Rows that would be rejected")),
                plainTable(&m_candidates, tr("What every format thought of the file"))};
    m_tabs = new QTabWidget;
    m_tabs->setAccessibleName(tr("What is known of the file"));
    m_tabs->setDocumentMode(true);
    m_tabs->tabBar()->setAccessibleName(tr("Details of the file"));
    m_tabs->addTab(m_tables[Records], tr("First records"));
    m_tabs->addTab(m_tables[Rejected], tr("Rejected"));
    m_tabs->addTab(m_tables[Formats], tr("Formats"));
    m_tabs->addTab(m_columns, tr("Columns"));
    auto* row = new QHBoxLayout;
    row->setSpacing(0);
    row->addWidget(m_left);
    row->addWidget(m_tabs, 1);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addWidget(m_advice);
    all->addLayout(row, 1);
    connect(m_editors, &InputEditors::choiceChanged, this, [this](const ReadChoice& choice) {
        m_choice = choice;
        emit choiceChanged(choice);
    });
    connect(m_columns, &ColumnsEditor::readingChanged, this, [this](const TableReading& reading) {
        m_choice.columns = reading;
        emit choiceChanged(m_choice);
    });
    connect(m_columns, &ColumnsEditor::saveWanted, this, &InputDetails::saveMapWanted);
}

void InputDetails::setLook(const Look& look) {
    m_advice->setContentsMargins(look.fonts.px(12), look.fonts.px(7), look.fonts.px(12), look.fonts.px(3));
    m_left->setFixedWidth(look.fonts.px(320));
    m_editors->setLook(look);
    m_columns->setLook(look);
    for (QTableView* table : m_tables)
        setPlainLook(*table, look);
}

void InputDetails::setOptions(const ReadOptions& options) {
    m_editors->setOptions(options);
    m_columns->setOptions(options);
}

void InputDetails::setInput(const InputPreview* preview, const QString& name) {
    setEnabled(preview != nullptr);
    if (!preview) {
        m_label.clear();
        m_advice->setText(tr("Choose a file to see how it would be read."));
        for (WordsModel* model : {&m_records, &m_candidates})
            model->setRows({});
        m_issues.setIssues({});
        return;
    }
    const bool isOther = std::exchange(m_label, preview->label) != preview->label;
    m_choice = preview->choice;
    const QString advice = adviceText(*preview);
    m_advice->setText(name + QStringLiteral(" \u00b7 ") + sizeText(preview->size) +
                      (advice.isEmpty() ? QString() : QStringLiteral(" \u00b7 ") + advice));
    m_editors->setInput(*preview);
    showTables(*preview);
    if (!isOther)
        return;
    // What asks for a hand stands open.
    const bool isNobodys = preview->format.empty();
    m_tabs->setCurrentIndex(isNobodys && preview->table ? Columns
                            : isNobodys || preview->records.empty()
                                ? (preview->counts.rejected > 0 ? Rejected : Formats)
                            : preview->counts.rejected > 0 ? Rejected
                                                           : Records);
}

void InputDetails::showTables(const InputPreview& p) {
    std::vector<QStringList> rows;
    for (const PreviewRecord& r : p.records) {
        const QString time = r.time ? QString::fromStdString(dayText(*r.time + p.choice.offset, m_zone) + " " +
                                                             clockTextWithZone(*r.time + p.choice.offset, m_zone))
                                    : QStringLiteral("\u2013");
        rows.push_back({r.line > 0 ? QString::number(r.line) : QStringLiteral("\u2013"), time,
                        QString::fromStdString(r.kind), QString::fromStdString(r.service),
                        QString::fromStdString(r.text).simplified()});
    }
    m_records.setRows(std::move(rows));
    rows.clear();
    for (const InputCandidate& c : p.candidates)
        rows.push_back({QString::number(c.score), QString::fromStdString(c.title), QString::fromStdString(c.reason)});
    m_candidates.setRows(std::move(rows));
    m_issues.setIssues(p.rejected);
    const std::int64_t rejected = estimated(p).rejected;
    m_tabs->setTabText(Rejected,
                       rejected == 0 ? tr("Rejected") : tr("Rejected %1").arg(countText(rejected, p.isEstimate)));
    m_tabs->setTabVisible(Columns, p.table.has_value());
    if (p.table)
        m_columns->setReading(*p.table);
    for (QTableView* table : m_tables)
        fitColumns(*table);
}

} // namespace foreshock
