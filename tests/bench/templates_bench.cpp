// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workflows/incident_session.h"
#include "model/store/logs/log_reader.h"
#include "model/store/logs/template_reader.h"
#include "model/templates/template_miner.h"
#include "tests/bench/bench_row.h"
#include "tests/bench/benches.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <functional>
#include <string_view>

namespace foreshock::bench {
namespace {

constexpr std::size_t kMessages = 400'000;
constexpr int kRounds = 7;

/// A bench of an answer that failed measures nothing.
template<class T>
T sure(Result<T> result) {
    if (result)
        return std::move(*result);
    fmt::print(stderr, "foreshock_bench: {}\n", result.error().text());
    std::exit(1);
}

/// The least that grouping lines by their words can cost: each cut at blanks, each word hashed. How many there were.
std::size_t wordsHashed(const std::vector<std::string>& messages) {
    std::size_t words = 0, sum = 0;
    for (const std::string& message : messages) {
        const std::string_view text = message;
        for (std::size_t begin = 0; begin < text.size();) {
            const std::size_t end = std::min(text.find(' ', begin), text.size());
            sum += std::hash<std::string_view>()(text.substr(begin, end - begin));
            begin = end + 1;
            ++words;
        }
    }
    return sum == 0 ? 0 : words; // so that no hash is left out
}

} // namespace

void templatesBench(const std::string& incident) {
    auto session = sure(IncidentSession::open(incident));
    auto result = sure(store::LogResult::open(session.database(), session.gate(), LogQuery(), TimeRange::everything()));
    std::vector<std::string> messages;
    std::size_t bytes = 0;
    for (store::LogResult::Place place; messages.size() < kMessages;) {
        const auto records = sure(result.next(place, kMessages - messages.size()));
        if (records.empty())
            break;
        for (const LogRecord& r : records) {
            messages.push_back(r.message);
            bytes += r.message.size();
        }
    }
    std::size_t templates = 0;
    std::vector<double> nanoseconds, ratios;
    for (int i = 0; i < kRounds; ++i) {
        const double mined = onceBusy([&] {
            TemplateMiner miner;
            for (const std::string& message : messages)
                miner.add(message);
            miner.settle();
            templates = miner.liveCount();
        });
        std::size_t words = 0;
        const double hashed = onceBusy([&] { words = wordsHashed(messages); });
        if (words == 0)
            return;
        nanoseconds.push_back(mined * 1e6 / static_cast<double>(messages.size()));
        ratios.push_back(mined / hashed);
    }
    const Spread spread = spreadOf(nanoseconds);
    row("template mining, one core", spread, "ns a line",
        fmt::format("{:.2f} M lines/s of CPU; {} messages of {} B, {} templates", 1e3 / spread.median, messages.size(),
                    bytes / std::max<std::size_t>(1, messages.size()), templates),
        400);
    row("template mining ÷ hashing every word of the same lines", spreadOf(ratios), "×",
        "cut at blanks, std::hash; beside each other, in turn");
    std::size_t listed = 0;
    const auto list = times(kRounds, [&] {
        listed = sure(store::readTemplates(session.database(), session.gate(), TimeRange::everything(),
                                           store::TemplateDetail::Totals))
                     .templates.size();
    });
    row("list of all templates", spreadOf(list), "ms", fmt::format("{} templates", listed));
}

} // namespace foreshock::bench
