// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/data/log_files.h"

#include "tests/bench/data/log_lines.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <filesystem>
#include <fstream>

namespace foreshock::bench {
namespace {

constexpr std::int64_t kStart = 1'710'403'200'000'000; ///< 2024-03-14T08:00:00Z in microseconds
constexpr std::int64_t kSpan = std::int64_t{6} * 3600 * 1'000'000;
constexpr std::array<std::string_view, 12> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

struct FilePlan {
    const char* name;
    double share;
    void (*append)(std::string&, const LogMoment&, Random&);
    int needles; ///< at a third of the file, the second one near its end
};
constexpr std::array<FilePlan, 4> kFiles = {{{"syslog.log", .15, appendSyslog, 1},
                                             {"app.jsonl", .30, appendJson, 1},
                                             {"java.log", .20, appendLog4j, 1},
                                             {"access.log", .35, appendAccess, 2}}};

LogMoment momentAt(std::int64_t micros) {
    const std::chrono::sys_time<std::chrono::microseconds> time{std::chrono::microseconds(micros)};
    const auto day = std::chrono::floor<std::chrono::days>(time);
    const std::chrono::year_month_day date{day};
    const std::chrono::hh_mm_ss clock{time - day};
    LogMoment m{};
    m.year = static_cast<int>(date.year());
    m.month = static_cast<int>(static_cast<unsigned>(date.month()));
    m.day = static_cast<int>(static_cast<unsigned>(date.day()));
    m.hour = static_cast<int>(clock.hours().count());
    m.minute = static_cast<int>(clock.minutes().count());
    m.second = static_cast<int>(clock.seconds().count());
    m.micros = static_cast<int>(clock.subseconds().count());
    m.monthName = kMonths[static_cast<std::size_t>(m.month - 1)];
    return m;
}

/// Records come as a Poisson process whose rate follows the day and doubles in the incident.
class Flow {
public:
    Flow(std::uint64_t records, Random& random)
        : m_step(static_cast<double>(kSpan) / static_cast<double>(records))
        , m_random(&random) {}

    LogMoment next() {
        const double done = (m_at - kStart) / kSpan;
        const bool isIncident = done > .60 && done < .65;
        const double load = 1.15 + .4 * std::sin(done * 12) + (isIncident ? 1.5 : 0);
        m_at = std::min<double>(m_at - std::log(1 - m_random->share()) * m_step * 1.2 / load, kStart + kSpan - 1);
        LogMoment moment = momentAt(static_cast<std::int64_t>(m_at));
        const std::uint32_t roll = m_random->below(1000);
        moment.trouble = roll < (isIncident ? 180U : 4U)    ? Trouble::Error
                         : roll < (isIncident ? 350U : 40U) ? Trouble::Warning
                                                            : Trouble::None;
        return moment;
    }

private:
    double m_at = kStart;
    double m_step;
    Random* m_random;
};

Result<void> writeFile(const std::string& path, const FilePlan& plan, std::uint64_t lines, int firstNeedle,
                       Random& random) {
    std::ofstream file(path, std::ios::binary);
    Flow flow(lines, random);
    std::string text;
    std::uint64_t written = 0;
    int needles = 0;
    const auto due = [&] { return needles == 0 ? lines / 3 : lines - std::min<std::uint64_t>(lines, 17); };
    while (written < lines) {
        LogMoment moment = flow.next();
        if (needles < plan.needles && written >= due())
            moment.needle = fmt::format(" needle-7f3a9c-{}", firstNeedle + needles++);
        const std::size_t start = text.size();
        plan.append(text, moment, random);
        written +=
            static_cast<std::uint64_t>(std::count(text.begin() + static_cast<std::ptrdiff_t>(start), text.end(), '\n'));
        if (text.size() > (1 << 20) || written >= lines) {
            file << text;
            text.clear();
        }
    }
    file.close();
    if (!file)
        return Error{ErrorCode::Io, "the file can't be written", path, "Is there room, and may you write there?"};
    // Syslog names no year: readers take it from the file.
    std::filesystem::last_write_time(
        path, std::chrono::file_clock::from_sys(
                  std::chrono::sys_time<std::chrono::seconds>(std::chrono::seconds((kStart + kSpan) / 1'000'000))));
    return {};
}

} // namespace

Result<void> writeLogFiles(const std::string& folder, std::uint64_t lines, std::uint64_t seed) {
    Random random(seed);
    int needles = 0;
    for (const FilePlan& plan : kFiles) {
        const auto share = static_cast<std::uint64_t>(static_cast<double>(lines) * plan.share);
        if (const auto done = writeFile(folder + "/" + plan.name, plan, share, needles, random); !done)
            return done;
        needles += plan.needles;
    }
    return {};
}

} // namespace foreshock::bench
