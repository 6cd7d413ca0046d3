// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cassert>
#include <optional>
#include <string>
#include <utility>
#include <variant>

namespace foreshock {

enum class ErrorCode { Io, Format, Unsupported, Sql, SchemaTooNew, Locked, Cancelled, Invalid };

/// A failed operation: what went wrong, where, and what the reader can do next.
struct Error {
    ErrorCode code = ErrorCode::Invalid;
    std::string message; ///< one plain sentence without a full stop at its end
    std::string where;   ///< path, statement or record it happened at; may be empty
    std::string help;    ///< what to do next; may be empty

    /// The three parts as one line for a terminal.
    std::string text() const {
        std::string out = where.empty() ? message : where + ": " + message;
        return help.empty() ? out : out + ". " + help;
    }
};

/// The value of an operation or its Error; the names are those of std::expected, which g++ 12 lacks.
template<class T>
class [[nodiscard]] Result {
public:
    Result(T value)
        : m_state(std::in_place_index<0>, std::move(value)) {}
    Result(Error error)
        : m_state(std::in_place_index<1>, std::move(error)) {}

    bool has_value() const { return m_state.index() == 0; }
    explicit operator bool() const { return has_value(); }
    T& value() & {
        assert(has_value());
        return *std::get_if<0>(&m_state);
    }
    const T& value() const& {
        assert(has_value());
        return *std::get_if<0>(&m_state);
    }
    T&& value() && {
        assert(has_value());
        return std::move(*std::get_if<0>(&m_state));
    }
    T& operator*() & { return value(); }
    const T& operator*() const& { return value(); }
    T&& operator*() && { return std::move(*this).value(); }
    T* operator->() { return &value(); }
    const T* operator->() const { return &value(); }
    const Error& error() const {
        assert(!has_value());
        return *std::get_if<1>(&m_state);
    }

private:
    std::variant<T, Error> m_state;
};

template<>
class [[nodiscard]] Result<void> {
public:
    Result() = default;
    Result(Error error)
        : m_error(std::move(error)) {}

    bool has_value() const { return !m_error; }
    explicit operator bool() const { return has_value(); }
    const Error& error() const {
        assert(m_error);
        return *m_error;
    }

private:
    std::optional<Error> m_error;
};

} // namespace foreshock
