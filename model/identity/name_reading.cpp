// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/identity/name_reading.h"

#include "model/identity/environment_word.h"
#include "model/identity/name_shell.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace foreshock {
namespace {

bool isSeparator(char c) {
    return c == '-' || c == '_' || c == '.' || c == ' ' || c == '/' || c == ':';
}
bool isDigit(char c) {
    return c >= '0' && c <= '9';
}
/// What Kubernetes makes hashes of: no vowels and no digits that look like letters, so that no word comes out.
bool isHashByte(char c) {
    return std::string_view("bcdfghjklmnpqrstvwxz2456789").find(c) != std::string_view::npos;
}
bool hasDigit(std::string_view text) {
    return std::any_of(text.begin(), text.end(), isDigit);
}
bool isAll(std::string_view text, bool (*is)(char)) {
    return !text.empty() && std::all_of(text.begin(), text.end(), is);
}

/// A ReplicaSet's hash: 7d9f4c5b6; before Kubernetes 1.8 a decimal number, 1564180363.
bool isReplicaSetHash(std::string_view word) {
    return (word.size() >= 6 && word.size() <= 10 && isAll(word, isHashByte) && hasDigit(word)) ||
           (word.size() >= 8 && word.size() <= 10 && isAll(word, isDigit));
}
bool isPodSuffix(std::string_view word) {
    return word.size() == 5 && isAll(word, isHashByte);
}

struct Stem {
    std::string_view name;
    NameRule rule;
    Sureness sureness;
};

struct Cut {
    std::string_view head, tail;
};
/// Before and behind the last dash or underscore; the tail is empty if there is none.
Cut lastWord(std::string_view name) {
    const std::size_t at = name.find_last_of("-_");
    if (at == std::string_view::npos || at == 0 || at + 1 == name.size())
        return {name, {}};
    return {name.substr(0, at), name.substr(at + 1)};
}

/// The name without what tells one instance of a service from the next; empty if it has nothing of the kind.
std::vector<Stem> stemsOf(std::string_view name) {
    const Cut last = lastWord(name);
    if (!last.tail.empty() && isPodSuffix(last.tail)) {
        const Cut before = lastWord(last.head);
        if (isReplicaSetHash(before.tail))
            return {{before.head, NameRule::Pod, Sureness::Likely}};
        if (hasDigit(last.tail))
            return {{last.head, NameRule::Pod, Sureness::Likely}};
    }
    if (last.tail.size() >= 8 && isReplicaSetHash(last.tail))
        return {{last.head, NameRule::Pod, Sureness::Likely}}; // the replica set itself
    if (isAll(last.tail, isDigit)) {
        if (isAll(lastWord(last.head).tail, isDigit))
            return {}; // ip-10-2-3-4, 2024-03-01: no counter
        const bool isPadded = last.tail.size() > 1 && last.tail[0] == '0';
        if (last.tail.size() <= 3 && !isPadded)
            return {{last.head, NameRule::StatefulPod, Sureness::Likely}};
        if (last.tail.size() <= 6)
            return {{last.head, NameRule::HostNumber, Sureness::Likely}};
        return {};
    }
    // web01, kfe0417; oauth2, s3 and ec2 are names: one digit makes no host.
    std::size_t digits = 0;
    while (digits < name.size() && isDigit(name[name.size() - 1 - digits]))
        ++digits;
    if (digits > 0 && digits <= 6 && digits + 2 <= name.size() && !isSeparator(name[name.size() - 1 - digits]))
        return {{name.substr(0, name.size() - digits), NameRule::HostNumber,
                 digits >= 2 ? Sureness::Likely : Sureness::Possible}};
    return {};
}

/// The name without an environment at its front or end: prod-cart, cart_staging.
std::optional<std::pair<std::string_view, std::string_view>> withoutEnvironment(std::string_view name) {
    const std::size_t first = name.find_first_of("-_");
    if (first == std::string_view::npos)
        return std::nullopt;
    if (const auto told = environmentOfWord(name.substr(0, first)); !told.empty() && first + 1 < name.size())
        return std::pair{name.substr(first + 1), told};
    const Cut last = lastWord(name);
    if (const auto told = environmentOfWord(last.tail); !told.empty())
        return std::pair{last.head, told};
    return std::nullopt;
}

class Readings {
public:
    void add(std::string_view name, const NameReading& like) {
        NameReading reading = like;
        reading.key = foldedName(name);
        if (reading.key.empty())
            return;
        for (const NameReading& known : m_all)
            if (known.key == reading.key && known.environment == reading.environment)
                return;
        m_all.push_back(std::move(reading));
    }
    /// The name as it stands, then without its environment.
    void addBoth(std::string_view name, const NameReading& like) {
        const auto bare = withoutEnvironment(name);
        NameReading whole = like;
        if (bare && whole.environment.empty())
            whole.environment = std::string(bare->second);
        add(name, whole);
        // A label and a name that contradict each other: which is right, nobody can tell.
        if (!bare || whole.environment != bare->second)
            return;
        if (whole.rule == NameRule::Exact || whole.rule == NameRule::Folded)
            whole.rule = NameRule::Environment;
        add(bare->first, whole);
    }
    std::vector<NameReading> take() { return std::move(m_all); }

private:
    std::vector<NameReading> m_all;
};

} // namespace

std::string foldedName(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (const char c : text)
        if (!isSeparator(c))
            out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return out;
}

std::vector<NameReading> readingsOf(std::string_view text, std::string_view environment) {
    Readings out;
    NameReading like;
    like.environment = std::string(environment);
    const auto shell = shellOf(text);
    if (shell && like.environment.empty())
        like.environment = shell->environment;
    like.rule = NameRule::Folded;
    out.addBoth(text, like);
    std::string_view name = text;
    if (!shell && text.starts_with("arn:"))
        return out.take(); // of an instance or a volume: an id, no name
    if (shell) {
        name = shell->name;
        like.rule = shell->rule;
        like.qualifier = shell->qualifier;
        out.addBoth(name, like);
    }
    for (const Stem& stem : stemsOf(name)) {
        NameReading instance = like;
        instance.rule = stem.rule;
        instance.sureness = stem.sureness;
        instance.isOfInstance = true;
        out.addBoth(stem.name, instance);
    }
    return out.take();
}

} // namespace foreshock
