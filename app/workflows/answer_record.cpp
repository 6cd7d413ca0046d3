// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workflows/answer_record.h"

#include <cstring>
#include <type_traits>

namespace foreshock {
namespace {

// Fields are taken by structured bindings: a struct that gets another one no longer compiles here.
template<class V>
void parts(V& visit, SeriesRef& s) {
    auto& [service, metric] = s;
    visit(service, metric);
}
template<class V>
void parts(V& visit, TimeRange& r) {
    auto& [from, to] = r;
    visit(from, to);
}
template<class V>
void parts(V& visit, EvidenceRef& r) {
    auto& [series, range, at, level] = r;
    visit(series, range, at, level);
}
template<class V>
void parts(V& visit, Evidence& e) {
    auto& [kind, state, text, weight, ref] = e;
    visit(kind, state, text, weight, ref);
}
template<class V>
void parts(V& visit, Check& c) {
    auto& [text, series, command] = c;
    visit(text, series, command);
}
template<class V>
void parts(V& visit, RestsOn& r) {
    auto& [series, rank, probability, text] = r;
    visit(series, rank, probability, text);
}
template<class V>
void parts(V& visit, WaveResponse& r) {
    auto& [wave, isSure] = r;
    visit(wave, isSure);
}
template<class V>
void parts(V& visit, Suspect& s) {
    auto& [change, group, title, service, kind, start, end, probability, lag, strength, evidence, notTested, checks,
           restsOn, isAfterFirstAlarm, response] = s;
    visit(change, group, title, service, kind, start, end, probability, lag, strength, evidence, notTested, checks,
          restsOn, isAfterFirstAlarm, response);
}
template<class V>
void parts(V& visit, NonAnswers& n) {
    auto& [load, other, unrecorded, cannotTell] = n;
    visit(load, other, unrecorded, cannotTell);
}
template<class V>
void parts(V& visit, LeadingSeries& l) {
    auto& [series, text] = l;
    visit(series, text);
}
template<class V>
void parts(V& visit, Coverage& c) {
    auto& [changes, changeFeeds, changeFeed, changesElsewhere, changeFeedGaps, alarmFeedGaps, withoutFeed, series,
           withoutData, services, unconfirmed, edges, lookedAt, notLookedAt] = c;
    visit(changes, changeFeeds, changeFeed, changesElsewhere, changeFeedGaps, alarmFeedGaps, withoutFeed, series,
          withoutData, services, unconfirmed, edges, lookedAt, notLookedAt);
}
template<class V>
void parts(V& visit, Answer& a) {
    auto& [alarms, firstAlarm, onset, window, suspects, noneProbability, nonAnswers, leadingSeries, explainedBy,
           verdict, headline, coverage, otherGroups] = a;
    visit(alarms, firstAlarm, onset, window, suspects, noneProbability, nonAnswers, leadingSeries, explainedBy, verdict,
          headline, coverage, otherGroups);
}
template<class V>
void parts(V& visit, WaveSuspect& s) {
    auto& [change, title, kind, service, probability, strength, response] = s;
    visit(change, title, kind, service, probability, strength, response);
}
template<class V>
void parts(V& visit, AlarmWave& w) {
    auto& [alarm, first, alarms, service, isRanked, verdict, suspects] = w;
    visit(alarm, first, alarms, service, isRanked, verdict, suspects);
}
template<class V>
void parts(V& visit, AlarmWaves& w) {
    auto& [waves, more, leftOut] = w;
    visit(waves, more, leftOut);
}
template<class V>
void parts(V& visit, ChangePoint& p) {
    auto& [index, time, before, after, gain, confidence, lo, hi, type] = p;
    visit(index, time, before, after, gain, confidence, lo, hi, type);
}
template<class V>
void parts(V& visit, HashedPoints& p) {
    auto& [hash, points] = p;
    visit(hash, points);
}

template<class T>
constexpr bool isPlain = std::is_arithmetic_v<T> || std::is_enum_v<T>;

class Writer {
public:
    template<class... T>
    void operator()(T&... fields) {
        (write(fields), ...);
    }
    std::string bytes;

private:
    template<class T>
    void write(T& value) {
        if constexpr (isPlain<T>)
            bytes.append(reinterpret_cast<const char*>(&value), sizeof(value));
        else if constexpr (requires { value.ns; })
            write(value.ns);
        else if constexpr (requires { value.value; }) // an id
            write(value.value);
        else
            parts(*this, value);
    }
    void write(std::string& text) {
        std::size_t size = text.size();
        write(size);
        bytes += text;
    }
    template<class T>
    void write(std::optional<T>& value) {
        bool isThere = value.has_value();
        write(isThere);
        if (isThere)
            write(*value);
    }
    template<class T>
    void write(std::vector<T>& list) {
        std::size_t size = list.size();
        write(size);
        for (T& value : list)
            write(value);
    }
};

class Reader {
public:
    explicit Reader(std::string_view bytes)
        : m_left(bytes) {}
    template<class... T>
    void operator()(T&... fields) {
        (read(fields), ...);
    }
    bool isWhole() const { return m_isGood && m_left.empty(); }

private:
    template<class T>
    void read(T& value) {
        if constexpr (isPlain<T>) {
            m_isGood = m_isGood && m_left.size() >= sizeof(value);
            if (!m_isGood)
                return;
            std::memcpy(&value, m_left.data(), sizeof(value));
            m_left.remove_prefix(sizeof(value));
        } else if constexpr (requires { value.ns; }) {
            read(value.ns);
        } else if constexpr (requires { value.value; }) {
            read(value.value);
        } else {
            parts(*this, value);
        }
    }
    /// How many follow: never more than bytes are left.
    std::size_t count() {
        std::size_t size = 0;
        read(size);
        m_isGood = m_isGood && size <= m_left.size();
        return m_isGood ? size : 0;
    }
    void read(std::string& text) {
        text = std::string(m_left.substr(0, count()));
        m_left.remove_prefix(text.size());
    }
    template<class T>
    void read(std::optional<T>& value) {
        bool isThere = false;
        read(isThere);
        if (isThere && m_isGood)
            read(value.emplace());
    }
    template<class T>
    void read(std::vector<T>& list) {
        for (std::size_t left = count(); left > 0 && m_isGood; --left)
            read(list.emplace_back());
    }

    std::string_view m_left;
    bool m_isGood = true;
};

template<class T>
std::string written(T value) {
    Writer writer;
    writer(value);
    return std::move(writer.bytes);
}

template<class T>
std::optional<T> readFrom(std::string_view record) {
    T out;
    Reader reader(record);
    reader(out);
    return reader.isWhole() ? std::optional(std::move(out)) : std::nullopt;
}

} // namespace

std::string recordOf(const Answer& answer) {
    return written(answer);
}

std::string recordOf(const AlarmWaves& waves) {
    return written(waves);
}

std::string recordOf(const std::vector<HashedPoints>& series) {
    return written(series);
}

std::optional<Answer> answerFrom(std::string_view record) {
    return readFrom<Answer>(record);
}

std::optional<AlarmWaves> wavesFrom(std::string_view record) {
    return readFrom<AlarmWaves>(record);
}

std::optional<std::vector<HashedPoints>> pointsFrom(std::string_view record) {
    return readFrom<std::vector<HashedPoints>>(record);
}

} // namespace foreshock
