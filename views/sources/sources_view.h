// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/sources/issues_model.h"
#include "views/sources/source_form.h"
#include "views/sources/sources_model.h"
#include "views/theme/look.h"

#include <QWidget>
#include <optional>

class QLabel;
class QTableView;

namespace foreshock {

/// Every source with what became of it; the chosen one with its rejected rows and remarks. Owned by the main window.
class SourcesView : public QWidget {
    Q_OBJECT
public:
    explicit SourcesView(SourcesModel& model, QWidget* parent = nullptr);

    void setLook(const Look& look);
    void select(int row);
    void setIssues(SourceId source, std::vector<ImportIssue> issues);
    QTableView& table() { return *m_table; }
    SourceForm& form() { return *m_form; }

signals:
    void issuesWanted(foreshock::SourceId source);
    void correctionWanted(const foreshock::SourceCorrection& correction);

private:
    void choose(int row);
    void forget();

    SourcesModel& m_model;
    IssuesModel m_issues;
    std::optional<SourceId> m_chosen;
    QTableView* m_table = nullptr;
    QTableView* m_issueTable = nullptr;
    SourceForm* m_form = nullptr;
    QLabel* m_why = nullptr;
    QString m_reason;   ///< of the chosen one
    std::string m_path; ///< of the chosen one
};

} // namespace foreshock
