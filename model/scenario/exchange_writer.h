// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/result.h"

#include <string>
#include <string_view>

namespace foreshock {

/// Takes the plain exchange files of a scenario, piece by piece in order; the files come one after the other.
class ExchangeWriter {
public:
    virtual ~ExchangeWriter() = default;
    virtual Result<void> write(std::string_view file, std::string_view bytes) = 0;
};

/// Collects what goes to one exchange file and passes it on in pieces of 64 KiB.
class ExchangeFile {
public:
    ExchangeFile(ExchangeWriter& writer, std::string name)
        : m_writer(&writer)
        , m_name(std::move(name)) {}

    Result<void> add(std::string_view text);
    Result<void> addLine(std::string_view text);
    Result<void> flush();

private:
    ExchangeWriter* m_writer;
    std::string m_name;
    std::string m_bytes;
};

} // namespace foreshock
