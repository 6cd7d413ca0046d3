// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace foreshock {

/// The environment that a word of a name stands for: "prod", "prd", "production" → "production"; "stg", "uat",
/// "preprod" → "staging"; "dev" → "development"; "qa" → "test"; "sandbox". Empty for every other word.
std::string_view environmentOfWord(std::string_view word);
/// The environment that a label tells: one of its words ("eu-prod", "shop-staging") or empty. Two that differ
/// ("staging-to-prod") tell none.
std::string environmentOfLabel(std::string_view label);

} // namespace foreshock
