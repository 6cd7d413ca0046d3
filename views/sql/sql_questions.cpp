// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/sql/sql_questions.h"

namespace foreshock {

const std::vector<NamedQuestion>& usualQuestions() {
    static const std::vector<NamedQuestion> questions{
        {QStringLiteral("Errors a minute by service"),
         QStringLiteral("SELECT rfc3339(time_ns / ns('1m') * ns('1m')) AS minute, service, count(*) AS errors\n"
                        "  FROM logs\n"
                        " WHERE level IN ('error', 'fatal') AND time_ns BETWEEN $from AND $to\n"
                        " GROUP BY minute, service")},
        {QStringLiteral("Changes in the hour before the first alarm"),
         QStringLiteral(
             "SELECT c.start, c.service, c.kind, c.title, (a.first - c.start_ns) / ns('1m') AS minutes_before, "
             "c.id\n"
             "  FROM (SELECT min(start_ns) AS first FROM alarms) a\n"
             "  JOIN changes c ON c.start_ns BETWEEN a.first - ns('1h') AND a.first\n"
             " ORDER BY c.start_ns DESC")},
        {QStringLiteral("Alarms, and the change that began last before each"),
         QStringLiteral("SELECT a.start, a.service, a.title, c.title AS change, c.service AS changed,\n"
                        "       (a.start_ns - max(c.start_ns)) / ns('1m') AS minutes_before\n"
                        "  FROM alarms a JOIN changes c ON c.start_ns <= a.start_ns\n"
                        " GROUP BY a.id ORDER BY a.start_ns")},
        {QStringLiteral("Log records by service and level"),
         QStringLiteral("SELECT service, level, count(*) AS records, min(time) AS first, max(time) AS last\n"
                        "  FROM logs WHERE time_ns BETWEEN $from AND $to\n"
                        " GROUP BY service, level ORDER BY records DESC")},
        {QStringLiteral("Every metric, half an hour before and after the cursor"),
         QStringLiteral("SELECT service, metric, unit,\n"
                        "       round(avg(value) FILTER (WHERE time_ns < $cursor), 3) AS before,\n"
                        "       round(avg(value) FILTER (WHERE time_ns >= $cursor), 3) AS after\n"
                        "  FROM samples\n"
                        " WHERE time_ns BETWEEN $cursor - ns('30m') AND $cursor + ns('30m')\n"
                        " GROUP BY service, metric, unit ORDER BY abs(after / before - 1) DESC")},
        {QStringLiteral("Mean over five minutes, of the chosen service's metrics"),
         QStringLiteral("SELECT rfc3339(time_ns / ns('5m') * ns('5m')) AS time, metric, avg(value) AS mean\n"
                        "  FROM samples\n"
                        " WHERE service GLOB $service AND time_ns BETWEEN $from AND $to\n"
                        " GROUP BY 1, metric")},
        {QStringLiteral("Rejected rows by source and reason"),
         QStringLiteral("SELECT source, reason, count(*) AS times, min(line) AS first_line\n"
                        "  FROM issues WHERE kind = 'rejected'\n"
                        " GROUP BY source, reason ORDER BY times DESC")},
    };
    return questions;
}

} // namespace foreshock
