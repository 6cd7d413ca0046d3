// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/verbs.h"

#include "model/store/incident_file.h"
#include "model/store/public_sql.h"

#include <fmt/format.h>

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

void run(Terminal& terminal, const std::string& path, const std::string& sql, bool isCsv) {
    const auto db = store::openForReading(path, terminal.stop);
    if (!db)
        return terminal.fail(db.error(), kFile);
    if (const auto registered = store::registerPublicSql(*db, {}); !registered)
        return terminal.fail(registered.error());
    auto question = store::SqlQuestion::ask(*db, sql);
    if (!question)
        return terminal.fail(question.error());
    const auto printLine = [&](const auto& cells, auto text) {
        std::string line;
        for (std::size_t i = 0; i < cells.size(); ++i)
            line += (i ? (isCsv ? "," : "\t") : "") + (isCsv ? csvField(text(cells[i])) : text(cells[i]));
        terminal.print(line + (isCsv ? "\r\n" : "\n"));
    };
    if (terminal.isJson)
        terminal.print("[");
    else
        printLine(question->columns(), [](const std::string& s) { return s; });
    for (bool isFirst = true;; isFirst = false) {
        const auto row = question->next();
        if (!row)
            return terminal.fail(row.error());
        if (!*row) {
            if (terminal.isJson)
                terminal.print(isFirst ? "]\n" : "\n]\n");
            return;
        }
        if (!terminal.isJson) {
            printLine(**row, valueText);
            continue;
        }
        Json out = Json::object();
        for (std::size_t i = 0; i < question->columns().size(); ++i)
            out[question->columns()[i]] = valueJson((**row)[i]);
        terminal.print((isFirst ? "\n" : ",\n") + out.dump(-1, ' ', false, Json::error_handler_t::replace));
    }
}

} // namespace

void addSqlVerb(CLI::App& app, Terminal& terminal) {
    CLI::App* verb = app.add_subcommand("sql", "Ask an incident file in SQL (read-only): logs, samples, changes, "
                                               "alarms, services, dependencies, notes, sources, issues");
    struct Options {
        std::string file, sql;
        bool isCsv = false;
    };
    auto options = std::make_shared<Options>();
    verb->add_option("FILE", options->file, "an incident file")->required();
    verb->add_option("QUESTION", options->sql, "one SELECT")->required();
    verb->add_flag("--csv", options->isCsv, "as CSV");
    verb->callback([&terminal, options] { run(terminal, options->file, options->sql, options->isCsv); });
}

} // namespace foreshock::cli
