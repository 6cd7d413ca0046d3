// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/templates/format_strings.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>

namespace foreshock::test {
namespace {

using Words = std::vector<std::string>;

/// Words that stand in for a variable; few for states, many for names.
const std::map<std::string, Words>& pools() {
    static const std::map<std::string, Words> kPools = {
        {"user",
         {"root", "alice", "bob", "carol", "svc-deploy", "postgres", "www-data", "jenkins", "mallory", "nagios",
          "backup", "erin", "oracle", "guest"}},
        {"host",
         {"web-a", "db-primary", "cache", "cart.prod.svc", "edge", "gateway", "auth", "node-b", "mx.example.org",
          "ldap.example.org", "mailhost"}},
        {"noun",
         {"orders", "payments", "users", "inventory", "sessions", "audit_log", "events", "metrics", "shipments",
          "catalog", "invoices"}},
        {"svc",
         {"checkout", "billing", "search", "recommender", "frontend", "mailer", "ledger", "indexer", "scheduler"}},
        {"verb", {"EHLO", "AUTH", "RCPT", "DATA", "STARTTLS", "UNKNOWN"}},
        {"stream", {"MsgApp v2", "Message"}},
        {"mongostate", {"PRIMARY", "SECONDARY", "RECOVERING", "STARTUP2", "DOWN", "ROLLBACK"}},
        {"role", {"manager", "worker"}},
        {"invstate", {"draft", "open", "paid", "void", "uncollectible"}},
        {"bank", {"Ostbank", "Norges Finans", "Sparkasse", "Credit Nord", "Unibank", "Monte Verde"}},
        {"reason", {"insufficient funds", "card expired", "limit exceeded", "stolen card", "do not honour", "timeout"}},
        {"cur", {"EUR", "USD", "NOK", "CHF", "GBP", "JPY"}}};
    return kPools;
}

class Generator {
public:
    explicit Generator(std::uint64_t seed)
        : m_state(seed * 0x9E3779B97F4A7C15ULL + 1) {
        m_skew = .4 + 1.2 * share();
    }
    double share() { return static_cast<double>(next() >> 11) / 9007199254740992.0; }
    int below(int n) { return static_cast<int>(next() % static_cast<std::uint64_t>(n)); }
    /// The first are drawn most often.
    const std::string& pick(const Words& words) {
        const double at = std::pow(1 - share(), -1 / m_skew) - 1;
        return words[at < static_cast<double>(words.size())
                         ? static_cast<std::size_t>(at)
                         : static_cast<std::size_t>(below(static_cast<int>(words.size())))];
    }
    std::string line(const std::string& format) {
        std::string out;
        for (std::size_t at = 0; at < format.size();) {
            const std::size_t open = format.find('{', at);
            out += format.substr(at, open - at);
            if (open == std::string::npos)
                break;
            const std::size_t close = format.find('}', open);
            out += value(format.substr(open + 1, close - open - 1));
            at = close + 1;
        }
        return out;
    }

private:
    std::uint64_t next() {
        std::uint64_t x = m_state += 0x9E3779B97F4A7C15ULL;
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9ULL;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EBULL;
        return x ^ (x >> 31);
    }
    std::string value(const std::string& kind) {
        if (const auto pool = pools().find(kind); pool != pools().end())
            return pick(pool->second);
        if (kind == "int")
            return std::to_string(static_cast<int>(std::pow(10, 6 * share())));
        if (kind == "small")
            return std::to_string(below(10));
        if (kind == "port")
            return std::to_string(below(60000));
        if (kind == "float")
            return fmt::format("{:.2f}", 99 * share());
        if (kind == "hex")
            return fmt::format("{:012x}", next() >> 16);
        if (kind == "hexid")
            return fmt::format("{:010X}", next() >> 24);
        if (kind == "ip")
            return fmt::format("{}.{}.{}.{}", below(255), below(255), below(255), below(255));
        if (kind == "mac")
            return fmt::format("{:02x}:{:02x}:{:02x}:{:02x}:{:02x}:{:02x}", below(256), below(256), below(256),
                               below(256), below(256), below(256));
        if (kind == "uuid")
            return fmt::format("{:08x}-{:04x}-4{:03x}-a{:03x}-{:012x}", next() >> 32, next() >> 48, next() >> 52,
                               next() >> 52, next() >> 16);
        if (kind == "email")
            return pick(pools().at("user")) + "@" + pick(pools().at("host"));
        if (kind == "path")
            return fmt::format("/{}/{}/{}", below(2) ? "var" : "srv", pick(pools().at("noun")),
                               pick(pools().at("svc")));
        if (kind == "url")
            return fmt::format("https://{}/{}?id={}", pick(pools().at("host")), pick(pools().at("noun")), below(999));
        if (kind == "dur")
            return below(2) ? fmt::format("{}ms", below(900)) : fmt::format("{:.2f}s", 9 * share());
        if (kind == "ver")
            return fmt::format("v{}.{}.{}", below(9), below(20), below(20));
        if (kind == "dev")
            return fmt::format("eth{}", below(4));
        if (kind == "ident")
            return pick(pools().at("noun")) + (below(2) ? "_" : ".") + pick(pools().at("svc"));
        if (kind == "quoted")
            return "\"" + pick(pools().at("noun")) + "\"";
        if (kind == "date")
            return fmt::format("Mar {} 10:{:02}:{:02}", 1 + below(28), below(60), below(60));
        return "<" + kind + ">";
    }

    std::uint64_t m_state;
    double m_skew;
};

std::map<std::uint32_t, std::vector<std::size_t>> groupsOf(const std::vector<std::uint32_t>& ids) {
    std::map<std::uint32_t, std::vector<std::size_t>> out;
    for (std::size_t i = 0; i < ids.size(); ++i)
        out[ids[i]].push_back(i);
    return out;
}

/// Groups of one that are groups of the other, too; and the lines in them.
std::pair<std::size_t, std::size_t> same(const std::vector<std::uint32_t>& a, const std::vector<std::uint32_t>& b) {
    std::set<std::vector<std::size_t>> all;
    for (const auto& [id, lines] : groupsOf(b))
        all.insert(lines);
    std::pair<std::size_t, std::size_t> out{0, 0};
    for (const auto& [id, lines] : groupsOf(a))
        if (all.contains(lines)) {
            ++out.first;
            out.second += lines.size();
        }
    return out;
}

} // namespace

std::vector<DrawnLines> drawnLines(std::uint64_t seed, std::size_t linesEach) {
    namespace fs = std::filesystem;
    std::vector<fs::path> files;
    for (const fs::directory_entry& entry :
         fs::directory_iterator(fs::path(FORESHOCK_SOURCE_DIR) / "tests/data/format_strings"))
        files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    std::vector<DrawnLines> out;
    for (const fs::path& path : files) {
        Generator generator(seed * 1000 + out.size());
        Words formats;
        std::ifstream in(path);
        for (std::string line; std::getline(in, line);)
            formats.push_back(line);
        // A few formats make up most of a log.
        std::vector<double> sums;
        std::vector<std::size_t> order(formats.size());
        for (std::size_t i = 0; i < order.size(); ++i)
            order[i] = i;
        for (std::size_t i = order.size(); i > 1; --i)
            std::swap(order[i - 1], order[static_cast<std::size_t>(generator.below(static_cast<int>(i)))]);
        for (std::size_t i = 0; i < formats.size(); ++i)
            sums.push_back((sums.empty() ? 0 : sums.back()) +
                           std::pow(static_cast<double>(i + 1), -(.8 + .6 * generator.share())));
        DrawnLines drawn;
        drawn.name = path.stem().string();
        for (std::size_t n = 0; n < linesEach; ++n) {
            const auto at = std::upper_bound(sums.begin(), sums.end(), sums.back() * generator.share());
            const std::size_t format =
                order[std::min<std::size_t>(static_cast<std::size_t>(at - sums.begin()), order.size() - 1)];
            drawn.truth.push_back(static_cast<std::uint32_t>(format));
            drawn.lines.push_back(generator.line(formats[format]));
        }
        out.push_back(std::move(drawn));
    }
    return out;
}

double groupingAccuracy(const std::vector<std::uint32_t>& truth, const std::vector<std::uint32_t>& mined) {
    return static_cast<double>(same(truth, mined).second) / static_cast<double>(std::max<std::size_t>(1, truth.size()));
}

double groupingF1(const std::vector<std::uint32_t>& truth, const std::vector<std::uint32_t>& mined) {
    const auto groups = static_cast<double>(groupsOf(truth).size() + groupsOf(mined).size());
    return 2 * static_cast<double>(same(truth, mined).first) / std::max(1.0, groups);
}

} // namespace foreshock::test
