// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workflows/handover/name_book.h"
#include "app/workflows/handover/sensitive_text.h"
#include "model/domain/incident.h"
#include "model/domain/log_record.h"

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

namespace foreshock {

/// What to hide of an incident that is handed on.
struct PseudonymRequest {
    std::vector<std::string> keep;     ///< globs of names that stay
    std::vector<std::string> hide;     ///< words that only a person can know to be names
    std::optional<std::uint64_t> seed; ///< the same names again; none: other ones each time
};

/// Gives every name, address and key of an incident another one, the same wherever it stands. In two passes: learn()
/// takes all records, since a name told in the last line may stand in the first; then each record is veiled. Times,
/// values, kinds, levels and units stay, so the analyses answer the same. Memory: that of NameBook, and 200 B an
/// address of up to 200,000. For one thread.
class Pseudonymiser {
public:
    explicit Pseudonymiser(const PseudonymRequest& request);

    void learn(const Change& change);
    void learn(const Alarm& alarm);
    void learn(const Note& note);
    void learn(const Service& service);
    void learn(const Dependency& dependency);
    void learn(const DeclaredLimit& limit);
    void learn(const SeriesInfo& series);
    void learn(const LogRecord& record);
    /// Names that a text tells: user=ann, /home/ann.
    void learnText(std::string_view text);

    Change veiled(Change change);
    Alarm veiled(Alarm alarm);
    Note veiled(Note note);
    Service veiled(Service service);
    Dependency veiled(Dependency dependency);
    DeclaredLimit veiled(DeclaredLimit limit);
    SeriesInfo veiled(SeriesInfo series);
    LogRecord veiled(LogRecord record);
    std::string text(std::string_view text);

    /// Stretches of a text that look sensitive, or are known names, and were not put there by this.
    void eachLeak(std::string_view text,
                  const std::function<void(std::string_view kind, std::string_view found)>& visit);

    /// kind,original,replacement. Keys and passwords are not listed: nobody needs them back.
    std::string replacementsCsv() const;
    std::int64_t replacements() const;
    /// Names that came when the book was full: they were not looked for in texts.
    std::int64_t namesBeyond() const { return m_book.beyond(); }

private:
    std::string field(NameKind kind, std::string_view value);
    std::string fieldList(NameKind kind, std::string_view value);
    void learnField(NameKind kind, std::string_view value);
    void learnList(NameKind kind, std::string_view value);
    Details veiledDetails(Details details);
    void learnDetails(const Details& details);
    std::string replaced(SensitiveSpan span, std::string_view found);
    std::string mail(std::string_view address);
    std::string arn(std::string_view arn);
    std::string noted(std::string_view kind, std::string_view original, std::string replacement);
    bool isIssued(std::string_view text) const;

    SipKey m_key;
    NameBook m_book;
    SensitiveText m_sensitive;
    struct Other {
        std::string_view kind;
        std::string replacement;
    };
    std::map<std::string, Other, std::less<>> m_others; ///< addresses and what is made of names, by original
    std::unordered_set<std::string> m_issued;           ///< their replacements
};

} // namespace foreshock
