// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/text/journal_export.h"

#include "importers/message_level.h"
#include "importers/text/journal_entry.h"
#include "importers/text_encoding.h"

#include <algorithm>

namespace foreshock {
namespace {

constexpr std::size_t kLongestEntry = std::size_t{8} << 20;

bool isKey(std::string_view text) {
    return !text.empty() && text.size() <= 64 && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    });
}

/// __CURSOR=s=739ad463348b4ceca5a9e69c95a3c93f;i=4ece7
/// __REALTIME_TIMESTAMP=1606309953120456
/// PRIORITY=3
/// SYSLOG_IDENTIFIER=cart
/// MESSAGE                       a value with line ends or control bytes: its length in eight bytes, least first,
/// <12 bytes of length and text>   then its bytes and a line end
///                               an empty line ends the entry
class JournalExportReader final : public Reader {
public:
    JournalExportReader(const ReadSettings& settings, RecordSink& sink)
        : m_sink(&sink)
        , m_service(settings.service)
        , m_place{settings.firstLine, settings.firstOffset} {}

    Result<void> take(std::string_view chunk) override {
        m_bytes.erase(0, m_begin);
        m_at -= m_begin;
        m_begin = 0;
        m_bytes.append(chunk);
        if (!m_isEncodingKnown && m_bytes.size() >= 4) {
            if (looksLikeUtf16(std::string_view(m_bytes).substr(0, 4)))
                return utf16Error();
            m_isEncodingKnown = true;
            if (m_bytes.starts_with(kUtf8Mark))
                skipTo(kUtf8Mark.size());
        }
        if (!m_isEncodingKnown)
            return {};
        return read(false);
    }

    Result<void> finish() override { return m_bytes == kUtf8Mark ? Result<void>() : read(true); }

private:
    enum class Step { Field, EntryEnd, More, Foreign };

    Result<void> read(bool isLast) {
        for (;;) {
            if (m_isSkipping) {
                const std::size_t end = m_bytes.find('\n', m_at);
                skipTo(end == std::string::npos ? m_bytes.size() : end + 1);
                if (end == std::string::npos)
                    return {};
                m_isSkipping = false;
            }
            const Step step = next(isLast);
            if (step == Step::More) {
                if (m_bytes.size() - m_begin <= kLongestEntry)
                    return isLast ? store(m_at) : Result<void>();
                if (Result<void> done = refuse("an entry longer than 8 MiB", m_bytes.size()); !done)
                    return done;
                m_isSkipping = true;
            } else if (step == Step::EntryEnd) {
                if (Result<void> done = store(m_at - 1); !done)
                    return done;
                skipTo(m_at);
            } else if (step == Step::Foreign) {
                const std::size_t end = isLast ? std::string::npos : m_bytes.find('\n', m_at);
                if (Result<void> done =
                        refuse(isLast ? "the source ends within an entry (cut off?)" : "no field of a journal entry",
                               end == std::string::npos ? m_bytes.size() : end + 1);
                    !done)
                    return done;
            }
        }
    }

    /// Reads one field behind m_at.
    Step next(bool isLast) {
        const std::string_view rest = std::string_view(m_bytes).substr(m_at);
        if (rest.empty())
            return Step::More;
        const std::size_t end = rest.find('\n');
        if (end == std::string_view::npos && !isLast)
            return Step::More;
        std::string_view line = rest.substr(0, end);
        const std::size_t used = end == std::string_view::npos ? rest.size() : end + 1;
        if (line.ends_with('\r'))
            line.remove_suffix(1);
        if (line.empty()) {
            m_at += used;
            return Step::EntryEnd;
        }
        if (const std::size_t equals = line.find('='); equals != std::string_view::npos) {
            if (!isKey(line.substr(0, equals)))
                return Step::Foreign;
            note(line.substr(0, equals), line.substr(equals + 1));
            m_at += used;
            return Step::Field;
        }
        if (!isKey(line))
            return Step::Foreign;
        if (rest.size() < used + 8)
            return isLast ? Step::Foreign : Step::More;
        std::uint64_t length = 0;
        for (std::size_t i = 0; i < 8; ++i)
            length |= static_cast<std::uint64_t>(static_cast<unsigned char>(rest[used + i])) << (8 * i);
        if (length > kLongestEntry)
            return Step::Foreign;
        if (rest.size() < used + 8 + length + 1)
            return isLast ? Step::Foreign : Step::More;
        if (rest[used + 8 + length] != '\n')
            return Step::Foreign;
        note(line, rest.substr(used + 8, length));
        m_at += used + 8 + length + 1;
        return Step::Field;
    }

    /// Where in the entry a field stands; the bytes may move before it is whole.
    void note(std::string_view key, std::string_view value) {
        const char* entry = m_bytes.data() + m_begin;
        m_fields.push_back({static_cast<std::size_t>(key.data() - entry), key.size(),
                            static_cast<std::size_t>(value.data() - entry), value.size()});
    }

    Result<void> store(std::size_t end) {
        if (m_fields.empty())
            return {};
        const std::string_view all = std::string_view(m_bytes).substr(m_begin);
        JournalEntry entry;
        for (const Field& field : m_fields)
            entry.take(all.substr(field.key, field.keyLength), all.substr(field.value, field.valueLength));
        m_fields.clear();
        std::string_view raw = all.substr(0, end - m_begin);
        while (raw.ends_with('\n') || raw.ends_with('\r'))
            raw.remove_suffix(1);
        const std::optional<Instant> time = entry.time();
        if (!time)
            return m_sink->reject(m_place, "the entry has no __REALTIME_TIMESTAMP", raw);
        LogDraft draft;
        draft.time = *time;
        draft.arrivedAt = entry.arrived();
        draft.level = entry.level();
        if (draft.level == LogLevel::Unknown)
            draft.level = messageLevel(entry.message);
        draft.service = m_service.empty() ? entry.identifier : std::string_view(m_service);
        draft.host = entry.host;
        draft.raw = raw;
        draft.message = entry.message;
        return m_sink->log(draft, m_place);
    }

    /// The bytes up to `end` are no entry.
    Result<void> refuse(const char* why, std::size_t end) {
        m_fields.clear();
        Result<void> done = m_sink->reject(m_place, why, std::string_view(m_bytes).substr(m_begin, end - m_begin));
        skipTo(end);
        return done;
    }

    void skipTo(std::size_t end) {
        const auto at = [&](std::size_t i) { return m_bytes.begin() + static_cast<std::ptrdiff_t>(i); };
        m_place.line += std::count(at(m_begin), at(end), '\n');
        m_place.offset += static_cast<std::int64_t>(end - m_begin);
        m_begin = end;
        m_at = end;
    }

    struct Field {
        std::size_t key, keyLength, value, valueLength;
    };

    RecordSink* m_sink;
    std::string m_service;
    RecordPlace m_place;     ///< of the open entry
    std::string m_bytes;     ///< from the open entry on
    std::size_t m_begin = 0; ///< of the open entry in m_bytes
    std::size_t m_at = 0;    ///< what was read of it
    std::vector<Field> m_fields;
    bool m_isEncodingKnown = false;
    bool m_isSkipping = false; ///< to the end of a line that is too long
};

class JournalExportImporter final : public Importer {
public:
    std::string id() const override { return "journal-export"; }
    std::string title() const override { return "systemd journal, export"; }
    std::string kinds() const override { return "L"; }
    bool readsBinary() const override { return true; }

    Recognition sniff(const Specimen& specimen) const override {
        std::string_view head = specimen.head;
        if (head.starts_with(kUtf8Mark))
            head.remove_prefix(kUtf8Mark.size());
        const std::string_view first = head.substr(0, head.find('='));
        const std::size_t time = head.find("__REALTIME_TIMESTAMP=");
        if (!first.starts_with("_") || !isKey(first) || time == std::string_view::npos ||
            (time > 0 && head[time - 1] != '\n'))
            return {0, "it does not begin with fields of a journal entry such as __REALTIME_TIMESTAMP="};
        return {98, "it begins with fields of a journal entry"};
    }

    std::unique_ptr<Reader> create(const ReadSettings& settings, RecordSink& sink) const override {
        return std::make_unique<JournalExportReader>(settings, sink);
    }
};

} // namespace

std::unique_ptr<Importer> journalExportImporter() {
    return std::make_unique<JournalExportImporter>();
}

} // namespace foreshock
