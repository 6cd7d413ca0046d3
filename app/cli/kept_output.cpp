// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/kept_output.h"

#include "model/store/incident_file.h"
#include "model/store/kept_answers.h"

#include <charconv>

namespace foreshock::cli {
namespace {

constexpr const char* kFileOption = "FILE";
constexpr const char* kKeepOption = "--keep";

store::Question questionOf(const Terminal& terminal, const CLI::App* verb) {
    std::string asked = terminal.isJson ? "json" : "text";
    const auto add = [&](const std::string& name, const std::string& value) {
        // Lengths, so that no value can look like another option.
        asked += "\n" + name + " " + std::to_string(value.size()) + " " + value;
    };
    add("--zone", terminal.zoneName);
    for (const CLI::Option* option : verb->get_options()) // in the order in which they were declared; FILE may be named
        if (option->count() > 0 && option->get_name() != kKeepOption)
            for (const std::string& value : option->results())
                add(option->get_name(), value);
    return {"verb " + verb->get_name(), asked};
}

/// Exit code, size of what went to standard output, that, then what went to standard error.
std::string recordOf(const Spoken& spoken, int exit) {
    return std::to_string(exit) + " " + std::to_string(spoken.out.size()) + "\n" + spoken.out + spoken.err;
}

bool sayAgain(Terminal& terminal, std::string_view record) {
    int exit = 0;
    std::size_t size = 0;
    const char* end = record.data() + record.size();
    auto read = std::from_chars(record.data(), end, exit);
    if (read.ec != std::errc() || read.ptr == end)
        return false;
    read = std::from_chars(read.ptr + 1, end, size);
    if (read.ec != std::errc() || read.ptr == end || size > static_cast<std::size_t>(end - read.ptr - 1))
        return false;
    const std::string_view texts(read.ptr + 1, static_cast<std::size_t>(end - read.ptr - 1));
    terminal.print(texts.substr(0, size));
    if (texts.size() > size)
        terminal.say(texts.substr(size, texts.size() - size - 1)); // say() ends the line
    terminal.exit = exit;
    return true;
}

void keepAll(const Terminal& terminal, const std::string& path, const ToKeep& output) {
    auto file = store::IncidentFile::open(path);
    auto done = file ? keep(*file, output) : Result<void>(file.error());
    for (const ToKeep& part : terminal.toKeep)
        if (done)
            done = keep(*file, part);
    if (!done)
        terminal.say("The answer was not kept: " + done.error().text());
}

} // namespace

std::function<void()> keptOrAsked(Terminal& terminal, CLI::App* verb, std::function<void()> ask) {
    verb->add_flag(kKeepOption, terminal.keepsAnswer, "keep the answer in the file: the next to ask has it at once");
    return [&terminal, verb, ask = std::move(ask)] {
        const auto path = verb->get_option(kFileOption)->as<std::string>();
        const store::Question question = questionOf(terminal, verb);
        store::InputsVersion version;
        // What stands in the way of reading is said by the verb itself.
        if (const auto db = store::openForReading(path))
            if (const auto now = store::inputsVersion(*db)) {
                version = *now;
                const auto kept = store::keptAnswer(*db, question, version);
                if (kept && sayAgain(terminal, *kept))
                    return;
            }
        if (!terminal.keepsAnswer)
            return ask();
        terminal.spoken.emplace();
        ask();
        const Spoken spoken = *std::exchange(terminal.spoken, std::nullopt);
        if (!spoken.hasFailed)
            keepAll(terminal, path, {question, version, recordOf(spoken, terminal.exit)});
    };
}

} // namespace foreshock::cli
