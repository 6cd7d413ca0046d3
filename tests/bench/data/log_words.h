// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/bench/data/random.h"

#include <fmt/format.h>

#include <array>
#include <string>

namespace foreshock::bench {

inline constexpr std::array<std::string_view, 10> kHosts = {"web-01", "web-02", "web-03",   "api-01",   "api-02",
                                                            "db-01",  "db-02",  "cache-01", "queue-01", "worker-07"};
inline constexpr std::array<std::string_view, 12> kUsers = {"alder", "birch", "cedar",  "ebony", "fir",  "hazel",
                                                            "larch", "maple", "poplar", "rowan", "teak", "willow"};
inline constexpr std::array<std::string_view, 13> kPaths = {
    "/api/v1/orders", "/api/v1/cart", "/api/v1/users",    "/static/app.js", "/static/style.css",
    "/login",         "/logout",      "/search",          "/healthz",       "/api/v2/products",
    "/metrics",       "/images/logo", "/api/v1/payments",
};

/// Appends text as fmt::format writes it.
template<class... Parts>
void put(std::string& out, fmt::format_string<Parts...> text, Parts&&... parts) {
    fmt::format_to(std::back_inserter(out), text, std::forward<Parts>(parts)...);
}

/// An address of the inner net.
inline std::string innerAddress(Random& random) {
    return fmt::format("10.{}.{}.{}", random.below(4), random.below(256), random.below(256));
}

/// A request path, often with an id of its own.
inline std::string requestPath(Random& random) {
    const std::string_view path = kPaths[random.skewed(kPaths.size())];
    if (path == "/search")
        return fmt::format("/search?q={}+{}&page={}", random.pick(kUsers), random.pick(kHosts), random.below(20));
    if (path.starts_with("/api") && !random.isOneIn(3))
        return fmt::format("{}/{}", path, 100'000 + random.below(900'000));
    return std::string(path);
}

} // namespace foreshock::bench
