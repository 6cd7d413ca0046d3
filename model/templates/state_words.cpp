// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/templates/state_words.h"

#include "model/base/text.h"

#include <algorithm>
#include <array>

namespace foreshock {
namespace {

using std::literals::operator""sv;

/// In order.
constexpr std::array kStates{
    "abort"sv,    "accept"sv,    "acquire"sv,    "active"sv,   "add"sv,        "after"sv,    "alive"sv,    "allocate"sv,
    "allow"sv,    "async"sv,     "attach"sv,     "bad"sv,      "before"sv,     "begin"sv,    "build"sv,    "busy"sv,
    "cancel"sv,   "close"sv,     "commit"sv,     "compile"sv,  "connect"sv,    "create"sv,   "dead"sv,     "delete"sv,
    "deny"sv,     "detach"sv,    "die"sv,        "disable"sv,  "disconnect"sv, "done"sv,     "down"sv,     "download"sv,
    "drop"sv,     "empty"sv,     "enable"sv,     "end"sv,      "enter"sv,      "error"sv,    "exit"sv,     "fail"sv,
    "failure"sv,  "finish"sv,    "first"sv,      "follower"sv, "found"sv,      "free"sv,     "full"sv,     "get"sv,
    "good"sv,     "grant"sv,     "head"sv,       "healthy"sv,  "high"sv,       "hit"sv,      "idle"sv,     "in"sv,
    "inactive"sv, "insert"sv,    "invalid"sv,    "join"sv,     "kill"sv,       "last"sv,     "leader"sv,   "leave"sv,
    "left"sv,     "link"sv,      "load"sv,       "lock"sv,     "login"sv,      "logout"sv,   "lost"sv,     "low"sv,
    "miss"sv,     "missing"sv,   "mount"sv,      "new"sv,      "no"sv,         "off"sv,      "offline"sv,  "ok"sv,
    "okay"sv,     "old"sv,       "on"sv,         "online"sv,   "open"sv,       "options"sv,  "out"sv,      "package"sv,
    "pass"sv,     "patch"sv,     "pause"sv,      "pending"sv,  "post"sv,       "prepare"sv,  "primary"sv,  "pull"sv,
    "push"sv,     "put"sv,       "read"sv,       "ready"sv,    "reboot"sv,     "receive"sv,  "register"sv, "reject"sv,
    "release"sv,  "reload"sv,    "remove"sv,     "restart"sv,  "resume"sv,     "retry"sv,    "revoke"sv,   "rollback"sv,
    "running"sv,  "secondary"sv, "send"sv,       "sent"sv,     "set"sv,        "shutdown"sv, "stale"sv,    "start"sv,
    "stop"sv,     "success"sv,   "suspend"sv,    "sync"sv,     "unhealthy"sv,  "unknown"sv,  "unlink"sv,   "unload"sv,
    "unlock"sv,   "unmount"sv,   "unregister"sv, "unset"sv,    "up"sv,         "update"sv,   "upload"sv,   "valid"sv,
    "waiting"sv,  "warning"sv,   "write"sv,      "yes"sv,
};

} // namespace

bool isStateWord(std::string_view word) {
    constexpr std::size_t kLongest = 40, kLeastStem = 3;
    if (word.empty() || word.size() > kLongest)
        return false;
    const std::string low = lowered(word);
    if (std::binary_search(kStates.begin(), kStates.end(), std::string_view(low)))
        return true;
    const bool isParticiple =
        (low.ends_with("ed") && low.size() >= kLeastStem + 2) || (low.ends_with("ing") && low.size() >= kLeastStem + 2);
    return isParticiple && std::all_of(low.begin(), low.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

} // namespace foreshock
