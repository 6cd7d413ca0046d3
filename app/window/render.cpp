// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/render.h"

#include "app/window/incident_controller.h"
#include "app/window/picture_file.h"
#include "app/window/scope_times.h"
#include "app/workflows/scenario_import.h"
#include "views/hypotheses/board_view.h"
#include "views/import_sheet/import_sheet.h"
#include "views/log/log_panel.h"
#include "views/services/names_view.h"
#include "views/sources/sources_view.h"
#include "views/suspects/suspects_panel.h"
#include "views/templates/templates_view.h"
#include "views/time_scope/time_scope.h"
#include "views/timeline/timeline_view.h"

#include <QApplication>
#include <QTabWidget>

#include <filesystem>

namespace foreshock {
namespace {

/// What is imported is shown, and nobody presses Enter.
class ShowingDialogs final : public NoDialogs {
    bool previewsImports() const override { return true; }
};

/// The widget that shows a view, brought to the front and given the size; null for an unknown name.
QWidget* widgetFor(MainWindow& window, const std::string& view) {
    const auto inTab = [&](QWidget* panel) {
        for (QTabWidget* tabs : window.findChildren<QTabWidget*>())
            if (const int index = tabs->indexOf(panel); index >= 0)
                tabs->setCurrentIndex(index);
        return panel;
    };
    if (view == "window")
        return &window;
    if (view == "timeline")
        return window.findChild<TimelineView*>();
    if (view == "suspects")
        return window.findChild<SuspectsPanel*>();
    if (view == "hypotheses")
        return window.findChild<BoardView*>();
    if (view == "logs")
        return inTab(window.findChild<LogPanel*>());
    if (view == "templates")
        return inTab(window.findChild<TemplatesView*>());
    if (view == "sources")
        return inTab(window.findChild<SourcesView*>());
    if (view == "names")
        return inTab(window.findChild<NamesView*>());
    if (view == "import")
        return window.findChild<ImportSheet*>();
    return nullptr;
}

/// Null: no words were given. An end without words is the visible range's.
Result<std::optional<TimeRange>> rangeOf(const TimeScope& scope, const std::string& from, const std::string& to) {
    if (from.empty() && to.empty())
        return std::optional<TimeRange>();
    TimeRange range = scope.range();
    for (const auto& [words, into] : {std::pair{&from, &range.from}, std::pair{&to, &range.to}}) {
        const auto t = words->empty() ? Result<Instant>(*into) : readTimeIn(scope, *words);
        if (!t)
            return t.error();
        *into = *t;
    }
    if (!(range.from < range.to))
        return Error{ErrorCode::Invalid, "\"" + from + "/" + to + "\" ends before it begins", "",
                     "Write the earlier time first: 02:15/06:20"};
    return std::optional(range);
}

} // namespace

Result<void> renderView(const RenderRequest& request) {
    qputenv("QT_QPA_PLATFORM", "offscreen");
    int argc = 1;
    char name[] = "foreshock";
    char* argv[] = {name, nullptr};
    QApplication application(argc, argv);
    MainWindow window;
    ShowingDialogs dialogs;
    WindowSettings settings;
    IncidentController controller(window, dialogs, settings);
    controller.keepNoAnswers();
    window.setThemeChoice(request.theme == "dark" ? ThemeChoice::Dark : ThemeChoice::Light);
    if (!widgetFor(window, request.view))
        return Error{ErrorCode::Invalid, "there is no view \"" + request.view + "\"", "--view",
                     "Views: window, timeline, suspects, logs, templates, sources, names, import"};
    window.resize(request.width, request.height);
    window.show();
    const auto ids = builtInScenarios();
    if (request.view == "import") // of what would be imported, not of an incident file
        controller.import({QString::fromStdString(request.file)});
    else if (!std::filesystem::exists(request.file) && std::find(ids.begin(), ids.end(), request.file) != ids.end())
        controller.openExample(request.file);
    else
        controller.open(request.file);
    controller.settle();
    if (controller.lastError())
        return *controller.lastError();
    TimeScope& scope = window.scope();
    const auto range = rangeOf(scope, request.from, request.to),
               selected = rangeOf(scope, request.selectFrom, request.selectTo);
    if (!range || !selected)
        return range ? selected.error() : range.error();
    if (*range)
        scope.setRange(**range);
    if (*selected)
        scope.setSelection(**selected);
    if (!request.filter.empty())
        scope.setFilter(request.filter);
    QWidget* widget = widgetFor(window, request.view);
    if (request.view == "import") {
        widget->resize(request.width, request.height);
    } else if (widget != &window) { // a part alone takes the whole size
        widget->setParent(nullptr);
        widget->resize(request.width, request.height);
        widget->show();
        if (request.view == "timeline")
            widget->setFocus(); // not one of its buttons
    }
    controller.settle();
    if (controller.lastError())
        return *controller.lastError();
    auto done = writePicture(*widget, request.output);
    if (widget != &window && request.view != "import")
        widget->setParent(&window); // the window owns its parts
    return done;
}

} // namespace foreshock
