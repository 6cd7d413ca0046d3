// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/verbs.h"

#include "model/base/time_text.h"
#include "model/store/incident_file.h"
#include "model/store/sql/public_sql.h"

#include <fmt/format.h>

#include <cstdio>

namespace foreshock::cli {
namespace {

std::string valueText(const store::SqlValue& value) {
    if (std::holds_alternative<std::int64_t>(value))
        return std::to_string(std::get<std::int64_t>(value));
    if (std::holds_alternative<double>(value))
        return fmt::format("{}", std::get<double>(value));
    if (std::holds_alternative<std::string>(value))
        return std::get<std::string>(value);
    return {};
}

Json valueJson(const store::SqlValue& value) {
    if (std::holds_alternative<std::int64_t>(value))
        return std::get<std::int64_t>(value);
    if (std::holds_alternative<double>(value))
        return std::get<double>(value);
    if (std::holds_alternative<std::string>(value))
        return std::get<std::string>(value);
    return nullptr;
}

struct Options {
    std::string file, sql, timeout = "60s";
    std::int64_t megabytes = 512;
    bool isCsv = false;
};

/// Prints rows as they come: the first ones at once, later ones in heaps.
class RowPrinter {
public:
    RowPrinter(const Terminal& terminal, const std::vector<std::string>& columns, bool isCsv)
        : m_terminal(terminal)
        , m_columns(columns)
        , m_isCsv(isCsv) {
        if (m_terminal.isJson)
            m_terminal.print("[");
        else
            printLine(m_columns, [](const std::string& name) { return name; });
    }
    void add(const std::vector<store::SqlValue>& row) {
        if (m_terminal.isJson) {
            Json out = Json::object();
            for (std::size_t i = 0; i < m_columns.size(); ++i)
                out[m_columns[i]] = valueJson(row[i]);
            m_terminal.print((m_rows == 0 ? "\n" : ",\n") + out.dump(-1, ' ', false, Json::error_handler_t::replace));
        } else {
            printLine(row, valueText);
        }
        if (++m_rows < 1000 || m_rows % 1024 == 0)
            std::fflush(stdout);
    }
    void end() {
        if (m_terminal.isJson)
            m_terminal.print(m_rows == 0 ? "]\n" : "\n]\n");
    }

private:
    template<class Cells, class Text>
    void printLine(const Cells& cells, Text text) {
        std::string line;
        for (std::size_t i = 0; i < cells.size(); ++i)
            line += (i ? (m_isCsv ? "," : "\t") : "") + (m_isCsv ? csvField(text(cells[i])) : text(cells[i]));
        m_terminal.print(line + (m_isCsv ? "\r\n" : "\n"));
    }
    const Terminal& m_terminal;
    const std::vector<std::string>& m_columns;
    bool m_isCsv;
    std::int64_t m_rows = 0;
};

/// What is wrong with the question's own SQL is a usage error, unlike in the other verbs.
void failed(Terminal& terminal, const Error& error) {
    terminal.fail(error, error.code == ErrorCode::Sql ? kUsage : exitFor(error));
}

void run(Terminal& terminal, const Options& options) {
    if (options.isCsv && terminal.isJson)
        return terminal.fail(
            {ErrorCode::Invalid, "these options exclude each other", "sql", "Choose one of --csv and --json"}, kUsage);
    const auto time = parseDuration(options.timeout);
    if (!time || time->ns < 0)
        return terminal.fail({ErrorCode::Invalid, "\"" + options.timeout + "\" is no duration", "--timeout",
                              "Write it like 90s or 10m; 0s waits for ever"},
                             kUsage);
    const auto db = store::openForReading(options.file, terminal.stop);
    if (!db)
        return terminal.fail(db.error(), kFile);
    if (const auto registered = store::registerPublicSql(*db, {}); !registered)
        return terminal.fail(registered.error());
    auto question = store::SqlQuestion::ask(*db, options.sql, {*time, options.megabytes * 1'000'000});
    if (!question)
        return failed(terminal, question.error());
    RowPrinter printer(terminal, question->columns(), options.isCsv);
    for (;;) {
        const auto row = question->next();
        if (!row)
            return failed(terminal, row.error());
        if (!*row)
            return printer.end();
        printer.add(**row);
    }
}

} // namespace

void addSqlVerb(CLI::App& app, Terminal& terminal) {
    CLI::App* verb = app.add_subcommand("sql", "Ask an incident file in SQL (read-only): logs, samples, changes, "
                                               "alarms, services, dependencies, notes, sources, issues");
    auto options = std::make_shared<Options>();
    verb->add_option("FILE", options->file, "an incident file")->required();
    verb->add_option("QUESTION", options->sql, "one SELECT")->required();
    verb->add_flag("--csv", options->isCsv, "as CSV");
    verb->add_option("--timeout", options->timeout, "give up after this time (60s unless told); 0s: never");
    verb->add_option("--memory", options->megabytes,
                     "megabytes that SQLite may take (512 unless told); 0: all there is")
        ->check(CLI::Range(std::int64_t{0}, std::int64_t{1'000'000}));
    verb->callback([&terminal, options] { run(terminal, *options); });
}

} // namespace foreshock::cli
