// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The parts of the root-cause ranking beside slow, obvious twins.
#include "model/analysis/causes/excess_flow.h"
#include "model/analysis/causes/log_surge.h"
#include "model/analysis/causes/series_region.h"
#include "model/analysis/causes/tails.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <functional>
#include <numbers>
#include <random>
#include <regex>
#include <sstream>

using namespace foreshock;

namespace {

/// Simpson's rule over the density of Student's t, with a substitution that reaches infinity.
double slowStudent(double z, double nu) {
    const double scale = std::exp(std::lgamma((nu + 1) / 2) - std::lgamma(nu / 2)) / std::sqrt(nu * std::numbers::pi);
    const auto density = [&](double u) { // x = z + u/(1−u)
        if (u >= 1)
            return 0.;
        const double x = z + u / (1 - u);
        return scale * std::pow(1 + x * x / nu, -(nu + 1) / 2) / ((1 - u) * (1 - u));
    };
    constexpr int kSteps = 200'000;
    double sum = density(0) + density(1);
    for (int i = 1; i < kSteps; ++i)
        sum += density(static_cast<double>(i) / kSteps) * (i % 2 ? 4 : 2);
    return sum / (3 * kSteps);
}

double slowPoisson(long k, double mean) {
    double below = 0;
    for (long i = 0; i < k; ++i)
        below += std::exp(static_cast<double>(i) * std::log(mean) - mean - std::lgamma(static_cast<double>(i) + 1));
    return 1 - below;
}

/// As the regular expressions of the reference prototype say it.
std::string slowMask(const std::string& message) {
    static const std::regex kValue(R"(\[[^\[\]]*[:=][^\[\]]*\]|"[^"]*"|'[^']*'|\([^()]*[:=][^()]*\))");
    static const std::regex kDigit("[0-9]");
    std::istringstream words(std::regex_replace(message.substr(0, message.find('\n')).substr(0, 400), kValue, "*"));
    std::string out;
    for (std::string word; words >> word;)
        out += (out.empty() ? "" : " ") + (std::regex_search(word, kDigit) ? "*" : word);
    return out.substr(0, 160);
}

} // namespace

TEST_CASE("tails: closed forms are the integrals of the densities", "[analysis][causes]") {
    for (const double z : {0., .3, 1., 2.5, 7., 20., 60.}) {
        INFO(z);
        CHECK(upperStudent2(z) == Approx(slowStudent(z, 2)).epsilon(1e-5));
        CHECK(upperStudent3(z) == Approx(slowStudent(z, 3)).epsilon(1e-5));
    }
    CHECK(upperStudent3(29.9999 * std::numbers::sqrt3) ==
          Approx(upperStudent3(30.0001 * std::numbers::sqrt3)).epsilon(1e-4));
    CHECK(upperStudent3(1e6) > 0);
}

TEST_CASE("tails: Poisson and binomial tails are their sums", "[analysis][causes]") {
    for (const double mean : {.05, .5, 3., 40.})
        for (const long k : {0L, 1L, 2L, 5L, 40L, 60L}) {
            INFO(k << " of mean " << mean);
            CHECK(upperPoisson(k, mean) == Approx(slowPoisson(k, mean)).epsilon(1e-9).margin(1e-12));
        }
    CHECK(upperPoisson(1'000'000, 900'000.) < 1e-12);
    CHECK(upperPoisson(900'000, 1'000'000.) == Approx(1));
    CHECK(upperBinomial(0, 8, .01) == 1);
    CHECK(upperBinomial(1, 8, .01) == Approx(1 - std::pow(.99, 8)));
    CHECK(upperBinomial(8, 8, .01) == Approx(1e-16));
}

TEST_CASE("usual level: the shortest half of all pairs of order statistics", "[analysis][causes]") {
    std::mt19937 random(3);
    std::lognormal_distribution<double> draw(0, 1);
    for (std::size_t n = 8; n < 40; ++n) {
        Values y;
        for (std::size_t i = 0; i < n; ++i)
            y.push_back(draw(random));
        const UsualLevel found = usualLevel(y);
        double least = 1e300;
        for (const double a : y)
            for (const double b : y)
                if (b >= a && static_cast<std::size_t>(std::count_if(
                                  y.begin(), y.end(), [&](double v) { return v >= a && v <= b; })) >= n / 2 + 1)
                    least = std::min(least, b - a);
        CHECK(found.noise == Approx(least / 1.349 * (1 + 2 / static_cast<double>(n))));
        CHECK(found.level >= *std::min_element(y.begin(), y.end()));
        CHECK(found.level <= *std::max_element(y.begin(), y.end()));
    }
}

TEST_CASE("masked message: as the regular expressions say", "[analysis][causes]") {
    const std::vector<const char*> texts = {
        "GET /cart?id=7 took 12 ms [trace=9f]",
        "16:42:09.486 INFO  t.c.Travel2Controller#115 TraceID: 6f3c SpanID: 376 [query][Query TripResponse]",
        "user 'a b' said \"it's 5\" (code=3) (none)",
        "[[a:b] c]",
        "[a [b=c] d",
        "unclosed \"quote and 'this'",
        "first\nsecond 2",
        "",
        "   ",
        "(a(b:c)d)",
        "]x[",
    };
    std::vector<std::string> messages(texts.begin(), texts.end());
    messages.push_back(std::string(500, 'a'));
    for (const std::string& message : messages) {
        INFO(message);
        CHECK(maskedMessage(message) == slowMask(message));
    }
    std::mt19937 random(7);
    const std::string letters = "ab1 []()'\":=\n\t";
    for (int i = 0; i < 5000; ++i) {
        std::string message;
        for (auto k = random() % 30; k > 0; --k)
            message += letters[random() % letters.size()];
        INFO(message);
        CHECK(maskedMessage(message) == slowMask(message));
    }
    CHECK(hasTroubleWord("connection timed out"));
    CHECK(hasTroubleWord("Failed to bind"));
    CHECK(hasTroubleWord("an ERROR occurred"));
    CHECK_FALSE(hasTroubleWord("terror at the errorless mirror"));
}

TEST_CASE("excess flow: visits are sums over all ways through the calls", "[analysis][causes]") {
    std::mt19937 random(11);
    const auto unit = [&] { return static_cast<double>(random() % 1000) / 1000; };
    for (int round = 0; round < 200; ++round) {
        constexpr int kServices = 7;
        std::vector<std::pair<int, int>> edges;
        for (int a = 0; a < kServices; ++a)
            for (int b = a + 1; b < kServices; ++b) // no cycles
                if (random() % 3 == 0)
                    edges.push_back({a, b});
        const CallGraph calls(kServices, edges);
        std::map<int, FlowInput> inputs;
        std::vector<double> excess;
        for (int s = 0; s < kServices; ++s) {
            FlowInput& in = inputs[s];
            in.requests = 1 + unit() * 9;
            for (int i = 0; i < 30; ++i)
                in.normal.push_back(1 + unit() * .01);
            excess.push_back(unit() < .3 ? 0 : unit());
            in.window = {1, 1.02 + excess.back(), 1.02 + excess.back()};
        }
        const auto shares = excessFlow(calls, 0, inputs, {});
        REQUIRE(shares.size() == kServices);
        const auto rate = [&](int callee) {
            double all = 0;
            for (const int p : calls.callers(callee))
                all += inputs[p].requests;
            return inputs[callee].requests / all;
        };
        const std::function<double(int, int)> ways = [&](int from, int to) {
            double sum = from == to ? 1 : 0;
            for (const int c : calls.callees(from))
                sum += rate(c) * ways(c, to);
            return sum;
        };
        for (const FlowShare& s : shares) {
            INFO("round " << round << ", service " << s.service);
            const double expected = ways(0, s.service);
            if (s.isReached)
                CHECK(s.visits == Approx(expected).margin(1e-12));
            else
                CHECK(expected == 0);
            double below = 0;
            for (const int c : calls.callees(s.service))
                for (const FlowShare& other : shares)
                    if (other.service == c)
                        below += rate(c) * other.excess;
            CHECK(s.own == Approx(std::max(0.0, s.excess - below)).margin(1e-12));
        }
    }
}

TEST_CASE("call graph: stepping over services keeps who reaches whom", "[analysis][causes]") {
    std::mt19937 random(5);
    for (int round = 0; round < 100; ++round) {
        constexpr int kServices = 8;
        std::vector<std::pair<int, int>> edges;
        for (int i = 0; i < 12; ++i)
            edges.push_back({static_cast<int>(random() % kServices), static_cast<int>(random() % kServices)});
        std::vector<bool> isKept;
        for (int s = 0; s < kServices; ++s)
            isKept.push_back(random() % 2 == 0);
        const CallGraph calls(kServices, edges);
        const CallGraph over = calls.steppedOver(isKept);
        for (int a = 0; a < kServices; ++a) {
            if (!isKept[static_cast<std::size_t>(a)])
                continue;
            const auto before = calls.reach(a), after = over.reach(a);
            for (int b = 0; b < kServices; ++b)
                if (isKept[static_cast<std::size_t>(b)])
                    CHECK((std::count(before.begin(), before.end(), b) > 0) ==
                          (std::count(after.begin(), after.end(), b) > 0));
            CHECK(calls.callersFirst(a).size() == before.size());
        }
    }
}
