// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/log_histogram.h"
#include "model/domain/service.h"
#include "model/domain/template_overview.h"
#include "views/log/log_copy.h"
#include "views/log/log_view.h"
#include "views/log/query_bar.h"

#include <functional>

class QLabel;
class QMenu;
class QToolButton;

namespace foreshock {

class LevelStrip;
class LogHeader;

/// The log with its query bar, its counts and its histogram by level; hidden rows are always counted. Owned by the main
/// window.
class LogPanel : public QWidget {
    Q_OBJECT
public:
    explicit LogPanel(TimeScope& scope, QWidget* parent = nullptr);

    void setLook(const Look& look);
    void setHistogram(const LogHistogram& histogram);
    /// For the command that shows the same rows.
    void setFile(const QString& path) { m_file = path; }
    const QString& file() const { return m_file; }
    /// What queries can be completed with.
    void setNames(const std::vector<Service>& services, const std::vector<SourceInfo>& sources);
    void setTemplates(const TemplateOverview& templates);
    /// The text of so many of the wanted rows goes to the clipboard.
    void setCopied(const QString& text, std::int64_t rows, std::int64_t wanted);
    LogView& view() { return *m_view; }
    QueryBar& filter() { return *m_filter; }
    LevelStrip& strip() { return *m_strip; }
    QLabel& counts() { return *m_counts; }
    QToolButton& allRows() { return *m_all; }
    QToolButton& around() { return *m_around; }
    LogHeader& header() { return *m_header; }
    /// In the order of Tab.
    std::vector<QWidget*> stops();
    /// What stands above the rows.
    int headHeight() const;
    void flush();

signals:
    void histogramWanted(const foreshock::LogHistogramWish& wish);
    /// Rows that are not all here; setCopied() brings their text.
    void copyWanted(const foreshock::LogCopyWish& wish);

private:
    void connectAll();
    void showCounts();
    void tell(const QString& words);
    void takeFilter();
    void askForHistogram();
    void fillMenu(QMenu& menu, const LogRecord& record);
    void connectColumns();
    void changeColumns(const std::function<void(LogColumnSetup&)>& change);
    void openColumnsMenu(QPoint at);
    void fillAroundMenu(QMenu& menu);
    QString countsText() const;
    void learnHosts();
    void copy(CopyForm form);
    void addTerm(const QString& term);

    TimeScope& m_scope;
    Look m_look;
    QueryBar* m_filter = nullptr;
    QToolButton *m_used = nullptr, *m_all = nullptr, *m_around = nullptr, *m_follow = nullptr;
    QLabel* m_counts = nullptr;
    LevelStrip* m_strip = nullptr;
    LogHeader* m_header = nullptr;
    LogView* m_view = nullptr;
    QTimer m_filterTimer, m_histogramTimer, m_toldTimer;
    LogHistogramWish m_asked;
    QString m_file;
    bool m_isWrong = false; ///< what is typed is no query yet
};

} // namespace foreshock
