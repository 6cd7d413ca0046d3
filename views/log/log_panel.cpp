// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/log/log_panel.h"

#include "model/query/log_query.h"
#include "views/time_scope/time_scope.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QVBoxLayout>

namespace foreshock {

LogPanel::LogPanel(TimeScope& scope, QWidget* parent)
    : QWidget(parent)
    , m_scope(scope) {
    m_filter = new QLineEdit;
    m_filter->setPlaceholderText(QStringLiteral("level>=warning \"thread create\" -canary service:cognito"));
    m_filter->setAccessibleName(tr("Filter log records"));
    m_filter->setClearButtonEnabled(true);
    m_counts = new QLabel;
    m_counts->setObjectName(QStringLiteral("secondary"));
    m_counts->setAccessibleName(tr("Log counts"));
    m_view = new LogView(scope);
    auto* bar = new QHBoxLayout;
    bar->setContentsMargins(12, 5, 12, 5);
    bar->setSpacing(10);
    bar->addWidget(m_filter, 1);
    bar->addWidget(m_counts);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(bar);
    column->addWidget(m_view, 1);
    setTabOrder(m_filter, m_view);

    m_filterTimer.setSingleShot(true);
    m_filterTimer.setInterval(180);
    connect(&m_filterTimer, &QTimer::timeout, this, &LogPanel::takeFilter);
    connect(m_filter, &QLineEdit::textEdited, this, [this] { m_filterTimer.start(); });
    connect(m_filter, &QLineEdit::returnPressed, this, [this] {
        takeFilter();
        m_view->setFocus();
    });
    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString& text) {
        if (text.isEmpty())
            takeFilter(); // the clear button is not an edit
    });
    connect(&m_scope, &TimeScope::filterChanged, this, [this] {
        if (m_filter->text().toStdString() != m_scope.filter())
            m_filter->setText(QString::fromStdString(m_scope.filter()));
    });
    connect(m_view, &LogView::countsChanged, this, &LogPanel::showCounts);
}

void LogPanel::setLook(const Look& look) {
    QFont mono = look.fonts.mono;
    m_filter->setFont(mono);
    m_filter->setStyleSheet(
        QStringLiteral("font-family: \"%1\"; font-size: %2px;").arg(mono.family()).arg(mono.pixelSize()));
    m_view->setLook(look);
}

void LogPanel::takeFilter() {
    m_filterTimer.stop();
    const std::string text = m_filter->text().trimmed().toStdString();
    const auto query = parseLogQuery(text);
    m_isWrong = !query.has_value();
    if (m_isWrong) {
        // Half a query while it is typed: the rows stay, the place that is not understood is named.
        m_counts->setText(QString::fromStdString(query.error().message));
        m_counts->setToolTip(QString::fromStdString(query.error().text()));
        return;
    }
    m_scope.setFilter(text);
    showCounts();
}

void LogPanel::showCounts() {
    if (m_isWrong)
        return;
    const QLocale english(QLocale::English);
    const auto number = [&](std::int64_t n) { return english.toString(static_cast<qlonglong>(n)); };
    const LogRows& rows = m_view->rows();
    QString text = rows.hidden() > 0 ? tr("%1 of %2 \u00b7 %3 hidden")
                                           .arg(number(rows.matching()), number(rows.matching() + rows.hidden()),
                                                number(rows.hidden()))
                                     : tr("%1 records").arg(number(rows.matching()));
    if (rows.isPartial())
        text += tr(" \u00b7 still loading");
    m_counts->setText(text);
    m_counts->setToolTip(tr("%1 more outside this range").arg(number(rows.outside())));
}

void LogPanel::flush() {
    if (m_filterTimer.isActive())
        takeFilter();
    m_view->flush();
}

} // namespace foreshock
