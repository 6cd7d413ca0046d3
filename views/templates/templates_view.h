// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/templates/templates_model.h"
#include "views/theme/look.h"

#include <QSortFilterProxyModel>
#include <QTimer>
#include <QWidget>
#include <optional>

class QLabel;
class QLineEdit;
class QTableView;

namespace foreshock {

class TimeScope;

/// What templates are compared around: so long before and after a moment.
struct TemplateMoment {
    Instant at;
    Duration window;
    QString what; ///< the title of a change, "the first alarm"
    bool operator==(const TemplateMoment&) const = default;

    /// From there to a little after the first alarm, which comes after what it watches; half an hour to a day.
    static TemplateMoment of(Instant at, std::optional<Instant> firstAlarm, const QString& what);
};

/// Templates of a range, please, compared around a moment if there is one. The answer is a TemplateOverview.
struct TemplatesWish {
    TimeRange range;
    ServiceId service;
    std::optional<TemplateMoment> around;
    int cells = 0;
    bool operator==(const TemplatesWish&) const = default;
};

/// What the log of the visible range is made of, what is new or changed its rate around the chosen change first. A
/// click or Enter shows a template's records. Asks only while it is seen. Owned by the main window.
class TemplatesView : public QWidget {
    Q_OBJECT
public:
    explicit TemplatesView(TimeScope& scope, QWidget* parent = nullptr);
    void setLook(const Look& look);
    void setOverview(std::shared_ptr<const TemplateOverview> overview);
    /// Null: nothing is compared.
    void setAround(const std::optional<TemplateMoment>& moment);
    /// Records changed: ask again.
    void reload();
    QTableView& table() { return *m_table; }
    QLineEdit& filter() { return *m_filter; }
    QLabel& words() { return *m_words; }
    void flush();

signals:
    void templatesWanted(const foreshock::TemplatesWish& wish);
    void templateChosen(quint32 id);
    void overviewChanged(const foreshock::TemplateOverview& overview);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void ask();
    void showWords();
    void choose(const QModelIndex& index);

    TimeScope& m_scope;
    TemplatesModel m_model;
    QSortFilterProxyModel m_shown;
    QLineEdit* m_filter = nullptr;
    QLabel* m_words = nullptr;
    QTableView* m_table = nullptr;
    QTimer m_askTimer;
    TemplatesWish m_asked;
    std::optional<TemplateMoment> m_around;
};

} // namespace foreshock
