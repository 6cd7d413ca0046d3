// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/domain/template_change.h"

namespace foreshock {

std::string_view nameOf(TemplateChangeKind kind) {
    switch (kind) {
    case TemplateChangeKind::New:
        return "new";
    case TemplateChangeKind::Gone:
        return "gone";
    case TemplateChangeKind::Surging:
        return "surging";
    case TemplateChangeKind::Fading:
        return "fading";
    }
    return "";
}

} // namespace foreshock
