// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/importer.h"

namespace foreshock {

/// Lines of key=value pairs, known by the names that JSON logs have (logrus, go-kit, Grafana, Loki, Heroku).
std::unique_ptr<Importer> logfmtImporter();

} // namespace foreshock
