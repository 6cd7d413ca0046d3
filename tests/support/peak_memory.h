// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/shell.h"

#include <sys/resource.h>
#include <unistd.h>

namespace foreshock::test {

struct MeasuredResult {
    ShellResult result;
    long megabytes = 0; ///< most that one process had in memory, 25 MB of program and libraries included
};

/// shell(), and the most memory that it took: measured in a child, which has no other children.
inline MeasuredResult measured(const std::string& script, const std::string& folder) {
    int pipe[2];
    if (::pipe(pipe) != 0)
        return {};
    const pid_t child = ::fork();
    if (child == 0) {
        const int exit = shell(script, folder).exit;
        rusage used{};
        ::getrusage(RUSAGE_CHILDREN, &used);
        const long told[] = {exit, used.ru_maxrss / 1024};
        ::_exit(::write(pipe[1], told, sizeof told) == sizeof told ? 0 : 1);
    }
    ::close(pipe[1]);
    long told[] = {-1, 0};
    (void)!::read(pipe[0], told, sizeof told);
    ::close(pipe[0]);
    int status = 0;
    ::waitpid(child, &status, 0);
    return {{static_cast<int>(told[0]), fileText(folder + "/.out"), fileText(folder + "/.err")}, told[1]};
}

/// The bound of DESIGN for imports (128 MB of their own) and the program itself. A sanitizer takes several times that.
#ifdef __SANITIZE_ADDRESS__
inline constexpr long kMostMegabytes = 100'000;
#else
inline constexpr long kMostMegabytes = 128 + 25;
#endif

} // namespace foreshock::test
