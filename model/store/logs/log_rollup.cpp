// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/logs/log_rollup.h"

#include "model/store/blob_codec.h"
#include "model/store/byte_stream.h"
#include "model/store/logs/log_block.h"

#include <algorithm>
#include <tuple>
#include <unordered_map>

namespace foreshock::store {
namespace {

constexpr std::int64_t kSecond = 1'000'000'000;

Error damaged() {
    return {ErrorCode::Format, "a stored count of log records is damaged", "", "Run: foreshock check FILE"};
}

auto keyOf(const LogTally& t) {
    return std::tie(t.second, t.rawName, t.level);
}

} // namespace

void LogRollupBuilder::add(Instant time, std::int64_t rawName, LogLevel level) {
    // Neighbours mostly share their second: a run costs one comparison a record, the division once a run.
    if (!m_runs.empty()) {
        LogTally& last = m_runs.back();
        const std::int64_t into = time.ns - last.second.ns;
        if (into >= 0 && into < kSecond && last.rawName == rawName && last.level == level) {
            ++last.count;
            return;
        }
    }
    m_runs.push_back({secondOf(time), rawName, level, 1});
}

std::string LogRollupBuilder::blob() {
    std::sort(m_runs.begin(), m_runs.end(), [](const LogTally& a, const LogTally& b) { return keyOf(a) < keyOf(b); });
    std::vector<LogTally> tallies;
    std::unordered_map<std::int64_t, std::uint64_t> places;
    std::vector<std::int64_t> names;
    for (const LogTally& run : m_runs) {
        if (!tallies.empty() && keyOf(tallies.back()) == keyOf(run))
            tallies.back().count += run.count;
        else
            tallies.push_back(run);
        if (places.try_emplace(run.rawName, names.size()).second)
            names.push_back(run.rawName);
    }
    ByteWriter out;
    out.varint(names.size());
    for (const std::int64_t name : names)
        out.signedVarint(name);
    out.varint(tallies.size());
    std::int64_t before = 0;
    for (const LogTally& t : tallies) {
        const std::int64_t second = t.second.ns / kSecond;
        out.signedVarint(second - before);
        before = second;
    }
    for (const LogTally& t : tallies)
        out.varint(places[t.rawName]);
    for (const LogTally& t : tallies)
        out.byte(static_cast<std::uint8_t>(t.level));
    for (const LogTally& t : tallies)
        out.varint(static_cast<std::uint64_t>(t.count));
    return packed(out.bytes());
}

Result<std::vector<LogTally>> decodeRollup(std::string_view blob) {
    const auto bytes = unpacked(blob, kBlobLimit);
    if (!bytes)
        return bytes.error();
    ByteReader in(*bytes);
    const std::uint64_t nameCount = in.varint();
    if (nameCount > kBlockRecords)
        return damaged();
    std::vector<std::int64_t> names(nameCount);
    for (std::int64_t& name : names)
        name = in.signedVarint();
    const std::uint64_t count = in.varint();
    if (count > kBlockRecords)
        return damaged();
    std::vector<LogTally> tallies(count);
    std::uint64_t second = 0;
    for (LogTally& t : tallies) {
        second += static_cast<std::uint64_t>(in.signedVarint());
        t.second = Instant{static_cast<std::int64_t>(second * static_cast<std::uint64_t>(kSecond))};
    }
    for (LogTally& t : tallies) {
        const std::uint64_t place = in.varint();
        if (place >= names.size())
            return damaged();
        t.rawName = names[place];
    }
    for (LogTally& t : tallies) {
        const std::uint8_t level = in.byte();
        if (level > static_cast<std::uint8_t>(LogLevel::Fatal))
            return damaged();
        t.level = static_cast<LogLevel>(level);
    }
    for (LogTally& t : tallies)
        t.count = static_cast<std::int64_t>(in.varint());
    if (in.isBroken())
        return damaged();
    return tallies;
}

} // namespace foreshock::store
