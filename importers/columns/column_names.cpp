// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/columns/column_names.h"

#include "model/base/text.h"

#include <algorithm>

namespace foreshock {
namespace {

struct Names {
    ColumnRole role;
    std::string_view kinds; ///< first letters of the kinds they hold for: L, M (one a row), S (one a column), C, A, D
    std::vector<std::string_view> words; ///< the best first
};

/// What exports of Splunk, Kibana, Datadog, ServiceNow, PagerDuty, Gephi and spreadsheets call their columns.
const std::vector<Names>& allNames() {
    using R = ColumnRole;
    static const std::vector<Names> names = {
        {R::Time, "CA", {"actualstartdate",
                         "starttime",
                         "startedat",
                         "start",
                         "begin",
                         "triggeredat",
                         "firedat",
                         "openedat",
                         "opened",
                         "plannedstartdate",
                         "startdate",
                         "time",
                         "timestamp",
                         "eventtime",
                         "datetime",
                         "date",
                         "ts",
                         "when",
                         "createdat",
                         "created",
                         "deployedat",
                         "finishedat"}},
        {R::Time,
         "LMS",
         {"timestamp", "time", "eventtime", "datetime", "date", "ts", "epoch", "timeutc", "utctime", "timestamputc",
          "timems", "timestampms", "when", "timegenerated", "ingesttime", "createdat", "created"}},
        {R::End,
         "CA",
         {"actualenddate", "endtime", "end", "endedat", "finishedat", "finished", "completedat", "completed",
          "resolvedat", "resolved", "closedat", "closed", "stoptime", "stop", "plannedenddate", "enddate"}},
        {R::Service,
         "LMCA",
         {"service", "servicename", "app", "application", "applicationname", "component", "system",
          "kubernetescontainername", "kuberneteslabelsapp", "container", "job", "cmdbci", "configurationitem",
          "repository"}},
        {R::Service, "L", {"sourcetype"}},
        {R::Instance,
         "LMCA",
         {"host", "hostname", "instance", "pod", "podname", "kubernetespodname", "node", "server", "computer"}},
        {R::Version, "M", {"version", "release"}},
        {R::Level, "L", {"level", "loglevel", "severity", "severitytext", "lvl", "status", "priority"}},
        {R::Message,
         "L",
         {"raw", "message", "msg", "log", "logmessage", "body", "text", "content", "event", "description"}},
        {R::Metric, "M", {"metric", "metricname", "series", "measurement", "counter", "indicator", "name"}},
        {R::Value, "M", {"value", "val", "reading", "average", "avg", "mean"}},
        {R::Unit, "M", {"unit", "units", "uom"}},
        {R::Title,
         "A",
         {"title", "alertname", "alarmname", "alert", "alarm", "summary", "incident", "subject", "shortdescription",
          "name", "description", "message"}},
        {R::Title,
         "C",
         {"title", "summary", "shortdescription", "subject", "change", "changename", "name", "description", "what",
          "message"}},
        {R::Kind, "C", {"kind", "changetype", "changekind", "type", "category", "action", "eventtype"}},
        {R::Kind, "D", {"kind", "dependencytype"}},
        {R::Id,
         "CA",
         {"id", "changeid", "changenumber", "number", "alarmid", "alertid", "incidentid", "incidentnumber",
          "deploymentid", "key", "ticket"}},
        {R::Actor,
         "C",
         {"actor", "author", "user", "username", "deployedby", "deployer", "changedby", "requestedby", "assignedto",
          "owner", "who", "by"}},
        {R::Ref, "C", {"ref", "url", "link", "commit", "sha", "revision"}},
        {R::Group, "C", {"group", "rollout", "release", "batch", "deployment"}},
        {R::Scope, "C", {"scope", "environment", "env", "region", "zone", "cell", "cluster"}},
        {R::Metric, "A", {"metric", "metricname"}},
        {R::Rule, "A", {"rule", "condition", "expression", "threshold"}},
        {R::Severity, "A", {"severity", "urgency", "sev", "priority", "level"}},
        {R::State, "A", {"state", "status", "alertstate"}},
        {R::From, "D", {"from", "source", "src", "caller", "client", "consumer", "service"}},
        {R::To, "D", {"to", "target", "dst", "destination", "callee", "server", "provider", "dependson", "dependency"}},
        {R::Why, "D", {"why", "reason", "comment", "protocol", "label"}},
        {R::Basis, "CAD", {"basis"}},
    };
    return names;
}

char letterOf(RowKind kind) {
    return "LMSCAD"[static_cast<std::size_t>(kind)];
}

} // namespace

std::string plainName(std::string_view column) {
    std::string out;
    for (const char c : lowered(column))
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80)
            out += c;
    return out;
}

std::vector<std::size_t> columnsNamed(const std::vector<std::string>& header, ColumnRole role, RowKind kind) {
    std::vector<std::string> plain;
    for (const std::string& name : header)
        plain.push_back(plainName(name));
    std::vector<std::size_t> found;
    for (const Names& names : allNames()) {
        if (names.role != role || names.kinds.find(letterOf(kind)) == std::string_view::npos)
            continue;
        for (const std::string_view word : names.words)
            for (std::size_t i = 0; i < plain.size(); ++i)
                if (plain[i] == word)
                    found.push_back(i);
    }
    return found;
}

} // namespace foreshock
