// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/kept_answers.h"

#include "model/base/build_id.h"
#include "model/base/text.h"
#include "model/store/blob_codec.h"

namespace foreshock::store {
namespace {

constexpr std::size_t kLargest = std::size_t{8} << 20;

/// All but the newest 64, and all whose newer ones fill 16 MB.
constexpr const char* kLetOldGo = R"(
    DELETE FROM kept_answer WHERE id IN (
        SELECT id FROM (SELECT id, row_number() OVER newest AS place, sum(length(data)) OVER newest AS bytes
                          FROM kept_answer WINDOW newest AS (ORDER BY id DESC))
         WHERE place > 64 OR bytes > 16777216))";

std::int64_t checksum(std::string_view bytes) {
    return static_cast<std::int64_t>(hash64(bytes));
}

} // namespace

Result<InputsVersion> inputsVersion(const Database& db) {
    const auto inputs = db.integer("SELECT n FROM revision WHERE kind = 'inputs'");
    if (!inputs)
        return inputs.error();
    return InputsVersion{buildId(), *inputs};
}

std::optional<std::string> keptAnswer(const Database& db, const Question& question, const InputsVersion& version) {
    auto statement =
        db.prepare("SELECT data, checksum FROM kept_answer WHERE analysis = ? AND asked = ? AND program = ? AND "
                   "inputs = ?");
    if (!statement || version.program.empty())
        return std::nullopt;
    statement->bindAll(question.analysis, question.asked, version.program, version.inputs);
    std::optional<std::string> found;
    const auto read = statement->each([&] {
        if (checksum(statement->blob(0)) == statement->integer(1))
            if (auto answer = unpacked(statement->blob(0), kLargest))
                found = std::move(*answer);
        return false;
    });
    return read ? found : std::nullopt;
}

Result<void> keepAnswer(const Database& db, const Question& question, const InputsVersion& version,
                        std::string_view answer) {
    if (version.program.empty() || answer.size() > kLargest)
        return {};
    auto transaction = Transaction::begin(db);
    if (!transaction)
        return transaction.error();
    transaction->leaveInputs();
    const auto now = inputsVersion(db);
    if (!now)
        return now.error();
    if (version.inputs != InputsVersion::kInTheAnswer && version.inputs != now->inputs)
        return {};
    const std::string data = packed(answer);
    for (const auto& done :
         {db.run("DELETE FROM kept_answer WHERE program <> ? OR inputs NOT IN (?, ?) OR "
                 "(analysis = ? AND asked = ?)",
                 now->program, now->inputs, InputsVersion::kInTheAnswer, question.analysis, question.asked),
          db.run("INSERT INTO kept_answer (analysis, asked, program, inputs, checksum, data) "
                 "VALUES (?, ?, ?, ?, ?, ?)",
                 question.analysis, question.asked, version.program, version.inputs, checksum(data), Blob{data}),
          db.run(kLetOldGo)})
        if (!done)
            return done;
    return transaction->commit();
}

} // namespace foreshock::store
