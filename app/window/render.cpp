// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/render.h"

#include "app/window/incident_controller.h"
#include "app/window/picture_file.h"
#include "app/window/scope_times.h"
#include "app/workflows/scenario_import.h"
#include "model/base/time_text.h"
#include "model/domain/named_range.h"
#include "views/import_sheet/import_sheet.h"
#include "views/sql/sql_view.h"
#include "views/time_scope/time_scope.h"
#include "views/timeline/timeline_view.h"
#include "views/workbench/named_views.h"
#include "views/workbench/timeline_menu.h"

#include <QApplication>

#include <cstdio>
#include <filesystem>

namespace foreshock {
namespace {

/// What is imported is shown, and nobody presses Enter; the file to compare with was named beforehand.
class ShowingDialogs final : public NoDialogs {
public:
    explicit ShowingDialogs(const std::string& file)
        : m_file(QString::fromStdString(file)) {}
    bool previewsImports() const override { return true; }
    std::optional<QString> fileToOpen(QWidget*) override { return m_file; }

private:
    QString m_file;
};

/// Null: no such view.
std::optional<NamedView> viewCalled(MainWindow& window, const std::string& id) {
    if (id == "import")
        return NamedView{"import", {}, window.findChild<ImportSheet*>()};
    for (const NamedView& view : namedViews(window))
        if (view.id == id)
            return view;
    return std::nullopt;
}

Error noView(MainWindow& window, const std::string& id) {
    // Named by the design, not drawn yet: what gives the same today.
    static const std::pair<const char*, const char*> kLater[] = {
        {"map", "foreshock blast FILE SERVICE says who depends on a service"},
        {"limits", "foreshock limits FILE prints them"},
        {"postmortem", "The other views can be rendered for one"},
        {"exercise", "The other views can be rendered"}};
    for (const auto& [later, instead] : kLater)
        if (id == later)
            return {ErrorCode::Invalid, "the window has no view \"" + id + "\" yet", "--view", instead};
    std::string known;
    for (const NamedView& view : namedViews(window))
        known += view.id + ", ";
    return {ErrorCode::Invalid, "there is no view \"" + id + "\"", "--view", "Views: " + known + "import"};
}

/// FROM/TO, where one may be left out, or the name of a kept range. Null: no words were given.
Result<std::optional<TimeRange>> rangeOf(MainWindow& window, const std::string& words, const char* option) {
    const TimeScope& scope = window.scope();
    if (words.empty())
        return std::optional<TimeRange>();
    std::string kept;
    const auto incident = window.timeline().values().incident;
    for (const NamedRange& named : namedRanges(incident ? incident->notes : std::vector<Note>())) {
        if (named.name == words)
            return std::optional(named.range);
        kept += (kept.empty() ? ", or a kept range: " : ", ") + named.name;
    }
    const std::size_t slash = words.find('/');
    if (slash == std::string::npos)
        return Error{ErrorCode::Invalid, "\"" + words + "\" is no range", option, "Write it like 02:15/06:20" + kept};
    TimeRange range = scope.range();
    for (const auto& [part, into] :
         {std::pair{words.substr(0, slash), &range.from}, std::pair{words.substr(slash + 1), &range.to}}) {
        const auto t = part.empty() ? Result<Instant>(*into) : readTimeIn(scope, part);
        if (!t)
            return t.error();
        *into = *t;
    }
    if (!(range.from < range.to))
        return Error{ErrorCode::Invalid, "\"" + words + "\" ends before it begins", option,
                     "Write the earlier time first: 02:15/06:20"};
    const TimeRange& all = scope.extent();
    if (!all.isEmpty() && (range.to <= all.from || all.to <= range.from))
        return Error{ErrorCode::Invalid, "nothing was recorded in \"" + words + "\"", option,
                     "The incident goes from " + rfc3339(all.from, scope.zone()) + " to " +
                         rfc3339(all.to, scope.zone())};
    return std::optional(range);
}

Result<void> setScope(MainWindow& window, const RenderRequest& request) {
    TimeScope& scope = window.scope();
    if (!request.zone.empty()) {
        const auto zone = Zone::find(request.zone);
        if (!zone)
            return zone.error();
        window.setZone(*zone);
    }
    const auto range = rangeOf(window, request.range, "--range");
    if (!range)
        return range.error();
    if (*range)
        scope.setRange(**range);
    const auto selected = rangeOf(window, request.selection, "--select");
    if (!selected)
        return selected.error();
    if (*selected)
        scope.setSelection(**selected);
    if (!request.cursor.empty()) {
        const auto at = readTimeIn(scope, request.cursor);
        if (!at)
            return at.error();
        scope.setCursor(*at);
    }
    if (!request.service.empty()) {
        const auto& services = window.timeline().values().incident->services;
        if (std::none_of(services.begin(), services.end(),
                         [&](const Service& s) { return s.id.value == request.service; }))
            return Error{ErrorCode::Invalid, "there is no service \"" + request.service + "\"", "--service",
                         "foreshock services FILE lists them"};
        scope.setService(ServiceId(request.service));
    }
    if (!request.filter.empty())
        scope.setFilter(request.filter);
    return {};
}

Result<void> askAndCompare(MainWindow& window, IncidentController& controller, const RenderRequest& request) {
    if (!request.query.empty()) {
        SqlView& sql = window.sql();
        sql.ask(QString::fromStdString(request.query));
        controller.settle();
        const bool hasLines = !sql.failure() && SqlLanes::of(*sql.model().table());
        if (request.view == "timeline" ? !sql.failure() : request.view == "window" && hasLines)
            sql.setOnTimeline(true); // which says what is missing
        if (request.view == "window")
            bringToFront(*viewCalled(window, "sql"));
        if (sql.failure())
            return Error{ErrorCode::Invalid, sql.failure()->message, "--query", sql.failure()->help};
    }
    if (request.compare.empty())
        return {};
    if (std::filesystem::exists(request.compare)) {
        emit window.timelineMenu().compareFileWanted();
        return {};
    }
    const auto earlier = parseDuration(request.compare);
    if (!earlier || earlier->ns == 0)
        return Error{ErrorCode::Invalid, "\"" + request.compare + "\" is no length of time, and no file", "--compare",
                     "Write it like 1h, 1d or 7d, or name another incident file"};
    emit window.timelineMenu().compareWanted(*earlier);
    return {};
}

Result<void> openWhat(IncidentController& controller, const RenderRequest& request) {
    const auto ids = builtInScenarios();
    if (request.view == "import") // of what would be imported, not of an incident file
        controller.import({QString::fromStdString(request.file)});
    else if (!std::filesystem::exists(request.file) && std::find(ids.begin(), ids.end(), request.file) != ids.end())
        controller.openExample(request.file);
    else
        controller.open(request.file);
    controller.settle();
    return controller.lastError() ? Result<void>(*controller.lastError()) : Result<void>();
}

/// A part alone takes the whole size.
Result<void> paint(MainWindow& window, IncidentController& controller, const NamedView& view,
                   const RenderRequest& request) {
    QWidget* widget = view.widget;
    PictureManner manner{{}, window.look(), 1};
    const auto incident = window.timeline().values().incident;
    if (request.hasCaption && incident && view.id != "import")
        manner.caption = pictureCaption(view, *incident, window.scope());
    const int height = std::max(60, request.height - captionHeight(manner, request.width));
    const bool isPart = widget != &window && view.id != "import";
    if (isPart) {
        bringToFront(view);
        widget->setParent(nullptr);
    }
    widget->resize(request.width, height);
    if (isPart)
        widget->show();
    if (view.id == "timeline")
        widget->setFocus(); // not one of its buttons
    controller.settle();
    if (controller.lastError())
        return *controller.lastError();
    window.setShowsTimes(false);
    if (QWidget* focus = view.id == "timeline" ? nullptr : QApplication::focusWidget())
        focus->clearFocus(); // no hand is there
    window.flush();
    const auto done = writePicture(*widget, request.output, manner);
    if (isPart)
        widget->setParent(&window); // the window owns its parts
    return done;
}

/// The platform without a screen says of what it lacks that it lacks it; standard error is for what the reader can
/// mend.
void withoutPlatformRemarks(QtMsgType type, const QMessageLogContext& context, const QString& message) {
    if (!message.startsWith(QLatin1String("This plugin does not support")) &&
        !message.startsWith(QLatin1String("QStandardPaths: XDG_RUNTIME_DIR")))
        std::fprintf(stderr, "%s\n", qPrintable(qFormatLogMessage(type, context, message)));
}

} // namespace

Result<void> renderView(const RenderRequest& request) {
    qputenv("QT_QPA_PLATFORM", "offscreen");
    qInstallMessageHandler(withoutPlatformRemarks);
    int argc = 1;
    char name[] = "foreshock";
    char* argv[] = {name, nullptr};
    QApplication application(argc, argv);
    QApplication::setCursorFlashTime(0);
    MainWindow window;
    ShowingDialogs dialogs(request.compare);
    WindowSettings settings;
    IncidentController controller(window, dialogs, settings);
    controller.keepNoAnswers();
    window.setThemeChoice(request.theme == "dark" ? ThemeChoice::Dark : ThemeChoice::Light);
    const auto view = viewCalled(window, request.view);
    if (!view)
        return noView(window, request.view);
    window.resize(request.width, request.height);
    window.show();
    if (const auto opened = openWhat(controller, request); !opened)
        return opened;
    if (request.view != "import") {
        if (const auto set = setScope(window, request); !set)
            return set;
        if (const auto asked = askAndCompare(window, controller, request); !asked)
            return asked;
    }
    return paint(window, controller, *view, request);
}

} // namespace foreshock
