// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/text/text_logs.h"

#include "importers/specimen_lines.h"
#include "importers/text/text_log_reader.h"
#include "importers/text_encoding.h"
#include "model/base/text.h"
#include "resources/resource.h"

#include <algorithm>

namespace foreshock {
namespace {

class TextLogsImporter final : public Importer {
public:
    explicit TextLogsImporter(LogFormat format)
        : m_format(std::make_shared<LogFormat>(std::move(format))) {}

    std::string id() const override { return m_format->id; }
    std::string title() const override { return m_format->title; }
    std::string kinds() const override { return "L"; }
    bool canResume() const override { return true; }

    Recognition sniff(const Specimen& specimen) const override {
        std::vector<SpecimenLine> lines = wholeLines(specimen, 200);
        if (lines.empty())
            lines.push_back({1, specimen.head}); // one huge line: its beginning tells enough
        PatternMatcher matcher(m_format->pattern);
        int read = 0;
        int matched = 0;
        std::int64_t misfit = 0;
        for (const SpecimenLine& line : lines) {
            if (trimmed(line.text).empty())
                continue;
            ++read;
            if (fits(matcher, line.text))
                ++matched;
            else if (misfit == 0)
                misfit = line.number;
        }
        const std::string why = "line " + std::to_string(misfit) + " does not begin with " + m_format->begins;
        if (matched == 0)
            return {0, why};
        const std::string share =
            std::to_string(matched) + " of the first " + std::to_string(read) + " lines begin with " + m_format->begins;
        if (misfit == 0)
            return {m_format->confidence, share};
        if (misfit == lines.front().number && matched * 2 < read)
            return {std::min(40, m_format->confidence), share + "; " + why};
        const int less = misfit == lines.front().number ? 15 : matched * 2 < read ? 6 : 2;
        return {std::max(1, m_format->confidence - less), share + ", the others go on with the record before"};
    }

    std::unique_ptr<Reader> create(const ReadSettings& settings, RecordSink& sink) const override {
        return std::make_unique<TextLogReader>(m_format, settings, sink);
    }

private:
    bool fits(PatternMatcher& matcher, std::string_view line) const {
        if (line.starts_with(kUtf8Mark))
            line.remove_prefix(kUtf8Mark.size());
        if (!matcher.match(line))
            return false;
        const std::string_view time = matcher.group(m_format->time);
        constexpr Instant kAnyYear{4'102'444'800'000'000'000}; // 2100: formats without a year always find one
        return (!m_format->nil.empty() && time == m_format->nil) ||
               writtenTime(m_format->layout, time, kAnyYear).has_value();
    }

    std::shared_ptr<const LogFormat> m_format;
};

} // namespace

std::vector<std::unique_ptr<Importer>> textLogImporters() {
    std::vector<std::unique_ptr<Importer>> list;
    for (const std::string_view name : resourceNames("formats/")) {
        Result<std::unique_ptr<Importer>> importer = textLogImporter(resource(name));
        assert(importer); // the format files are ours and tested
        if (importer)
            list.push_back(std::move(importer).value());
    }
    return list;
}

Result<std::unique_ptr<Importer>> textLogImporter(std::string_view formatJson) {
    Result<LogFormat> format = parseLogFormat(formatJson);
    if (!format)
        return format.error();
    return std::unique_ptr<Importer>(std::make_unique<TextLogsImporter>(std::move(format).value()));
}

} // namespace foreshock
