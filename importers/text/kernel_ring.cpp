// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/text/kernel_ring.h"

#include "importers/line_reader.h"
#include "importers/message_level.h"
#include "importers/specimen_lines.h"
#include "importers/text/pattern.h"
#include "model/base/text.h"

#include <cassert>
#include <charconv>

namespace foreshock {
namespace {

/// <6>[    1.234567] rtc_cmos 00:01: setting system clock to 2020-11-25T13:12:33 UTC (1606309953)
/// priority (dmesg -r), seconds since the boot, perhaps the caller, message
const Pattern& linePattern() {
    static const Pattern pattern =
        Pattern::compile("^(?:<(\\d{1,3})>)?\\[[ ]*(\\d{1,9})\\.(\\d{6})\\](?:\\[[ ]*[TC]\\d+\\])?[ ]?(.*)$").value();
    return pattern;
}
/// The kernel reads the real-time clock once, early; the number is seconds since 1970.
const Pattern& anchorPattern() {
    static const Pattern pattern = Pattern::compile("setting system clock to .*\\((\\d{9,10})\\)").value();
    return pattern;
}

std::int64_t number(std::string_view digits) {
    std::int64_t value = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return value;
}

class KernelRingReader final : public LineReader {
public:
    KernelRingReader(const ReadSettings& settings, RecordSink& sink)
        : LineReader(settings, sink)
        , m_line(linePattern())
        , m_anchor(anchorPattern())
        , m_boot(settings.start) {}

private:
    struct Waiting {
        RecordPlace place;
        std::string text;
    };
    static constexpr std::size_t kMostWaiting = std::size_t{16} << 20; ///< bytes; a ring buffer is smaller

    Result<void> line(const Line& line) override {
        if (trimmed(line.text).empty())
            return {};
        if (!m_line.match(line.text))
            return sink().reject(placeOf(line), "it does not begin with seconds since the boot in brackets", line.text);
        if (!m_boot && m_anchor.match(line.text)) {
            const std::int64_t epoch = number(m_anchor.group(1));
            m_line.match(line.text);
            m_boot = Instant{epoch * 1'000'000'000} - sinceBoot();
            if (Result<void> done = flush(); !done)
                return done;
        }
        if (m_boot) {
            m_line.match(line.text);
            return store(line.text, placeOf(line));
        }
        m_waitingBytes += line.text.size();
        m_waiting.push_back({placeOf(line), std::string(line.text)});
        return m_waitingBytes > kMostWaiting ? refuse() : Result<void>();
    }

    Result<void> ended() override { return refuse(); }

    Duration sinceBoot() const {
        return Duration{number(m_line.group(2)) * 1'000'000'000 + number(m_line.group(3)) * 1'000};
    }

    Result<void> flush() {
        for (const Waiting& waiting : m_waiting) {
            m_line.match(waiting.text);
            if (Result<void> done = store(waiting.text, waiting.place); !done)
                return done;
        }
        m_waiting.clear();
        m_waitingBytes = 0;
        return {};
    }

    Result<void> refuse() {
        for (const Waiting& waiting : m_waiting)
            if (Result<void> done =
                    sink().reject(waiting.place,
                                  "seconds since a boot that the log does not date: say when it was with --start, or "
                                  "export with dmesg --time-format iso",
                                  waiting.text);
                !done)
                return done;
        m_waiting.clear();
        m_waitingBytes = 0;
        return {};
    }

    Result<void> store(std::string_view text, RecordPlace place) {
        static constexpr LogLevel kSeverities[] = {LogLevel::Fatal, LogLevel::Fatal,   LogLevel::Fatal,
                                                   LogLevel::Error, LogLevel::Warning, LogLevel::Info,
                                                   LogLevel::Info,  LogLevel::Debug};
        WrittenTime written;
        written.instant = *m_boot + sinceBoot();
        written.hasOffset = true;
        LogDraft draft;
        draft.time = clock().resolve(written, place);
        const std::string_view priority = m_line.group(1);
        draft.message = m_line.group(4);
        draft.level = priority.empty() ? messageLevel(draft.message)
                                       : kSeverities[static_cast<std::size_t>(number(priority)) % 8];
        draft.service = serviceName("kernel");
        draft.raw = text;
        return sink().log(draft, place);
    }

    PatternMatcher m_line;
    PatternMatcher m_anchor;
    std::optional<Instant> m_boot;
    std::vector<Waiting> m_waiting; ///< lines before the one that dates the boot
    std::size_t m_waitingBytes = 0;
};

class KernelRingImporter final : public Importer {
public:
    std::string id() const override { return "kernel-ring"; }
    std::string title() const override { return "kernel ring buffer (dmesg), times since the boot"; }
    std::string kinds() const override { return "L"; }
    bool keepsText() const override { return true; }

    Recognition sniff(const Specimen& specimen) const override {
        PatternMatcher matcher(linePattern());
        int read = 0;
        int fitting = 0;
        std::int64_t misfit = 0;
        for (const SpecimenLine& line : wholeLines(specimen, 50)) {
            if (trimmed(line.text).empty())
                continue;
            ++read;
            if (matcher.match(line.text))
                ++fitting;
            else if (misfit == 0)
                misfit = line.number;
        }
        if (fitting * 2 <= read)
            return {0, "line " + std::to_string(std::max<std::int64_t>(1, misfit)) +
                           " does not begin with seconds since the boot in brackets"};
        return {misfit == 0 ? 93 : 89, std::to_string(fitting) + " of the first " + std::to_string(read) +
                                           " lines begin with seconds since the boot in brackets"};
    }

    std::unique_ptr<Reader> create(const ReadSettings& settings, RecordSink& sink) const override {
        return std::make_unique<KernelRingReader>(settings, sink);
    }
};

} // namespace

std::unique_ptr<Importer> kernelRingImporter() {
    return std::make_unique<KernelRingImporter>();
}

} // namespace foreshock
