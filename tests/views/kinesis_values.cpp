// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/views/kinesis_values.h"

#include "model/domain/log_histogram.h"
#include "views/log/log_panel.h"
#include "views/log/log_wishes.h"

#include "views/time_scope/time_scope.h"

#include <cmath>
#include <map>
#include <random>

namespace foreshock::kinesis {

static const Instant kTrigger{1606301040LL * 1'000'000'000}; // 02:44 PST

Instant at(int hour, int minute, int second) {
    return kTrigger + Duration::hours(hour - 2) + Duration::minutes(minute - 44) + Duration::seconds(second);
}

std::shared_ptr<const IncidentView> incident() {
    auto v = std::make_shared<IncidentView>();
    v->title = "Kinesis: capacity add exceeds an OS thread limit (us-east-1)";
    v->fileName = "kinesis-2020-11-25.foreshock";
    v->zoneName = "America/Los_Angeles";
    v->extent = {at(-2, 44), at(23, 0)};
    v->logRecords = 4'118'903;
    v->samples = 1'204'112;
    v->firstAlarm = at(5, 15);
    for (const char* id : {"kinesis-frontend", "kinesis-backend", "kinesis-metadata", "cognito", "cloudwatch", "lambda",
                           "autoscaling", "eventbridge", "ecs", "eks", "iot"})
        v->services.push_back({ServiceId(id), "", "", true, "fact", {}});
    for (const auto& [from, to] : {std::pair("kinesis-frontend", "kinesis-metadata"),
                                   {"kinesis-frontend", "kinesis-backend"},
                                   {"cognito", "kinesis-frontend"},
                                   {"cloudwatch", "kinesis-frontend"},
                                   {"lambda", "cloudwatch"},
                                   {"autoscaling", "cloudwatch"},
                                   {"eventbridge", "kinesis-frontend"},
                                   {"ecs", "eventbridge"},
                                   {"eks", "eventbridge"},
                                   {"iot", "kinesis-frontend"}})
        v->dependencies.push_back({ServiceId(from), ServiceId(to), DependencyKind::Hard, true, true, "", ""});
    const auto change = [&](const char* id, const char* service, const char* kind, const char* title, Instant start,
                            std::optional<Instant> end) {
        Change c;
        c.id = ChangeId(id);
        c.service = ServiceId(service);
        c.kind = kind;
        c.title = title;
        c.start = start;
        c.end = end;
        v->changes.push_back(c);
    };
    change("chg-other-1", "cognito", "deploy", "web tier build, small UI fix", at(-3, 10), {});
    change("chg-other-2", "cloudwatch", "config", "log group retention defaults", at(1, 20), {});
    change("chg-kfe-capacity", "kinesis-frontend", "capacity_add", "capacity add, +40 hosts", at(2, 44), at(3, 47));
    change("chg-other-3", "kinesis-backend", "cert_rotation", "certificate rotation", at(4, 30), {});
    change("chg-other-4", "eventbridge", "deploy", "rule-matcher canary, 1 %", at(4, 52), {});
    change("chg-other-5", "cognito", "capacity_add", "mitigation: more web servers", at(6, 5), {});
    const auto alarm = [&](const char* id, const char* service, int severity, const char* rule, Instant start) {
        Alarm a;
        a.id = AlarmId(id);
        a.service = ServiceId(service);
        a.severity = severity;
        a.rule = rule;
        a.title = rule;
        a.start = start;
        a.end = at(22, 23);
        v->alarms.push_back(a);
    };
    alarm("ALM-KDS-PUT", "kinesis-frontend", 1, "put errors > 1 % for 3 of 5 min", at(5, 15));
    alarm("ALM-KDS-GET", "kinesis-frontend", 1, "get errors > 1 %", at(5, 16));
    alarm("ALM-CW-PUT", "cloudwatch", 1, "PutMetricData errors > 5 %", at(5, 19));
    alarm("ALM-EB-DELAY", "eventbridge", 2, "delivery delay p90 > 60 s", at(5, 22));
    alarm("ALM-KFE-MEM", "kinesis-frontend", 3, "memory > 70 %", at(5, 24));
    alarm("ALM-COG-LAT", "cognito", 2, "API latency p99 > 2 s", at(5, 31));
    alarm("ALM-FLEET-INSUF", "cloudwatch", 2, "alarms in INSUFFICIENT_DATA > 200k", at(5, 40));
    alarm("ALM-LAM-ERR", "lambda", 1, "invoke errors > 1 %", at(6, 17));
    alarm("ALM-COG-ERR", "cognito", 1, "API errors > 5 %", at(7, 3));
    alarm("ALM-ECS-PROV", "ecs", 2, "cluster provisioning p90 > 20 min", at(7, 20));
    const auto note = [&](Instant time, const char* kind, const char* text) {
        v->notes.push_back({time, {}, kind, text, ""});
    };
    note(at(5, 15), "milestone", "first alarms: errors putting and getting records");
    note(at(5, 30), "decision", "removal of the new capacity starts as a precaution");
    note(at(7, 51), "decision", "narrowed to a few candidates; each needs a full fleet restart");
    note(at(9, 39), "milestone", "cause identified: OS thread limit");
    std::int64_t id = 1;
    for (const auto& [service, metric, unit] : {std::tuple("kinesis-frontend", "kfe_threads_p50", "threads/server"),
                                                {"kinesis-frontend", "kfe_shardmap_complete", "ratio"},
                                                {"kinesis-frontend", "kds_put_errors", "%"},
                                                {"cloudwatch", "cw_put_errors", "%"},
                                                {"kinesis-frontend", "kfe_mem_used", "%"},
                                                {"cognito", "cognito_errors", "%"},
                                                {"kinesis-frontend", "kfe_fleet_size", "servers"}})
        v->series.push_back({SeriesId(id++), ServiceId(service), "", "", metric, unit, ""});
    const auto source = [&](const char* path, const char* format, std::int64_t logs, std::int64_t samples,
                            std::int64_t rejected) {
        SourceInfo s;
        s.id = SourceId(static_cast<std::int64_t>(v->sources.size()) + 1);
        s.path = path;
        s.format = format;
        s.reason = "first 40 lines match";
        s.counts.stored.logs = logs;
        s.counts.stored.samples = samples;
        s.counts.rejected = rejected;
        s.counts.read = logs + samples + rejected;
        s.first = v->extent.from;
        s.last = v->extent.to;
        s.zone = "UTC";
        s.zoneBasis = "in the record";
        v->sources.push_back(s);
    };
    source("/export/kfe.log.zst", "jsonl_log", 4'118'903, 0, 0);
    source("/export/metrics.csv", "metrics_csv", 0, 1'204'112, 0);
    source("/export/cw-history.json", "cloudwatch", 0, 812, 12);
    source("/export/flags", "", 0, 0, 0);
    return v;
}

std::shared_ptr<const Answer> answer() {
    auto a = std::make_shared<Answer>();
    const auto view = incident();
    for (const Alarm& alarm : view->alarms)
        a->alarms.push_back(alarm.id);
    a->firstAlarm = at(5, 15);
    a->onset = at(5, 14);
    a->verdict = Verdict::Named;
    a->headline = "The capacity add on kinesis-frontend explains these alarms best";
    a->noneProbability = 0.05;
    a->nonAnswers = {0.01, 0.025, 0.01, 0.005};
    a->coverage.lookedAt = {"6 changes in 1 feed back to 24 Nov", "7 series", "13 services (5 edges unconfirmed)"};
    a->coverage.notLookedAt = {"flags (no source)", "CloudWatch series after 05:42"};
    const ServiceId kfe("kinesis-frontend");
    Suspect lead;
    lead.change = ChangeId("chg-kfe-capacity");
    lead.title = "Capacity add, +40 hosts";
    lead.service = kfe;
    lead.kind = "capacity_add";
    lead.start = at(2, 44);
    lead.end = at(3, 47);
    lead.probability = 0.93;
    lead.lag = at(5, 15) - at(2, 44);
    lead.strength = Strength::Strong;
    lead.evidence = {{EvidenceKind::Ceiling,
                      EvidenceState::For,
                      "Threads flat at 32,768 since 04:25, 50 min before the first alarm. No other suspect has this.",
                      2.1,
                      {{kfe, "kfe_threads_p50"}, TimeRange{at(4, 25), at(10, 4)}, at(4, 25), 32768}},
                     {EvidenceKind::Shift,
                      EvidenceState::For,
                      "Shard map falls from 04:36 on.",
                      1.2,
                      {{kfe, "kfe_shardmap_complete"}, TimeRange{at(4, 36), at(6, 0)}, at(4, 36), {}}},
                     {EvidenceKind::Shift,
                      EvidenceState::For,
                      "Put errors rise at 05:14.",
                      0.8,
                      {{kfe, "kds_put_errors"}, TimeRange{at(5, 14), at(6, 0)}, at(5, 14), {}}},
                     {EvidenceKind::Reach,
                      EvidenceState::DoesNotDecide,
                      "Reaches 10 of 10 alarms. One other reaches 8: does not decide.",
                      0,
                      {}},
                     {EvidenceKind::Neighbour,
                      EvidenceState::Against,
                      "Memory alarm 05:24 not explained.",
                      -0.2,
                      {{kfe, "kfe_mem_used"}, {}, at(5, 24), {}}}};
    lead.notTested = {"sockets, garbage collection (no series)"};
    lead.checks = {{"An old host below its thread limit while requests fail.", "kinesis-frontend/kfe_threads_p50",
                    "ssh kfe-0417 'cat /proc/$(pgrep -o kfe)/status | grep Threads; ulimit -u'"}};
    lead.restsOn = {{{kfe, "kfe_threads_p50"}, 2, 0.31, "thread series. Without it: second."}};
    a->suspects.push_back(lead);
    const auto weak = [&](const char* id, const char* title, const char* service, Instant start, double p) {
        Suspect s;
        s.change = ChangeId(id);
        s.title = title;
        s.service = ServiceId(service);
        s.start = start;
        s.probability = p;
        s.lag = at(5, 15) - start;
        s.strength = Strength::Weak;
        s.evidence = {{EvidenceKind::Shift, EvidenceState::Against, "No series of it moved.", -1, {}}};
        a->suspects.push_back(s);
    };
    weak("chg-other-3", "Certificate rotation", "kinesis-backend", at(4, 30), 0.012);
    weak("chg-other-4", "Rule-matcher canary, 1 %", "eventbridge", at(4, 52), 0.006);
    weak("chg-other-2", "Log group retention defaults", "cloudwatch", at(1, 20), 0.002);
    return a;
}

namespace {

double noise(std::int64_t minute, std::int64_t series) {
    std::minstd_rand random(static_cast<unsigned>(minute * 7919 + series * 104'729 + 1'000'003));
    random.discard(3);
    return std::uniform_real_distribution<double>(-1, 1)(random) +
           std::uniform_real_distribution<double>(-1, 1)(random);
}

/// Points (minutes after the trigger, value), as in the scenario.
double valueAt(const SeriesInfo& info, std::int64_t minute) {
    static const std::map<std::string, std::pair<double, std::vector<std::pair<double, double>>>> kShapes{
        {"kfe_threads_p50",
         {0.0002, {{-240, 32650}, {0, 32650}, {20, 32680}, {60, 32740}, {101, 32768}, {440, 32768}, {700, 32650}}}},
        {"kfe_shardmap_complete",
         {0.004, {{0, 1}, {101, .99}, {130, .86}, {151, .6}, {200, .2}, {443, .16}, {903, .8}}}},
        {"kds_put_errors", {0.02, {{0, .02}, {145, .03}, {151, 4}, {170, 38}, {257, 60}, {443, 58}, {903, 11}}}},
        {"cw_put_errors", {0.02, {{0, .1}, {150, .1}, {156, 22}, {200, 71}, {903, 66}}}},
        {"kfe_mem_used", {0.01, {{0, 61}, {120, 63}, {160, 74}, {260, 88}, {420, 90}, {700, 72}}}},
        {"cognito_errors",
         {0.05, {{0, .05}, {150, .05}, {155, 2}, {200, 1.2}, {257, 9}, {300, 34}, {451, 36}, {571, 4}}}},
        {"kfe_fleet_size", {0, {{0, 5400}, {63, 5440}, {186, 5440}, {405, 5400}}}}};
    const auto& [amount, points] = kShapes.at(info.metric);
    const auto m = static_cast<double>(minute);
    double value = m <= points.front().first ? points.front().second : points.back().second;
    for (std::size_t i = 0; i + 1 < points.size(); ++i)
        if (points[i].first <= m && m < points[i + 1].first)
            value = points[i].second + (points[i + 1].second - points[i].second) * (m - points[i].first) /
                                           (points[i + 1].first - points[i].first);
    value += noise(minute, info.id.value) * amount * std::max(std::abs(value), 0.2);
    return info.metric == "kfe_threads_p50" ? std::min(value, 32768.0) : std::max(value, 0.0);
}

bool isGap(const SeriesInfo& info, std::int64_t minute) {
    return info.metric == "cw_put_errors" && minute >= 178 && minute < 205;
}

} // namespace

SeriesWindow seriesWindow(const SeriesInfo& info, TimeRange range, int pixels) {
    SeriesWindow w{info, range, {}, {}, Duration::minutes(1)};
    const std::int64_t per =
        std::max<std::int64_t>(1, range.length().ns / std::max(1, pixels) / Duration::minutes(1).ns);
    const std::int64_t first = (range.from - kTrigger).ns / Duration::minutes(1).ns - per,
                       last = (range.to - kTrigger).ns / Duration::minutes(1).ns + per;
    std::int64_t gapFrom = 0;
    bool isInGap = false;
    for (std::int64_t m = first; m < last; m += per) {
        SeriesSpan s{{}, 1e300, -1e300, 0, 0};
        bool isEmpty = true;
        for (std::int64_t k = m; k < m + per; ++k) {
            if (isGap(info, k))
                continue;
            const double v = valueAt(info, k);
            const Instant t = kTrigger + Duration::minutes(k);
            if (isEmpty)
                s.range.from = t, s.first = v;
            s.range.to = t, s.last = v;
            s.least = std::min(s.least, v);
            s.most = std::max(s.most, v);
            isEmpty = false;
        }
        if (isEmpty) {
            gapFrom = isInGap ? gapFrom : m;
            isInGap = true;
            continue;
        }
        if (std::exchange(isInGap, false))
            w.gaps.push_back({kTrigger + Duration::minutes(gapFrom), s.range.from});
        w.spans.push_back(s);
    }
    return w;
}

std::vector<HeatRow> heat(TimeRange range, int cells) {
    const auto view = incident();
    const std::map<std::string, std::pair<double, double>> from{
        {"kinesis-frontend", {146, 1}}, {"cloudwatch", {154, .92}}, {"eventbridge", {158, .5}}, {"cognito", {165, .62}},
        {"lambda", {211, .4}},          {"autoscaling", {400, .1}}, {"ecs", {276, .3}}};
    std::vector<HeatRow> rows;
    for (const Service& s : view->services) {
        HeatRow row{s.id, {}};
        for (int i = 0; i < cells; ++i) {
            const Duration t = range.from - kTrigger + range.length() / cells * i;
            const double m = t.inMinutes();
            const auto cell = static_cast<std::int64_t>(m / 3);
            double v =
                std::abs(noise(cell, static_cast<std::int64_t>(std::hash<std::string>{}(s.id.value) % 997))) > 1.75
                    ? 0.1
                    : 0;
            if (const auto at = from.find(s.id.value); at != from.end() && m > at->second.first && m < 1180)
                v = std::min(1.0, at->second.second * (0.35 + (m - at->second.first) / 25) + 0.12 * noise(cell, 7));
            if (s.id.value == "autoscaling" && m > 176 && m < 900)
                v = std::nan("");
            row.cells.push_back(static_cast<float>(std::isnan(v) ? v : std::max(0.0, v)));
        }
        rows.push_back(row);
    }
    return rows;
}

std::vector<ChangePoint> changePoints(const SeriesInfo& info) {
    const auto point = [](Instant t) {
        ChangePoint p;
        p.time = t;
        p.confidence = .99;
        return p;
    };
    if (info.metric == "kfe_threads_p50")
        return {point(at(2, 46)), point(at(4, 25))};
    if (info.metric == "kfe_shardmap_complete")
        return {point(at(4, 36))};
    if (info.metric == "kds_put_errors")
        return {point(at(5, 14))};
    return info.metric == "cw_put_errors" ? std::vector{point(at(5, 18))} : std::vector<ChangePoint>{};
}

LogWindow log(const LogPageWish& wish) {
    struct Row {
        Instant time;
        LogLevel level;
        const char *service, *host, *message;
    };
    static const std::vector<Row> kRows{
        {at(4, 25, 41), LogLevel::Warning, "kinesis-frontend", "kfe-0417",
         "peer link kfe-5433: thread create failed, errno=11 (EAGAIN), will retry"},
        {at(4, 25, 44), LogLevel::Info, "kinesis-frontend", "kfe-0417",
         "shardmap rebuild attempt 1: partial (peers 5391/5439), keeping previous map"},
        {at(4, 58, 10), LogLevel::Warning, "kinesis-frontend", "kfe-2210",
         "shardmap rebuild attempt 9: partial, map age 1980 s"},
        {at(5, 12, 33), LogLevel::Error, "kinesis-frontend", "kfe-1804",
         "route lookup: stream shard not in map (map age 2871 s)"},
        {at(5, 15, 2), LogLevel::Error, "kinesis-frontend", "kfe-1804",
         "PutRecords 500 InternalFailure, no backend for shard\n  at Router.route(Router.java:211)\n  at "
         "Front.put(Front.java:88)"},
        {at(5, 18, 20), LogLevel::Error, "cloudwatch", "cw-ing-77",
         "stream write failed 3/3, spooling metric batch to local disk"},
        {at(5, 26, 0), LogLevel::Warning, "kinesis-frontend", "kfe-3091",
         "old generation at 91 % after collection, pause 4.1 s"},
        {at(5, 30, 58), LogLevel::Warning, "kinesis-frontend", "kfe-0417",
         "peer link kfe-5433: thread create failed, errno=11 (EAGAIN), will retry"},
        {at(5, 33, 15), LogLevel::Warning, "cognito", "cog-web-12", "usage buffer 85 % full, flush blocked"},
        {at(6, 15, 40), LogLevel::Error, "lambda", "lmb-host-903",
         "metric agent spool 3.9 GiB, sandbox start denied: memory"},
        {at(7, 1, 12), LogLevel::Error, "cognito", "cog-web-40",
         "request thread waiting on usage buffer 30 s, rejecting"},
        {at(7, 10, 0), LogLevel::Error, "shd-tool", "shd-ops", "operator login failed: identity provider timeout"}};
    LogWindow w;
    std::vector<LogRecord> all;
    for (const Row& r : kRows) {
        if (!wish.question.range.contains(r.time))
            continue;
        LogRecord record;
        record.time = r.time;
        record.level = r.level;
        record.service = ServiceId(r.service);
        record.host = r.host;
        record.message = r.message;
        record.raw = r.message;
        all.push_back(record);
    }
    const auto count = static_cast<std::int64_t>(all.size());
    w.begin = -std::count_if(all.begin(), all.end(), [&](const LogRecord& r) { return r.time < wish.anchor; });
    w.firstRow = std::clamp(wish.firstRow, w.begin, w.begin + count);
    w.matching = count;
    w.hidden = wish.question.filter.empty() ? 0 : 4'112'689;
    w.outside = 412;
    const std::int64_t last = std::clamp(wish.firstRow + wish.count, w.firstRow, w.begin + count);
    w.rows.assign(all.begin() + (w.firstRow - w.begin), all.begin() + (last - w.begin));
    return w;
}

/// Calm before the first warnings, loud from the first alarm on.
static LogHistogram histogram(TimeRange range, int cells) {
    LogHistogram out{range, std::vector<std::array<std::int64_t, 7>>(static_cast<std::size_t>(cells))};
    for (std::size_t i = 0; i < out.cells.size(); ++i) {
        const Instant t = out.edge(i);
        const auto wave = static_cast<std::int64_t>(i * 7919 % 23);
        out.cells[i][static_cast<std::size_t>(LogLevel::Info)] = 90 + 3 * wave;
        out.cells[i][static_cast<std::size_t>(LogLevel::Debug)] = 20 + wave;
        out.cells[i][static_cast<std::size_t>(LogLevel::Warning)] = t < at(4, 25) ? 0 : 10 + wave;
        out.cells[i][static_cast<std::size_t>(LogLevel::Error)] = t < at(5, 12) ? 0 : 25 + 2 * wave;
    }
    return out;
}

void serve(MainWindow& window) {
    MainWindow* w = &window;
    const auto view = incident();
    QObject::connect(w, &MainWindow::seriesWindowWanted, w,
                     [w, view](const std::vector<SeriesId>& ids, TimeRange range, int pixels) {
                         std::vector<SeriesWindow> out;
                         for (const SeriesInfo& info : view->series)
                             if (std::find(ids.begin(), ids.end(), info.id) != ids.end())
                                 out.push_back(seriesWindow(info, range, pixels));
                         w->setSeriesWindows(std::move(out));
                     });
    QObject::connect(w, &MainWindow::heatWanted, w,
                     [w](TimeRange range, int cells) { w->setHeat(range, heat(range, cells)); });
    LogPanel* panel = &w->logPanel();
    QObject::connect(&panel->view(), &LogView::pageWanted, w,
                     [panel](const LogPageWish& wish) { panel->view().setWindow(log(wish), wish.id); });
    QObject::connect(&panel->view(), &LogView::rowAtWanted, w, [panel](const LogRowWish& wish) {
        panel->view().showFound({true, 0, wish.at, wish.question});
    });
    QObject::connect(panel, &LogPanel::histogramWanted, w, [panel](const LogHistogramWish& wish) {
        panel->setHistogram(histogram(wish.question.range, wish.cells));
    });
    w->setIncident(view);
    w->setAnswer(answer());
    for (const SeriesInfo& info : view->series)
        w->setChangePoints(info.id, changePoints(info));
    w->setAnalysisTime(Duration::milliseconds(214));
}

} // namespace foreshock::kinesis
