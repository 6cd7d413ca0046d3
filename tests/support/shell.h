// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>
#include <sys/wait.h>

namespace foreshock::test {

inline std::string fileText(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(in), {});
}

struct ShellResult {
    int exit = 0;
    std::string out;
    std::string err;
};

/// Runs a script with /bin/sh in a folder; $foreshock is the program under test.
inline ShellResult shell(const std::string& script, const std::string& folder) {
    const std::string quoted = [&] {
        std::string out;
        for (const char c : script)
            out += c == '\'' ? std::string("'\\''") : std::string(1, c);
        return out;
    }();
    const std::string command = "cd '" + folder +
                                "' && foreshock='" FORESHOCK_BINARY_DIR "/foreshock' XDG_CACHE_HOME='" + folder +
                                "/cache' XDG_CONFIG_HOME='" + folder + "/config' XDG_DATA_HOME='" + folder +
                                "/share' XDG_RUNTIME_DIR='" + folder + "' TZ=UTC LC_ALL=C.UTF-8 /bin/sh -c '" + quoted +
                                "' >'" + folder + "/.out' 2>'" + folder + "/.err' </dev/null";
    const int status = std::system(command.c_str());
    return {WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status), fileText(folder + "/.out"),
            fileText(folder + "/.err")};
}

} // namespace foreshock::test
