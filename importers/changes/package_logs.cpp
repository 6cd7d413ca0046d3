// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/changes/change_feeds.h"
#include "importers/text_form.h"
#include "model/base/text.h"

#include <algorithm>
#include <array>

namespace foreshock {
namespace {

/// Start-Date: 2020-11-25  05:01:10
/// Commandline: apt-get upgrade -y
/// Requested-By: ann (1000)
/// Upgrade: libc6:amd64 (2.31-0, 2.31-13), openssl:amd64 (1.1.1d-0, 1.1.1n-0)
/// End-Date: 2020-11-25  05:01:20
/// Blocks with blank lines between; times are of the machine's zone. The host is not told: --service names it.
class AptReader final : public DeskLineReader {
public:
    using DeskLineReader::DeskLineReader;

private:
    Result<void> record(std::string_view text) override {
        const std::size_t colon = text.find(": ");
        if (colon == std::string_view::npos)
            return desk().reject("a line without \"Name: value\"");
        const std::string name(text.substr(0, colon));
        const std::string value(trimmed(text.substr(colon + 2)));
        if (name == "Start-Date" && !m_lines.empty())
            if (Result<void> done = handOver(); !done)
                return done;
        if (m_lines.empty()) {
            m_start = place();
            m_first = std::string(clipped(text, 200));
        }
        m_lines.push_back({name, value});
        return {};
    }
    Result<void> blank() override { return handOver(); }
    Result<void> ended() override { return handOver(); }

    std::optional<Instant> time(std::string text) {
        if (const std::size_t gap = text.find("  "); gap != std::string::npos)
            text.erase(gap, 1);
        return desk().clock().read(text, m_start);
    }

    Result<void> handOver() {
        if (m_lines.empty())
            return {};
        const Details lines = std::exchange(m_lines, {});
        desk().open(m_start, m_first);
        Change change;
        std::optional<Instant> start;
        std::string command;
        std::string what;
        for (const Detail& line : lines)
            if (line.name == "Start-Date") {
                start = time(line.value);
            } else if (line.name == "End-Date") {
                change.end = time(line.value);
            } else if (line.name == "Commandline") {
                command = line.value;
            } else if (line.name == "Requested-By") {
                change.actor = line.value;
            } else {
                const auto packages = std::count(line.value.begin(), line.value.end(), '(');
                what += (what.empty() ? "" : ", ") + lowered(line.name) + " " + std::to_string(packages);
                change.details.push_back({lowered(line.name), line.value});
            }
        if (!start)
            return desk().reject("the block has no Start-Date that is a time");
        change.kind = "package";
        change.title = command.empty() ? what : command + (what.empty() ? "" : " (" + what + ")");
        change.start = *start;
        return desk().change(std::move(change));
    }

    RecordPlace m_start;
    std::string m_first;
    Details m_lines;
};

/// 2020-11-25 05:01:11 upgrade libc6:amd64 2.31-0 2.31-13
/// Install, upgrade, remove and purge are changes; startup begins a run, which they share as their group; status,
/// configure, unpack and triggers are steps of them.
constexpr std::array<std::string_view, 12> kDpkgSteps = {
    "status",  "configure", "trigproc", "unpack", "conffile",         "startup",
    "install", "upgrade",   "remove",   "purge",  "triggers-pending", "triggers-awaited"};

struct DpkgLine {
    std::string_view time;
    std::vector<std::string_view> words;
};

std::optional<DpkgLine> dpkgLine(std::string_view line) {
    if (line.size() < 22 || line[10] != ' ' || line[19] != ' ' || !parseTime(line.substr(0, 19)))
        return std::nullopt;
    DpkgLine out{line.substr(0, 19), split(line.substr(20), ' ')};
    if (out.words.size() < 2 || std::find(kDpkgSteps.begin(), kDpkgSteps.end(), out.words[0]) == kDpkgSteps.end())
        return std::nullopt;
    return out;
}

class DpkgReader final : public DeskLineReader {
public:
    using DeskLineReader::DeskLineReader;

private:
    Result<void> record(std::string_view text) override {
        const std::optional<DpkgLine> line = dpkgLine(text);
        if (!line)
            return desk().reject("a line has date, time, a step of dpkg and its package");
        const std::optional<Instant> time = desk().clock().read(line->time, place());
        if (!time)
            return desk().reject("no time: " + std::string(line->time));
        const std::string_view step = line->words[0];
        if (step == "startup" || m_run.empty())
            m_run = "dpkg " + rfc3339(*time);
        if (step != "install" && step != "upgrade" && step != "remove" && step != "purge")
            return desk().joined();
        Change change;
        change.kind = "package";
        change.title = std::string(step) + " " + std::string(line->words[1]);
        change.start = *time;
        change.actor = "dpkg";
        change.group = m_run;
        if (line->words.size() > 3) {
            change.details = {{"from", std::string(line->words[2])}, {"to", std::string(line->words[3])}};
            change.title += " " + change.details[0].value + " to " + change.details[1].value;
        }
        return desk().change(std::move(change));
    }
    std::string m_run;
};

bool isDnfHeader(std::string_view line) {
    return line.starts_with("ID") && line.find("| Command line") != std::string_view::npos &&
           line.find("| Date and time") != std::string_view::npos;
}

/// ID     | Command line             | Date and time    | Action(s)      | Altered
/// -------------------------------------------------------------------------------
///     14 | upgrade -y               | 2020-11-25 05:01 | Upgrade        |   12 EE
class DnfHistoryReader final : public DeskLineReader {
public:
    using DeskLineReader::DeskLineReader;

private:
    Result<void> record(std::string_view text) override {
        if (isDnfHeader(text) || text.starts_with("---"))
            return {};
        std::vector<std::string_view> cells = split(text, '|');
        for (std::string_view& cell : cells)
            cell = trimmed(cell);
        if (cells.size() < 5)
            return desk().reject("a row has id, command line, date and time, actions and altered, cut by |");
        const std::optional<Instant> time = desk().clock().read(std::string(cells[2]) + ":00", place());
        if (!time)
            return desk().reject("no time: " + std::string(clipped(cells[2], 60)));
        Change change;
        change.id = ChangeId("dnf-" + std::string(cells[0]));
        change.kind = "package";
        change.title = "dnf " + std::string(cells[1]);
        change.start = *time;
        change.details = {{"actions", std::string(cells[3])}, {"altered", std::string(cells[4])}};
        return desk().change(std::move(change));
    }
};

struct RpmLine {
    std::string_view time, level, text;
};

/// 2020-11-25T05:01:10-0800 SUBDEBUG Upgraded: glibc-2.28-127.el8.x86_64
std::optional<RpmLine> rpmLine(std::string_view line) {
    const std::vector<std::string_view> words = split(line, ' ');
    if (words.size() < 3 || words[0].find('T') == std::string_view::npos || !parseTime(words[0]))
        return std::nullopt;
    constexpr std::array<std::string_view, 7> kLevels = {"SUBDEBUG", "INFO",     "DEBUG", "WARNING",
                                                         "ERROR",    "CRITICAL", "DDEBUG"};
    if (std::find(kLevels.begin(), kLevels.end(), words[1]) == kLevels.end())
        return std::nullopt;
    return RpmLine{words[0], words[1], line.substr(words[0].size() + words[1].size() + 2)};
}

bool isPackageLine(const RpmLine& line) {
    constexpr std::array<std::string_view, 8> kVerbs = {
        "Installed:", "Upgraded:", "Upgrade:", "Erase:", "Erased:", "Removed:", "Downgraded:", "Reinstalled:"};
    return line.level == "SUBDEBUG" && std::any_of(kVerbs.begin(), kVerbs.end(),
                                                   [&](std::string_view verb) { return line.text.starts_with(verb); });
}

/// dnf.rpm.log. Upgrade: names the new package and Upgraded: the old one that it replaces, so the latter is a step.
class DnfRpmReader final : public DeskLineReader {
public:
    using DeskLineReader::DeskLineReader;

private:
    Result<void> record(std::string_view text) override {
        const std::optional<RpmLine> line = rpmLine(text);
        if (!line)
            return desk().reject("a line has time, level and text");
        if (!isPackageLine(*line))
            return desk().leftOut();
        if (line->text.starts_with("Upgraded:"))
            return desk().joined();
        const std::optional<Instant> time = desk().clock().read(line->time, place());
        if (!time)
            return desk().reject("no time: " + std::string(line->time));
        const std::size_t colon = line->text.find(':');
        Change change;
        change.kind = "package";
        change.title = lowered(line->text.substr(0, colon)) + " " + std::string(trimmed(line->text.substr(colon + 1)));
        change.start = *time;
        change.actor = "dnf";
        return desk().change(std::move(change));
    }
};

} // namespace

std::unique_ptr<Importer> aptHistoryImporter() {
    return textFormImporter({"apt-history", "apt history.log", "C",
                             [](const Specimen& specimen) {
                                 return recogniseFirstLine(
                                     specimen, [](std::string_view line) { return line.starts_with("Start-Date: "); },
                                     "a line such as Start-Date: 2020-11-25  05:01:10");
                             },
                             newReader<AptReader>});
}

std::unique_ptr<Importer> dpkgLogImporter() {
    return textFormImporter({"dpkg-log", "dpkg.log", "C",
                             [](const Specimen& specimen) {
                                 return recogniseLines(
                                     specimen, [](std::string_view line) { return dpkgLine(line).has_value(); },
                                     "lines such as 2020-11-25 05:01:11 upgrade libc6:amd64 2.31-0 2.31-13");
                             },
                             newReader<DpkgReader>});
}

std::unique_ptr<Importer> dnfHistoryImporter() {
    return textFormImporter({"dnf-history", "dnf history list", "C",
                             [](const Specimen& specimen) {
                                 return recogniseFirstLine(specimen, isDnfHeader, "the header of dnf history list");
                             },
                             newReader<DnfHistoryReader>});
}

std::unique_ptr<Importer> dnfRpmLogImporter() {
    return textFormImporter(
        {"dnf-rpm-log", "dnf.rpm.log", "C",
         [](const Specimen& specimen) {
             bool hasPackage = false;
             const Recognition seen = recogniseLines(
                 specimen,
                 [&](std::string_view line) {
                     const std::optional<RpmLine> row = rpmLine(line);
                     hasPackage = hasPackage || (row && isPackageLine(*row));
                     return row.has_value();
                 },
                 "lines such as 2020-11-25T05:01:10-0800 SUBDEBUG Upgrade: glibc-2.28-127.el8.x86_64");
             return hasPackage ? seen : Recognition{0, "no line says SUBDEBUG Installed:, Upgrade: or Erase:"};
         },
         newReader<DnfRpmReader>});
}

} // namespace foreshock
