// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/importer.h"
#include "importers/json/json_walk.h"

namespace foreshock {

/// A reader of one JSON document: collects it (256 MiB at the most), then walks its rows.
class WholeJsonReader : public Reader {
public:
    static constexpr std::size_t kLargest = std::size_t{256} << 20;

    WholeJsonReader(const ReadSettings& settings, RecordSink& sink);

    Result<void> take(std::string_view chunk) final;
    Result<void> finish() final;
    std::string zoneBasis() const override { return {}; }

protected:
    /// Paths of objects that are walked like the top one ("data").
    virtual std::vector<std::string_view> opened() const { return {}; }
    /// After the last row, also of a document that was cut off.
    virtual Result<void> ended() { return {}; }
    virtual Result<void> row(const std::string& member, const nlohmann::json& value, RecordPlace place) = 0;

    RecordSink& sink() { return *m_sink; }
    /// Remarks once on a member that this form does not have.
    Result<void> sayUnread(const std::string& member, RecordPlace place);

private:
    RecordSink* m_sink;
    std::string m_path;
    std::string m_text;
    std::string m_unread; ///< the member that was remarked upon last
};

/// A member as text: strings as they are, numbers and booleans as written, else empty.
std::string textOf(const nlohmann::json& row, const char* key);
std::string textOf(const nlohmann::json& value);
/// A JSON value short enough for an excerpt.
std::string excerptOf(const nlohmann::json& value);

} // namespace foreshock
