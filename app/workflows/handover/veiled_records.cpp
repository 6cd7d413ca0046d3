// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What of each kind of record is a name, an address or free text.
#include "app/workflows/handover/pseudonymiser.h"
#include "model/base/text.h"

#include <algorithm>

namespace foreshock {
namespace {

bool holdsWord(const std::string& name, std::initializer_list<std::string_view> words) {
    return std::any_of(words.begin(), words.end(),
                       [&](std::string_view word) { return name.find(word) != std::string::npos; });
}

/// What a detail's value names, told by the detail's name: "assignee", "acknowledged_by", "pod".
std::optional<NameKind> kindOfDetail(std::string_view detail) {
    const std::string name = lowered(detail);
    if (holdsWord(name, {"user", "owner", "author", "actor", "assign", "approve", "commit_by", "committer", "reporter",
                         "responder", "oncall", "on_call", "login", "person", "engineer", "creator", "requester"}) ||
        name.ends_with("by"))
        return NameKind::Person;
    if (holdsWord(name, {"host", "instance", "node", "pod", "machine", "server"}))
        return NameKind::Host;
    return std::nullopt;
}

/// "instances kfe-1, kfe-2; replaces kfe-0", as the exchange form's lists read: where the names begin.
std::vector<std::string_view> hostLists(std::string_view scope) {
    std::vector<std::string_view> out;
    for (const std::string_view part : split(scope, ';'))
        for (const std::string_view word : {"instances ", "replaces "})
            if (const std::string_view list = trimmed(part); list.starts_with(word))
                out.push_back(list.substr(word.size()));
    return out;
}

} // namespace

void Pseudonymiser::learnField(NameKind kind, std::string_view value) {
    (void)field(kind, value);
    if (kind == NameKind::Host && m_sensitive.find(value, 0)) // db1.corp.example is db1 among its own
        if (const std::string_view label = value.substr(0, value.find('.'));
            label.size() < value.size() && label.find_first_not_of("0123456789") != std::string_view::npos)
            if (const auto span = m_sensitive.find(value, 0); span->kind == Sensitive::Host)
                m_book.of(NameKind::Host, label);
}

void Pseudonymiser::learnList(NameKind kind, std::string_view value) {
    for (const std::string_view name : split(value, value.find(',') != std::string_view::npos ? ',' : '\n'))
        learnField(kind, trimmed(name));
    (void)fieldList(kind, value);
}

void Pseudonymiser::learnText(std::string_view text) {
    for (auto span = m_sensitive.find(text, 0); span; span = m_sensitive.find(text, span->end()))
        if (span->isName)
            m_book.of(NameKind::Person, text.substr(span->at, span->size));
}

void Pseudonymiser::learnDetails(const Details& details) {
    for (const Detail& detail : details) {
        if (const auto kind = kindOfDetail(detail.name))
            learnList(*kind, detail.value);
        learnText(detail.value);
    }
}

Details Pseudonymiser::veiledDetails(Details details) {
    for (Detail& detail : details) {
        const auto kind = kindOfDetail(detail.name);
        detail.value = kind ? fieldList(*kind, detail.value) : text(detail.value);
        detail.name = text(detail.name);
    }
    return details;
}

void Pseudonymiser::learn(const Change& c) {
    learnField(NameKind::Service, c.service.value);
    learnList(NameKind::Person, c.actor);
    if (!c.ref.empty())
        m_book.of(NameKind::Ref, c.ref);
    for (const std::string_view list : hostLists(c.scope))
        learnList(NameKind::Host, list);
    for (const std::string* words : {&c.title, &c.scope})
        learnText(*words);
    learnDetails(c.details);
}

void Pseudonymiser::learn(const Alarm& a) {
    learnField(NameKind::Service, a.service.value);
    learnText(a.title);
    learnText(a.rule);
    learnDetails(a.details);
}

void Pseudonymiser::learn(const Note& n) {
    learnField(NameKind::Service, n.service.value);
    learnText(n.text);
}

void Pseudonymiser::learn(const Service& s) {
    learnField(NameKind::Service, s.id.value);
    if (s.name != s.id.value)
        m_book.alsoCalled(s.name, NameKind::Service, s.id.value);
    learnText(s.role);
    learnDetails(s.details);
}

void Pseudonymiser::learn(const Dependency& d) {
    learnField(NameKind::Service, d.from.value);
    learnField(NameKind::Service, d.to.value);
    learnText(d.why);
}

void Pseudonymiser::learn(const DeclaredLimit& l) {
    learnField(NameKind::Service, l.service.value);
    learnText(l.source);
    learnText(l.scope);
}

void Pseudonymiser::learn(const SeriesInfo& s) {
    learnField(NameKind::Service, s.service.value);
    learnField(NameKind::Service, s.seenVia);
    learnField(NameKind::Host, s.instance);
}

void Pseudonymiser::learn(const LogRecord& r) {
    learnField(NameKind::Service, r.service.value);
    learnField(NameKind::Host, r.host);
    learnText(r.message);
}

Change Pseudonymiser::veiled(Change c) {
    c.id.value = text(c.id.value);
    c.service.value = field(NameKind::Service, c.service.value);
    c.title = text(c.title);
    c.actor = fieldList(NameKind::Person, c.actor);
    c.ref = m_book.of(NameKind::Ref, c.ref);
    c.group = text(c.group);
    c.scope = text(c.scope);
    c.basis = text(c.basis);
    c.kind = text(c.kind);
    c.details = veiledDetails(std::move(c.details));
    return c;
}

Alarm Pseudonymiser::veiled(Alarm a) {
    a.id.value = text(a.id.value);
    a.service.value = field(NameKind::Service, a.service.value);
    a.metric = text(a.metric);
    a.title = text(a.title);
    a.rule = text(a.rule);
    a.basis = text(a.basis);
    a.details = veiledDetails(std::move(a.details));
    return a;
}

Note Pseudonymiser::veiled(Note n) {
    n.service.value = field(NameKind::Service, n.service.value);
    n.kind = text(n.kind);
    n.text = text(n.text);
    n.basis = text(n.basis);
    return n;
}

Service Pseudonymiser::veiled(Service s) {
    const bool isNamed = s.name != s.id.value;
    s.name = isNamed ? m_book.of(NameKind::Service, s.name) : std::string();
    s.id.value = field(NameKind::Service, s.id.value);
    if (!isNamed)
        s.name = s.id.value;
    s.role = text(s.role);
    s.basis = text(s.basis);
    s.details = veiledDetails(std::move(s.details));
    return s;
}

Dependency Pseudonymiser::veiled(Dependency d) {
    d.from.value = field(NameKind::Service, d.from.value);
    d.to.value = field(NameKind::Service, d.to.value);
    d.why = text(d.why);
    d.basis = text(d.basis);
    return d;
}

DeclaredLimit Pseudonymiser::veiled(DeclaredLimit l) {
    l.service.value = field(NameKind::Service, l.service.value);
    l.metric = text(l.metric);
    l.unit = text(l.unit);
    l.source = text(l.source);
    l.scope = text(l.scope);
    return l;
}

SeriesInfo Pseudonymiser::veiled(SeriesInfo s) {
    s.service.value = field(NameKind::Service, s.service.value);
    s.seenVia = field(NameKind::Service, s.seenVia);
    s.instance = field(NameKind::Host, s.instance);
    s.version = text(s.version);
    s.metric = text(s.metric);
    s.unit = text(s.unit);
    return s;
}

LogRecord Pseudonymiser::veiled(LogRecord r) {
    r.service.value = field(NameKind::Service, r.service.value);
    r.host = field(NameKind::Host, r.host);
    r.message = text(r.message);
    r.raw.clear();
    return r;
}

} // namespace foreshock
