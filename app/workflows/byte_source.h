// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/result.h"

#include <string_view>

namespace foreshock {

/// Bytes that are read once, from the beginning to the end.
class ByteSource {
public:
    virtual ~ByteSource() = default;
    /// Some more; empty at the end. The view lives until the next call.
    virtual Result<std::string_view> next() = 0;
};

} // namespace foreshock
