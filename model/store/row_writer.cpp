// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/store/row_writer.h"

#include "model/base/text.h"
#include "model/identity/environment_word.h"
#include "model/store/details_text.h"

#include <fmt/format.h>

#include <algorithm>

namespace foreshock::store {
namespace {

constexpr const char* kStateNames[] = {"firing", "resolved", "no_data"};

/// An id for a row without one: the same row gets the same id wherever it is read.
std::string hashedId(std::string_view prefix, std::string_view content) {
    return fmt::format("{}-{:016x}", prefix, hash64(content));
}

/// The environment that a record's labels tell: {"environment","production"}, a namespace "staging".
std::string environmentOf(const Details& details) {
    for (const std::string_view label :
         {"environment", "env", "deployment.environment.name", "deployment.environment", "deployment_environment",
          "stage", "namespace", "kube_namespace", "k8s.namespace.name", "cluster", "cluster_name", "kube_cluster_name"})
        for (const Detail& detail : details)
            if (detail.name == label)
                if (std::string told = environmentOfLabel(detail.value); !told.empty())
                    return told;
    // Tags are kept as one text: "service:cart, env:prod".
    for (const Detail& detail : details)
        if (detail.name == "tags")
            for (const std::string_view tag : split(detail.value, ','))
                if (const std::string_view word = trimmed(tag); word.starts_with("env:"))
                    return environmentOfLabel(word.substr(4));
    return {};
}

/// What an ARN tells beside the name: arn:aws:lambda:us-east-1:123456789012:function:cart. It goes when the name is
/// mapped to a service, so it is kept as details.
Details withArnPlace(const Details& details, std::string_view name) {
    Details out = details;
    if (!name.starts_with("arn:"))
        return out;
    const auto parts = split(name, ':');
    const auto add = [&](const char* label, std::string_view value) {
        const bool isThere = std::any_of(out.begin(), out.end(), [&](const Detail& d) { return d.name == label; });
        if (!value.empty() && !isThere)
            out.push_back({label, std::string(value)});
    };
    if (parts.size() > 5) {
        add("region", parts[3]);
        add("account", parts[4]);
    }
    return out;
}

} // namespace

std::string RowWriter::listed(const std::vector<SourceId>& sources) {
    std::string text;
    for (const SourceId source : sources)
        text += (text.empty() ? "" : ",") + std::to_string(source.value);
    return "[" + text + "]";
}

std::string RowWriter::feed() const {
    const std::size_t slash = m_path.find_last_of('/');
    return slash == std::string::npos ? m_path : m_path.substr(slash + 1);
}

/// Looks the key up; where another feed uses it for something else, tries key@feed. What is found goes with the key.
template<class Find>
Result<std::optional<RowWriter::Known>> RowWriter::keyFor(std::string& key, Find find) {
    auto known = find(key);
    if (!known || !*known || (*known)->isSame || (*known)->isSameFeed)
        return known;
    key += "@" + feed();
    return find(key);
}

Result<RowWriter::Outcome> RowWriter::change(const Change& c, RecordPlace place) {
    const auto name = m_names.idOf(c.service.value, environmentOf(c.details));
    if (!name)
        return name.error();
    std::string key = c.id.value;
    if (key.empty())
        key = hashedId("change", fmt::format("{}\n{}\n{}\n{}", c.service.value, c.kind, c.title, c.start.ns));
    const std::string details = detailsText(withArnPlace(c.details, c.service.value));
    auto find = m_db.prepare(R"(
        SELECT c.id, raw_name_id = ?2 AND kind = ?3 AND title = ?4 AND start_ns = ?5 AND end_ns IS ?6 AND actor = ?7 AND
               ref = ?8 AND rollout = ?9 AND scope = ?10 AND basis = ?11 AND details = ?14, s.path = ?12
          FROM change c JOIN source s ON s.id = c.source_id WHERE c.key = ?1 AND s.state <> 'hidden' AND s.id NOT IN (SELECT value FROM json_each(?13)))");
    if (!find)
        return find.error();
    const auto known = keyFor(key, [&](const std::string& k) -> Result<std::optional<Known>> {
        std::optional<Known> out;
        find->bindAll(k, *name, c.kind, c.title, c.start, c.end, c.actor, c.ref, c.group, c.scope, c.basis, m_path,
                      m_ignored, details);
        const auto done = find->each([&] {
            out = Known{find->integer(0), find->integer(1) != 0, find->integer(2) != 0};
            return false;
        });
        if (!done)
            return done.error();
        return out;
    });
    if (!known)
        return known.error();
    if (*known && (*known)->isSame)
        return Outcome::Duplicate;
    if (*known) {
        const auto done = m_db.run(R"(
            UPDATE change SET raw_name_id = ?, kind = ?, title = ?, start_ns = ?, end_ns = ?, actor = ?, ref = ?,
                   rollout = ?, scope = ?, basis = ?, details = ? WHERE id = ?)",
                                   *name, c.kind, c.title, c.start, c.end, c.actor, c.ref, c.group, c.scope, c.basis,
                                   details, (*known)->id);
        return done ? Result<Outcome>(Outcome::Replaced) : done.error();
    }
    const auto done = m_db.run(R"(
        INSERT INTO change (source_id, key, raw_name_id, kind, title, start_ns, end_ns, actor, ref, rollout, scope, basis, details,
                            line, offset, arrived_ns)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?))",
                               m_source, key, *name, c.kind, c.title, c.start, c.end, c.actor, c.ref, c.group, c.scope,
                               c.basis, details, place.line, place.offset, c.arrivedAt);
    return done ? Result<Outcome>(Outcome::Stored) : done.error();
}

Result<RowWriter::Outcome> RowWriter::alarm(const Alarm& a, RecordPlace place) {
    const auto name = m_names.idOf(a.service.value, environmentOf(a.details));
    if (!name)
        return name.error();
    std::string key = a.id.value;
    if (key.empty())
        key = hashedId("alarm", fmt::format("{}\n{}\n{}\n{}", a.service.value, a.metric, a.title, a.start.ns));
    const char* state = kStateNames[static_cast<std::size_t>(a.state)];
    const std::string details = detailsText(withArnPlace(a.details, a.service.value));
    auto find = m_db.prepare(R"(
        SELECT a.id, raw_name_id = ?2 AND metric = ?3 AND title = ?4 AND rule = ?5 AND severity = ?6 AND a.state = ?7 AND
               start_ns = ?8 AND end_ns IS ?9 AND basis = ?10 AND details = ?13, s.path = ?11
          FROM alarm a JOIN source s ON s.id = a.source_id WHERE a.key = ?1 AND s.state <> 'hidden' AND s.id NOT IN (SELECT value FROM json_each(?12)))");
    if (!find)
        return find.error();
    const auto known = keyFor(key, [&](const std::string& k) -> Result<std::optional<Known>> {
        std::optional<Known> out;
        find->bindAll(k, *name, a.metric, a.title, a.rule, a.severity, state, a.start, a.end, a.basis, m_path,
                      m_ignored, details);
        const auto done = find->each([&] {
            out = Known{find->integer(0), find->integer(1) != 0, find->integer(2) != 0};
            return false;
        });
        if (!done)
            return done.error();
        return out;
    });
    if (!known)
        return known.error();
    if (*known && (*known)->isSame)
        return Outcome::Duplicate;
    if (*known) {
        const auto done = m_db.run(R"(
            UPDATE alarm SET raw_name_id = ?, metric = ?, title = ?, rule = ?, severity = ?, state = ?, start_ns = ?,
                   end_ns = ?, basis = ?, details = ? WHERE id = ?)",
                                   *name, a.metric, a.title, a.rule, a.severity, state, a.start, a.end, a.basis,
                                   details, (*known)->id);
        return done ? Result<Outcome>(Outcome::Replaced) : done.error();
    }
    const auto done = m_db.run(R"(
        INSERT INTO alarm (source_id, key, raw_name_id, metric, title, rule, severity, state, start_ns, end_ns, basis, details, line,
                           offset, arrived_ns)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?))",
                               m_source, key, *name, a.metric, a.title, a.rule, a.severity, state, a.start, a.end,
                               a.basis, details, place.line, place.offset, a.arrivedAt);
    return done ? Result<Outcome>(Outcome::Stored) : done.error();
}

Result<bool> RowWriter::exists(Statement& statement) {
    bool isThere = false;
    const auto done = statement.each([&] {
        isThere = true;
        return false;
    });
    if (!done)
        return done.error();
    return isThere;
}

Result<RowWriter::Outcome> RowWriter::service(const Service& s) {
    const auto name = m_names.idOf(s.id.value, environmentOf(s.details));
    if (!name)
        return name.error();
    auto find = m_db.prepare(R"(
        SELECT 1 FROM service v JOIN source s ON s.id = v.source_id WHERE raw_name_id = ? AND v.name = ? AND role = ? AND
               on_map_at_start = ? AND basis = ? AND details = ? AND s.state <> 'hidden' AND
               s.id NOT IN (SELECT value FROM json_each(?)))");
    if (!find)
        return find.error();
    find->bindAll(*name, s.name, s.role, s.isOnMapAtStart, s.basis, detailsText(s.details), m_ignored);
    const auto isThere = exists(*find);
    if (!isThere)
        return isThere.error();
    if (*isThere)
        return Outcome::Duplicate;
    const auto done = m_db.run("INSERT INTO service (source_id, raw_name_id, name, role, on_map_at_start, basis, "
                               "details) VALUES (?, ?, ?, ?, ?, ?, ?)",
                               m_source, *name, s.name, s.role, s.isOnMapAtStart, s.basis, detailsText(s.details));
    return done ? Result<Outcome>(Outcome::Stored) : done.error();
}

Result<RowWriter::Outcome> RowWriter::dependency(const Dependency& d) {
    const auto from = m_names.idOf(d.from.value);
    if (!from)
        return from.error();
    const auto to = m_names.idOf(d.to.value);
    if (!to)
        return to.error();
    auto find = m_db.prepare(R"(
        SELECT 1 FROM dependency d JOIN source s ON s.id = d.source_id WHERE from_name_id = ? AND to_name_id = ? AND
               d.kind = ? AND documented = ? AND confirmed = ? AND why = ? AND basis = ? AND s.state <> 'hidden' AND
               s.id NOT IN (SELECT value FROM json_each(?)))");
    if (!find)
        return find.error();
    find->bindAll(*from, *to, nameOf(d.kind), d.isDocumented, d.isConfirmed, d.why, d.basis, m_ignored);
    const auto isThere = exists(*find);
    if (!isThere)
        return isThere.error();
    if (*isThere)
        return Outcome::Duplicate;
    const auto done = m_db.run(R"(
        INSERT INTO dependency (source_id, from_name_id, to_name_id, kind, documented, confirmed, why, basis)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?))",
                               m_source, *from, *to, nameOf(d.kind), d.isDocumented, d.isConfirmed, d.why, d.basis);
    return done ? Result<Outcome>(Outcome::Stored) : done.error();
}

Result<RowWriter::Outcome> RowWriter::limit(const DeclaredLimit& l) {
    const auto name = m_names.idOf(l.service.value);
    if (!name)
        return name.error();
    auto find = m_db.prepare(R"(
        SELECT 1 FROM limit_declared l JOIN source s ON s.id = l.source_id WHERE raw_name_id = ? AND metric = ? AND
               value = ? AND unit = ? AND told_by = ? AND dated_ns IS ? AND scope = ? AND s.state <> 'hidden' AND s.id <> ?)");
    if (!find)
        return find.error();
    find->bindAll(*name, l.metric, l.value, l.unit, l.source, l.date, l.scope, m_ignored);
    const auto isThere = exists(*find);
    if (!isThere)
        return isThere.error();
    if (*isThere)
        return Outcome::Duplicate;
    const auto done = m_db.run(R"(
        INSERT INTO limit_declared (source_id, raw_name_id, metric, value, unit, told_by, dated_ns, scope)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?))",
                               m_source, *name, l.metric, l.value, l.unit, l.source, l.date, l.scope);
    return done ? Result<Outcome>(Outcome::Stored) : done.error();
}

Result<RowWriter::Outcome> RowWriter::note(const Note& n) {
    const auto name = m_names.idOf(n.service.value);
    if (!name)
        return name.error();
    auto find = m_db.prepare(R"(
        SELECT 1 FROM note n JOIN source s ON s.id = n.source_id WHERE raw_name_id = ? AND time_ns = ? AND kind = ? AND
               text = ? AND s.state <> 'hidden' AND
               s.id NOT IN (SELECT value FROM json_each(?)))");
    if (!find)
        return find.error();
    find->bindAll(*name, n.time, n.kind, n.text, m_ignored);
    const auto isThere = exists(*find);
    if (!isThere)
        return isThere.error();
    if (*isThere)
        return Outcome::Duplicate;
    const auto done =
        m_db.run("INSERT INTO note (source_id, raw_name_id, time_ns, kind, text, basis) VALUES (?, ?, ?, ?, ?, ?)",
                 m_source, *name, n.time, n.kind, n.text, n.basis);
    return done ? Result<Outcome>(Outcome::Stored) : done.error();
}

} // namespace foreshock::store
