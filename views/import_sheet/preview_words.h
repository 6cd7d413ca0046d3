// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/input_preview.h"
#include "views/theme/glyph.h"

#include <QString>
#include <optional>

namespace foreshock {

/// "1,234", "about 42,000", "about 1.2 million".
QString countText(std::int64_t count, bool isEstimate);
/// "2 alarms, about 1.2 million log records"; "nothing" where there is nothing. `estimated`: how many of them are.
QString yieldText(const RecordCounts& counts, const RecordCounts& estimated = {});
/// What an import of the file would add; also "looking…", "left out", "known: nothing is added".
QString yieldText(const InputPreview& preview);
/// "1 Mar 2024 11:30 – 11:34 CET".
QString spanText(const InputPreview& preview, const Zone& zone);
/// "in the record", "Europe/Berlin, given", "UTC, assumed".
QString zoneText(const InputPreview& preview);
/// Times were read in UTC because nothing says otherwise.
bool isZoneAssumed(const InputPreview& preview);
QString rejectedText(const InputPreview& preview);
/// What was wrong, or what to know before it is imported; empty: nothing.
QString adviceText(const InputPreview& preview);
/// Shape, colour and word for the state of a row.
Sign signOf(const InputPreview& preview, const Theme& theme);
/// "41 GB", "12.3 MB", "512 B".
QString sizeText(std::uint64_t bytes);
/// "+1 h 30 s", "−2 min"; empty for none.
QString offsetText(Duration offset);
/// Reads what offsetText writes, and "90s", "+1h30m"; null if it is none. Empty is no offset.
std::optional<Duration> readOffset(const QString& text);

} // namespace foreshock
