// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/text/prefixed_logs.h"

#include "importers/line_reader.h"
#include "importers/message_level.h"
#include "importers/specimen_lines.h"
#include "importers/text/text_logs.h"
#include "model/base/text.h"

#include <algorithm>
#include <map>

namespace foreshock {
namespace {

struct Prefix {
    const char* id;
    const char* title;
    const char* begins;
    int confidence;
    const char* pattern; ///< groups 1 service, 2 host, 3 the line of the container
};

/// cart-1  | 2020-11-25T13:12:33.120456789Z pool exhausted, request queued
constexpr Prefix kCompose = {"docker-compose", "docker compose logs", "a container name and a bar", 94,
                             "^(?:\\x1B\\[[\\d;]*m)?([A-Za-z0-9][\\w.-]*?)(?:[-_]\\d+)?[ ]+()\\|(?:\\x1B\\[[\\d;]*m)?"
                             "(?:[ ](.*))?$"};
/// [pod/cart-7d9f86c5b4-x2k8p/cart] 2020-11-25T13:12:33.120456789Z pool exhausted
constexpr Prefix kKubectl = {"kubectl-prefix", "kubectl logs --prefix", "a pod and a container in brackets", 95,
                             "^\\[pod/(?=[^/\\]]+/([^\\]]+)\\])([^/\\]]+)/[^\\]]+\\](?:[ ](.*))?$"};
/// cart-7d9f86c5b4-x2k8p cart 2020-11-25T13:12:33.120456789Z pool exhausted
constexpr Prefix kStern = {
    "stern", "stern", "a pod and a container", 89,
    "^(?:\\x1B\\[[\\d;]*m)?(?=[a-z]\\S+[ ](?:\\xE2\\x80\\xBA[ ])?(?:\\x1B\\[[\\d;]*m)?([a-z0-9][a-z0-9-]*))"
    "([a-z0-9.]++(?:-[a-z0-9.]++)++)(?:\\x1B\\[[\\d;]*m)?[ ](?:\\xE2\\x80\\xBA[ ])?"
    "(?:\\x1B\\[[\\d;]*m)?[a-z0-9][a-z0-9-]*+(?:\\x1B\\[[\\d;]*m)?(?:[ ](.*))?$"};

/// The built-in format that tells most of a line; null: none finds a time in it.
const LogFormat* formatFor(std::string_view line, YearFinder& years) {
    const LogFormat* best = nullptr;
    for (const std::shared_ptr<const LogFormat>& format : builtInFormats()) {
        if (best && best->confidence >= format->confidence)
            continue;
        PatternMatcher matcher(format->pattern);
        if (matcher.match(line) && format->timeOf(matcher.group(format->time), years))
            best = format.get();
    }
    return best;
}

class PrefixedReader final : public LineReader {
public:
    PrefixedReader(const Prefix& prefix, const Pattern& pattern, const ReadSettings& settings, RecordSink& sink)
        : LineReader(settings, sink)
        , m_prefix(prefix)
        , m_matcher(pattern) {}

private:
    static constexpr std::size_t kLongest = std::size_t{8} << 20;

    struct Stream {
        std::string service, host;
        const LogFormat* format = nullptr;
        std::optional<PatternMatcher> matcher;
        bool isOpen = false;
        Instant time;
        LogLevel level = LogLevel::Unknown;
        RecordPlace place;
        std::string raw, message;
    };

    Result<void> line(const Line& line) override {
        if (trimmed(line.text).empty())
            return {};
        if (!m_matcher.match(line.text))
            return sink().reject(placeOf(line), std::string("it does not begin with ") + m_prefix.begins, line.text);
        Stream& stream = streamOf(m_matcher.group(1), m_matcher.group(2));
        const std::string_view inner = m_matcher.group(3);
        if (!stream.format && !trimmed(inner).empty())
            if ((stream.format = formatFor(inner, clock().years())))
                stream.matcher.emplace(stream.format->pattern);
        if (stream.format && stream.matcher->match(inner))
            if (const std::optional<WrittenTime> time =
                    stream.format->timeOf(stream.matcher->group(stream.format->time), clock().years()))
                return begin(stream, *time, inner, line);
        if (!stream.isOpen)
            return trimmed(inner).empty()
                       ? Result<void>()
                       : sink().reject(placeOf(line),
                                       "no time in the container's line; export with times: docker compose logs -t, "
                                       "kubectl logs --timestamps, stern --timestamps",
                                       line.text);
        if (stream.raw.size() + line.text.size() > kLongest)
            return sink().reject(placeOf(line), "this line would make its record longer than 8 MiB", line.text);
        stream.raw.append("\n").append(line.text);
        stream.message.append("\n").append(inner);
        return {};
    }

    Result<void> begin(Stream& stream, const WrittenTime& time, std::string_view inner, const Line& line) {
        if (Result<void> done = handOver(stream); !done)
            return done;
        const LogFormat& format = *stream.format;
        stream.isOpen = true;
        stream.place = placeOf(line);
        stream.time = clock().resolve(time, stream.place);
        stream.raw = line.text;
        stream.message = format.bodyOf(*stream.matcher, inner).value_or(std::string_view());
        stream.level = format.level == 0 ? LogLevel::Unknown : format.levelOf(stream.matcher->group(format.level));
        if (stream.level == LogLevel::Unknown)
            stream.level = messageLevel(stream.message);
        return {};
    }

    Result<void> handOver(Stream& stream) {
        if (!stream.isOpen)
            return {};
        stream.isOpen = false;
        std::string_view message = stream.message;
        while (message.ends_with('\n'))
            message.remove_suffix(1);
        LogDraft draft;
        draft.time = stream.time;
        draft.level = stream.level;
        draft.service = serviceName(stream.service);
        draft.host = stream.host;
        draft.raw = stream.raw;
        draft.message = message;
        return sink().log(draft, stream.place);
    }

    Result<void> ended() override {
        std::vector<Stream*> open;
        for (auto& [key, stream] : m_streams)
            if (stream.isOpen)
                open.push_back(&stream);
        std::sort(open.begin(), open.end(),
                  [](const Stream* a, const Stream* b) { return a->place.line < b->place.line; });
        for (Stream* stream : open)
            if (Result<void> done = handOver(*stream); !done)
                return done;
        return {};
    }

    Stream& streamOf(std::string_view service, std::string_view host) {
        m_key.assign(service).append("\n").append(host);
        const auto [found, isNew] = m_streams.try_emplace(m_key);
        if (isNew) {
            found->second.service = service;
            found->second.host = host;
        }
        return found->second;
    }

    const Prefix& m_prefix;
    PatternMatcher m_matcher;
    std::map<std::string, Stream> m_streams; ///< by service and host
    std::string m_key;
};

class PrefixedImporter final : public Importer {
public:
    explicit PrefixedImporter(const Prefix& prefix)
        : m_prefix(prefix)
        , m_pattern(Pattern::compile(prefix.pattern).value()) {}

    std::string id() const override { return m_prefix.id; }
    std::string title() const override { return m_prefix.title; }
    std::string kinds() const override { return "L"; }
    bool keepsText() const override { return true; }

    Recognition sniff(const Specimen& specimen) const override {
        PatternMatcher matcher(m_pattern);
        YearFinder years(Instant{4'102'444'800'000'000'000});
        int read = 0;
        int fitting = 0;
        int timed = 0;
        std::int64_t misfit = 0;
        for (const SpecimenLine& line : wholeLines(specimen, 40)) {
            if (trimmed(line.text).empty())
                continue;
            ++read;
            if (matcher.match(line.text)) {
                ++fitting;
                timed += timed == 0 && formatFor(matcher.group(3), years) ? 1 : 0;
            } else if (misfit == 0) {
                misfit = line.number;
            }
        }
        const std::string begins = std::string(" begin with ") + m_prefix.begins;
        if (read == 0 || fitting * 5 < read * 4)
            return {0, "line " + std::to_string(std::max<std::int64_t>(1, misfit)) + " does not" + begins};
        if (timed == 0)
            return {0, "the lines" + begins + ", but none has a time behind it"};
        return {m_prefix.confidence - (misfit == 0 ? 0 : 3),
                std::to_string(fitting) + " of the first " + std::to_string(read) + " lines" + begins};
    }

    std::unique_ptr<Reader> create(const ReadSettings& settings, RecordSink& sink) const override {
        return std::make_unique<PrefixedReader>(m_prefix, m_pattern, settings, sink);
    }

private:
    const Prefix& m_prefix;
    Pattern m_pattern;
};

} // namespace

std::unique_ptr<Importer> dockerComposeImporter() {
    return std::make_unique<PrefixedImporter>(kCompose);
}
std::unique_ptr<Importer> kubectlPrefixImporter() {
    return std::make_unique<PrefixedImporter>(kKubectl);
}
std::unique_ptr<Importer> sternImporter() {
    return std::make_unique<PrefixedImporter>(kStern);
}

} // namespace foreshock
