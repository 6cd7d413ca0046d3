// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/analysis/map/drawn_map.h"

#include <sstream>

namespace foreshock::test {

Incident drawnMap(const std::string& text) {
    Incident out;
    std::istringstream words(text);
    const auto add = [&](const std::string& name) {
        for (const Service& s : out.services)
            if (s.id.value == name)
                return;
        out.services.push_back({ServiceId(name), name, "", true, "", {}});
    };
    for (std::string word; words >> word;) {
        const std::size_t arrow = word.find('>');
        if (arrow == std::string::npos) {
            add(word);
            continue;
        }
        Dependency d;
        d.kind = DependencyKind::Hard;
        std::string to = word.substr(arrow + 1);
        while (!to.empty() && (to.back() == '?' || to.back() == '!')) {
            (to.back() == '?' ? d.isDocumented : d.isConfirmed) = to.back() == '!';
            to.pop_back();
        }
        if (const std::size_t colon = to.find(':'); colon != std::string::npos) {
            d.kind = dependencyKind(to.substr(colon + 1)).value();
            to.resize(colon);
        }
        d.from = ServiceId(word.substr(0, arrow));
        d.to = ServiceId(to);
        add(d.from.value);
        add(to);
        out.dependencies.push_back(d);
    }
    return out;
}

std::string listed(const std::vector<ServiceId>& names) {
    std::string out;
    for (const ServiceId& n : names)
        out += (out.empty() ? "" : " ") + n.value;
    return out;
}

} // namespace foreshock::test
