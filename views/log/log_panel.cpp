// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/log/log_panel.h"

#include "model/query/log_query.h"
#include "views/log/level_strip.h"
#include "views/log/log_header.h"
#include "views/log/log_trace.h"
#include "views/time_scope/time_scope.h"

#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QMenu>
#include <QToolButton>
#include <QVBoxLayout>

namespace foreshock {

static QString number(std::int64_t n) {
    return QLocale(QLocale::English).toString(static_cast<qlonglong>(n));
}

/// A broken expression within a query that is none otherwise.
static std::optional<Error> problemOf(const LogQuery& query) {
    const auto matcher = LogMatcher::create(query);
    return matcher ? std::nullopt : std::optional(matcher.error());
}

LogPanel::LogPanel(TimeScope& scope, QWidget* parent)
    : QWidget(parent)
    , m_scope(scope) {
    m_filter = new QueryBar;
    m_filter->setPlaceholderText(QStringLiteral("level>=warning \"thread create\" -canary service:cognito"));
    m_filter->setAccessibleName(tr("Filter log records"));
    m_filter->setClearButtonEnabled(true);
    const auto button = [](const QString& text, const QString& tip) {
        auto* b = new QToolButton;
        b->setObjectName(QStringLiteral("pill"));
        b->setText(text);
        b->setToolTip(tip);
        b->setAccessibleName(tip);
        b->setFocusPolicy(Qt::TabFocus);
        return b;
    };
    m_used = button(QStringLiteral("\u25BE"), tr("Queries used before (Up)"));
    m_all = button(tr("All rows"), tr("Show all rows, with the hits marked (H)"));
    m_around = button(tr("\u00B10"), tr("Rows around each hit (C)"));
    m_around->setPopupMode(QToolButton::InstantPopup);
    m_around->setMenu(new QMenu(m_around));
    fillAroundMenu(*m_around->menu());
    m_follow = button(tr("Follow"), tr("Stay at the newest row (F)"));
    for (QToolButton* b : {m_all, m_follow})
        b->setCheckable(true);
    m_counts = new QLabel;
    m_counts->setObjectName(QStringLiteral("secondary"));
    m_counts->setAccessibleName(tr("Log counts"));
    m_strip = new LevelStrip(scope);
    m_header = new LogHeader;
    m_view = new LogView(scope);
    auto* bar = new QHBoxLayout;
    bar->setContentsMargins(12, 5, 12, 5);
    bar->setSpacing(6);
    bar->addWidget(m_filter, 1);
    bar->addWidget(m_used);
    bar->addWidget(m_all);
    bar->addWidget(m_around);
    bar->addWidget(m_follow);
    bar->addSpacing(4);
    bar->addWidget(m_counts);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(bar);
    column->addWidget(m_strip);
    column->addWidget(m_header);
    column->addWidget(m_view, 1);
    connectAll();
    connectColumns();
}

std::vector<QWidget*> LogPanel::stops() {
    return {m_filter, m_used, m_all, m_around, m_follow, m_strip, m_header, m_view};
}

void LogPanel::connectAll() {
    m_filterTimer.setSingleShot(true);
    m_filterTimer.setInterval(180);
    connect(&m_filterTimer, &QTimer::timeout, this, &LogPanel::takeFilter);
    connect(m_filter, &QLineEdit::textEdited, this, [this] { m_filterTimer.start(); });
    connect(m_filter, &QueryBar::completed, this, &LogPanel::takeFilter);
    const auto use = [this] {
        takeFilter();
        if (m_isWrong)
            return;
        m_filter->remember(m_filter->text().trimmed());
        m_view->setFocus();
    };
    connect(m_filter, &QLineEdit::returnPressed, this, use);
    connect(m_filter, &QueryBar::queryChosen, this, use);
    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString& text) {
        if (text.isEmpty())
            takeFilter(); // the clear button is not an edit
    });
    connect(m_used, &QToolButton::clicked, this, [this] {
        m_filter->setFocus();
        m_filter->showHistory();
    });
    connect(m_all, &QToolButton::clicked, this,
            [this](bool isAll) { m_view->setShow(isAll ? LogShow::All : LogShow::Hits); });
    connect(m_follow, &QToolButton::clicked, m_view, &LogView::setFollowing);
    const auto showAround = [this] {
        m_around->setText(QStringLiteral("\u00B1%1").arg(m_view->around()));
        m_around->setEnabled(m_view->show() == LogShow::Hits);
        for (QAction* action : m_around->menu()->actions())
            action->setChecked(action->data().toInt() == m_view->around());
        showCounts();
    };
    connect(m_view, &LogView::aroundChanged, this, showAround);
    connect(m_view, &LogView::showChanged, this, showAround);
    showAround();
    connect(m_view, &LogView::showChanged, this, [this] { m_all->setChecked(m_view->show() == LogShow::All); });
    connect(m_view, &LogView::followingChanged, this, [this] { m_follow->setChecked(m_view->isFollowing()); });
    connect(&m_scope, &TimeScope::filterChanged, this, [this] {
        if (m_filter->text().trimmed().toStdString() != m_scope.filter())
            m_filter->setText(QString::fromStdString(m_scope.filter()));
    });
    m_toldTimer.setSingleShot(true);
    m_toldTimer.setInterval(4000);
    connect(&m_toldTimer, &QTimer::timeout, this, &LogPanel::showCounts);
    m_histogramTimer.setSingleShot(true);
    m_histogramTimer.setInterval(40);
    connect(&m_histogramTimer, &QTimer::timeout, this, &LogPanel::askForHistogram);
    connect(m_view, &LogView::countsChanged, this, &LogPanel::showCounts);
    connect(m_view, &LogView::said, this, &LogPanel::tell);
    connect(m_view, &LogView::questionChanged, this, [this] {
        m_asked = {};
        if (!m_view->hasLogs())
            m_strip->setHistogram({});
        m_histogramTimer.start();
    });
    connect(m_strip, &LevelStrip::cellsChanged, this, [this] { m_histogramTimer.start(); });
    connect(m_view, &LogView::copyWanted, this, [this] { copy(CopyForm::Text); });
    connect(m_view, &LogView::contextMenuWanted, this, &LogPanel::fillMenu);
}

void LogPanel::setLook(const Look& look) {
    m_look = look;
    m_filter->setLook(look);
    m_strip->setLook(look);
    m_header->setLook(look);
    m_view->setLook(look);
    showCounts();
}

int LogPanel::headHeight() const {
    return std::max(m_filter->sizeHint().height(), m_used->sizeHint().height()) + 10 + m_strip->height() +
           m_header->height();
}

void LogPanel::setHistogram(const LogHistogram& histogram) {
    m_strip->setHistogram(histogram);
}

void LogPanel::setNames(const std::vector<Service>& services, const std::vector<SourceInfo>& sources) {
    QueryWords words = m_filter->words();
    words.services.clear();
    words.sources.clear();
    words.hosts.clear();
    for (const Service& service : services)
        words.services << QString::fromStdString(service.id.value);
    for (const SourceInfo& source : sources) {
        const QString name = QString::fromStdString(source.path).section(QLatin1Char('/'), -1);
        if (source.counts.stored.logs > 0 && !words.sources.contains(name))
            words.sources << name;
    }
    m_filter->setWords(words);
}

void LogPanel::setTemplates(const TemplateOverview& templates) {
    QueryWords words = m_filter->words();
    words.templates.clear();
    for (const TemplateOverview::Row& row : templates.rows)
        words.templates.emplace_back(row.what.id, QString::fromStdString(row.what.pattern));
    m_filter->setWords(words);
}

void LogPanel::askForHistogram() {
    m_histogramTimer.stop();
    LogHistogramWish wish{m_view->question(), m_strip->cells()};
    if (!m_view->hasLogs() || wish.question.range.isEmpty() || wish == m_asked)
        return;
    m_asked = wish;
    emit histogramWanted(wish);
}

void LogPanel::takeFilter() {
    m_filterTimer.stop();
    const std::string text = m_filter->text().trimmed().toStdString();
    const auto query = parseLogQuery(text);
    const auto problem = query ? problemOf(*query) : std::optional(query.error());
    m_isWrong = problem.has_value();
    if (m_isWrong) {
        // Half a query while it is typed: the rows stay, the place that is not understood is named.
        m_counts->setText(QStringLiteral("\u2717 ") + QString::fromStdString(problem->message));
        m_counts->setToolTip(QString::fromStdString(problem->text()));
        m_counts->setStyleSheet(QStringLiteral("color: %1;").arg(m_look.theme.logError.name()));
        return;
    }
    m_scope.setFilter(text);
    showCounts();
}

/// For a moment, in the place of the counts.
void LogPanel::tell(const QString& words) {
    m_counts->setText(words);
    m_toldTimer.start();
}

void LogPanel::showCounts() {
    learnHosts();
    if (m_isWrong || m_toldTimer.isActive())
        return;
    m_counts->setStyleSheet({});
    const LogRows& rows = m_view->rows();
    m_counts->setText(countsText());
    m_counts->setToolTip(rows.outside() > 0 ? tr("%1 more outside this range").arg(number(rows.outside())) : QString());
}

void LogPanel::addTerm(const QString& term) {
    const QString before = m_filter->text().trimmed();
    const bool hasOr = before.contains(QLatin1String(" or "), Qt::CaseInsensitive);
    m_filter->setText(before.isEmpty()
                          ? term
                          : (hasOr ? QLatin1Char('(') + before + QLatin1Char(')') : before) + QLatin1Char(' ') + term);
    takeFilter();
}

/// What is in sight is copied at once; of more than that the rest is read first.
void LogPanel::copy(CopyForm form) {
    const std::int64_t wanted = m_view->chosenCount();
    const std::vector<LogRecord> records = m_view->chosenRecords();
    const std::vector<std::string> fields = m_view->columns().fields();
    if (wanted == 0)
        return tell(tr("choose a record first"));
    if (static_cast<std::int64_t>(records.size()) == wanted)
        return setCopied(copyOf(records, form, m_view->sources(), m_scope.zone(), fields), wanted, wanted);
    tell(tr("copying %1 rows\u2026").arg(number(std::min(wanted, LogCopyWish::kMostRows))));
    emit copyWanted({m_view->question(), m_view->anchor(), m_view->firstChosen(), wanted, form, m_view->sources(),
                     m_scope.zone(), fields});
}

void LogPanel::setCopied(const QString& text, std::int64_t rows, std::int64_t wanted) {
    QApplication::clipboard()->setText(text);
    if (rows < wanted) // the command prints all of them
        tell(tr("copied the first %1 of %2 rows: no more at once").arg(number(rows), number(wanted)));
    else
        tell(rows == 1 ? tr("copied") : tr("copied %1 rows").arg(number(rows)));
}

void LogPanel::fillMenu(QMenu& menu, const LogRecord& record) {
    const auto add = [&](const QString& text, auto&& call) {
        connect(menu.addAction(text), &QAction::triggered, this, std::forward<decltype(call)>(call));
    };
    add(tr("&Copy"), [this] { copy(CopyForm::Text); });
    add(tr("Copy as &JSON"), [this] { copy(CopyForm::Json); });
    add(tr("Copy as CS&V"), [this] { copy(CopyForm::Csv); });
    add(tr("Copy the comman&d that prints these rows"),
        [this] { QApplication::clipboard()->setText(commandFor(m_file, m_view->question(), m_scope.zone())); });
    menu.addSeparator();
    if (record.templateId != 0)
        add(tr("Only records of this te&mplate"),
            [this, id = record.templateId] { addTerm(QStringLiteral("template:%1").arg(id)); });
    if (const std::string trace = traceOf(record); !trace.empty())
        add(tr("Only this &request"),
            [this, trace] { addTerm(QLatin1Char('"') + QString::fromStdString(trace) + QLatin1Char('"')); });
    if (!record.service.value.empty())
        add(tr("Only &service %1").arg(QString::fromStdString(record.service.value)),
            [this, service = record.service] { m_scope.setService(service); });
    menu.addSeparator();
}

void LogPanel::flush() {
    if (m_filterTimer.isActive())
        takeFilter();
    m_view->flush();
    if (m_histogramTimer.isActive())
        askForHistogram();
}

} // namespace foreshock
