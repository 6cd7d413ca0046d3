// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/data/log_lines.h"
#include "tests/bench/data/log_words.h"

namespace foreshock::bench {
namespace {

constexpr std::array<std::string_view, 6> kAgents = {
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_2 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.2 "
    "Mobile/15E148 Safari/604.1",
    "curl/8.5.0",
    "kube-probe/1.28",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:121.0) Gecko/20100101 Firefox/121.0",
    "python-requests/2.31.0",
};

int statusOf(Trouble trouble, Random& r) {
    if (trouble == Trouble::Error)
        return r.isOneIn(2) ? 502 : 504;
    if (trouble == Trouble::Warning)
        return r.isOneIn(2) ? 404 : 429;
    return 200;
}

} // namespace

/// 81.2.69.142 - - [14/Mar/2024:08:00:01 +0000] "GET /login HTTP/1.1" 200 5120 "-" "curl/8.5.0"
void appendAccess(std::string& out, const LogMoment& m, Random& r) {
    put(out, "{}.{}.{}.{} - {} [{:02}/{}/{:04}:{:02}:{:02}:{:02} +0000] ", 1 + r.below(223), r.below(256), r.below(256),
        r.below(256), r.isOneIn(6) ? r.pick(kUsers) : "-", m.day, m.monthName, m.year, m.hour, m.minute, m.second);
    put(out, "\"{} {} HTTP/1.1\" {} {} \"{}\" \"{}{}\"\n", r.isOneIn(5) ? "POST" : "GET", requestPath(r),
        statusOf(m.trouble, r), r.below(90'000), r.isOneIn(3) ? "https://shop.example.com/" : "-",
        kAgents[r.skewed(kAgents.size())], m.needle);
}

} // namespace foreshock::bench
