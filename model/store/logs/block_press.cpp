// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/logs/block_press.h"

#include <stop_token>

namespace foreshock::store {
namespace {

constexpr std::size_t kWaiting = 2;

} // namespace

BlockPress::~BlockPress() {
    m_thread.request_stop();
}

void BlockPress::put(LogBlockBuilder builder, PressedBlock place) {
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [&] { return m_waiting.size() < kWaiting; });
    m_waiting.push_back({std::move(builder), std::move(place)});
    ++m_underWay;
    if (!m_thread.joinable())
        m_thread = std::jthread([this](std::stop_token stop) { work(std::move(stop)); });
    m_changed.notify_all();
}

std::optional<PressedBlock> BlockPress::take() {
    const std::lock_guard lock(m_mutex);
    if (m_done.empty())
        return std::nullopt;
    PressedBlock out = std::move(m_done.front());
    m_done.pop_front();
    --m_underWay;
    return out;
}

std::optional<PressedBlock> BlockPress::wait() {
    std::unique_lock lock(m_mutex);
    if (m_underWay == 0)
        return std::nullopt;
    m_changed.wait(lock, [&] { return !m_done.empty(); });
    PressedBlock out = std::move(m_done.front());
    m_done.pop_front();
    --m_underWay;
    return out;
}

LogBlockBuilder BlockPress::spare() {
    const std::lock_guard lock(m_mutex);
    if (m_spares.empty())
        return {};
    LogBlockBuilder out = std::move(m_spares.front());
    m_spares.pop_front();
    return out;
}

void BlockPress::work(std::stop_token stop) {
    for (;;) {
        std::unique_lock lock(m_mutex);
        if (!m_changed.wait(lock, stop, [&] { return !m_waiting.empty(); }))
            return;
        Job job = std::move(m_waiting.front());
        m_waiting.pop_front();
        m_changed.notify_all();
        lock.unlock();
        job.place.firstOffset = job.builder.record(0).offset;
        if (m_templates)
            job.builder.mine(*m_templates);
        job.place.block = job.builder.encode();
        job.builder.clear();
        lock.lock();
        m_done.push_back(std::move(job.place));
        m_spares.push_back(std::move(job.builder));
        m_changed.notify_all();
    }
}

} // namespace foreshock::store
