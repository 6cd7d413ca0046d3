// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/sip_hash.h"

#include <string>
#include <string_view>

namespace foreshock {

/// "host-bkqzvtrwxm": ten consonants of what the original hashes to, so that it has no meaning, looks like no key, and
/// is the same wherever it is made. Two of a million originals share one with a probability of 5 %.
std::string pseudonymWord(SipKey key, std::string_view prefix, std::string_view original);
/// Has it that form, letters alike?
bool isPseudonymWord(std::string_view text);
/// So many digits, the first not 0.
std::string pseudonymDigits(SipKey key, std::string_view original, std::size_t count);
/// A locally administered MAC address, with the separators of the original.
std::string pseudonymMac(SipKey key, std::string_view original);

} // namespace foreshock
