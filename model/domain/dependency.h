// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/id.h"

#include <optional>
#include <string>
#include <string_view>

namespace foreshock {

enum class DependencyKind { Hard, Soft, Buffered, Telemetry, Auth, Tooling, Unknown };

std::string_view nameOf(DependencyKind kind);
/// "hidden" reads as Unknown (and undocumented, which the reader of the row decides); null for other words.
std::optional<DependencyKind> dependencyKind(std::string_view word);

/// `from` depends on `to`.
struct Dependency {
    ServiceId from;
    ServiceId to;
    DependencyKind kind = DependencyKind::Unknown;
    bool isDocumented = true;
    bool isConfirmed = false;
    std::string why;
    std::string basis;
};

} // namespace foreshock
