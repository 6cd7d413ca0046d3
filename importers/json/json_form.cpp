// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/json/json_form.h"

#include "importers/json/json_head.h"
#include "importers/text_encoding.h"
#include "model/base/text.h"

#include <algorithm>

namespace foreshock {
namespace {

/// Collects the source, then walks its rows: a document of 256 MiB at the most. Of a source with one value a line, of
/// whatever size, the lines are walked in stretches.
class JsonFormReader final : public Reader {
public:
    static constexpr std::size_t kLargest = std::size_t{256} << 20;
    static constexpr std::size_t kStretch = std::size_t{8} << 20;

    JsonFormReader(const JsonForm& form, const ReadSettings& settings, RecordSink& sink)
        : m_form(form)
        , m_desk(settings, sink)
        , m_work(form.work())
        , m_path(settings.path) {}

    Result<void> take(std::string_view chunk) override {
        if (m_text.size() + chunk.size() > kLargest)
            return Error{ErrorCode::Format, "a JSON document of more than 256 MiB is not read as one", m_path,
                         "Export a shorter time, or split it: jq -c '.[]' FILE | split -C 200M"};
        m_text += chunk;
        if (m_offset == 0 && looksLikeUtf16(std::string_view(m_text).substr(0, 4)))
            return utf16Error();
        if (m_text.size() < kStretch || !isLines())
            return {};
        const std::size_t end = m_text.rfind("\n{"); // within a value laid out over lines braces stand further right
        return end == std::string::npos ? Result<void>() : walk(end + 1);
    }

    Result<void> finish() override {
        if (Result<void> walked = walk(m_text.size()); !walked)
            return walked;
        return m_work->ended(m_desk);
    }

    std::string zoneBasis() const override { return m_desk.zoneBasis(); }

private:
    /// Is the first line a whole value, with another one behind it?
    bool isLines() {
        if (m_isLines)
            return *m_isLines;
        std::string_view text = m_text;
        if (text.starts_with(kUtf8Mark))
            text.remove_prefix(kUtf8Mark.size());
        const std::size_t end = text.find('\n');
        if (end == std::string_view::npos || end + 1 == text.size())
            return false; // not known yet
        const std::string_view line = text.substr(0, end);
        m_isLines = line.starts_with('{') && text[end + 1] == '{' && Json::accept(line.begin(), line.end());
        return *m_isLines;
    }

    /// Walks what was collected up to there, and forgets it.
    Result<void> walk(std::size_t size) {
        std::string_view text = std::string_view(m_text).substr(0, size);
        if (m_offset == 0 && text.starts_with(kUtf8Mark))
            text.remove_prefix(kUtf8Mark.size());
        const RecordPlace start{m_line, m_offset + static_cast<std::int64_t>(size - text.size())};
        const std::string repaired = repairedUtf8(text, "?"); // of equal length, so that places stay true
        if (repaired != text && !m_isRepaired) {
            m_isRepaired = true;
            if (Result<void> said = m_desk.sink().remark(start, "bytes that are no UTF-8 were replaced", {}); !said)
                return said;
        }
        const auto placeOf = [&](RecordPlace place) {
            return RecordPlace{place.line + start.line - 1, place.offset + start.offset};
        };
        const JsonRowTaker taker{[&](const JsonRowAt& row) {
                                     m_desk.open(placeOf(row.place), row.text);
                                     return m_work->row(row, m_desk);
                                 },
                                 [&](RecordPlace place, const std::string& problem, std::string_view rest) {
                                     m_desk.open(placeOf(place), clipped(rest, 200));
                                     return m_desk.reject(problem);
                                 }};
        if (Result<void> walked = walkJsonRows(repaired, m_form.paths, taker); !walked)
            return walked;
        m_desk.open(m_desk.place(), {}); // the text that it points at goes with this stretch
        m_line += std::count(text.begin(), text.end(), '\n');
        m_offset += static_cast<std::int64_t>(size);
        m_text.erase(0, size);
        return {};
    }

    const JsonForm& m_form;
    RecordDesk m_desk;
    std::unique_ptr<JsonFormWork> m_work;
    std::string m_path;
    std::string m_text; ///< not walked yet
    std::optional<bool> m_isLines;
    bool m_isRepaired = false;
    std::int64_t m_line = 1; ///< of m_text's first byte
    std::int64_t m_offset = 0;
};

class JsonFormImporter final : public Importer {
public:
    explicit JsonFormImporter(JsonForm form)
        : m_form(std::move(form)) {}

    std::string id() const override { return m_form.id; }
    std::string title() const override { return m_form.title; }
    std::string kinds() const override { return m_form.kinds; }

    Recognition sniff(const Specimen& specimen) const override {
        const JsonHead& head = jsonHead(specimen);
        if (head.values.empty())
            return {0, head.problem};
        const std::vector<const Json*> rows = headRows(head, m_form.paths);
        std::size_t fitting = 0;
        for (const Json* row : rows)
            fitting += row->is_structured() && m_form.fits(*row) ? 1U : 0U;
        if (rows.empty() || fitting == 0 || (m_form.frames && !m_form.frames(head.values.front())))
            return {0, "no JSON rows with " + m_form.look};
        const std::string seen =
            std::to_string(fitting) + " of the first " + std::to_string(rows.size()) + " JSON rows have ";
        if (fitting * 2 < rows.size())
            return {0, seen + m_form.look};
        return {fitting == rows.size() ? 95 : 75, seen + m_form.look};
    }

    std::unique_ptr<Reader> create(const ReadSettings& settings, RecordSink& sink) const override {
        return std::make_unique<JsonFormReader>(m_form, settings, sink);
    }

private:
    JsonForm m_form;
};

} // namespace

std::unique_ptr<Importer> jsonFormImporter(JsonForm form) {
    return std::make_unique<JsonFormImporter>(std::move(form));
}

} // namespace foreshock
