// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/text/pattern.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include <string>

namespace foreshock {

namespace {

/// One match runs at a time on a thread, so its matchers share a stack; to map one for each costs more than a short
/// match.
pcre2_jit_stack* threadStack() {
    struct Owner {
        pcre2_jit_stack* stack = pcre2_jit_stack_create(32 << 10, 1 << 20, nullptr);
        ~Owner() { pcre2_jit_stack_free(stack); }
    };
    static thread_local Owner owner;
    return owner.stack;
}

} // namespace

Result<Pattern> Pattern::compile(std::string_view expression) {
    int code = 0;
    PCRE2_SIZE offset = 0;
    pcre2_code* compiled =
        pcre2_compile(reinterpret_cast<PCRE2_SPTR>(expression.data()), expression.size(), 0, &code, &offset, nullptr);
    if (compiled == nullptr) {
        PCRE2_UCHAR text[256];
        pcre2_get_error_message(code, text, sizeof text);
        return Error{ErrorCode::Format,
                     reinterpret_cast<const char*>(text),
                     "position " + std::to_string(offset) + " of the pattern",
                     {}};
    }
    pcre2_jit_compile(compiled, PCRE2_JIT_COMPLETE); // without a JIT the interpreter does the same, slower
    Pattern pattern;
    pattern.m_code = std::shared_ptr<pcre2_code>(compiled, pcre2_code_free);
    return pattern;
}

std::size_t Pattern::group(const char* name) const {
    const int number = pcre2_substring_number_from_name(m_code.get(), reinterpret_cast<PCRE2_SPTR>(name));
    return number > 0 ? static_cast<std::size_t>(number) : 0;
}

struct PatternMatcher::State {
    std::shared_ptr<pcre2_code> code;
    pcre2_match_data* data = nullptr;
    pcre2_match_context* context = nullptr;
    std::size_t groups = 0;
    bool hasJit = false;
};

PatternMatcher::PatternMatcher(const Pattern& pattern)
    : m_state(std::make_unique<State>()) {
    m_state->code = pattern.m_code;
    m_state->data = pcre2_match_data_create_from_pattern(pattern.m_code.get(), nullptr);
    m_state->context = pcre2_match_context_create(nullptr);
    pcre2_set_match_limit(m_state->context, 200'000);
    pcre2_set_heap_limit(m_state->context, 1 << 10);
    pcre2_jit_stack_assign(
        m_state->context, [](void*) { return threadStack(); }, nullptr);
    m_state->groups = pcre2_get_ovector_count(m_state->data);
    std::size_t jitSize = 0;
    m_state->hasJit = pcre2_pattern_info(pattern.m_code.get(), PCRE2_INFO_JITSIZE, &jitSize) == 0 && jitSize > 0;
}

PatternMatcher::~PatternMatcher() {
    pcre2_match_context_free(m_state->context);
    pcre2_match_data_free(m_state->data);
}

bool PatternMatcher::match(std::string_view text) {
    m_text = text;
    // The direct call skips checks that cost as much as a short line.
    const auto match = m_state->hasJit ? pcre2_jit_match : pcre2_match;
    return match(m_state->code.get(), reinterpret_cast<PCRE2_SPTR>(text.data() ? text.data() : ""), text.size(), 0, 0,
                 m_state->data, m_state->context) > 0;
}

PatternMatcher::Found PatternMatcher::find(std::string_view text, std::size_t from) {
    m_text = text;
    const auto match = m_state->hasJit ? pcre2_jit_match : pcre2_match;
    const int count = match(m_state->code.get(), reinterpret_cast<PCRE2_SPTR>(text.data() ? text.data() : ""),
                            text.size(), from, 0, m_state->data, m_state->context);
    return count > 0 ? Found::Yes : count == PCRE2_ERROR_NOMATCH ? Found::No : Found::GaveUp;
}

std::size_t PatternMatcher::start(std::size_t number) const {
    const PCRE2_SIZE at = number < m_state->groups ? pcre2_get_ovector_pointer(m_state->data)[2 * number] : PCRE2_UNSET;
    return at == PCRE2_UNSET ? std::string_view::npos : at;
}

std::size_t PatternMatcher::end() const {
    return pcre2_get_ovector_pointer(m_state->data)[1];
}

std::string_view PatternMatcher::group(std::size_t number) const {
    if (number == 0 || number >= m_state->groups)
        return {};
    const PCRE2_SIZE* ends = pcre2_get_ovector_pointer(m_state->data) + 2 * number;
    return ends[0] == PCRE2_UNSET ? std::string_view() : m_text.substr(ends[0], ends[1] - ends[0]);
}

} // namespace foreshock
