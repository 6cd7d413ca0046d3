// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace foreshock {

/// A series as a reader names it, before --service is looked at.
struct SeriesName {
    std::string service;
    std::string instance;
    std::string version;
    std::string metric;
    std::string unit;
    std::string environment = {}; ///< in the source's word
};

/// Splits the name that a column or a legend gives a series, by rule:
///   http_wait_seconds{job="cart", instance="a:80", path="/"}   cart, metric http_wait_seconds{path="/"}, s
///   {job="cart"}                                               cart, metric `nameless`
///   latency (cart)                                             cart, latency
///   latency (ms)                                               latency, ms
///   cart: latency, cart/latency, cart.latency, cart latency    cart, latency
/// A first word that names a quantity ("cpu usage") is no service. Whatever fits no rule is a metric without a service.
SeriesName seriesNameOf(std::string_view text, std::string_view nameless = "value");

} // namespace foreshock
