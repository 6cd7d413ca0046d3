// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/text/text_logs.h"

#include "importers/specimen_lines.h"
#include "importers/text/text_log_reader.h"
#include "importers/text_encoding.h"
#include "model/base/text.h"
#include "resources/resource.h"

#include <algorithm>
#include <cassert>

namespace foreshock {
namespace {

class TextLogsImporter final : public Importer {
public:
    explicit TextLogsImporter(std::shared_ptr<const LogFormat> format)
        : m_format(std::move(format)) {}

    std::string id() const override { return m_format->id; }
    std::string title() const override { return m_format->title; }
    std::string kinds() const override { return "L"; }
    bool keepsText() const override { return true; }
    bool canResume() const override { return true; }
    const LogFormat& format() const { return *m_format; }

    Recognition sniff(const Specimen& specimen) const override {
        std::vector<SpecimenLine> lines = wholeLines(specimen, 200);
        if (lines.empty())
            lines.push_back({1, specimen.head}); // one huge line: its beginning tells enough
        PatternMatcher matcher(m_format->pattern);
        Fit fit;
        for (const SpecimenLine& line : lines)
            if (!trimmed(line.text).empty())
                fit.add(line.number, fits(matcher, line.text));
        return answer(fit);
    }

    std::unique_ptr<Reader> create(const ReadSettings& settings, RecordSink& sink) const override {
        return std::make_unique<TextLogReader>(m_format, settings, sink);
    }

private:
    struct Fit {
        int read = 0;
        int matched = 0;
        int before = 0;          ///< lines before the first that matched: a banner, a record cut in its middle
        std::int64_t misfit = 0; ///< the first line that did not

        void add(std::int64_t number, bool isMatch) {
            ++read;
            matched += isMatch ? 1 : 0;
            before += matched == 0 ? 1 : 0;
            if (!isMatch && misfit == 0)
                misfit = number;
        }
    };

    Recognition answer(const Fit& fit) const {
        const std::string why = "line " + std::to_string(fit.misfit) + " does not begin with " + m_format->begins;
        if (fit.matched == 0)
            return {0, why};
        const std::string share = std::to_string(fit.matched) + " of the first " + std::to_string(fit.read) +
                                  " lines begin with " + m_format->begins;
        if (fit.misfit == 0)
            return {m_format->confidence, share};
        if (fit.matched * 2 >= fit.read)
            return {std::max(1, m_format->confidence - (fit.before == 0 ? 2 : 3)),
                    share + (m_format->isSingleLine ? ", the others would be rejected"
                                                    : ", the others go on with the record before")};
        // Few lines fit: stack traces, if it begins well or soon does; else a text that mentions a time here and there.
        const bool isSoon = fit.before == 0 || (fit.before <= 10 && fit.matched >= 5 && fit.matched * 10 >= fit.read);
        if (m_format->isSingleLine || !isSoon)
            return {std::min(40, m_format->confidence), share + "; " + why};
        return {std::max(1, m_format->confidence - (fit.before == 0 ? 6 : 7)),
                share + ", the others go on with the record before"};
    }

    bool fits(PatternMatcher& matcher, std::string_view line) const {
        if (line.starts_with(kUtf8Mark))
            line.remove_prefix(kUtf8Mark.size());
        if (!matcher.match(line))
            return false;
        const std::string_view time = matcher.group(m_format->time);
        YearFinder years(Instant{4'102'444'800'000'000'000}); // 2100: a year is always found
        return (!m_format->nil.empty() && time == m_format->nil) || m_format->timeOf(time, years).has_value();
    }

    std::shared_ptr<const LogFormat> m_format;
};

} // namespace

const LogFormat* formatOf(const Importer& importer) {
    const auto* text = dynamic_cast<const TextLogsImporter*>(&importer);
    return text ? &text->format() : nullptr;
}

const std::vector<std::shared_ptr<const LogFormat>>& builtInFormats() {
    static const auto all = [] {
        std::vector<std::shared_ptr<const LogFormat>> list;
        for (const std::string_view name : resourceNames("formats/")) {
            Result<LogFormat> format = parseLogFormat(resource(name));
            assert(format); // the format files are ours and tested
            if (format)
                list.push_back(std::make_shared<const LogFormat>(std::move(format).value()));
        }
        return list;
    }();
    return all;
}

std::vector<std::unique_ptr<Importer>> textLogImporters() {
    std::vector<std::unique_ptr<Importer>> list;
    for (const std::shared_ptr<const LogFormat>& format : builtInFormats())
        list.push_back(std::make_unique<TextLogsImporter>(format));
    return list;
}

Result<std::unique_ptr<Importer>> textLogImporter(std::string_view formatJson) {
    Result<LogFormat> format = parseLogFormat(formatJson);
    if (!format)
        return format.error();
    return std::unique_ptr<Importer>(
        std::make_unique<TextLogsImporter>(std::make_shared<const LogFormat>(std::move(format).value())));
}

} // namespace foreshock
