// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/scenario/scenario_random.h"

#include "model/base/text.h"

#include <bit>
#include <cmath>

namespace foreshock {
namespace {

std::uint64_t splitmix(std::uint64_t& state) {
    state += 0x9E3779B97F4A7C15;
    std::uint64_t z = state;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
    return z ^ (z >> 31);
}

/// Horner's scheme, highest power first.
template<std::size_t N>
double polynomial(const double (&coefficients)[N], double x) {
    double value = 0;
    for (const double coefficient : coefficients)
        value = value * x + coefficient;
    return value;
}

} // namespace

ScenarioRandom::ScenarioRandom(std::uint64_t seed, std::string_view stream) {
    std::uint64_t state = hash64(stream, seed);
    for (std::uint64_t& word : m_state)
        word = splitmix(state);
}

std::uint64_t ScenarioRandom::next() {
    const std::uint64_t result = std::rotl(m_state[1] * 5, 7) * 9;
    const std::uint64_t shifted = m_state[1] << 17;
    m_state[2] ^= m_state[0];
    m_state[3] ^= m_state[1];
    m_state[1] ^= m_state[2];
    m_state[0] ^= m_state[3];
    m_state[2] ^= shifted;
    m_state[3] = std::rotl(m_state[3], 45);
    return result;
}

double ScenarioRandom::unit() {
    return static_cast<double>(next() >> 11) * 0x1p-53;
}

std::uint64_t ScenarioRandom::below(std::uint64_t count) {
    return next() % count;
}

double ScenarioRandom::normal() {
    return normalQuantile(static_cast<double>((next() >> 12) * 2 + 1) * 0x1p-53);
}

double normalQuantile(double p) {
    const double q = p - 0.5;
    if (std::abs(q) <= 0.425) {
        const double r = 0.180625 - q * q;
        return q *
               polynomial({2.5090809287301226727e+3, 3.3430575583588128105e+4, 6.7265770927008700853e+4,
                           4.5921953931549871457e+4, 1.3731693765509461125e+4, 1.9715909503065514427e+3,
                           1.3314166789178437745e+2, 3.3871328727963666080e+0},
                          r) /
               polynomial({5.2264952788528545610e+3, 2.8729085735721942674e+4, 3.9307895800092710610e+4,
                           2.1213794301586595867e+4, 5.3941960214247511077e+3, 6.8718700749205790830e+2,
                           4.2313330701600911252e+1, 1.0},
                          r);
    }
    double r = std::sqrt(-std::log(q < 0 ? p : 1 - p));
    double x = 0;
    if (r <= 5) {
        r -= 1.6;
        x = polynomial({7.74545014278341407640e-4, 2.27238449892691845833e-2, 2.41780725177450611770e-1,
                        1.27045825245236838258e+0, 3.64784832476320460504e+0, 5.76949722146069140550e+0,
                        4.63033784615654529590e+0, 1.42343711074968357734e+0},
                       r) /
            polynomial({1.05075007164441684324e-9, 5.47593808499534494600e-4, 1.51986665636164571966e-2,
                        1.48103976427480074590e-1, 6.89767334985100004550e-1, 1.67638483018380384940e+0,
                        2.05319162663775882187e+0, 1.0},
                       r);
    } else {
        r -= 5;
        x = polynomial({2.01033439929228813265e-7, 2.71155556874348757815e-5, 1.24266094738807843860e-3,
                        2.65321895265761230930e-2, 2.96560571828504891230e-1, 1.78482653991729133580e+0,
                        5.46378491116411436990e+0, 6.65790464350110377720e+0},
                       r) /
            polynomial({2.04426310338993978564e-15, 1.42151175831644588870e-7, 1.84631831751005468180e-5,
                        7.86869131145613259100e-4, 1.48753612908506148525e-2, 1.36929880922735805310e-1,
                        5.99832206555887937690e-1, 1.0},
                       r);
    }
    return q < 0 ? -x : x;
}

} // namespace foreshock
