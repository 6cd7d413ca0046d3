// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/importer.h"

#include <optional>
#include <string>
#include <string_view>

namespace foreshock {

/// What somebody said about a source beyond its bytes, as it is kept with the source; what is empty was left to
/// recognition and to the defaults. Text form, in `source.settings`:
///
///   {"zone":"America/Los_Angeles","service":"cart","year":2016}
struct SourceSettings {
    std::string format;  ///< importer id, where it was named
    std::string service; ///< of records, over what they say
    std::string zone;    ///< name, for times without an offset
    std::string map;     ///< JSON of a ColumnMap
    std::optional<int> year;
    std::optional<Instant> start;
    std::optional<TimeRange> covers; ///< for what stretch it speaks

    /// Empty where all is by default.
    std::string text() const;
    /// What can't be understood is left by default.
    static SourceSettings of(std::string_view text);
    bool operator==(const SourceSettings&) const = default;

    /// What the reader of a source needs to know. Errors: Invalid (the zone is not known here).
    Result<ReadSettings> reading(const std::string& path, Instant fileTime) const;
};

/// "zone America/Los_Angeles, year 2016": how other settings differ, for people.
std::string differenceText(const SourceSettings& from, const SourceSettings& to);

} // namespace foreshock
