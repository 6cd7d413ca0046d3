// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/domain/record_sink.h"
#include "model/store/raw_names.h"

#include <optional>
#include <string>
#include <vector>

namespace foreshock::store {

/// Stores changes, alarms, services, dependencies, declared limits and notes of one source, knowing what is there already:
/// the same row again is a duplicate; the same id with another content replaces the older version if the same feed
/// says so, and is kept as id@feed if another one does.
class RowWriter {
public:
    enum class Outcome { Stored, Duplicate, Replaced };

    RowWriter(const Database& db, RawNames& names, std::int64_t source, std::string path,
              const std::vector<SourceId>& ignored)
        : m_db(db)
        , m_names(names)
        , m_source(source)
        , m_path(std::move(path))
        , m_ignored(listed(ignored)) {}

    Result<Outcome> change(const Change& change, RecordPlace place);
    Result<Outcome> alarm(const Alarm& alarm, RecordPlace place);
    Result<Outcome> service(const Service& service);
    Result<Outcome> dependency(const Dependency& dependency);
    Result<Outcome> limit(const DeclaredLimit& limit);
    Result<Outcome> note(const Note& note);

private:
    struct Known {
        std::int64_t id = 0;
        bool isSame = false;
        bool isSameFeed = false;
    };
    template<class Find>
    Result<std::optional<Known>> keyFor(std::string& key, Find find);
    Result<bool> exists(Statement& statement);
    std::string feed() const;
    static std::string listed(const std::vector<SourceId>& sources);

    const Database& m_db;
    RawNames& m_names;
    std::int64_t m_source;
    std::string m_path;
    std::string m_ignored; ///< readings that this one takes the place of, as a JSON list
};

} // namespace foreshock::store
