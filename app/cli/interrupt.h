// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <stop_token>
#include <thread>

namespace foreshock::cli {

/// Turns SIGINT and SIGTERM into a stop request. Made first in main(), before any other thread: the signals are
/// blocked everywhere and waited for here. A second signal ends the process at once.
class Interrupt {
public:
    Interrupt();
    ~Interrupt();
    std::stop_token token() const { return m_stop.get_token(); }

private:
    std::stop_source m_stop;
    std::jthread m_waiter;
};

} // namespace foreshock::cli
