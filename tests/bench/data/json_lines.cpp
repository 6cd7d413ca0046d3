// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/data/log_lines.h"
#include "tests/bench/data/log_words.h"

namespace foreshock::bench {

/// {"ts":"2024-03-14T08:00:01.042Z","level":"info","logger":"http.server","host":"web-01","msg":"request completed",…}
void appendJson(std::string& out, const LogMoment& m, Random& r) {
    const char* level = m.trouble == Trouble::Error     ? "error"
                        : m.trouble == Trouble::Warning ? "warn"
                        : r.isOneIn(5)                  ? "debug"
                                                        : "info";
    put(out, R"({{"ts":"{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z","level":"{}","logger":"{}","host":"{}",)", m.year,
        m.month, m.day, m.hour, m.minute, m.second, m.micros / 1000, level,
        r.isOneIn(2) ? "http.server" : "order.worker", r.pick(kHosts));
    if (m.trouble == Trouble::Error)
        put(out,
            R"("msg":"upstream request failed: timeout after {}ms{}","upstream":"db-{:02}:5432","retry":{},"trace_id":"{:016x}{:016x}"}})",
            1000 + r.below(9000), m.needle, r.below(3), r.below(4), r.next(), r.next());
    else if (m.trouble == Trouble::Warning)
        put(out, R"("msg":"{}{}","pool":"orders","active":{},"idle":{},"waiting":{},"trace_id":"{:016x}"}})",
            r.isOneIn(3) ? "connection reset by peer" : "connection pool near capacity", m.needle, r.below(60),
            r.below(9), r.below(50), r.next());
    else
        put(out,
            R"("msg":"request completed{}","method":"{}","path":"{}","status":{},"duration_ms":{}.{:02},"bytes":{},"user":"{}","trace_id":"{:016x}{:016x}","span_id":"{:016x}"}})",
            m.needle, r.isOneIn(4) ? "POST" : "GET", requestPath(r), r.isOneIn(20) ? 404 : 200, r.below(400),
            r.below(100), r.below(80'000), r.pick(kUsers), r.next(), r.next(), r.next());
    out += '\n';
}

} // namespace foreshock::bench
