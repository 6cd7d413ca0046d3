// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/registry.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

using namespace foreshock;

namespace {

/// Checks what every importer promises: texts that can be read, places that lie in the source.
class CheckingSink : public RecordSink {
public:
    explicit CheckingSink(std::size_t size)
        : m_size(static_cast<std::int64_t>(size)) {}

    Result<void> log(const LogDraft& record, RecordPlace place) override {
        for (const std::string_view text : {record.service, record.host, record.raw, record.message})
            touch(text);
        return at(place);
    }
    Result<std::int64_t> series(const SeriesDraft& draft) override {
        for (const std::string_view text : {draft.service, draft.instance, draft.version, draft.metric, draft.unit})
            touch(text);
        return m_series++;
    }
    Result<void> sample(std::int64_t series, Sample, RecordPlace place) override {
        require(series >= 0 && series < m_series);
        return at(place);
    }
    Result<void> change(const Change& change, RecordPlace place) override {
        require(!change.end || *change.end >= change.start);
        return at(place);
    }
    Result<void> alarm(const Alarm& alarm, RecordPlace place) override {
        require(!alarm.end || *alarm.end >= alarm.start);
        require(alarm.severity >= 1 && alarm.severity <= 4);
        return at(place);
    }
    Result<void> service(const Service& service, RecordPlace place) override {
        require(!service.id.value.empty() && !service.name.empty());
        return at(place);
    }
    Result<void> dependency(const Dependency& dependency, RecordPlace place) override {
        require(!dependency.from.value.empty() && !dependency.to.value.empty());
        return at(place);
    }
    Result<void> limit(const DeclaredLimit& limit, RecordPlace place) override {
        require(!limit.metric.empty() && std::isfinite(limit.value));
        return at(place);
    }
    Result<void> note(const Note&, RecordPlace place) override { return at(place); }
    Result<void> fact(std::string_view key, std::string_view value) override {
        touch(key);
        touch(value);
        return {};
    }
    Result<void> joined(RecordPlace place) override { return at(place); }
    Result<void> leftOut(RecordPlace place) override { return at(place); }
    Result<void> reject(RecordPlace place, std::string_view reason, std::string_view excerpt) override {
        require(!reason.empty());
        touch(excerpt);
        return at(place);
    }
    Result<void> remark(RecordPlace place, std::string_view text, std::string_view excerpt) override {
        touch(text);
        touch(excerpt);
        --m_records;
        return at(place);
    }

    std::int64_t records() const { return m_records; }
    unsigned sum = 0;

private:
    static void require(bool holds) {
        if (!holds)
            std::abort();
    }
    void touch(std::string_view text) {
        for (const char c : text)
            sum += static_cast<unsigned char>(c);
    }
    Result<void> at(RecordPlace place) {
        require(place.line >= 1 && place.offset >= 0 && place.offset <= m_size);
        ++m_records;
        return {};
    }

    std::int64_t m_size;
    std::int64_t m_series = 0;
    std::int64_t m_records = 0;
};

std::int64_t read(const Importer& importer, std::string_view bytes, std::size_t chunk, bool& isError) {
    CheckingSink sink(bytes.size());
    ReadSettings settings;
    settings.fileTime = Instant{1'606'348'800'000'000'000};
    const std::unique_ptr<Reader> reader = importer.create(settings, sink);
    Result<void> done;
    for (std::size_t at = 0; done && at < bytes.size(); at += chunk) {
        const std::string piece(bytes.substr(at, chunk));
        done = reader->take(piece);
    }
    if (done)
        done = reader->finish();
    isError = !done;
    return sink.records();
}

} // namespace

/// The importer whose id sums up to that number, so that seeds stay theirs when others join; else any.
static const Importer& importerOf(unsigned number) {
    for (const auto& importer : importers()) {
        unsigned sum = 0;
        for (const char c : importer->id())
            sum = (sum * 31 + static_cast<unsigned char>(c)) & 0xFFFF;
        if (sum == number)
            return *importer;
    }
    return *importers()[number % importers().size()];
}

/// The first two bytes pick the importer, the third the size of the chunks; the rest is the file.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size < 4)
        return 0;
    const std::string_view bytes(reinterpret_cast<const char*>(data) + 3, size - 3);
    const Importer& importer = importerOf(data[0] | static_cast<unsigned>(data[1]) << 8);
    const std::size_t chunk = std::max<std::size_t>(1, data[2]);
    bool isErrorInPieces = false;
    bool isErrorInOne = false;
    const std::int64_t inPieces = read(importer, bytes, chunk, isErrorInPieces);
    const std::int64_t inOne = read(importer, bytes, bytes.size(), isErrorInOne);
    if (isErrorInPieces != isErrorInOne || (!isErrorInOne && inPieces != inOne))
        std::abort();
    Specimen specimen;
    specimen.name = "fuzz";
    specimen.head = bytes;
    for (const Candidate& candidate : recognise(specimen))
        if (candidate.recognition.score < 0 || candidate.recognition.score > 100 ||
            candidate.recognition.reason.empty())
            std::abort();
    return 0;
}
