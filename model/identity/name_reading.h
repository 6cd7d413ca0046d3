// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/identity/name_rule.h"

#include <string>
#include <string_view>
#include <vector>

namespace foreshock {

/// One way to read a raw name as a service's name.
struct NameReading {
    std::string key; ///< the service's name, folded: lower case, without separators
    NameRule rule = NameRule::Exact;
    Sureness sureness = Sureness::Likely;
    std::string environment;   ///< what label or name tell of it; empty: nothing
    std::string qualifier;     ///< what tells two services of one name apart: account, owner, namespace, domain
    bool isOfInstance = false; ///< it drops a number or hash: the name is one instance of the service
};

/// Lower case without separators: kinesis_frontend, Kinesis-Frontend and KinesisFrontend are one key.
std::string foldedName(std::string_view text);

/// All readings of a raw name, the plainest first; the first is always the name as it stands. `environment` is what a
/// label told. Pure; 1–2 microseconds a name.
std::vector<NameReading> readingsOf(std::string_view text, std::string_view environment);

} // namespace foreshock
