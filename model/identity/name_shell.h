// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/identity/name_rule.h"

#include <optional>
#include <string>
#include <string_view>

namespace foreshock {

/// A name out of what it is wrapped in: ARN, unit file, path, domain name.
struct NameShell {
    std::string_view name; ///< stands in the text
    NameRule rule = NameRule::Exact;
    std::string environment; ///< told by what was taken off
    std::string qualifier;   ///< see NameReading
};

/// Null for a name without a shell, and for one whose shell holds no name (the ARN of an instance, an address).
///   arn:aws:ecs:us-east-1:123456789012:service/prod/cart → cart, environment production, qualifier 123456789012
///   cart@2.service → cart                   https://github.com/org/cart.git → cart, qualifier org
///   staging/cart → cart, environment staging       cart.shop.svc.cluster.local → cart, qualifier shop
std::optional<NameShell> shellOf(std::string_view text);

} // namespace foreshock
