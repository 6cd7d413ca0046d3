// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/sip_hash.h"

#include <optional>
#include <string>
#include <string_view>

namespace foreshock {

/// Another IP address for each, so that two that share a prefix share one of the same length afterwards, and two that
/// differ differ: bit n is turned or kept by what the bits before it hash to (Xu, Fan, Ammar and Moon,
/// "Prefix-preserving IP address anonymization", 2002). What tells of no place stays: loopback, 0.0.0.0, ::, multicast,
/// broadcast; private and link-local addresses stay so, in other networks. Of public IPv4 addresses the first byte
/// changes as a whole, and so does the second where it decides between public and private (100, 169, 172, 192), so that
/// prefixes shorter than that are not kept.
///
/// "10.4.7.19" is 10.202.33.87, then "10.4.7.0/24" is 10.202.33.0/24: of a network only the network's bits change.
/// Null: it is no address.
std::optional<std::string> addressPseudonym(SipKey key, std::string_view address);
bool isAddress(std::string_view text);
/// Does it stand for itself whatever the key (127.0.0.1, ::1)?
bool isPlaceless(std::string_view address);

} // namespace foreshock
