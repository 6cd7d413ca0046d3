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

constexpr std::size_t kMostPieces = 5;
constexpr std::size_t kMostPoints = 300;
constexpr Minute kStep = 4; ///< between times at which a piece of nobody's may begin
constexpr std::array<double, 3> kLengths = {2, 20, 60};
constexpr double kNobody = 1;    ///< prior of "at a time of no candidate" against one candidate, over all times
constexpr double kMostTold = 60; ///< independent samples that count: no climb is just a ramp and a slope
constexpr double kLeastShare = .001;

struct Piece {
    Minute start = 0;
    Minute end = 0;
};

/// Samples up to the break, in at most kMostPoints bins.
struct Points {
    Values minutes;
    Values values;
    Values load;
};

double dot(View a, View b) {
    double sum = 0;
    for (std::size_t i = 0; i < a.size(); ++i)
        sum += a[i] * b[i];
    return sum;
}

Points pointsOf(View y, View load, Minute brk) {
    const auto until = static_cast<std::size_t>(std::clamp(brk + 1, 0.0, static_cast<double>(y.size())));
    const std::size_t bin = std::max<std::size_t>(1, (until + kMostPoints - 1) / kMostPoints);
    Points out;
    const Values pushing = bridged(load.first(std::min(until, load.size())));
    for (std::size_t at = 0; at < until; at += bin) {
        double minutes = 0;
        double sum = 0;
        double pushed = 0;
        int n = 0;
        for (std::size_t k = at; k < std::min(until, at + bin); ++k) {
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
    if (out.values.size() >= 9)
        out.values = despiked(out.values);
    return out;
}

/// Columns made orthonormal (modified Gram-Schmidt), and what they leave of the values.
class Basis {
public:
    Basis(const Points& points, bool withLoad, ClimbShape shape)
        : m_points(&points)
        , m_hasSlope(shape == ClimbShape::RampAndSlope)
        , m_left(points.values) {
        add(Values(points.values.size(), 1.0));
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
        for (std::size_t i = 0; i < n; ++i) {
            const double since = m_points->minutes[i] - piece.start;
            ramp[i] = std::clamp(since / length, 0.0, 1.0);
            hinge[i] = std::max(since, 0.0) / 60;
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

/// What two clocks, each off by up to kSkew, may be apart, and how often.
struct Shift {
    Minute by;
    double weight;
};
constexpr std::array<Shift, 7> kShifts = {
    {{0, .25}, {-2, .1875}, {2, .1875}, {-4, .125}, {4, .125}, {-6, .0625}, {6, .0625}}};

struct Best {
    double residual = std::numeric_limits<double>::infinity();
    Piece piece;
};

class Search {
public:
    Search(const Points& points, std::span<const ClimbCandidate> candidates, Minute brk)
        : m_candidates(candidates) {
        const Minute first = points.minutes.front() + 12;
        const Minute last = std::min(points.minutes.back(), brk) - 6;
        for (Minute t = first; t < last; t += kStep)
            m_times.push_back(t);
    }

    /// The piece that leaves the least. One of nobody's has its time and length to choose, and pays ln n for each.
    Best best(const Basis& basis) const {
        Best recorded;
        for (const ClimbCandidate& c : m_candidates)
            for (const Shift& s : kShifts)
                if (c.isOwn)
                    consider(basis, {c.start + s.by, c.end + s.by}, recorded);
        Best free;
        for (const Minute t : m_times)
            for (const double length : kLengths)
                consider(basis, {t, t + length}, free);
        if (!(free.residual < recorded.residual))
            return recorded;
        if (std::isinf(recorded.residual))
            return free;
        const double n = static_cast<double>(basis.left().size());
        Basis with = basis;
        with.add(free.piece);
        const double floor = std::max(free.residual, 1e-300);
        return effectiveCount(with.left()) * std::log(recorded.residual / floor) > 2 * std::log(n) ? free : recorded;
    }

    /// How likely each change began the piece that the others leave; the last is nobody.
    std::vector<double> responsible(const Basis& others, double count) const {
        double least = std::numeric_limits<double>::infinity();
        const auto look = [&](const Piece& piece) { least = std::min(least, others.residualWith(piece)); };
        for (const ClimbCandidate& c : m_candidates)
            for (const Shift& s : kShifts)
                look({c.start + s.by, c.end + s.by});
        for (const Minute t : m_times)
            for (const double length : kLengths)
                look({t, t + length});
        least = std::max(least, 1e-300);
        const auto weight = [&](const Piece& piece) {
            return std::exp(-.5 * count * std::log(std::max(others.residualWith(piece) / least, 1.0)));
        };
        std::vector<double> out;
        double own = 0;
        std::map<int, double> elsewhere;
        for (const ClimbCandidate& c : m_candidates) {
            double sum = 0;
            for (const Shift& s : kShifts)
                sum += s.weight * weight({c.start + s.by, c.end + s.by});
            out.push_back(c.prior * sum);
            (c.isOwn ? own : elsewhere[c.service]) += out.back();
        }
        double nobody = 0;
        for (const Minute t : m_times)
            for (const double length : kLengths)
                nobody += weight({t, t + length});
        if (!m_times.empty())
            nobody *= kNobody / static_cast<double>(m_times.size() * kLengths.size());
        for (std::size_t i = 0; i < m_candidates.size(); ++i) {
            const ClimbCandidate& c = m_candidates[i];
            const double all = own + nobody + (c.isOwn ? 0 : elsewhere[c.service]);
            out[i] = all > 0 ? out[i] / all : 0;
        }
        out.push_back(own + nobody > 0 ? nobody / (own + nobody) : 0);
        return out;
    }

private:
    static void consider(const Basis& basis, const Piece& piece, Best& best) {
        if (const double r = basis.residualWith(piece); r < best.residual)
            best = {r, piece};
    }

    std::span<const ClimbCandidate> m_candidates;
    Values m_times;
};

/// The pieces that pay for themselves. All are sought first: one piece alone may leave residuals that look like noise
/// of long memory.
std::vector<Piece> piecesOf(const Points& points, const Search& search, bool withLoad, ClimbShape shape) {
    Basis basis(points, withLoad, shape);
    std::vector<Piece> out;
    Values residuals = {basis.residual()};
    while (out.size() < kMostPieces) {
        const Best best = search.best(basis);
        if (!(best.residual < basis.residual()))
            break;
        basis.add(best.piece);
        out.push_back(best.piece);
        residuals.push_back(basis.residual());
    }
    const double count = effectiveCount(basis.left());
    const double price = 3 * std::log(static_cast<double>(points.values.size()));
    const double floor = 1e-12 * dot(points.values, points.values) + 1e-300;
    std::size_t cheapest = 0;
    const auto cost = [&](std::size_t k) {
        return count * std::log(residuals[k] + floor) + price * static_cast<double>(k);
    };
    for (std::size_t k = 1; k < residuals.size(); ++k)
        if (cost(k) < cost(cheapest))
            cheapest = k;
    out.resize(cheapest);
    return out;
}

/// What each piece adds up to the last point, all fitted together; a touch of ridge, for pieces that are nearly the
/// same.
Values risesOf(const Points& points, const Basis& basis, const std::vector<Piece>& pieces, bool withLoad,
               ClimbShape shape) {
    std::vector<Values> columns = {Values(points.values.size(), 1.0)};
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
            out.back() += beta[j] * columns[j].back();
    }
    return out;
}

} // namespace

double Climb::shareOf(int change) const {
    const auto at = std::find_if(parts.begin(), parts.end(), [&](const ClimbPart& p) { return p.change == change; });
    return at == parts.end() ? 0 : at->share;
}

Climb climbOf(View y, View load, std::span<const ClimbCandidate> candidates, Minute brk, ClimbShape shape) {
    const Points points = pointsOf(y, load, brk);
    Climb out;
    if (points.values.size() < 40)
        return out;
    const bool withLoad = !load.empty();
    const Search search(points, candidates, brk);
    const std::vector<Piece> pieces = piecesOf(points, search, withLoad, shape);
    Basis all(points, withLoad, shape);
    for (const Piece& p : pieces)
        all.add(p);
    out.residual = std::sqrt(all.residual() / static_cast<double>(points.values.size()));
    const Values rises = risesOf(points, all, pieces, withLoad, shape);
    double risen = 0;
    for (const double r : rises)
        risen += std::max(r, 0.0);
    if (!(risen > 0))
        return out;
    const double count = std::min(effectiveCount(all.left()), kMostTold);
    std::vector<double> shares(candidates.size() + 1, 0.0);
    for (std::size_t k = 0; k < pieces.size(); ++k) {
        if (!(rises[k] > 0))
            continue;
        Basis others(points, withLoad, shape);
        for (std::size_t j = 0; j < pieces.size(); ++j)
            if (j != k)
                others.add(pieces[j]);
        const auto who = search.responsible(others, count);
        for (std::size_t i = 0; i < who.size(); ++i)
            shares[i] += who[i] * rises[k] / risen;
    }
    for (std::size_t i = 0; i < candidates.size(); ++i)
        if (shares[i] > kLeastShare)
            out.parts.push_back({candidates[i].change, std::min(1.0, shares[i])});
    out.unclaimed = std::min(1.0, shares.back());
    return out;
}

} // namespace foreshock
