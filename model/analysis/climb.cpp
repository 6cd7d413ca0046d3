// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/analysis/climb.h"

#include "model/analysis/despike.h"
#include "model/analysis/rank_constants.h"
#include "model/analysis/ridge.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>

namespace foreshock {
namespace {

constexpr std::size_t kMostFree = 4; ///< pieces that began at no change, in one story
constexpr int kMostPoints = 150;
constexpr double kTimes = 60; ///< at which a piece of nobody's may begin
constexpr std::array<double, 2> kLengths = {2, 30};
constexpr double kMostTold = 60;  ///< independent samples that count: no climb is just a ramp and a slope
constexpr double kNobody = 1;     ///< prior of a story without any change's run
constexpr Minute kSamePiece = 30; ///< changes that began so near each other dispute a piece
constexpr double kLeastShare = .001;
constexpr int kSharp = 6; ///< minutes of a bin that clocks hide

struct Piece {
    Minute start = 0;
    Minute end = 0;
};

/// Samples from a minute to the break, in at most kMostPoints bins.
struct Points {
    int held = 1;          ///< minutes for which one value stood
    int bin = 1;           ///< minutes of one point
    bool hasMoved = false; ///< not one level throughout
    Values minutes;
    Values values;
    Values load;
    Values weights; ///< of each, as a factor of its distance
    void weigh() {
        for (std::size_t i = 0; i < values.size(); ++i) {
            values[i] *= weights[i];
            load[i] *= weights[i];
        }
    }
};

/// Noise of calls grows with the calls: distances in parts of the level around.
Values relativeWeights(View values) {
    Values out;
    const double usual = std::abs(median(values));
    for (std::size_t i = 0; i < values.size(); ++i) {
        const double around = std::abs(median(cut(values, static_cast<double>(i) - 2, static_cast<double>(i) + 3)));
        out.push_back(around > 0 ? std::clamp(usual / around, .01, 10.0) : 1);
    }
    return out;
}

double dot(View a, View b) {
    double sum = 0;
    for (std::size_t i = 0; i < a.size(); ++i)
        sum += a[i] * b[i];
    return sum;
}

/// A series that is sampled less often than each minute holds a value for `length` minutes from each `phase` on.
struct Held {
    int length = 1;
    std::size_t phase = 0;
};

Held heldIn(View y) {
    Values runs;
    Held out;
    for (std::size_t i = 0; i < y.size();) {
        std::size_t end = i + 1;
        while (end < y.size() && y[end] == y[i])
            ++end;
        if (!std::isnan(y[i]))
            runs.push_back(static_cast<double>(end - i));
        if (runs.size() == 1)
            out.phase = end; // the first run may be cut off
        i = end;
    }
    if (runs.size() >= 3)
        out.length = std::max(1, static_cast<int>(median(runs)));
    out.phase %= static_cast<std::size_t>(out.length);
    return out;
}

Points pointsOf(View y, View load, TimeSpan span, ClimbShape shape) {
    auto begin = static_cast<std::size_t>(std::clamp(span.from, 0.0, static_cast<double>(y.size())));
    const auto until =
        static_cast<std::size_t>(std::clamp(span.to + 1, static_cast<double>(begin), static_cast<double>(y.size())));
    Points out;
    const Held held = heldIn(y.subspan(begin, until - begin));
    out.held = held.length;
    begin = std::min(begin + held.phase, until);
    const int wide = (static_cast<int>(until - begin) + kMostPoints - 1) / kMostPoints;
    out.bin = held.length * std::max(1, (wide + held.length - 1) / held.length); // what is held is not cut up
    Values pushing = bridged(load.first(std::min(until, load.size())));
    if (!pushing.empty()) { // what no instrument measures must not outweigh all the rest
        const double usual = median(pushing);
        const double reach = 50 * std::max(spread(pushing), .1 * std::abs(usual));
        for (double& v : pushing)
            v = std::clamp(v, usual - reach, usual + reach);
    }
    std::size_t next = begin;
    for (std::size_t at = begin; at < until; at = next) {
        next = at + static_cast<std::size_t>(out.bin);
        double minutes = 0;
        double sum = 0;
        double pushed = 0;
        int n = 0;
        for (std::size_t k = at; k < std::min(until, next); ++k) {
            if (std::isnan(y[k]))
                continue;
            minutes += static_cast<double>(k);
            sum += y[k];
            pushed += k < pushing.size() ? pushing[k] : 0;
            ++n;
        }
        if (n == 0)
            continue;
        out.minutes.push_back(minutes / n);
        out.values.push_back(sum / n);
        out.load.push_back(pushed / n);
    }
    if (out.values.size() >= 9) {
        out.values = despiked(out.values);
        out.load = despiked(out.load);
    }
    out.hasMoved = out.values.size() > 1 && deviation(out.values) > 1e-9 * std::abs(mean(out.values));
    out.weights = shape == ClimbShape::Ramp ? relativeWeights(out.values) : Values(out.values.size(), 1.0);
    out.weigh();
    return out;
}

/// Columns made orthonormal (modified Gram-Schmidt), and what they leave of the values.
class Basis {
public:
    Basis(const Points& points, bool withLoad, ClimbShape shape)
        : m_points(&points)
        , m_hasSlope(shape == ClimbShape::RampAndSlope)
        , m_left(points.values) {
        add(Values(points.weights));
        if (withLoad)
            add(points.load);
    }

    double residual() const { return dot(m_left, m_left); }
    const Values& left() const { return m_left; }

    void add(const Piece& piece) {
        auto [ramp, hinge] = columnsOf(piece);
        add(std::move(ramp));
        if (m_hasSlope)
            add(std::move(hinge));
    }

    /// Residual with the piece beside what is in already.
    double residualWith(const Piece& piece) const {
        auto [ramp, hinge] = columnsOf(piece);
        double out = residual();
        if (orthonormal(ramp))
            out -= square(dot(ramp, m_left));
        if (!m_hasSlope)
            return std::max(out, 0.0);
        const double before = dot(hinge, hinge);
        clean(hinge);
        const double along = dot(hinge, ramp);
        for (std::size_t i = 0; i < hinge.size(); ++i)
            hinge[i] -= along * ramp[i];
        const double length = dot(hinge, hinge);
        if (length > 1e-12 * before)
            out -= square(dot(hinge, m_left)) / length;
        return std::max(out, 0.0);
    }

    std::pair<Values, Values> columnsOf(const Piece& piece) const {
        const std::size_t n = m_points->minutes.size();
        Values ramp(n);
        Values hinge(n);
        const double length = std::max(piece.end - piece.start, 1.0);
        // A bin's mean is that of the ramp over the bin.
        const double half = m_points->bin > m_points->held ? m_points->bin / 2.0 : 0;
        const auto ramped = [&](double x) { return x <= 0 ? 0 : x < length ? x * x / (2 * length) : x - length / 2; };
        const auto hinged = [](double x) { return x <= 0 ? 0 : x * x / 2; };
        for (std::size_t i = 0; i < n; ++i) {
            const double since = m_points->minutes[i] - piece.start;
            ramp[i] = half > 0 ? (ramped(since + half) - ramped(since - half)) / (2 * half)
                               : std::clamp(since / length, 0.0, 1.0);
            hinge[i] = half > 0 ? (hinged(since + half) - hinged(since - half)) / (2 * half) : std::max(since, 0.0);
            ramp[i] *= m_points->weights[i];
            hinge[i] *= m_points->weights[i] / 60;
        }
        return {std::move(ramp), std::move(hinge)};
    }

private:
    static double square(double x) { return x * x; }

    void clean(Values& column) const {
        for (const Values& q : m_columns) {
            const double along = dot(q, column);
            for (std::size_t i = 0; i < column.size(); ++i)
                column[i] -= along * q[i];
        }
    }
    /// False (and all zero) if the basis holds it already.
    bool orthonormal(Values& column) const {
        const double before = std::sqrt(dot(column, column));
        clean(column);
        const double length = std::sqrt(dot(column, column));
        const bool isNew = length > 1e-6 * std::max(before, 1e-12);
        for (double& v : column)
            v = isNew ? v / length : 0;
        return isNew;
    }
    void add(Values column) {
        if (!orthonormal(column))
            return;
        const double along = dot(column, m_left);
        for (std::size_t i = 0; i < column.size(); ++i)
            m_left[i] -= along * column[i];
        m_columns.push_back(std::move(column));
    }

    const Points* m_points;
    bool m_hasSlope;
    std::vector<Values> m_columns;
    Values m_left;
};

/// Independent samples in residuals that hang together.
double effectiveCount(const Values& left) {
    double lagged = 0;
    double sum = 0;
    for (std::size_t i = 0; i < left.size(); ++i) {
        sum += left[i] * left[i];
        if (i > 0)
            lagged += left[i] * left[i - 1];
    }
    const double rho = sum > 0 ? std::clamp(lagged / sum, 0.0, .97) : 0;
    return static_cast<double>(left.size()) * (1 - rho) / (1 + rho);
}

/// How much later a series may show a run, and how likely that is against the likeliest.
struct Shift {
    Minute by;
    double weight;
};

/// Two clocks, each off by up to kSkew; points are as sharp as their bins; and a value that stands for several minutes
/// shows what happened only when the next one is taken.
std::vector<Shift> shiftsOf(const Points& points) {
    constexpr Minute kApart = 2 * rank_constants::kSkew;
    const Minute early = points.bin > kSharp ? points.bin / 2.0 : 0;
    const Minute late = early + points.held - 1;
    constexpr Minute kStep = 2;
    std::vector<Shift> out;
    for (Minute by = -kApart - early; by <= kApart + late; by += kStep) {
        const Minute apart = by < 0 ? std::max(0.0, -by - early) : std::max(0.0, by - late);
        out.push_back({by, 1 - apart / (kApart + 2)});
    }
    return out;
}

/// A story of the series: the pieces it needs, and what it costs (twice the negative log likelihood, and a price for
/// each piece).
struct Account {
    std::vector<Piece> pieces; ///< a change's own first
    double cost = std::numeric_limits<double>::infinity();
    double prior = 1;
};

class Search {
public:
    Search(const Points& points, bool withLoad, ClimbShape shape)
        : m_points(points)
        , m_withLoad(withLoad)
        , m_shape(shape)
        , m_shifts(shiftsOf(points)) {
        const Minute first = points.minutes.front();
        m_apart = std::max(1.0, (points.minutes.back() - first) / kTimes);
        for (Minute t = first + 12; t < points.minutes.back() - 6; t += m_apart)
            m_times.push_back(t);
        m_count = 1;
        Fit all = fitOf({});
        while (all.size() < kMostFree && grow(all)) {
        }
        m_count = std::min(effectiveCount(all.basis.left()), kMostTold);
    }

    /// Nobody's: every piece began at a time of its own.
    Account nobodys() const { return cheapest(fitOf({}), 1); }

    /// With the change's run as a piece, and others of nobody's beside it.
    Account withRun(const ClimbCandidate& c) const {
        const Basis plain(m_points, m_withLoad, m_shape);
        double least = std::numeric_limits<double>::infinity();
        const Shift* best = nullptr;
        for (const Shift& s : m_shifts) {
            const double cost = costOf(plain.residualWith({c.start + s.by, c.end + s.by})) - 2 * std::log(s.weight);
            if (cost < least) {
                least = cost;
                best = &s;
            }
        }
        if (!best)
            return {};
        return cheapest(fitOf({{c.start + best->by, c.end + best->by}}), c.prior * best->weight);
    }

    double residualOf(const Account& account) const { return fitOf(account.pieces).basis.residual(); }

private:
    struct Fit {
        Basis basis;
        std::vector<Piece> pieces;
        std::size_t size() const { return pieces.size(); }
    };

    Fit fitOf(const std::vector<Piece>& pieces) const {
        Fit out{Basis(m_points, m_withLoad, m_shape), pieces};
        for (const Piece& p : pieces)
            out.basis.add(p);
        return out;
    }

    /// Adds the free piece that leaves the least.
    bool grow(Fit& fit) const {
        double least = fit.basis.residual();
        const double before = least;
        Piece best;
        const auto look = [&](Minute t) {
            for (const double length : kLengths)
                if (const double r = fit.basis.residualWith({t, t + length}); r < least) {
                    least = r;
                    best = {t, t + length};
                }
        };
        for (const Minute t : m_times)
            look(t);
        for (Minute by = m_apart; by > 10; by /= 2) { // long recordings: as sharp as a recorded run
            const Minute middle = best.start;
            look(middle - by / 2);
            look(middle + by / 2);
        }
        if (!(least < before))
            return false;
        fit.basis.add(best);
        fit.pieces.push_back(best);
        return true;
    }

    double costOf(double residual) const {
        const double floor = 1e-12 * dot(m_points.values, m_points.values) + 1e-300;
        return m_count * std::log(residual + floor);
    }

    /// A piece pays ln n for each of its amplitudes, and 2 ln n for its time if nobody else says it; what a change's
    /// piece saves there is its evidence.
    Account cheapest(Fit fit, double prior) const {
        const double n = std::log(static_cast<double>(m_points.values.size()));
        const double amplitudes = m_shape == ClimbShape::RampAndSlope ? 2 : 1;
        const std::size_t run = fit.size();
        const double told = amplitudes * n * static_cast<double>(run);
        Account out{fit.pieces, costOf(fit.basis.residual()) + told, prior};
        while (fit.size() < run + kMostFree && grow(fit)) {
            const double cost =
                costOf(fit.basis.residual()) + told + (amplitudes + 2) * n * static_cast<double>(fit.size() - run);
            if (cost < out.cost) {
                out.cost = cost;
                out.pieces = fit.pieces;
            }
        }
        return out;
    }

    const Points& m_points;
    bool m_withLoad;
    ClimbShape m_shape;
    std::vector<Shift> m_shifts;
    Minute m_apart = 1;
    Values m_times; ///< at which a piece of nobody's may begin, m_apart from each other
    double m_count = 1;
};

/// What each piece adds up to the last point, all fitted together; a touch of ridge, for pieces that are nearly the
/// same.
Values risesOf(const Points& points, const Basis& basis, const std::vector<Piece>& pieces, bool withLoad,
               ClimbShape shape) {
    std::vector<Values> columns = {points.weights};
    if (withLoad)
        columns.push_back(points.load);
    for (const Piece& p : pieces) {
        auto [ramp, hinge] = basis.columnsOf(p);
        columns.push_back(std::move(ramp));
        if (shape == ClimbShape::RampAndSlope)
            columns.push_back(std::move(hinge));
    }
    const std::size_t k = columns.size();
    Values a(k * k, 0.0);
    Values b(k, 0.0);
    for (std::size_t i = 0; i < k; ++i) {
        b[i] = dot(columns[i], points.values);
        for (std::size_t j = 0; j <= i; ++j)
            a[i * k + j] = dot(columns[i], columns[j]);
        a[i * k + i] += (i == 0 ? 1e-9 : 1e-4) * a[i * k + i] + 1e-12;
    }
    const Values beta = solveSymmetric(std::move(a), std::move(b));
    Values out;
    const std::size_t each = shape == ClimbShape::RampAndSlope ? 2 : 1;
    for (std::size_t i = k - each * pieces.size(); i < k; i += each) {
        out.push_back(0);
        for (std::size_t j = i; j < i + each; ++j)
            out.back() += beta[j] * columns[j].back() / points.weights.back();
    }
    return out;
}

/// The first piece's share of all rises, 0 to 1.
double firstShare(const Points& points, const Account& account, bool withLoad, ClimbShape shape) {
    const Basis basis(points, withLoad, shape);
    const Values rises = risesOf(points, basis, account.pieces, withLoad, shape);
    double risen = 0;
    for (const double r : rises)
        risen += std::max(r, 0.0);
    return risen > 0 ? std::max(rises.front(), 0.0) / risen : 0;
}

} // namespace

double Climb::shareOf(int change) const {
    const auto at = std::find_if(parts.begin(), parts.end(), [&](const ClimbPart& p) { return p.change == change; });
    return at == parts.end() ? 0 : at->share;
}

Climb climbOf(View y, View load, std::span<const ClimbCandidate> candidates, TimeSpan span, ClimbShape shape) {
    const Points points = pointsOf(y, load, span, shape);
    Climb out;
    if (points.values.size() < 40 || !points.hasMoved)
        return out;
    const bool withLoad = !load.empty();
    const Search search(points, withLoad, shape);
    const Account nobody = search.nobodys();
    std::vector<Account> runs;
    double least = nobody.cost;
    for (const ClimbCandidate& c : candidates) {
        runs.push_back(search.withRun(c));
        least = std::min(least, runs.back().cost);
    }
    const auto weightOf = [&](const Account& a) { return a.prior * std::exp(-.5 * (a.cost - least)); };
    const double nobodys = kNobody * weightOf(nobody);
    const Account* best = &nobody;
    for (std::size_t i = 0; i < candidates.size(); ++i) {
        const ClimbCandidate& c = candidates[i];
        const double mine = weightOf(runs[i]);
        if (runs[i].cost < best->cost)
            best = &runs[i];
        double all = nobodys + mine;
        for (std::size_t j = 0; j < candidates.size(); ++j)
            if (j != i && (candidates[j].isOwn || candidates[j].service == c.service) &&
                std::abs(candidates[j].start - c.start) <= std::max<Minute>(kSamePiece, points.bin))
                all += weightOf(runs[j]);
        const double share = all > 0 ? mine / all * firstShare(points, runs[i], withLoad, shape) : 0;
        if (share > kLeastShare)
            out.parts.push_back({c.change, share});
    }
    out.residual = std::sqrt(search.residualOf(*best) / static_cast<double>(points.values.size()));
    return out;
}

} // namespace foreshock
