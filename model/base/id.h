// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <string>

namespace foreshock {

/// A name or number that means one kind of thing only: an Id<ServiceTag> never passes for an Id<ChangeTag>.
/// Rep is std::string for ids that a source gave (kept as read) and std::int64_t for rows of the incident file.
template<class Tag, class Rep = std::string>
struct Id {
    Rep value{};

    Id() = default;
    explicit Id(Rep v)
        : value(std::move(v)) {}
    auto operator<=>(const Id&) const = default;
    bool operator==(const Id&) const = default;
};

using ServiceId = Id<struct ServiceTag>;
using ChangeId = Id<struct ChangeTag>;
using AlarmId = Id<struct AlarmTag>;
using SourceId = Id<struct SourceTag, std::int64_t>;
using SeriesId = Id<struct SeriesTag, std::int64_t>;

} // namespace foreshock

template<class Tag, class Rep>
struct std::hash<foreshock::Id<Tag, Rep>> {
    std::size_t operator()(const foreshock::Id<Tag, Rep>& id) const noexcept { return std::hash<Rep>{}(id.value); }
};
