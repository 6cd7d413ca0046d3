// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string_view>

namespace foreshock {

/// By which rule a raw name is read as a service.
enum class NameRule {
    Exact,       ///< the service's own name
    User,        ///< a person said so, of this name or of a sibling
    Folded,      ///< the same but for separators and case: kinesis_frontend, KinesisFrontend
    Pod,         ///< ReplicaSet, DaemonSet or Job pod: cart-7d9f4c5b6-x2kqz, cart-x2kqz
    StatefulPod, ///< db-0
    HostNumber,  ///< kfe-0417, web01
    Arn,         ///< the name in arn:aws:lambda:us-east-1:123456789012:function:cart
    UnitFile,    ///< cart.service, cart@2.service
    Repository,  ///< org/cart, https://github.com/org/cart.git
    Namespace,   ///< shop/cart, deployment/cart
    DomainName,  ///< cart.example.com, cart.shop.svc.cluster.local
    Environment  ///< cart-prod, prod-cart; or the same name told for another environment
};

/// Stored and printed: "exact", "user", "folded", "pod"…
std::string_view nameOf(NameRule rule);
std::optional<NameRule> nameRule(std::string_view name);
/// For people: "the pod's name without its hashes".
std::string_view wordsOf(NameRule rule);

/// How sure a reading is.
enum class Sureness {
    Certain, ///< the same name, or a person's word
    Likely,  ///< one service fits, and nothing speaks against it: mapped
    Possible ///< a suggestion, never a mapping
};
std::string_view nameOf(Sureness sureness);
std::optional<Sureness> sureness(std::string_view name);

} // namespace foreshock
