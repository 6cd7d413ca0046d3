// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/text/cri_logs.h"

#include "importers/line_reader.h"
#include "importers/message_level.h"
#include "importers/specimen_lines.h"
#include "importers/text_encoding.h"
#include "model/base/text.h"

#include <array>

namespace foreshock {
namespace {

/// 2020-11-25T13:12:33.120456789Z stderr F pool exhausted, request queued
/// time, stream, F (the record ends) or P (it goes on in the stream's next line), message
struct CriLine {
    std::string_view time;
    std::size_t stream = 0; ///< 0: stdout, 1: stderr
    bool isPart = false;
    std::string_view message;
};

std::optional<CriLine> split(std::string_view text) {
    CriLine line;
    const std::size_t space = text.find(' ');
    if (space < 20 || space > 40 || text[4] != '-' || text[10] != 'T')
        return std::nullopt;
    line.time = text.substr(0, space);
    const std::string_view rest = text.substr(space + 1);
    if (!rest.starts_with("stdout ") && !rest.starts_with("stderr "))
        return std::nullopt;
    line.stream = rest[3] == 'o' ? 0 : 1;
    const std::string_view tags = rest.substr(7, rest.find(' ', 7) - 7);
    if (tags.empty() || (tags.front() != 'F' && tags.front() != 'P') || (tags.size() > 1 && tags[1] != ':'))
        return std::nullopt;
    line.isPart = tags.front() == 'P';
    line.message = rest.substr(std::min(rest.size(), 7 + tags.size() + 1));
    return line;
}

class CriReader final : public LineReader {
public:
    using LineReader::LineReader;

private:
    struct Open {
        bool isOpen = false;
        Instant time;
        RecordPlace place;
        std::string raw;
        std::string message;
    };
    static constexpr std::size_t kLongest = std::size_t{8} << 20;

    Result<void> line(const Line& line) override {
        if (trimmed(line.text).empty())
            return {};
        const RecordPlace place = placeOf(line);
        const std::optional<CriLine> parts = split(line.text);
        if (!parts)
            return sink().reject(place, "it does not begin with a time, a stream name and F or P", line.text);
        const std::optional<Instant> time = clock().read(parts->time, place);
        if (!time)
            return sink().reject(place, "no time: " + std::string(clipped(parts->time, 60)), line.text);
        Open& open = m_open[parts->stream];
        if (!open.isOpen && !parts->isPart)
            return store(*time, place, line.text, parts->message);
        if (!open.isOpen) {
            open = {true, *time, place, std::string(line.text), std::string(parts->message)};
            return {};
        }
        open.raw.append("\n").append(line.text);
        open.message += parts->message;
        return parts->isPart && open.raw.size() < kLongest ? Result<void>() : close(open);
    }

    Result<void> ended() override {
        std::array<Open*, 2> order = {&m_open[0], &m_open[1]};
        if (order[1]->isOpen && order[1]->place.line < order[0]->place.line)
            std::swap(order[0], order[1]);
        for (Open* open : order)
            if (open->isOpen)
                if (Result<void> done = close(*open); !done)
                    return done;
        return {};
    }

    Result<void> close(Open& open) {
        open.isOpen = false;
        return store(open.time, open.place, open.raw, open.message);
    }

    Result<void> store(Instant time, RecordPlace place, std::string_view raw, std::string_view message) {
        LogDraft draft;
        draft.time = time;
        draft.level = messageLevel(message);
        draft.service = serviceName({});
        draft.raw = raw;
        draft.message = message;
        return sink().log(draft, place);
    }

    std::array<Open, 2> m_open;
};

class CriImporter final : public Importer {
public:
    std::string id() const override { return "kubernetes-cri"; }
    std::string title() const override { return "Kubernetes container log (CRI)"; }
    std::string kinds() const override { return "L"; }
    bool keepsText() const override { return true; }

    Recognition sniff(const Specimen& specimen) const override {
        int read = 0;
        int fitting = 0;
        std::int64_t misfit = 0;
        for (const SpecimenLine& line : wholeLines(specimen, 50)) {
            if (trimmed(line.text).empty())
                continue;
            ++read;
            if (split(line.text))
                ++fitting;
            else if (misfit == 0)
                misfit = line.number;
        }
        const std::string why =
            "line " + std::to_string(misfit) + " does not begin with a time, a stream name and F or P";
        if (fitting * 2 <= read)
            return {0, read == 0 ? "the first 64 KiB hold no whole line" : why};
        const std::string share = std::to_string(fitting) + " of the first " + std::to_string(read) +
                                  " lines begin with a time, a stream name and F or P";
        return {misfit == 0 ? 96 : 92, share};
    }

    std::unique_ptr<Reader> create(const ReadSettings& settings, RecordSink& sink) const override {
        return std::make_unique<CriReader>(settings, sink);
    }
};

} // namespace

std::unique_ptr<Importer> criLogsImporter() {
    return std::make_unique<CriImporter>();
}

} // namespace foreshock
