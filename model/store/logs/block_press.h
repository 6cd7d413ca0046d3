// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/store/logs/log_block_builder.h"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <thread>

namespace foreshock::store {

/// A full block under way to the file, with its place in the source.
struct PressedBlock {
    std::int64_t firstSeq = 0;
    std::int64_t firstOffset = 0;
    bool isInTail = false; ///< some of its records stand in log_tail
    EncodedBlock block;
};

/// Mines and encodes blocks on a thread of its own while the importer's thread reads and parses on: the two cost about
/// the same. A parallel algorithm without state beyond its queue: blocks come out in the order in which they went in,
/// and the result does not depend on the thread's speed. Holds at most two blocks waiting and one under work; put()
/// waits. The thread starts with the first block: a small source never needs it.
class BlockPress {
public:
    /// Records are given templates by the book, if there is one.
    explicit BlockPress(TemplateBook* templates = nullptr)
        : m_templates(templates) {}
    ~BlockPress();
    BlockPress(const BlockPress&) = delete;

    void put(LogBlockBuilder builder, PressedBlock place);
    /// The next finished block, if one is ready.
    std::optional<PressedBlock> take();
    /// The next block, waiting for it; null if none is under way.
    std::optional<PressedBlock> wait();
    /// An emptied builder of an earlier block, for its memory; a new one if there is none.
    LogBlockBuilder spare();

private:
    struct Job {
        LogBlockBuilder builder;
        PressedBlock place;
    };
    void work(std::stop_token stop);

    TemplateBook* m_templates;
    std::mutex m_mutex;
    std::condition_variable_any m_changed;
    std::deque<Job> m_waiting;
    std::deque<PressedBlock> m_done;
    std::deque<LogBlockBuilder> m_spares;
    std::size_t m_underWay = 0; ///< put in and not taken out
    std::jthread m_thread;      ///< last: it uses the others
};

} // namespace foreshock::store
