// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/domain/source.h"

#include <fmt/format.h>

#include <array>
#include <utility>

namespace foreshock {
namespace {

constexpr std::array<std::string_view, 4> kNames = {"loading", "live", "complete", "hidden"};

} // namespace

std::string_view nameOf(SourceState state) {
    return kNames[static_cast<std::size_t>(state)];
}

std::optional<SourceState> sourceState(std::string_view word) {
    for (std::size_t i = 0; i < kNames.size(); ++i)
        if (kNames[i] == word)
            return static_cast<SourceState>(i);
    return std::nullopt;
}

namespace {

/// "1 h 2 min 3.25 s": all of it, not only the two largest units.
std::string exactText(std::int64_t ns) {
    std::string out;
    for (const auto& [size, name] : {std::pair{std::int64_t{86'400}, "d"}, {3600, "h"}, {60, "min"}})
        if (const std::int64_t n = ns / (size * 1'000'000'000); n > 0) {
            out += fmt::format("{}{} {}", out.empty() ? "" : " ", n, name);
            ns -= n * size * 1'000'000'000;
        }
    if (ns > 0 || out.empty()) {
        std::string seconds = fmt::format("{}.{:09}", ns / 1'000'000'000, ns % 1'000'000'000);
        seconds.erase(seconds.find_last_not_of('0') + 1);
        if (seconds.back() == '.')
            seconds.pop_back();
        out += fmt::format("{}{} s", out.empty() ? "" : " ", seconds);
    }
    return out;
}

} // namespace

std::string clockWords(Duration offset, Duration error) {
    std::string out = offset.ns == 0  ? "as read"
                      : offset.ns > 0 ? "+" + exactText(offset.ns)
                                      : "-" + exactText(-offset.ns);
    return error.ns > 0 ? out + " \u00b1" + exactText(error.ns) : out;
}

} // namespace foreshock
