// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Virtual-table code is compiled twice: into the program against the library, and into the loadable extension
// against the pointers its host hands over.
#ifdef FORESHOCK_SQLITE_EXTENSION
#include <sqlite3ext.h>
SQLITE_EXTENSION_INIT3
#else
#include <sqlite3.h>
#endif
