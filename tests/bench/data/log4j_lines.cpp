// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/data/log_lines.h"
#include "tests/bench/data/log_words.h"

namespace foreshock::bench {
namespace {

constexpr std::array<std::string_view, 8> kClasses = {
    "shop.OrderService",   "shop.PaymentGateway", "shop.CartController", "infra.HikariPool",
    "infra.KafkaConsumer", "auth.TokenFilter",    "web.Dispatcher",      "shop.InventoryClient",
};

void stackTrace(std::string& out, Random& r) {
    put(out,
        "\njava.sql.SQLTransientConnectionException: HikariPool-1 - Connection is not available, request timeout after "
        "{}ms.",
        30'000 + r.below(500));
    for (std::uint32_t depth = 8 + r.below(25); depth > 0; --depth) {
        const std::string_view place = r.pick(kClasses);
        put(out, "\n\tat com.example.{}$Proxy{}.invoke({}.java:{})", place, r.below(9),
            place.substr(place.find('.') + 1), r.below(900));
    }
    out += "\nCaused by: java.net.SocketTimeoutException: Read timed out";
}

void usual(std::string& out, Random& r) {
    switch (r.skewed(5)) {
    case 0:
        return put(out, "Order {} created for customer {}, total={}.{:02} EUR, items={}", r.below(9'000'000),
                   r.below(500'000), r.below(900), r.below(100), 1 + r.below(9));
    case 1:
        return put(out, "Consumed message topic=orders partition={} offset={} key={:08x} latency={}ms", r.below(12),
                   r.below(90'000'000), r.next() >> 32, r.below(900));
    case 2:
        return put(out, "Completed 200 OK in {} ms, view=null, session={:016X}", r.below(900), r.next());
    case 3:
        return put(out, "HikariPool-1 - Pool stats (total={}, active={}, idle={}, waiting={})", r.below(60),
                   r.below(60), r.below(60), r.below(60));
    default:
        return put(out, "Token for {} refreshed, expires in {} s, scopes=[read, write, orders:{}]", r.pick(kUsers),
                   r.below(3600), r.below(99));
    }
}

} // namespace

/// 2024-03-14 08:00:01,042 [http-nio-8080-exec-40] INFO  c.e.infra.HikariPool - Order 8139903 created for customer …
void appendLog4j(std::string& out, const LogMoment& m, Random& r) {
    const char* level = m.trouble == Trouble::Error     ? "ERROR"
                        : m.trouble == Trouble::Warning ? "WARN "
                        : r.isOneIn(4)                  ? "DEBUG"
                                                        : "INFO ";
    put(out, "{:04}-{:02}-{:02} {:02}:{:02}:{:02},{:03} [http-nio-8080-exec-{}] {} c.e.{} - ", m.year, m.month, m.day,
        m.hour, m.minute, m.second, m.micros / 1000, r.below(64), level, r.pick(kClasses));
    if (m.trouble == Trouble::Error)
        put(out, "Failed to process order {} for user {}: could not acquire connection within {} ms",
            r.below(9'000'000), r.pick(kUsers), r.below(30'000));
    else if (m.trouble == Trouble::Warning)
        put(out, "Thread starvation or clock leap detected (housekeeper delta={}s{}ms)", r.below(90), r.below(1000));
    else
        usual(out, r);
    out += m.needle;
    if (m.trouble == Trouble::Error)
        stackTrace(out, r);
    out += '\n';
}

} // namespace foreshock::bench
