// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
// kill -9 of a child that writes: after a random delay, or when the file has grown by a random number of bytes.
#include "model/store/edits.h"
#include "model/store/repair/check.h"
#include "tests/store/store_support.h"

#include <cstdlib>
#include <filesystem>
#include <functional>
#include <random>
#include <sys/wait.h>

using namespace foreshock;
using namespace foreshock::store;
using namespace foreshock::store::test;

namespace {

int rounds() {
    return std::getenv("FORESHOCK_LONG") ? 100 : 10;
}

std::uintmax_t bytesOf(const std::string& path) {
    std::uintmax_t sum = 0;
    for (const char* part : {"", "-wal"}) {
        std::error_code absent;
        const std::uintmax_t size = std::filesystem::file_size(path + part, absent);
        sum += absent ? 0 : size;
    }
    return sum;
}

/// Runs `work` in a child and kills it; `work` tells what it has been promised through `acknowledge`. Returns the last
/// number that came through.
std::int64_t killed(const std::string& path, unsigned seed,
                    const std::function<void(const std::function<void(std::int64_t)>&)>& work) {
    std::mt19937 random(seed);
    const auto below = [&](unsigned n) { return std::uniform_int_distribution<unsigned>(0, n - 1)(random); };
    int pipe[2];
    REQUIRE(::pipe(pipe) == 0);
    const std::uintmax_t before = bytesOf(path);
    const pid_t child = ::fork();
    if (child == 0) {
        ::close(pipe[0]);
        work([&](std::int64_t n) { (void)!::write(pipe[1], &n, sizeof n); });
        ::_exit(0);
    }
    ::close(pipe[1]);
    if (seed % 2 == 0) {
        ::usleep(1000 + below(120'000));
    } else {
        const std::uintmax_t goal = before + below(3'000'000);
        for (int i = 0; i < 400 && bytesOf(path) < goal; ++i)
            ::usleep(500);
    }
    ::kill(child, SIGKILL);
    std::int64_t last = -1, n = 0;
    while (::read(pipe[0], &n, sizeof n) == sizeof n)
        last = n;
    ::close(pipe[0]);
    int status = 0;
    ::waitpid(child, &status, 0);
    return last;
}

void checkSound(IncidentFile& file) {
    const auto report = checkFile(file.database());
    REQUIRE(report);
    CHECK(report->damage == std::vector<std::string>{});
}

/// Rows of one column, in order.
std::vector<std::string> column(const Database& db, const char* sql) {
    auto statement = db.prepare(sql);
    REQUIRE(statement);
    std::vector<std::string> out;
    REQUIRE(statement->each([&] {
        out.push_back(statement->string(0));
        return true;
    }));
    return out;
}

StoredLog numbered(std::int64_t n, std::string& raw, std::int64_t name) {
    raw = "live record " + std::to_string(n) + std::string(static_cast<std::size_t>(n % 97), '.');
    return {minute(0) + Duration::seconds(n), LogLevel::Info, name, "host", n + 1, n * 30, raw, raw, std::nullopt};
}

} // namespace

TEST_CASE("kill: what a live recording committed stays, in order and without a gap", "[store]") {
    const TemporaryFolder folder;
    for (int round = 0; round < rounds(); ++round) {
        const std::string path = folder.path("live-" + std::to_string(round) + ".foreshock");
        { auto file = create(path); }
        const std::int64_t promised = killed(path, static_cast<unsigned>(round), [&](const auto& acknowledge) {
            auto file = IncidentFile::openOrCreate(path);
            Database& db = file->database();
            SourceDraft draft = settings("live.log").draft;
            draft.state = SourceState::Live;
            (void)db.run("INSERT INTO raw_name (id, text, environment) VALUES (1, 'web', '')");
            (void)db.run(
                "INSERT INTO series (id, raw_name_id, instance, version, metric, unit) VALUES (1, 1, '', '', 'm', '')");
            const auto source = insertSource(db, draft);
            LogWriter logs(db, source->value);
            SampleWriter samples(db, source->value);
            std::string raw;
            for (std::int64_t n = 0;;) {
                auto transaction = Transaction::begin(db);
                bool isDone = transaction.has_value();
                for (const std::int64_t end = n + 1 + n % 700; isDone && n < end; ++n)
                    isDone = logs.add(numbered(n, raw, 1)) &&
                             samples.add(1, {minute(n), static_cast<double>(n), std::nullopt});
                if (!isDone || !logs.flushTail() || !samples.flushTail() || !transaction->commit())
                    ::_exit(1);
                acknowledge(n);
            }
        });
        INFO("round " << round << ", " << promised << " promised");
        auto file = create(path);
        checkSound(file);
        if (promised < 0)
            continue;
        const Database& db = file.database();
        CHECK(*db.integer("SELECT logs FROM source") >= promised);
        CHECK(*db.integer("SELECT samples FROM source") >= promised);
        CHECK(*db.integer("SELECT logs - samples FROM source") == 0);
        CHECK(column(db, "SELECT state FROM source") == std::vector<std::string>{"complete"});
        std::string raw;
        const auto tails = column(db, "SELECT seq || ' ' || CAST(raw AS TEXT) FROM log_tail ORDER BY seq");
        for (const std::string& tail : tails) {
            const std::int64_t seq = std::stoll(tail);
            numbered(seq, raw, 1);
            CHECK(tail == std::to_string(seq) + " " + raw);
        }
    }
}

TEST_CASE("kill: a person's edits that were acknowledged stay, undone ones stay undone", "[store]") {
    const TemporaryFolder folder;
    const std::string path = folder.path("a.foreshock");
    // What the notes are after n steps: three edits, an undo, a redo, an undo, and so on.
    const auto after = [](std::int64_t steps) {
        std::vector<std::string> notes;
        std::optional<std::string> undone;
        for (std::int64_t i = 0; i < steps; ++i)
            if (i % 6 < 3) {
                notes.push_back("typed " + std::to_string(i));
                undone.reset();
            } else if (i % 6 == 4) {
                notes.push_back(*undone);
            } else {
                undone = notes.back();
                notes.pop_back();
            }
        return notes;
    };
    for (int round = 0; round < rounds(); ++round) {
        std::filesystem::remove(path);
        { auto file = create(path); }
        const std::int64_t promised = killed(path, static_cast<unsigned>(round), [&](const auto& acknowledge) {
            auto file = IncidentFile::openOrCreate(path);
            Edits edits(file->database());
            for (std::int64_t i = 0;; ++i) {
                Note note;
                note.text = "typed " + std::to_string(i);
                const bool isDone =
                    i % 6 < 3
                        ? edits.make("note", minute(i), [&](Database& db) { return addNote(db, note, minute(i)); })
                              .has_value()
                    : i % 6 == 4 ? edits.redo().has_value()
                                 : edits.undo().has_value();
                if (!isDone)
                    ::_exit(1);
                acknowledge(i + 1);
            }
        });
        INFO("round " << round << ", " << promised << " promised");
        auto file = create(path);
        checkSound(file);
        const auto notes = column(file.database(), "SELECT text FROM note ORDER BY id");
        const std::int64_t least = std::max<std::int64_t>(promised, 0);
        CHECK((notes == after(least) || notes == after(least + 1)));
        Edits edits(file.database());
        CHECK(edits.undo().has_value());
        CHECK(edits.redo().has_value());
        CHECK(column(file.database(), "SELECT text FROM note ORDER BY id") == notes);
        REQUIRE(file.close());
        CHECK_FALSE(std::filesystem::exists(path + "-wal"));
    }
}

TEST_CASE("kill: a source that was growing is as before or grown, never in between", "[store]") {
    const TemporaryFolder folder;
    const std::string path = folder.path("a.foreshock");
    for (int round = 0; round < rounds(); ++round) {
        std::filesystem::remove(path);
        {
            auto file = create(path);
            auto writer = begin(file, settings("a.log"));
            writeLogs(*writer, 0, 5000);
            finish(*writer, 100'000, "hash-0", true);
        }
        const std::int64_t promised = killed(path, static_cast<unsigned>(round), [&](const auto& acknowledge) {
            auto file = IncidentFile::openOrCreate(path);
            for (std::int64_t n = 1;; ++n) {
                auto grown = settings("a.log");
                grown.resume = (**versionOfFile(file->database(), "a.log", "")).resume;
                auto writer = begin(*file, grown);
                const int from = static_cast<int>(grown.resume->line) - 1;
                writeLogs(*writer, from, 6001);
                finish(*writer, 100'000 + n, "hash-" + std::to_string(n), true);
                acknowledge(n);
            }
        });
        INFO("round " << round << ", " << promised << " promised");
        auto file = create(path);
        checkSound(file);
        const std::int64_t logs = *file.database().integer("SELECT logs FROM source");
        const std::int64_t times = (logs - 5000) / 6000;
        CHECK((logs - 5000) % 6000 == 0);
        CHECK(times >= std::max<std::int64_t>(promised, 0));
        CHECK(column(file.database(), "SELECT content_hash FROM source") ==
              std::vector<std::string>{"hash-" + std::to_string(times)});
    }
}
