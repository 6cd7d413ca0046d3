// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The log panel's columns, the rows around its hits, and the words for its counts.
#include "views/log/log_header.h"
#include "views/log/log_panel.h"

#include "model/base/text.h"

#include <QLocale>
#include <QMenu>
#include <QScrollBar>
#include <QToolButton>

namespace foreshock {

static QString number(std::int64_t n) {
    return QLocale(QLocale::English).toString(static_cast<qlonglong>(n));
}

void LogPanel::connectColumns() {
    connect(m_view, &LogView::columnsMoved, m_header, [this] { m_header->setColumns(m_view->columnsNow()); });
    connect(m_view, &LogView::columnsMenuWanted, this,
            [this] { openColumnsMenu(m_view->mapToGlobal(QPoint(m_look.fonts.px(22), 0))); });
    connect(m_header, &LogHeader::menuWanted, this, &LogPanel::openColumnsMenu);
    connect(m_header, &LogHeader::moveWanted, this,
            [this](int from, int to) { changeColumns([&](LogColumnSetup& c) { c.move(from, to); }); });
    connect(m_header, &LogHeader::widthWanted, this,
            [this](int index, int chars) { changeColumns([&](LogColumnSetup& c) { c.setChars(index, chars); }); });
    connect(m_header, &LogHeader::removeWanted, this,
            [this](int index) { changeColumns([&](LogColumnSetup& c) { c.remove(index); }); });
    connect(m_header, &LogHeader::fitWanted, m_view, &LogView::fitColumn);
}

void LogPanel::changeColumns(const std::function<void(LogColumnSetup&)>& change) {
    LogColumnSetup columns = m_view->columns();
    change(columns);
    m_view->setColumns(columns);
}

/// What records have always, then the fields of those in sight, the most frequent first.
void LogPanel::openColumnsMenu(QPoint at) {
    constexpr int kMostFields = 40;
    auto* menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("columns"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto offer = [&](const LogColumn& column, const QString& text) {
        QAction* action = menu->addAction(text);
        action->setCheckable(true);
        action->setChecked(m_view->columns().has(column));
        connect(action, &QAction::triggered, this, [this, column](bool isWanted) {
            changeColumns([&](LogColumnSetup& c) { isWanted ? c.add(column) : c.remove(c.indexOf(column)); });
        });
    };
    using Kind = LogColumn::Kind;
    for (const Kind kind :
         {Kind::Time, Kind::Host, Kind::Level, Kind::Service, Kind::Source, Kind::Template, Kind::Message})
        offer({kind, {}, 0}, LogColumn{kind, {}, 0}.title());
    auto fields = m_view->fieldsInSight();
    const bool hasMore = fields.size() > kMostFields;
    fields.resize(std::min<std::size_t>(fields.size(), kMostFields));
    for (const std::string& chosen : m_view->columns().fields()) // can be taken away where no row has it
        if (std::none_of(fields.begin(), fields.end(), [&](const auto& f) { return f.first == chosen; }))
            fields.emplace_back(chosen, 0);
    if (!fields.empty())
        menu->addSection(tr("Fields of the records in sight"));
    for (const auto& [name, rows] : fields) {
        const QString shownName = QString::fromStdString(screenText(clipped(name, 60))).replace('&', "&&");
        offer({Kind::Field, name, 0},
              rows == 1 ? tr("%1  (1 row)").arg(shownName) : tr("%1  (%2 rows)").arg(shownName).arg(rows));
    }
    if (hasMore)
        menu->addAction(tr("and more"))->setEnabled(false);
    menu->addSeparator();
    connect(menu->addAction(tr("The &usual columns")), &QAction::triggered, this,
            [this] { m_view->setColumns(LogColumnSetup()); });
    menu->popup(at);
}

void LogPanel::fillAroundMenu(QMenu& menu) {
    for (const int rows : {0, 3, 10}) {
        QAction* action = menu.addAction(rows == 0 ? tr("Hits alone") : tr("%1 rows around each hit").arg(rows));
        action->setCheckable(true);
        action->setData(rows);
        connect(action, &QAction::triggered, this, [this, rows] { m_view->setAround(rows); });
    }
}

/// Hosts stand in no list of the file: those of the rows that were seen are offered.
void LogPanel::learnHosts() {
    constexpr qsizetype kMost = 1000;
    QueryWords words = m_filter->words();
    const qsizetype before = words.hosts.size();
    for (int line = 0; line * m_view->rowHeight() < m_view->height() && words.hosts.size() < kMost; ++line)
        if (const LogRecord* record = m_view->spotAt(line).record; record && !record->host.empty())
            if (const QString host = QString::fromStdString(shown(record->host)); !words.hosts.contains(host))
                words.hosts << host;
    if (words.hosts.size() != before)
        m_filter->setWords(words);
}

QString LogPanel::countsText() const {
    const LogRows& rows = m_view->rows();
    const std::int64_t all = rows.matching() + rows.hidden();
    const QString count = rows.matching() == 1 ? tr("1 row") : tr("%1 rows").arg(number(rows.matching()));
    QString text = count;
    const auto hits = [&](std::int64_t n) {
        const QString plain = n == 1 ? tr("1 hit") : tr("%1 hits").arg(number(n));
        return m_view->hitNumber() ? tr("hit %1 of %2").arg(number(*m_view->hitNumber()), number(n)) : plain;
    };
    if (rows.hits() >= 0) // all rows are shown
        text += tr(" \u00b7 %1, %2 in sight")
                    .arg(rows.areHitsWhole() ? hits(rows.hits()) : tr("%1 hits so far").arg(number(rows.hits())),
                         number(m_view->hitsInSight()));
    else if (m_view->around() > 0 && rows.hidden() > 0) // the lines between say how many are not shown there
        text = tr("%1 in %2 rows \u00b7 %3 around each").arg(hits(rows.matching()), number(all)).arg(m_view->around());
    else if (rows.hidden() > 0 && m_view->hitNumber())
        text = tr("%1 \u00b7 %2 rows hidden by the filter").arg(hits(rows.matching()), number(rows.hidden()));
    else if (rows.hidden() > 0)
        text = tr("%1 of %2 rows \u00b7 %3 hidden by the filter")
                   .arg(number(rows.matching()), number(all), number(rows.hidden()));
    if (!rows.isWhole())
        text = tr("%1 rows so far \u00b7 searched %2 %")
                   .arg(number(rows.matching()))
                   .arg(static_cast<int>(rows.searched() * 100));
    if (rows.isPartial())
        text += tr(" \u00b7 still loading");
    return text;
}

} // namespace foreshock
