// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/samples/value_column.h"

#include "model/store/samples/byte_planes.h"

#include <bit>
#include <cmath>

namespace foreshock::store {
namespace {

constexpr int kMostExponent = 6;
constexpr double kPowers[kMostExponent + 1] = {1, 10, 100, 1e3, 1e4, 1e5, 1e6};
constexpr std::uint8_t kXor = 255; ///< form byte; any other is the exponent of decimals

/// Adding and taking away 1.5 × 2^52 rounds to whole numbers below 2^51.
constexpr double kRounder = 6755399441055744.0;
constexpr double kMostWhole = 2251799813685248.0;

std::uint64_t bitsOf(double value) {
    return std::bit_cast<std::uint64_t>(value);
}

/// The shortest exponent that tells one value; empty if none does.
bool isWhole(double value, double scale, std::int64_t& whole) {
    const double y = value * scale;
    if (!(std::fabs(y) < kMostWhole))
        return false;
    const double rounded = (y + kRounder) - kRounder;
    whole = static_cast<std::int64_t>(rounded);
    return bitsOf(static_cast<double>(whole) / scale) == bitsOf(value);
}

bool isExceptional(double value) {
    return !std::isfinite(value) || (value == 0 && std::signbit(value));
}

enum class Fit { All, NotThisExponent, NoDecimals };

Fit fits(std::span<const double> values, int exponent, Decimals& out) {
    out.exponent = exponent;
    out.exceptions.clear();
    std::int64_t* whole = out.whole.data();
    std::int64_t before = 0;
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (isWhole(values[i], kPowers[exponent], whole[i])) {
            before = whole[i];
            continue;
        }
        if (!isExceptional(values[i]))
            return Fit::NotThisExponent;
        out.exceptions.push_back(static_cast<std::uint32_t>(i));
        if (out.exceptions.size() > values.size() / 16 + 1)
            return Fit::NoDecimals;
        whole[i] = before;
    }
    return Fit::All;
}

bool readDecimals(ByteReader& in, int exponent, std::span<const std::uint64_t> differences, std::span<double> values) {
    if (exponent > kMostExponent)
        return false;
    const double scale = kPowers[exponent];
    std::uint64_t whole = 0;
    if (exponent == 0)
        for (std::size_t i = 0; i < values.size(); ++i) {
            whole += static_cast<std::uint64_t>(unzigzag(differences[i]));
            values[i] = static_cast<double>(static_cast<std::int64_t>(whole));
        }
    else
        for (std::size_t i = 0; i < values.size(); ++i) {
            whole += static_cast<std::uint64_t>(unzigzag(differences[i]));
            values[i] = static_cast<double>(static_cast<std::int64_t>(whole)) / scale;
        }
    const std::uint64_t count = in.varint();
    if (count > values.size())
        return false;
    std::uint64_t place = 0;
    for (std::uint64_t i = 0; i < count; ++i) {
        place += in.varint();
        const std::string_view bits = in.raw(8);
        if (in.isBroken() || place >= values.size())
            return false;
        std::memcpy(&values[place], bits.data(), 8);
    }
    return !in.isBroken();
}

} // namespace

std::optional<Decimals> decimalsOf(std::span<const double> values) {
    Decimals out;
    out.whole.resize(values.size());
    for (int exponent = 0; exponent <= kMostExponent; ++exponent)
        switch (fits(values, exponent, out)) {
        case Fit::All:
            return out;
        case Fit::NoDecimals:
            return std::nullopt;
        case Fit::NotThisExponent:
            break;
        }
    return std::nullopt;
}

double decimal(std::int64_t whole, int exponent) {
    return static_cast<double>(whole) / kPowers[exponent];
}

void writeValues(std::span<const double> values, const std::optional<Decimals>& decimals, ByteWriter& out) {
    std::vector<std::uint64_t> numbers(values.size());
    std::uint64_t any = 0;
    if (!decimals) {
        out.byte(kXor);
        std::uint64_t before = 0;
        for (std::size_t i = 0; i < values.size(); ++i) {
            numbers[i] = bitsOf(values[i]) ^ before;
            before = bitsOf(values[i]);
            any |= numbers[i];
        }
        writePlanes(numbers, any, out);
        return;
    }
    out.byte(static_cast<std::uint8_t>(decimals->exponent));
    std::int64_t before = 0;
    for (std::size_t i = 0; i < values.size(); ++i) {
        numbers[i] = zigzag(decimals->whole[i] - before);
        before = decimals->whole[i];
        any |= numbers[i];
    }
    writePlanes(numbers, any, out);
    out.varint(decimals->exceptions.size());
    std::uint32_t place = 0;
    for (const std::uint32_t at : decimals->exceptions) {
        out.varint(at - place);
        place = at;
        const std::uint64_t bits = bitsOf(values[at]);
        out.raw({reinterpret_cast<const char*>(&bits), 8});
    }
}

bool readValues(ByteReader& in, std::span<double> values) {
    const std::uint8_t form = in.byte();
    std::vector<std::uint64_t> numbers(values.size());
    if (!readPlanes(in, numbers))
        return false;
    if (form != kXor)
        return readDecimals(in, form, numbers, values);
    std::uint64_t bits = 0;
    for (std::size_t i = 0; i < values.size(); ++i)
        values[i] = std::bit_cast<double>(bits ^= numbers[i]);
    return true;
}

} // namespace foreshock::store
