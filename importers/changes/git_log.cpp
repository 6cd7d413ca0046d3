// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/c_time.h"
#include "importers/changes/change_feeds.h"
#include "importers/text_form.h"
#include "model/base/text.h"

namespace foreshock {
namespace {

bool isHash(std::string_view text) {
    return (text.size() == 40 || text.size() == 64) &&
           text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

/// A commit tells when it was made, not when it was deployed: its kind says so.
Change commit(std::string_view hash, Instant time, std::string_view author, std::string_view refs,
              std::string_view subject) {
    Change change;
    change.id = ChangeId(std::string(hash));
    change.kind = "commit";
    change.title = std::string(subject);
    change.start = time;
    change.actor = std::string(author);
    change.ref = std::string(hash);
    change.details = {{"refs", std::string(refs)}};
    return change;
}

/// git log --pretty=format:'%H%x09%cI%x09%an%x09%D%x09%s'
/// a84d88e7…<tab>2020-11-25T05:01:10-08:00<tab>Ann<tab>HEAD -> main, tag: v1.5.0<tab>Raise the pool
class GitPrettyReader final : public DeskLineReader {
public:
    using DeskLineReader::DeskLineReader;

private:
    Result<void> record(std::string_view text) override {
        std::vector<std::string_view> cells = split(text, '\t');
        if (cells.size() < 5 || !isHash(cells[0]))
            return desk().reject("a row has hash, commit time, author, refs and subject, cut by tabs");
        const std::optional<Instant> time = desk().clock().read(cells[1], place());
        if (!time)
            return desk().reject("no time: " + std::string(clipped(cells[1], 60)));
        const auto subject = static_cast<std::size_t>(cells[4].data() - text.data());
        return desk().change(commit(cells[0], *time, cells[2], cells[3], text.substr(subject)));
    }
};

bool isPretty(std::string_view line) {
    const std::vector<std::string_view> cells = split(line, '\t');
    return cells.size() >= 5 && isHash(cells[0]) && parseTime(cells[1]).has_value();
}

bool isCommitLine(std::string_view line) {
    return line.starts_with("commit ") && isHash(line.substr(7, line.find(' ', 7) - 7));
}

/// commit a84d88e7beefc0ffee00a84d88e7beefc0ffee00 (HEAD -> main, tag: v1.5.0)
/// Merge: 1a2b3c4 5d6e7f8
/// Author: Ann <ann@example.com>
/// Date:   Wed Nov 25 05:01:10 2020 -0800
///
///     Raise the pool
/// With --pretty=fuller CommitDate is there too and taken, because a rebased change keeps its author's date.
class GitLogReader final : public DeskLineReader {
public:
    using DeskLineReader::DeskLineReader;

private:
    Result<void> record(std::string_view text) override {
        if (isCommitLine(text)) {
            if (Result<void> done = handOver(); !done)
                return done;
            m_start = place();
            m_first = std::string(clipped(text, 200));
            const std::size_t end = text.find(' ', 7);
            m_hash = std::string(text.substr(7, end == std::string_view::npos ? end : end - 7));
            const std::size_t open = text.find('(');
            m_refs =
                open == std::string_view::npos ? "" : std::string(text.substr(open + 1, text.rfind(')') - open - 1));
            return {};
        }
        if (m_hash.empty())
            return desk().reject("a line before the first commit");
        if (text.starts_with("Author:"))
            m_author = std::string(trimmed(text.substr(7, text.find('<') - 7)));
        else if (text.starts_with("CommitDate:"))
            m_date = std::string(trimmed(text.substr(11)));
        else if (text.starts_with("Date:") && m_date.empty())
            m_date = std::string(trimmed(text.substr(5)));
        else if (text.starts_with("    ") && m_subject.empty())
            m_subject = std::string(trimmed(text));
        return {}; // the rest of a message, file lists and patches of the commit
    }

    Result<void> ended() override { return handOver(); }

    Result<void> handOver() {
        if (m_hash.empty())
            return {};
        const RecordPlace next = place();
        desk().open(m_start, m_first);
        std::optional<Instant> time = desk().clock().read(m_date, m_start);
        if (!time)
            if (const std::optional<WrittenTime> written = parseCTime(m_date))
                time = desk().clock().resolve(*written, m_start);
        Result<void> done =
            time ? desk().change(commit(m_hash, *time, m_author, m_refs, m_subject))
                 : desk().reject(m_date.empty() ? "the commit has no date (cut off?)" : "no time: " + m_date);
        desk().open(next, {});
        m_hash.clear();
        m_author.clear();
        m_date.clear();
        m_subject.clear();
        return done;
    }

    RecordPlace m_start;
    std::string m_first, m_hash, m_refs, m_author, m_date, m_subject;
};

} // namespace

std::unique_ptr<Importer> gitPrettyImporter() {
    return textFormImporter({"git-log-pretty", "git log, hash, time, author, refs and subject cut by tabs", "C",
                             [](const Specimen& specimen) {
                                 return recogniseLines(
                                     specimen, isPretty,
                                     "lines of hash, commit time, author, refs and subject, cut by tabs");
                             },
                             newReader<GitPrettyReader>});
}

std::unique_ptr<Importer> gitLogImporter() {
    return textFormImporter({"git-log", "git log as it prints it", "C",
                             [](const Specimen& specimen) {
                                 return recogniseFirstLine(specimen, isCommitLine, "a line such as commit a84d88e7…");
                             },
                             newReader<GitLogReader>});
}

} // namespace foreshock
