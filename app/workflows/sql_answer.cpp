// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workflows/sql_answer.h"

#include "model/store/incident_file.h"
#include "model/store/sql/public_sql.h"
#include "model/store/sql/sql_question.h"

namespace foreshock {
namespace {

/// There are no options to allow more where nobody typed any.
Error withoutOptions(Error error) {
    if (const std::size_t at = error.help.find("; or allow more"); at != std::string::npos)
        error.help.resize(at);
    return error;
}

} // namespace

Result<SqlSession> SqlSession::open(const std::string& path) {
    std::stop_source never; // a token that watch() then changes for each question
    auto db = store::openForReading(path, never.get_token());
    if (!db)
        return db.error();
    if (const auto named = store::registerPublicSql(*db, {}); !named)
        return named.error();
    return SqlSession(std::move(*db));
}

std::optional<SqlTable> SqlSession::ask(const Asked& asked, const Limits& limits, const Progress& progress,
                                        Refused& refused, std::stop_token stop) {
    m_db.watch(stop);
    auto question = store::SqlQuestion::ask(m_db, asked.sql, {limits.time, limits.memory}, asked.placeholders);
    if (!question) {
        refused = {question.error(), std::nullopt};
        if (question.error().code == ErrorCode::Sql)
            refused.place = store::SqlQuestion::placeOfError(m_db);
        return std::nullopt;
    }
    SqlTable out;
    out.columns = question->columns();
    for (;;) {
        auto row = question->next();
        if (!row) {
            refused = {withoutOptions(row.error()), std::nullopt};
            return std::nullopt;
        }
        if (!*row)
            return out;
        const std::int64_t bytes = bytesOf(**row);
        if (static_cast<std::int64_t>(out.rows.size()) >= limits.rows || out.bytes + bytes > limits.bytes) {
            out.isCut = true;
            return out;
        }
        out.bytes += bytes;
        out.rows.push_back(std::move(**row));
        if (progress && out.rows.size() % 1024 == 0)
            progress(static_cast<std::int64_t>(out.rows.size()));
    }
}

Result<std::vector<SqlSource>> SqlSession::sources() {
    m_db.watch({});
    return store::publicTables(m_db);
}

Result<std::string> SqlSession::revision() {
    m_db.watch({});
    return store::publicRevision(m_db);
}

} // namespace foreshock
