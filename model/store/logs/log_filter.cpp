// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/logs/log_filter.h"

#include "model/store/blob_codec.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace foreshock::store {
namespace {

constexpr std::uint32_t kTrigramBits = 32'000;
constexpr unsigned kGramLog = 18, kLeastGramLog = 10;
constexpr std::size_t kGram = 6;
constexpr std::uint64_t kCase = 0x2020202020202020ULL;

std::uint64_t load(const char* p) {
    std::uint64_t word;
    std::memcpy(&word, p, sizeof word);
    return word;
}
/// The eight bytes from p on, as many as there are.
std::uint64_t loadSome(const char* p, std::size_t size) {
    std::uint64_t word = 0;
    std::memcpy(&word, p, std::min(size, sizeof word));
    return word;
}

/// Knuth's multiplicative hash of 24 bits, brought to [0, 32,000).
std::uint32_t trigramPlace(std::uint64_t folded) {
    const std::uint32_t hash = (static_cast<std::uint32_t>(folded) << 8) * 0x9E3779B1U;
    return static_cast<std::uint32_t>((static_cast<std::uint64_t>(hash) * kTrigramBits) >> 32);
}
/// The top bits of the product; a smaller bitmap drops the lowest of them.
std::uint32_t gramPlace(std::uint64_t folded) {
    return static_cast<std::uint32_t>(((folded << 16) * 0x9E3779B97F4A7C15ULL) >> (64 - kGramLog));
}

const std::array<std::uint8_t, 256>& chosen() {
    static const auto table = [] {
        std::array<std::uint8_t, 256> out{};
        for (unsigned c = 0; c < 128; ++c)
            out[c] = (c | 0x20) % 3 == 2 ? 1 : 0;
        return out;
    }();
    return table;
}

std::string packedBits(const std::vector<std::uint8_t>& flags, std::string head) {
    const std::size_t start = head.size();
    head.resize(start + (flags.size() + 7) / 8);
    for (std::size_t i = 0; i < flags.size(); i += 8) {
        std::uint64_t eight;
        std::memcpy(&eight, flags.data() + i, sizeof eight); // each byte 0 or 1: the product gathers them
        head[start + i / 8] = static_cast<char>((eight * 0x0102040810204080ULL) >> 56);
    }
    return head;
}

bool bitAt(std::string_view bits, std::size_t place) {
    return (static_cast<unsigned char>(bits[place >> 3]) >> (place & 7)) & 1;
}

} // namespace

LogFilterBuilder::LogFilterBuilder()
    : m_trigrams(kTrigramBits)
    , m_grams(std::size_t{1} << kGramLog) {}

void LogFilterBuilder::add(std::string_view text) {
    const char* p = text.data();
    const std::size_t size = text.size();
    std::size_t i = 0;
    std::uint8_t* trigrams = m_trigrams.data();
    for (; i + 8 <= size; i += 6) {
        const std::uint64_t word = load(p + i) | kCase;
        for (unsigned k = 0; k < 6; ++k)
            trigrams[trigramPlace((word >> (8 * k)) & 0xFFFFFF)] = 1;
    }
    for (; i + 3 <= size; ++i)
        trigrams[trigramPlace((loadSome(p + i, 3) | kCase) & 0xFFFFFF)] = 1;

    if (size < kGram)
        return;
    // First the chosen places without a branch, then their hashes: a branch on text is a coin toss. In stretches, so
    // that the places stay in the cache.
    constexpr std::size_t kStretch = 16'384;
    m_places.resize(kStretch + 1);
    const auto& isChosen = chosen();
    const std::size_t starts = size - kGram + 1;
    for (std::size_t from = 0; from < starts; from += kStretch) {
        const std::size_t to = std::min(starts, from + kStretch);
        std::size_t count = 0;
        for (std::size_t at = from; at < to; ++at) {
            m_places[count] = static_cast<std::uint32_t>(at);
            count += isChosen[static_cast<unsigned char>(p[at])];
        }
        for (std::size_t c = 0; c < count; ++c) {
            const std::size_t at = m_places[c];
            m_grams[gramPlace((at + 8 <= size ? load(p + at) : loadSome(p + at, kGram)) | kCase)] = 1;
        }
    }
}

std::string LogFilterBuilder::trigramBlob() const {
    return packedBits(m_trigrams, std::string(1, static_cast<char>(Codec::Plain)));
}

std::string LogFilterBuilder::gramBlob() const {
    std::vector<std::uint8_t> flags = m_grams;
    unsigned log = kGramLog;
    while (log > kLeastGramLog) {
        std::vector<std::uint8_t> half(flags.size() / 2);
        std::size_t set = 0;
        for (std::size_t i = 0; i < half.size(); ++i) {
            half[i] = flags[2 * i] | flags[2 * i + 1];
            set += half[i];
        }
        if (set * 100 > half.size() * 42)
            break;
        flags = std::move(half);
        --log;
    }
    return packedBits(flags, {static_cast<char>(Codec::Plain), static_cast<char>(log)});
}

void LogFilterBuilder::clear() {
    std::fill(m_trigrams.begin(), m_trigrams.end(), std::uint8_t{0});
    std::fill(m_grams.begin(), m_grams.end(), std::uint8_t{0});
}

FilterProbe::FilterProbe(std::string_view text) {
    for (std::size_t i = 0; i + 3 <= text.size(); ++i)
        m_trigrams.push_back(trigramPlace((loadSome(text.data() + i, 3) | kCase) & 0xFFFFFF));
    for (std::size_t i = 0; i + kGram <= text.size(); ++i)
        if (chosen()[static_cast<unsigned char>(text[i])])
            m_grams.push_back(gramPlace(loadSome(text.data() + i, kGram) | kCase));
}

bool FilterProbe::trigramsMayHold(std::string_view blob) const {
    if (blob.size() != 1 + kTrigramBits / 8)
        return true;
    blob.remove_prefix(1);
    return std::all_of(m_trigrams.begin(), m_trigrams.end(), [&](std::uint32_t place) { return bitAt(blob, place); });
}

bool FilterProbe::gramsMayHold(std::string_view blob) const {
    if (blob.size() < 2)
        return true;
    const auto log = static_cast<unsigned char>(blob[1]);
    if (log < kLeastGramLog || log > kGramLog || blob.size() != 2 + (std::size_t{1} << log) / 8)
        return true;
    blob.remove_prefix(2);
    return std::all_of(m_grams.begin(), m_grams.end(),
                       [&](std::uint32_t place) { return bitAt(blob, place >> (kGramLog - log)); });
}

} // namespace foreshock::store
