// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/base/result.h"
#include "model/base/time.h"
#include "model/base/zone.h"
#include "model/domain/record_sink.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace foreshock {

/// What recognition may look at: the name and up to 64 KiB from the start of the file (middle and end may be empty).
struct Specimen {
    std::string_view name; ///< file name with its folder, as given
    std::string_view head;
    std::string_view middle;
    std::string_view tail;
    std::uint64_t size = 0; ///< 0: unknown (a pipe)
};

/// How sure an importer is that it can read a specimen, and why, in one sentence.
struct Recognition {
    int score = 0; ///< 0–100
    std::string reason;
};

/// What a reader needs to know beyond the bytes.
struct ReadSettings {
    std::string path;             ///< as given, for messages
    std::string service;          ///< --service: overrides what is read; may be empty
    Zone zone;                    ///< for times written without an offset
    bool isZoneGiven = false;     ///< false: UTC is assumed and said so
    std::string columnMap;        ///< JSON of a ColumnMap, for the formats that read by one; may be empty
    Instant fileTime;             ///< last modification, for formats without a year
    std::optional<int> year;      ///< of the first record, for formats without a year; null: by the file's time
    std::optional<Instant> start; ///< what times count from that count from a start (a boot)
    std::int64_t firstLine = 1;   ///< of the bytes that follow (a resumed file starts later)
    std::int64_t firstOffset = 0;
};

/// Reads one source in chunks of any alignment and hands its records to a sink.
class Reader {
public:
    virtual ~Reader() = default;
    virtual Result<void> take(std::string_view chunk) = 0;
    /// After the last chunk: hands over what is still open.
    virtual Result<void> finish() = 0;
    /// "in the record", "given", "assumed UTC", or empty before the first time was read.
    virtual std::string zoneBasis() const { return "in the record"; }
};

/// One format: sniff, describe, create. Stateless; the list of all is in importers/registry.h.
class Importer {
public:
    virtual ~Importer() = default;
    virtual std::string id() const = 0;    ///< "jsonl-logs"
    virtual std::string title() const = 0; ///< for people
    virtual std::string kinds() const = 0; ///< of "LMCADTNR"
    virtual Recognition sniff(const Specimen& specimen) const = 0;
    virtual std::unique_ptr<Reader> create(const ReadSettings& settings, RecordSink& sink) const = 0;
    /// May its files hold NUL and control bytes?
    virtual bool readsBinary() const { return false; }
    /// May a longer version of a known file be read on from where it ended?
    virtual bool canResume() const { return false; }
    /// Are its records' raw texts, a line each, a file that reads the same? Then no original need be kept beside them.
    virtual bool keepsText() const { return false; }
};

} // namespace foreshock
