// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/data/format_file.h"

#include "tests/bench/data/log_words.h"

#include <nlohmann/json.hpp>

#include <fstream>
#include <vector>

namespace foreshock::bench {

Result<void> writeFormatFile(const std::string& format, const std::string& path, std::uint64_t bytes) {
    static constexpr std::size_t kAtOnce = std::size_t{1} << 20;
    std::ifstream in(format);
    const auto json = nlohmann::json::parse(in, nullptr, false);
    std::vector<std::string> samples;
    for (const auto& sample : json.is_object() && json.contains("samples") ? json["samples"] : nlohmann::json::array())
        samples.push_back(sample.value("text", ""));
    if (samples.empty())
        return Error{ErrorCode::Format, "no format file with samples", format, "Name one of resources/formats"};
    std::ofstream out(path, std::ios::binary);
    Random random(42);
    std::string text;
    for (std::uint64_t written = 0, i = 0; out && written < bytes; ++i) {
        const std::size_t begin = text.size();
        const std::string& sample = samples[i % samples.size()];
        text += sample;
        while (text.size() - begin < 2 * sample.size())
            put(text, " {} {} {}", requestPath(random), random.pick(kUsers), random.below(100'000));
        text += '\n';
        if (text.size() >= kAtOnce || written + text.size() >= bytes) {
            out << text;
            written += text.size();
            text.clear();
        }
    }
    if (!out.flush())
        return Error{ErrorCode::Io, "can't be written", path, "Free some space"};
    return {};
}

} // namespace foreshock::bench
