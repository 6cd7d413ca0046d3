// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/importer.h"

namespace foreshock {

/// The InfluxDB line protocol, also as `influx_inspect export` and Telegraf's file output write it.
std::unique_ptr<Importer> influxTextImporter();

} // namespace foreshock
