// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#define CATCH_CONFIG_RUNNER
#include <catch2/catch.hpp>

#include "app/window/event_watchdog.h"

/// One application for all test cases, as in dev builds of the program: FORESHOCK_WATCHDOG=1 tells of slow handlers.
int main(int argc, char** argv) {
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    int qtArgc = 1;
    foreshock::WatchedApplication app(qtArgc, argv);
    return Catch::Session().run(argc, argv);
}
