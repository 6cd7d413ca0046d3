// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workflows/path_pattern.h"

#include "model/base/text.h"

#include <algorithm>
#include <filesystem>
#include <fnmatch.h>

namespace foreshock {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> entriesOf(const fs::path& folder) {
    std::vector<fs::path> out;
    std::error_code problem;
    for (fs::directory_iterator it(folder.empty() ? "." : folder, problem), end; !problem && it != end;
         it.increment(problem))
        out.push_back(folder / it->path().filename());
    std::sort(out.begin(), out.end());
    return out;
}

class Expansion {
public:
    explicit Expansion(std::vector<std::string> parts)
        : m_parts(std::move(parts)) {}

    void go(const fs::path& at, std::size_t part) {
        std::error_code problem;
        if (part == m_parts.size()) {
            if (fs::exists(at, problem))
                m_found.push_back(at.string());
            return;
        }
        const std::string& name = m_parts[part];
        if (name == "**") {
            go(at, part + 1);
            for (const fs::path& entry : entriesOf(at))
                if (!entry.filename().string().starts_with('.') && !fs::is_symlink(entry, problem) &&
                    fs::is_directory(entry, problem))
                    go(entry, part);
            return;
        }
        if (!isPathPattern(name))
            return go(at / name, part + 1);
        for (const fs::path& entry : entriesOf(at))
            if (::fnmatch(name.c_str(), entry.filename().c_str(), FNM_PERIOD) == 0)
                go(entry, part + 1);
    }

    std::vector<std::string> take() {
        std::sort(m_found.begin(), m_found.end());
        m_found.erase(std::unique(m_found.begin(), m_found.end()), m_found.end());
        return std::move(m_found);
    }

private:
    std::vector<std::string> m_parts;
    std::vector<std::string> m_found;
};

} // namespace

bool isPathPattern(std::string_view path) {
    return path.find_first_of("*?[") != std::string_view::npos;
}

std::vector<std::string> pathsFitting(const std::string& pattern) {
    std::vector<std::string> parts;
    for (const std::string_view part : split(pattern, '/'))
        if (!part.empty())
            parts.emplace_back(part);
    Expansion expansion(std::move(parts));
    expansion.go(pattern.starts_with('/') ? fs::path("/") : fs::path(), 0);
    return expansion.take();
}

} // namespace foreshock
