// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/query/log_matcher.h"

#include "model/base/text.h"

#include <fmt/format.h>

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

namespace foreshock {
namespace {

using Kind = LogQuery::Kind;

struct FreeCode {
    void operator()(pcre2_code* code) const { pcre2_code_free(code); }
};
struct FreeMatch {
    void operator()(pcre2_match_data* match) const { pcre2_match_data_free(match); }
};
struct FreeContext {
    void operator()(pcre2_match_context* context) const { pcre2_match_context_free(context); }
};

/// A node with its expression compiled.
struct Ready {
    LogQuery::Kind kind = Kind::All;
    std::string text;
    LogLevel level = LogLevel::Unknown;
    LogQuery::Compare compare = LogQuery::Compare::Equal;
    std::vector<Ready> parts;
    std::unique_ptr<pcre2_code, FreeCode> code;
    std::unique_ptr<pcre2_match_data, FreeMatch> match;
};

Result<Ready> ready(const LogQuery::Node& node) {
    Ready out;
    out.kind = node.kind;
    out.text = node.text;
    out.level = node.level;
    out.compare = node.compare;
    for (const LogQuery::Node& part : node.parts) {
        auto made = ready(part);
        if (!made)
            return made;
        out.parts.push_back(std::move(*made));
    }
    if (node.kind != Kind::Regex)
        return out;
    int problem = 0;
    PCRE2_SIZE at = 0;
    out.code.reset(pcre2_compile(reinterpret_cast<PCRE2_SPTR>(node.text.data()), node.text.size(),
                                 PCRE2_UTF | PCRE2_MATCH_INVALID_UTF | PCRE2_MULTILINE, &problem, &at, nullptr));
    if (!out.code) {
        PCRE2_UCHAR words[160];
        pcre2_get_error_message(problem, words, sizeof words);
        return Error{ErrorCode::Invalid,
                     fmt::format("the expression /{}/ can't be read at character {}: {}", node.text, at + 1,
                                 reinterpret_cast<const char*>(words)),
                     "", "To search for these characters as they are, put them into quotes"};
    }
    pcre2_jit_compile(out.code.get(), PCRE2_JIT_COMPLETE);
    out.match.reset(pcre2_match_data_create_from_pattern(out.code.get(), nullptr));
    return out;
}

bool compares(LogLevel level, LogQuery::Compare compare, LogLevel to) {
    switch (compare) {
    case LogQuery::Compare::Equal:
        return level == to;
    case LogQuery::Compare::AtLeast:
        return level >= to;
    case LogQuery::Compare::AtMost:
        return level <= to && level != LogLevel::Unknown;
    case LogQuery::Compare::Above:
        return level > to;
    case LogQuery::Compare::Below:
        return level < to && level != LogLevel::Unknown;
    }
    return false;
}

/// Is the message a text of its own rather than a stretch of the raw one?
bool isApart(const LogFields& r) {
    return r.message.data() < r.raw.data() || r.message.data() + r.message.size() > r.raw.data() + r.raw.size();
}

} // namespace

struct LogMatcher::Impl {
    Ready root;
    std::unique_ptr<pcre2_match_context, FreeContext> context;
    bool hitLimit = false;

    bool regexFinds(const Ready& node, std::string_view text) {
        const int found = pcre2_match(node.code.get(), reinterpret_cast<PCRE2_SPTR>(text.data() ? text.data() : ""),
                                      text.size(), 0, 0, node.match.get(), context.get());
        hitLimit = hitLimit || found == PCRE2_ERROR_MATCHLIMIT || found == PCRE2_ERROR_JIT_STACKLIMIT;
        return found > 0;
    }

    bool matches(const Ready& node, const LogFields& r) {
        switch (node.kind) {
        case Kind::All:
            return true;
        case Kind::And:
            for (const Ready& part : node.parts)
                if (!matches(part, r))
                    return false;
            return true;
        case Kind::Or:
            for (const Ready& part : node.parts)
                if (matches(part, r))
                    return true;
            return false;
        case Kind::Not:
            return !matches(node.parts.front(), r);
        case Kind::Word:
            return findNoCase(r.raw, node.text) != std::string_view::npos ||
                   (isApart(r) && findNoCase(r.message, node.text) != std::string_view::npos);
        case Kind::Literal:
            return r.raw.find(node.text) != std::string_view::npos ||
                   (isApart(r) && r.message.find(node.text) != std::string_view::npos);
        case Kind::Regex:
            return regexFinds(node, r.raw) || (isApart(r) && regexFinds(node, r.message));
        case Kind::Level:
            return compares(r.level, node.compare, node.level);
        case Kind::Service:
            return globMatches(node.text, r.service);
        case Kind::Host:
            return globMatches(node.text, r.host);
        case Kind::Source:
            return globMatches(node.text, r.source) || globMatches("*/" + node.text, r.source);
        }
        return false;
    }
};

LogMatcher::LogMatcher(std::unique_ptr<Impl> impl)
    : m_impl(std::move(impl)) {}
LogMatcher::LogMatcher(LogMatcher&&) noexcept = default;
LogMatcher& LogMatcher::operator=(LogMatcher&&) noexcept = default;
LogMatcher::~LogMatcher() = default;

Result<LogMatcher> LogMatcher::create(const LogQuery& query) {
    auto root = ready(query.root);
    if (!root)
        return root.error();
    auto impl = std::make_unique<Impl>();
    impl->root = std::move(*root);
    impl->context.reset(pcre2_match_context_create(nullptr));
    pcre2_set_match_limit(impl->context.get(), 100'000);
    return LogMatcher(std::move(impl));
}

bool LogMatcher::matches(const LogFields& record) const {
    return m_impl->matches(m_impl->root, record);
}
bool LogMatcher::isEverything() const {
    return m_impl->root.kind == Kind::All;
}
bool LogMatcher::hitLimit() const {
    return m_impl->hitLimit;
}

} // namespace foreshock
