// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/json/json_form.h"

#include "importers/json/json_head.h"
#include "importers/text_encoding.h"
#include "model/base/text.h"

namespace foreshock {
namespace {

/// Collects the source (256 MiB at the most), then walks its rows.
class JsonFormReader final : public Reader {
public:
    static constexpr std::size_t kLargest = std::size_t{256} << 20;

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
        return looksLikeUtf16(std::string_view(m_text).substr(0, 4)) ? Result<void>(utf16Error()) : Result<void>();
    }

    Result<void> finish() override {
        std::string_view text = m_text;
        if (text.starts_with(kUtf8Mark))
            text.remove_prefix(kUtf8Mark.size());
        const auto cut = static_cast<std::int64_t>(m_text.size() - text.size());
        const std::string repaired = repairedUtf8(text, "?"); // of equal length, so that places stay true
        if (repaired != text)
            if (Result<void> said = m_desk.sink().remark({1, 0}, "bytes that are no UTF-8 were replaced", {}); !said)
                return said;
        const JsonRowTaker taker{[&](const JsonRowAt& row) {
                                     m_desk.open({row.place.line, row.place.offset + cut}, row.text);
                                     return m_work->row(row, m_desk);
                                 },
                                 [&](RecordPlace place, const std::string& problem, std::string_view rest) {
                                     m_desk.open({place.line, place.offset + cut}, clipped(rest, 200));
                                     return m_desk.reject(problem);
                                 }};
        if (Result<void> walked = walkJsonRows(repaired, m_form.paths, taker); !walked)
            return walked;
        return m_work->ended(m_desk);
    }

    std::string zoneBasis() const override { return m_desk.zoneBasis(); }

private:
    const JsonForm& m_form;
    RecordDesk m_desk;
    std::unique_ptr<JsonFormWork> m_work;
    std::string m_path;
    std::string m_text;
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
