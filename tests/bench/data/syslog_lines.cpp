// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/data/log_lines.h"
#include "tests/bench/data/log_words.h"

namespace foreshock::bench {
namespace {

constexpr std::array<std::string_view, 6> kPrograms = {"sshd", "dockerd", "haproxy", "postgres", "kubelet", "nginx"};

void error(std::string& out, const LogMoment& m, Random& r) {
    if (r.isOneIn(3))
        put(out, "kernel: [{}.{:06}] Out of memory: Killed process {} (java) total-vm:{}kB, anon-rss:{}kB{}",
            r.below(900'000), r.below(1'000'000), 300 + r.below(30'000), r.below(9'000'000), r.below(5'000'000),
            m.needle);
    else
        put(out, "{}[{}]: error: connection to {}:5432 failed: timeout after {}ms{}", r.pick(kPrograms),
            300 + r.below(30'000), innerAddress(r), 1000 + r.below(9000), m.needle);
}

void usual(std::string& out, const LogMoment& m, Random& r) {
    const std::uint32_t process = 300 + r.below(30'000);
    switch (r.skewed(6)) {
    case 0:
        return put(out, "sshd[{}]: Accepted publickey for {} from {} port {} ssh2: ED25519 SHA256:{:016x}{:016x}{}",
                   process, r.pick(kUsers), innerAddress(r), 1024 + r.below(60'000), r.next(), r.next(), m.needle);
    case 1:
        return put(out, "systemd[1]: Started Session {} of User {}.{}", r.below(100'000), r.pick(kUsers), m.needle);
    case 2:
        return put(out,
                   "haproxy[{}]: {}:{} [{:02}/{}/{}:{:02}:{:02}:{:02}.{:03}] fe_https be_app/{} {}/0/{}/{}/{} 200 {} - "
                   "- ---- {}/{}/{}/{}/0 0/0 \"GET {} HTTP/1.1\"{}",
                   process, innerAddress(r), 1024 + r.below(60'000), m.day, m.monthName, m.year, m.hour, m.minute,
                   m.second, m.micros / 1000, r.pick(kHosts), r.below(3), r.below(5), r.below(200), r.below(300),
                   r.below(50'000), r.below(400), r.below(400), r.below(90), r.below(20), requestPath(r), m.needle);
    case 3:
        return put(out,
                   "kubelet[{}]: I{:02}{:02} {:02}:{:02}:{:02}.{:06} {:7} reconciler.go:{}] \"Reconciler: start to "
                   "sync state\" pod=\"prod/{}-{:08x}-{:05x}\"{}",
                   process, m.month, m.day, m.hour, m.minute, m.second, m.micros, process, r.below(400), r.pick(kUsers),
                   r.next() >> 32, r.below(1 << 20), m.needle);
    case 4:
        return put(out,
                   "postgres[{}]: [{}-1] LOG:  checkpoint complete: wrote {} buffers ({}.{}%); 0 WAL file(s) added, 0 "
                   "removed, {} recycled; write={}.{:03} s, sync=0.{:03} s{}",
                   process, r.below(900), r.below(9000), r.below(40), r.below(10), r.below(9), r.below(100),
                   r.below(1000), r.below(1000), m.needle);
    default:
        return put(out,
                   "kernel: [{}.{:06}] [UFW BLOCK] IN=eth0 OUT= MAC={:012x} SRC=203.{}.{}.{} DST=10.0.0.{} LEN={} "
                   "TOS=0x00 PREC=0x00 TTL={} ID={} PROTO=TCP SPT={} DPT={}{}",
                   r.below(900'000), r.below(1'000'000), r.next() >> 16, r.below(256), r.below(256), r.below(256),
                   r.below(256), r.below(1500), r.below(255), r.below(65'536), r.below(65'536), r.below(1024),
                   m.needle);
    }
}

} // namespace

/// Mar 14 08:00:01 db-01 sshd[4711]: Accepted publickey for rowan from 10.0.3.9 port 40112 ssh2: ED25519 SHA256:…
void appendSyslog(std::string& out, const LogMoment& m, Random& r) {
    put(out, "{} {:2} {:02}:{:02}:{:02} {} ", m.monthName, m.day, m.hour, m.minute, m.second, r.pick(kHosts));
    if (m.trouble == Trouble::Error)
        error(out, m, r);
    else if (m.trouble == Trouble::Warning)
        put(out, "{}[{}]: warning: {} for backend be_app/{} is slow ({} ms){}", r.pick(kPrograms), r.below(30'000),
            r.isOneIn(2) ? "health check" : "connection reset by peer", r.pick(kHosts), r.below(3000), m.needle);
    else
        usual(out, m, r);
    out += '\n';
}

} // namespace foreshock::bench
