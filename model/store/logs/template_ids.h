// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/store/database.h"

#include <cstdint>
#include <unordered_map>

namespace foreshock::store {

/// Which template one became part of. Merged ones only: most files have few.
class TemplateIds {
public:
    /// Empty for a file of an earlier form.
    static Result<TemplateIds> read(const Database& db);
    std::uint32_t resolved(std::uint32_t id) const {
        if (m_merged.empty())
            return id;
        const auto into = m_merged.find(id);
        return into == m_merged.end() ? id : into->second;
    }

private:
    std::unordered_map<std::uint32_t, std::uint32_t> m_merged; ///< to the last of them
};

/// Does the file keep templates? One of an earlier form, opened for reading only, does not.
Result<bool> hasTemplates(const Database& db);

} // namespace foreshock::store
