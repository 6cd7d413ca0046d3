// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/repair/salvage.h"

#include "model/base/time_text.h"
#include "model/store/repair/check.h"
#include "model/store/repair/salvage_work.h"
#include "model/store/schema.h"

#include <fmt/format.h>

#include <filesystem>

namespace foreshock::store {
namespace {

namespace fs = std::filesystem;

Result<SalvageReport> saveInto(const std::string& from, const std::string& part, std::stop_token stop) {
    // A connection of its own that must be closed before the file gets its name.
    const auto db = Database::open(part, Database::Mode::Create);
    if (!db)
        return Error{ErrorCode::Io, "the repaired file can't be made here", part,
                     "Copy the damaged file (and its -wal, if there is one) to a folder that you may write to, and "
                     "repair the copy"};
    if (const auto made = migrate(*db, part); !made)
        return made.error();
    // Until it gets its name, the new file is worth nothing: no journal on disk.
    if (const auto set = db->execute("PRAGMA journal_mode=MEMORY; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=OFF; "
                                     "PRAGMA cache_size=-32000");
        !set)
        return set.error();
    auto work = SalvageWork::open(from, *db, stop);
    if (!work)
        return work.error();
    for (const auto step :
         {salvageNames, salvageSources, salvageLogs, salvageSamples, salvageRows, salvageTemplates, settleSources})
        if (const auto done = step(*work); !done)
            return done.error();
    if (const auto done = work->commit(); !done)
        return done.error();
    if (work->report.sources == 0 && work->report.saved.sum() == 0 && work->unfinished.empty())
        return Error{ErrorCode::Format, "nothing of an incident file is left in it", from,
                     "Import the sources again: foreshock import PATH -o NEW.foreshock"};
    const auto checked = checkFile(*db);
    if (!checked)
        return checked.error();
    for (const std::string& damage : checked->damage)
        work->report.lost.push_back({"", "something that does not fit", {}, {}, {}, damage});
    return std::move(work->report);
}

} // namespace

std::string Loss::text() const {
    std::string out = source.empty() ? "" : source + ": ";
    out += count ? fmt::format("{} {}", *count, kind) : kind;
    if (records)
        out += fmt::format(" ({} to {})", records->first, records->end - 1);
    if (time)
        out += fmt::format(" of {} to {} as read", rfc3339(time->from), rfc3339(time->to));
    out += count || !detail.empty() || source.empty() ? "" : ", number not known";
    if (source.empty() && !count && detail.empty())
        out += ", number not known";
    return detail.empty() ? out : out + ": " + detail;
}

Result<SalvageReport> salvage(const std::string& from, const std::string& to, std::stop_token stop) {
    std::error_code ignored;
    if (fs::exists(to, ignored))
        return Error{ErrorCode::Io, "there is a repaired file already", to, "Move it away, then try again"};
    if (!fs::exists(from, ignored))
        return Error{ErrorCode::Io, "no such incident file", from, "Check the path"};
    const std::string part = to + ".part"; // of a repair that was killed
    const auto discard = [&] {
        for (const char* more : {"", "-journal"})
            fs::remove(part + more, ignored);
    };
    discard();
    auto report = saveInto(from, part, std::move(stop));
    if (!report) {
        discard();
        return report;
    }
    std::error_code problem;
    fs::rename(part, to, problem);
    if (problem) {
        discard();
        return Error{ErrorCode::Io, "can't name the repaired file (" + problem.message() + ")", to,
                     "Check the right to write in its folder"};
    }
    return report;
}

} // namespace foreshock::store
