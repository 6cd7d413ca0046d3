// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workflows/look_inside.h"

#include "app/workflows/preview_sink.h"
#include "importers/line_reader.h"

#include <fstream>

namespace foreshock {
namespace {

constexpr std::uint64_t kWhole = std::uint64_t{8} << 20;
constexpr std::uint64_t kHead = std::uint64_t{4} << 20;
constexpr std::uint64_t kTail = std::uint64_t{1} << 20;

/// The last bytes of a file, from the beginning of a line.
std::string tailOf(const std::string& path, std::uint64_t size) {
    std::ifstream file(path, std::ios::binary);
    file.seekg(static_cast<std::streamoff>(size - kTail));
    std::string bytes(kTail, '\0');
    file.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    bytes.resize(static_cast<std::size_t>(std::max<std::streamsize>(0, file.gcount())));
    const std::size_t end = bytes.find('\n');
    return end == std::string::npos ? std::string() : bytes.substr(end + 1);
}

/// One reader over parts of a file.
class Look {
public:
    Look(const PlannedInput& planned, const ImportRequest& request)
        : m_planned(planned)
        , m_sink(request.accept)
        , m_reader(planned.importer->create(settingsFor(planned, request), m_sink))
        , m_isByLines(dynamic_cast<const LineReader*>(m_reader.get()) != nullptr) {}

    bool isByLines() const { return m_isByLines; }
    std::uint64_t looked() const { return m_looked; }
    std::int64_t read() const { return m_sink.read(); }

    Result<void> take(std::string_view chunk) {
        m_looked += chunk.size();
        return m_reader->take(chunk);
    }
    /// The end of the file, from the beginning of a line, after a start that ended with one.
    Result<void> takeTail(std::string_view tail) {
        m_sink.skipAhead(m_planned.size - tail.size() - m_looked);
        return take(tail);
    }
    Result<void> finish() { return m_reader->finish(); }

    void into(InputPreview& preview, const Result<void>& done) {
        m_sink.into(preview);
        preview.looked = m_looked;
        preview.zone = preview.choice.zone.value_or(Zone()).name();
        preview.zoneBasis = m_reader->zoneBasis();
        if (!done)
            preview.problem = done.error();
        else if (preview.counts.read == 0)
            preview.problem = Error{ErrorCode::Format, "no record in it", m_planned.file.label,
                                    "Check that the export holds data for the time asked for"};
    }

private:
    const PlannedInput& m_planned;
    PreviewSink m_sink;
    std::unique_ptr<Reader> m_reader;
    bool m_isByLines;
    std::uint64_t m_looked = 0;
};

/// The chunk up to its last line end; all of it where there is none.
std::string_view wholeLines(std::string_view chunk) {
    const std::size_t end = chunk.rfind('\n');
    return end == std::string_view::npos ? chunk : chunk.substr(0, end + 1);
}

} // namespace

bool isLarge(std::uint64_t size) {
    return size > kWhole;
}

Result<void> lookInside(const PlannedInput& planned, ByteSource& bytes, const ImportRequest& request,
                        InputPreview& preview, std::stop_token stop) {
    Look look(planned, request);
    const auto run = [&]() -> Result<void> {
        for (;;) {
            if (stop.stop_requested())
                return Error{ErrorCode::Cancelled, "cancelled", planned.file.label, ""};
            const auto chunk = bytes.next();
            if (!chunk)
                return chunk.error();
            if (chunk->empty())
                return look.finish();
            const bool isHeadEnd = isLarge(planned.size) && look.looked() + chunk->size() >= kHead;
            const std::string_view part = isHeadEnd && look.isByLines() ? wholeLines(*chunk) : *chunk;
            if (const auto done = look.take(part); !done)
                return done;
            // One document hands over nothing before its end: it has to be read to it.
            if (!isHeadEnd || (!look.isByLines() && look.read() == 0))
                continue;
            preview.isEstimate = true;
            preview.isLastKnown = look.isByLines();
            if (!look.isByLines())
                return {};
            const std::string tail = tailOf(planned.file.path, planned.size);
            if (const auto done = look.takeTail(tail); !done)
                return done;
            return look.finish();
        }
    };
    const auto done = run();
    if (!done && done.error().code == ErrorCode::Cancelled)
        return done;
    look.into(preview, done);
    return {};
}

void lookAtEnds(const PlannedInput& planned, const SpecimenBytes& bytes, const ImportRequest& request,
                InputPreview& preview) {
    Look look(planned, request);
    preview.isEstimate = true;
    preview.isLastKnown = look.isByLines() && !bytes.tail.empty();
    Result<void> done = look.take(look.isByLines() ? wholeLines(bytes.head) : std::string_view(bytes.head));
    if (done && preview.isLastKnown) {
        const std::string_view tail = bytes.tail;
        const std::size_t end = tail.find('\n');
        done = end == std::string_view::npos ? done : look.takeTail(tail.substr(end + 1));
        if (done)
            done = look.finish();
    }
    look.into(preview, done);
    // Of one document its first 64 KiB say nothing: the import will tell.
    if (preview.problem && !look.isByLines() && preview.counts.read == 0)
        preview.problem.reset();
}

} // namespace foreshock
