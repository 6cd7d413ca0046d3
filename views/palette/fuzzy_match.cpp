// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/palette/fuzzy_match.h"

#include <QStringList>
#include <algorithm>

namespace foreshock {
namespace {

constexpr int kAtStart = 100, kAtWord = 80, kWithin = 50, kInPath = 45, kScattered = 30, kWithinPath = 20;

bool startsWord(const QString& text, qsizetype at) {
    return at == 0 || !text[at - 1].isLetterOrNumber() || (text[at].isUpper() && text[at - 1].isLower());
}

/// "Edit › Filter log": what a thing is called counts for more than the menu it stands in.
int worth(const QString& text, qsizetype at) {
    static const QString between = QStringLiteral(" \u203A ");
    const qsizetype path = text.lastIndexOf(between), name = path < 0 ? 0 : path + between.size();
    if (at < name)
        return startsWord(text, at) ? kInPath : kWithinPath;
    return at == name ? kAtStart : startsWord(text, at) ? kAtWord : kWithin;
}

std::optional<FuzzyHit> whole(const QString& word, const QString& text) {
    FuzzyHit hit;
    qsizetype best = -1;
    for (qsizetype at = text.indexOf(word, 0, Qt::CaseInsensitive); at >= 0;
         at = text.indexOf(word, at + 1, Qt::CaseInsensitive))
        if (const int score = worth(text, at); score > hit.score) {
            hit.score = score;
            best = at;
        }
    if (best < 0)
        return std::nullopt;
    for (qsizetype i = 0; i < word.size(); ++i)
        hit.letters.push_back(static_cast<int>(best + i));
    return hit;
}

/// A letter at the start of a word is taken before the nearest one, so that "nwa" marks the initials of "Next wave".
std::optional<FuzzyHit> scatteredFrom(const QString& word, const QString& text, qsizetype from) {
    FuzzyHit hit{kScattered, {static_cast<int>(from)}};
    const qsizetype reach = word.size() * 6;
    for (qsizetype i = 1; i < word.size(); ++i) {
        const qsizetype last = hit.letters.back();
        qsizetype found = -1;
        for (qsizetype at = last + 1; at < text.size() && at - from <= reach; ++at) {
            if (text[at].toLower() != word[i].toLower())
                continue;
            if (at == last + 1 || startsWord(text, at)) {
                found = at;
                break;
            }
            if (found < 0)
                found = at;
        }
        if (found < 0)
            return std::nullopt;
        hit.letters.push_back(static_cast<int>(found));
    }
    const int gaps = hit.letters.back() - static_cast<int>(from) + 1 - static_cast<int>(word.size());
    hit.score = std::max(1, kScattered - gaps);
    return hit;
}

std::optional<FuzzyHit> scattered(const QString& word, const QString& text) {
    std::optional<FuzzyHit> best;
    for (qsizetype from = 0; word.size() > 1 && from < text.size(); ++from)
        if (text[from].toLower() == word[0].toLower() && startsWord(text, from))
            if (const auto hit = scatteredFrom(word, text, from); hit && (!best || hit->score > best->score))
                best = hit;
    return best;
}

} // namespace

std::optional<FuzzyHit> fuzzyMatch(const QString& words, const QString& text) {
    FuzzyHit all;
    for (const QString& word : words.split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
        auto hit = whole(word, text);
        if (!hit)
            hit = scattered(word, text);
        if (!hit)
            return std::nullopt;
        all.score += hit->score;
        all.letters.insert(all.letters.end(), hit->letters.begin(), hit->letters.end());
    }
    std::sort(all.letters.begin(), all.letters.end());
    all.letters.erase(std::unique(all.letters.begin(), all.letters.end()), all.letters.end());
    return all;
}

} // namespace foreshock
