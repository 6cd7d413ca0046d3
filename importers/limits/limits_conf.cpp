// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/limits/limit_feeds.h"
#include "importers/limits/limit_value.h"
#include "importers/text_form.h"
#include "model/base/text.h"

#include <algorithm>
#include <array>

namespace foreshock {
namespace {

/// Items of limits.conf(5) with the unit that the manual page gives.
constexpr std::array<std::pair<std::string_view, std::string_view>, 19> kItems = {{{"core", "KB"},
                                                                                   {"data", "KB"},
                                                                                   {"fsize", "KB"},
                                                                                   {"memlock", "KB"},
                                                                                   {"nofile", "open files"},
                                                                                   {"rss", "KB"},
                                                                                   {"stack", "KB"},
                                                                                   {"cpu", "min"},
                                                                                   {"nproc", "processes"},
                                                                                   {"as", "KB"},
                                                                                   {"maxlogins", "logins"},
                                                                                   {"maxsyslogins", "logins"},
                                                                                   {"nonewprivs", ""},
                                                                                   {"priority", ""},
                                                                                   {"locks", "locks"},
                                                                                   {"sigpending", "signals"},
                                                                                   {"msgqueue", "bytes"},
                                                                                   {"nice", ""},
                                                                                   {"rtprio", ""}}};

struct ConfLine {
    std::string domain, type, item, value;
    std::string_view unit;
};

/// *    soft  nofile  4096            # whose, soft or hard, of what, how much
/// kfe  hard  nproc   32768
std::optional<ConfLine> confLine(std::string_view text) {
    text = trimmed(text.substr(0, text.find('#')));
    std::vector<std::string> words;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find_first_of(" \t", at), text.size());
        if (end > at)
            words.emplace_back(text.substr(at, end - at));
        at = end + 1;
    }
    if (words.size() != 4 || (words[1] != "soft" && words[1] != "hard" && words[1] != "-"))
        return std::nullopt;
    const auto item = std::find_if(kItems.begin(), kItems.end(), [&](const auto& i) { return i.first == words[2]; });
    if (item == kItems.end())
        return std::nullopt;
    return ConfLine{words[0], words[1], words[2], words[3], item->second};
}

bool isComment(std::string_view text) {
    return trimmed(text).starts_with('#');
}

/// Lines of /etc/security/limits.conf and limits.d/*.conf. Each is a limit of whoever logs in under that domain, on the
/// machine that the file is from: --service says whose it is.
class LimitsConfReader final : public DeskLineReader {
public:
    LimitsConfReader(const ReadSettings& settings, RecordSink& sink)
        : DeskLineReader(settings, sink)
        , m_path(settings.path)
        , m_written(writtenAt(settings.fileTime)) {}

private:
    Result<void> record(std::string_view text) override {
        if (isComment(text))
            return {};
        const std::optional<ConfLine> line = confLine(text);
        if (!line)
            return desk().reject("a line has a domain, soft or hard, an item such as nofile, and a value");
        if (isUnlimited(line->value))
            return desk().leftOut();
        const std::optional<double> value = limitValue(line->value);
        if (!value)
            return desk().reject("the limit is no number: " + std::string(clipped(line->value, 60)));
        return desk().limit({ServiceId(), line->item, *value, std::string(line->unit), m_path, m_written,
                             line->domain + (line->type == "-" ? "" : " " + line->type)});
    }

    std::string m_path;
    std::optional<Instant> m_written;
};

} // namespace

std::unique_ptr<Importer> limitsConfImporter() {
    return textFormImporter({"limits-conf", "limits.conf of pam_limits", "R",
                             [](const Specimen& specimen) {
                                 bool hasLine = false;
                                 const Recognition seen = recogniseLines(
                                     specimen,
                                     [&](std::string_view text) {
                                         const bool isLine = confLine(text).has_value();
                                         hasLine = hasLine || isLine;
                                         return isLine || isComment(text);
                                     },
                                     "lines such as * hard nofile 4096");
                                 return hasLine ? seen : Recognition{0, "no line is like * hard nofile 4096"};
                             },
                             newReader<LimitsConfReader>});
}

} // namespace foreshock
