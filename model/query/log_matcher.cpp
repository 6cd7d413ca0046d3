// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/query/log_matcher.h"

#include "model/base/byte_search.h"
#include "model/base/text.h"

#include <fmt/format.h>

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include <cstring>

namespace foreshock {
namespace {

using Kind = LogQuery::Kind;

constexpr std::size_t kMostCostlyTexts = 200;

struct FreeCode {
    void operator()(pcre2_code* code) const { pcre2_code_free(code); }
};
struct FreeMatch {
    void operator()(pcre2_match_data* match) const { pcre2_match_data_free(match); }
};
struct FreeContext {
    void operator()(pcre2_match_context* context) const { pcre2_match_context_free(context); }
};

/// As much of an expression as a message can hold.
std::string shortened(const std::string& expression) {
    const std::string_view head = clipped(expression, 100);
    return head.size() < expression.size() ? std::string(head) + "…" : expression;
}

/// A node with its expression compiled.
struct Ready {
    LogQuery::Kind kind = Kind::All;
    std::string text;
    LogLevel level = LogLevel::Unknown;
    LogQuery::Compare compare = LogQuery::Compare::Equal;
    std::uint32_t templateId = 0;
    std::vector<Ready> parts;
    std::vector<ByteSearch> search;                  ///< one, of a word or literal
    std::unique_ptr<pcre2_code, FreeCode> code;      ///< reads UTF-8, broken places included
    std::unique_ptr<pcre2_code, FreeCode> asciiCode; ///< the same for texts of ASCII alone: a byte is a character
    std::unique_ptr<pcre2_match_data, FreeMatch> match;
};

Result<std::unique_ptr<pcre2_code, FreeCode>> compiled(const std::string& expression, std::uint32_t options) {
    int problem = 0;
    PCRE2_SIZE at = 0;
    std::unique_ptr<pcre2_code, FreeCode> code(pcre2_compile(reinterpret_cast<PCRE2_SPTR>(expression.data()),
                                                             expression.size(), options | PCRE2_MULTILINE, &problem,
                                                             &at, nullptr));
    if (!code) {
        PCRE2_UCHAR words[160];
        pcre2_get_error_message(problem, words, sizeof words);
        return Error{ErrorCode::Invalid,
                     fmt::format("the expression /{}/ can't be read at character {}: {}", shortened(expression), at + 1,
                                 reinterpret_cast<const char*>(words)),
                     "", "To search for these characters as they are, put them into quotes"};
    }
    pcre2_jit_compile(code.get(), PCRE2_JIT_COMPLETE);
    return code;
}

Result<Ready> ready(const LogQuery::Node& node) {
    Ready out;
    out.kind = node.kind;
    out.text = node.text;
    out.level = node.level;
    out.compare = node.compare;
    out.templateId = node.templateId;
    for (const LogQuery::Node& part : node.parts) {
        auto made = ready(part);
        if (!made)
            return made;
        out.parts.push_back(std::move(*made));
    }
    if (node.kind == Kind::Word || node.kind == Kind::Literal)
        out.search.emplace_back(node.text, node.kind == Kind::Word ? LetterCase::Alike : LetterCase::Exact);
    if (node.kind != Kind::Regex)
        return out;
    auto code = compiled(node.text, PCRE2_UTF | PCRE2_MATCH_INVALID_UTF);
    if (!code)
        return code.error();
    out.code = std::move(*code);
    // What needs UTF-8 to be read (\x{20ac}) has no such twin.
    if (auto ascii = compiled(node.text, 0))
        out.asciiCode = std::move(*ascii);
    out.match.reset(pcre2_match_data_create_from_pattern(out.code.get(), nullptr));
    return out;
}

bool isAscii(std::string_view text) {
    std::size_t i = 0;
    for (; i + 8 <= text.size(); i += 8) {
        std::uint64_t word;
        std::memcpy(&word, text.data() + i, sizeof word);
        if (word & 0x8080808080808080ULL)
            return false;
    }
    for (; i < text.size(); ++i)
        if (static_cast<unsigned char>(text[i]) & 0x80)
            return false;
    return true;
}

/// Is the message a text of its own rather than a stretch of the raw one?
bool isApart(const LogFields& r) {
    return r.message.data() < r.raw.data() || r.message.data() + r.message.size() > r.raw.data() + r.raw.size();
}

} // namespace

struct LogMatcher::Impl {
    Ready root;
    std::unique_ptr<pcre2_match_context, FreeContext> context;
    std::size_t costlyTexts = 0;

    bool regexFinds(const Ready& node, std::string_view text) {
        if (costlyTexts >= kMostCostlyTexts)
            return false;
        const pcre2_code* code = node.asciiCode && isAscii(text) ? node.asciiCode.get() : node.code.get();
        const int found = pcre2_match(code, reinterpret_cast<PCRE2_SPTR>(text.data() ? text.data() : ""), text.size(),
                                      0, 0, node.match.get(), context.get());
        costlyTexts += found == PCRE2_ERROR_MATCHLIMIT || found == PCRE2_ERROR_JIT_STACKLIMIT ? 1 : 0;
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
        case Kind::Literal:
            return node.search.front().find(r.raw) != std::string_view::npos ||
                   (isApart(r) && node.search.front().find(r.message) != std::string_view::npos);
        case Kind::Regex:
            return regexFinds(node, r.raw) || (isApart(r) && regexFinds(node, r.message));
        case Kind::Level:
            return levelFits(r.level, node.compare, node.level);
        case Kind::Service:
            return globMatches(node.text, r.service);
        case Kind::Host:
            return globMatches(node.text, r.host);
        case Kind::Source:
            return sourceFits(node.text, r.source);
        case Kind::Template:
            return r.templateId == node.templateId;
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
    return m_impl->costlyTexts > 0;
}
bool LogMatcher::isTooCostly() const {
    return m_impl->costlyTexts >= kMostCostlyTexts;
}
Error LogMatcher::tooCostlyError() {
    return {ErrorCode::Invalid, fmt::format("the expression is too costly: given up on {} records", kMostCostlyTexts),
            "", "Make it more exact: fewer stars within each other, or a literal word beside it"};
}

} // namespace foreshock
