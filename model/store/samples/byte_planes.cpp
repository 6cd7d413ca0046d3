// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/samples/byte_planes.h"

#include <bit>

namespace foreshock::store {
namespace {

template<int Width>
void join(const unsigned char* planes, std::span<std::uint64_t> numbers) {
    const std::size_t n = numbers.size();
    std::uint64_t* out = numbers.data();
    for (std::size_t i = 0; i < n; ++i) {
        std::uint64_t v = 0;
        for (std::size_t b = 0; b < Width; ++b)
            v |= static_cast<std::uint64_t>(planes[b * n + i]) << (8 * b);
        out[i] = v;
    }
}

} // namespace

void writePlanes(std::span<const std::uint64_t> numbers, std::uint64_t any, ByteWriter& out) {
    const auto width = static_cast<int>((std::bit_width(any) + 7) / 8);
    out.byte(static_cast<std::uint8_t>(width));
    for (int b = 0; b < width; ++b) {
        out.cut();
        char* plane = out.grow(numbers.size());
        const std::uint64_t* in = numbers.data();
        const int shift = 8 * b;
        for (std::size_t i = 0; i < numbers.size(); ++i)
            plane[i] = static_cast<char>(in[i] >> shift);
    }
    if (width > 0)
        out.cut();
}

bool readPlanes(ByteReader& in, std::span<std::uint64_t> numbers) {
    const std::uint8_t width = in.byte();
    const std::string_view planes = in.raw(width * numbers.size());
    if (in.isBroken() || width > 8)
        return false;
    const auto* bytes = reinterpret_cast<const unsigned char*>(planes.data());
    switch (width) {
    case 1:
        join<1>(bytes, numbers);
        return true;
    case 2:
        join<2>(bytes, numbers);
        return true;
    case 3:
        join<3>(bytes, numbers);
        return true;
    case 4:
        join<4>(bytes, numbers);
        return true;
    case 5:
        join<5>(bytes, numbers);
        return true;
    case 6:
        join<6>(bytes, numbers);
        return true;
    case 7:
        join<7>(bytes, numbers);
        return true;
    case 8:
        join<8>(bytes, numbers);
        return true;
    default:
        join<0>(bytes, numbers);
        return true;
    }
}

} // namespace foreshock::store
