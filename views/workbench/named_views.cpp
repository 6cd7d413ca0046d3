// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/workbench/named_views.h"

#include "model/base/time_text.h"
#include "views/hypotheses/board_view.h"
#include "views/log/log_panel.h"
#include "views/services/names_view.h"
#include "views/sources/sources_model.h"
#include "views/sources/sources_view.h"
#include "views/sql/sql_view.h"
#include "views/suspects/suspects_panel.h"
#include "views/templates/templates_view.h"
#include "views/time_scope/time_scope.h"
#include "views/timeline/timeline_view.h"
#include "views/workbench/main_window.h"

#include <QApplication>
#include <QCoreApplication>
#include <QTabWidget>

namespace foreshock {
namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("NamedView", text);
}

/// "25 Nov 2020, 02:15–06:20 PST", with both days where there are two.
QString rangeText(const TimeRange& range, const Zone& zone) {
    const std::string day = dayText(range.from, zone), lastDay = dayText(range.to, zone);
    std::string out = day + ", " + clockText(range.from, zone);
    out += day == lastDay ? "\u2013" : " \u2013 " + lastDay + ", ";
    return QString::fromStdString(out + clockText(range.to, zone) + " " + zone.abbreviationAt(range.from));
}

} // namespace

std::vector<NamedView> namedViews(MainWindow& window) {
    return {{"window", tr("Window"), &window},
            {"timeline", tr("Timeline"), &window.timeline()},
            {"suspects", tr("Suspects"), window.findChild<SuspectsPanel*>()},
            {"hypotheses", tr("Hypotheses"), window.findChild<BoardView*>()},
            {"logs", tr("Logs"), &window.logPanel()},
            {"templates", tr("Log templates"), &window.templates()},
            {"sources", tr("Sources"), window.findChild<SourcesView*>()},
            {"names", tr("Service names"), window.findChild<NamesView*>()},
            {"sql", tr("SQL"), &window.sql()}};
}

NamedView viewInHand(MainWindow& window) {
    const QWidget* focus = QApplication::focusWidget();
    const std::vector<NamedView> views = namedViews(window);
    for (const NamedView& view : views)
        if (view.widget != &window && focus && (focus == view.widget || view.widget->isAncestorOf(focus)))
            return view;
    // On the tabs themselves the one in front is meant.
    if (const auto* tabs = window.findChild<QTabWidget*>(); tabs && focus && tabs->isAncestorOf(focus))
        for (const NamedView& view : views)
            if (view.widget == tabs->currentWidget())
                return view;
    return views[1];
}

void bringToFront(const NamedView& view) {
    for (QWidget* up = view.widget->parentWidget(); up; up = up->parentWidget())
        if (auto* tabs = qobject_cast<QTabWidget*>(up))
            if (const int index = tabs->indexOf(view.widget); index >= 0)
                tabs->setCurrentIndex(index);
}

QString pictureCaption(const NamedView& view, const IncidentView& incident, const TimeScope& scope) {
    QStringList parts{incident.fileName.empty() ? tr("not saved yet") : fileNameOf(incident.fileName), view.title};
    if (!scope.range().isEmpty())
        parts << rangeText(scope.range(), scope.zone());
    if (!scope.service().value.empty())
        parts << tr("service %1").arg(QString::fromStdString(scope.service().value));
    if (!scope.filter().empty() && (view.id == "logs" || view.id == "window"))
        parts << tr("filter %1").arg(QString::fromStdString(scope.filter()));
    return parts.join(QStringLiteral(" \u00b7 "));
}

} // namespace foreshock
