// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/text/mysql_slow.h"

#include "importers/line_reader.h"
#include "importers/specimen_lines.h"
#include "importers/time_layout.h"
#include "model/base/text.h"

#include <charconv>

namespace foreshock {
namespace {

constexpr std::string_view kTime = "# Time: ";
constexpr std::string_view kUser = "# User@Host: ";
constexpr std::string_view kQuery = "# Query_time: ";
constexpr std::string_view kTimestamp = "SET timestamp=";

/// What the server writes when it opens the file: "…/mysqld, Version: 8.0.22 (MySQL …). started with:", "Tcp port: …",
/// "Time                 Id Command    Argument".
bool isBanner(std::string_view line) {
    return line.ends_with("started with:") || line.starts_with("Tcp port: ") || line.starts_with("Time       ");
}

/// # Time: 2020-11-25T13:12:33.120456Z              (before 5.7: "201125 13:12:33", left out within one second)
/// # User@Host: app[app] @ web-1 [10.0.0.1]  Id:  4711
/// # Query_time: 2.000123  Lock_time: 0.000050 Rows_sent: 1  Rows_examined: 100000
/// SET timestamp=1606309953;
/// SELECT * FROM orders WHERE state = 'open';
/// A record begins at "# Time", or at "# User@Host" where the record before has one already.
class MysqlSlowReader final : public LineReader {
public:
    using LineReader::LineReader;

private:
    static constexpr std::size_t kLongest = std::size_t{8} << 20;

    Result<void> line(const Line& line) override {
        const std::string_view text = line.text;
        if (trimmed(text).empty() && !m_isOpen)
            return {};
        if (isBanner(text)) {
            Result<void> done = handOver();
            return done ? sink().reject(placeOf(line), "the banner of a server that starts, no query", text) : done;
        }
        if (text.starts_with(kTime) || (text.starts_with(kUser) && (!m_isOpen || m_hasUser)))
            if (Result<void> done = begin(line); !done)
                return done;
        if (!m_isOpen)
            return sink().reject(placeOf(line), "it does not begin with # Time: or # User@Host:", text);
        if (text.starts_with(kTime))
            m_writtenTime = trimmed(text.substr(kTime.size()));
        else if (text.starts_with(kUser))
            m_hasUser = true;
        else if (text.starts_with(kQuery) && m_body == 0)
            m_body = m_record.size() + (m_record.empty() ? 0 : 1);
        else if (text.starts_with(kTimestamp))
            std::from_chars(text.data() + kTimestamp.size(), text.data() + text.size(), m_timestamp);
        if (m_record.size() + text.size() > kLongest)
            return sink().reject(placeOf(line), "this line would make its record longer than 8 MiB", text);
        if (!m_record.empty())
            m_record += '\n';
        m_record += text;
        return {};
    }

    Result<void> ended() override { return handOver(); }

    Result<void> begin(const Line& line) {
        if (Result<void> done = handOver(); !done)
            return done;
        m_isOpen = true;
        m_hasUser = false;
        m_body = 0;
        m_timestamp = 0;
        m_record.clear();
        m_place = placeOf(line);
        return {};
    }

    /// The server's own time with a zone, else the statement's seconds since 1970, else the wall clock.
    std::optional<Instant> time() {
        static const TimeLayout kIso = TimeLayout::of("iso").value();
        static const TimeLayout kOld = TimeLayout::of("%y%m%d %H:%M:%S").value();
        std::optional<WrittenTime> written = kIso.read(m_writtenTime, clock().years());
        if (!written)
            written = kOld.read(m_writtenTime, clock().years());
        if (m_timestamp > 0 && (!written || !written->hasOffset)) {
            WrittenTime epoch;
            epoch.instant = Instant{m_timestamp * 1'000'000'000};
            epoch.hasOffset = true;
            written = epoch;
        }
        return written ? std::optional(clock().resolve(*written, m_place)) : std::nullopt;
    }

    Result<void> handOver() {
        if (!m_isOpen)
            return {};
        m_isOpen = false;
        const std::string_view raw = std::string_view(m_record).substr(0, m_record.find_last_not_of("\r\n") + 1);
        const std::optional<Instant> found = time();
        if (!found)
            return sink().reject(m_place, "neither # Time: nor SET timestamp= says when", raw);
        LogDraft draft;
        draft.time = *found;
        draft.service = serviceName({});
        draft.raw = raw;
        draft.message = raw.substr(std::min(m_body, raw.size()));
        return sink().log(draft, m_place);
    }

    bool m_isOpen = false;
    bool m_hasUser = false;
    std::string m_record;
    RecordPlace m_place;
    std::string m_writtenTime; ///< stays for the records after it: old servers leave it out within one second
    std::int64_t m_timestamp = 0;
    std::size_t m_body = 0;
};

class MysqlSlowImporter final : public Importer {
public:
    std::string id() const override { return "mysql-slow"; }
    std::string title() const override { return "MySQL and MariaDB slow query log"; }
    std::string kinds() const override { return "L"; }
    bool keepsText() const override { return true; }

    Recognition sniff(const Specimen& specimen) const override {
        int users = 0;
        int times = 0;
        for (const SpecimenLine& line : wholeLines(specimen, 200)) {
            users += line.text.starts_with(kUser) ? 1 : 0;
            times += line.text.starts_with(kQuery) ? 1 : 0;
        }
        if (users == 0 || times == 0)
            return {0, "no line begins with \"# User@Host: \" and none with \"# Query_time: \" after it"};
        return {95, std::to_string(times) + " of the first lines begin with \"# Query_time: \""};
    }

    std::unique_ptr<Reader> create(const ReadSettings& settings, RecordSink& sink) const override {
        return std::make_unique<MysqlSlowReader>(settings, sink);
    }
};

} // namespace

std::unique_ptr<Importer> mysqlSlowImporter() {
    return std::make_unique<MysqlSlowImporter>();
}

} // namespace foreshock
