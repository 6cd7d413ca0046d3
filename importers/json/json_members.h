// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/json/whole_json_reader.h"
#include "importers/record_desk.h"

#include <initializer_list>

namespace foreshock {

using Json = nlohmann::json;

/// The member at a dotted path, "metadata.labels"; null if there is none.
const Json& at(const Json& row, std::string_view path);
bool has(const Json& row, std::string_view path);
/// As text (strings, numbers, booleans); empty if there is none.
std::string textAt(const Json& row, std::string_view path);
/// The first of these that is not empty.
std::string firstTextAt(const Json& row, std::initializer_list<std::string_view> paths);
bool isListAt(const Json& row, std::string_view path);
bool isObjectAt(const Json& row, std::string_view path);
/// The elements of a list joined: "a, b". Objects count by their member `name`.
std::string wordsAt(const Json& row, std::string_view path, std::string_view name = {});

/// A member as an instant: RFC 3339 text or an epoch number. Go's zero time, "0001-01-01T00:00:00Z", is none.
std::optional<Instant> timeOf(RecordDesk& desk, const Json& value);
std::optional<Instant> timeAt(RecordDesk& desk, const Json& row, std::string_view path);
/// The row is rejected for want of that time.
Result<void> rejectTime(RecordDesk& desk, const Json& row, std::string_view path);

} // namespace foreshock
