// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/scenario/built_scenario.h"

#include "model/base/text.h"

#include <catch2/catch.hpp>

#include <fstream>
#include <sstream>

namespace foreshock::test {
namespace {

class CollectingWriter : public ExchangeWriter {
public:
    Result<void> write(std::string_view file, std::string_view bytes) override {
        CHECK(bytes.size() < (std::size_t{1} << 17)); // streamed, not collected
        files[std::string(file)] += bytes;
        return {};
    }
    ExchangeFiles files;
};

} // namespace

std::string scenarioFile(const std::string& name) {
    std::ifstream file(FORESHOCK_SOURCE_DIR "/resources/scenarios/" + name + ".json", std::ios::binary);
    REQUIRE(file.is_open());
    std::ostringstream bytes;
    bytes << file.rdbuf();
    return bytes.str();
}

Scenario scenarioNamed(const std::string& name) {
    Result<Scenario> scenario = parseScenario(scenarioFile(name));
    INFO((scenario ? std::string() : scenario.error().text()));
    REQUIRE(scenario);
    return std::move(scenario).value();
}

ExchangeFiles built(const Scenario& scenario, BuildOptions options) {
    CollectingWriter writer;
    REQUIRE(buildScenario(scenario, options, writer));
    return writer.files;
}

std::vector<std::string> linesOf(const std::string& text) {
    std::vector<std::string> lines;
    for (const std::string_view line : split(text, '\n'))
        if (!line.empty())
            lines.emplace_back(line);
    return lines;
}

std::vector<std::string> samplesOf(const ExchangeFiles& files, const std::string& service, const std::string& metric) {
    std::vector<std::string> samples;
    for (const std::string& line : linesOf(files.at("metrics.csv"))) {
        const std::vector<std::string_view> cells = split(line, ',');
        if (cells[1] != service || cells[2] != metric)
            continue;
        std::string sample(cells[0]);
        sample.append(1, ' ').append(cells[3]);
        samples.push_back(std::move(sample));
    }
    return samples;
}

} // namespace foreshock::test
