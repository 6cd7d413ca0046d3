// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/interrupt.h"

#include <csignal>
#include <unistd.h>

namespace foreshock::cli {
namespace {

sigset_t interrupts() {
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGTERM);
    return set;
}

} // namespace

Interrupt::Interrupt() {
    const sigset_t set = interrupts();
    std::signal(SIGINT, SIG_DFL); // a background job of a shell inherits it ignored
    pthread_sigmask(SIG_BLOCK, &set, nullptr);
    m_waiter = std::jthread([this](std::stop_token quit) {
        const sigset_t waited = interrupts();
        for (;;) {
            int signal = 0;
            sigwait(&waited, &signal);
            if (quit.stop_requested())
                return;
            if (m_stop.stop_requested())
                _exit(5);
            m_stop.request_stop();
        }
    });
}

Interrupt::~Interrupt() {
    m_waiter.request_stop();
    pthread_kill(m_waiter.native_handle(), SIGTERM); // wakes it from sigwait
}

} // namespace foreshock::cli
