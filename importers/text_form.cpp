// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/text_form.h"

#include "importers/specimen_lines.h"
#include "model/base/text.h"

namespace foreshock {
namespace {

class TextFormImporter final : public Importer {
public:
    explicit TextFormImporter(TextForm form)
        : m_form(std::move(form)) {}
    std::string id() const override { return m_form.id; }
    std::string title() const override { return m_form.title; }
    std::string kinds() const override { return m_form.kinds; }
    Recognition sniff(const Specimen& specimen) const override { return m_form.sniff(specimen); }
    std::unique_ptr<Reader> create(const ReadSettings& settings, RecordSink& sink) const override {
        return m_form.create(settings, sink);
    }

private:
    TextForm m_form;
};

} // namespace

std::unique_ptr<Importer> textFormImporter(TextForm form) {
    return std::make_unique<TextFormImporter>(std::move(form));
}

Recognition recogniseLines(const Specimen& specimen, const std::function<bool(std::string_view)>& fits,
                           std::string_view words) {
    int read = 0;
    int fitting = 0;
    std::int64_t misfit = 0;
    for (const SpecimenLine& line : wholeLines(specimen, 200)) {
        if (trimmed(line.text).empty())
            continue;
        ++read;
        if (fits(line.text))
            ++fitting;
        else if (misfit == 0)
            misfit = line.number;
    }
    if (fitting == 0 || fitting * 2 < read)
        return {0, "line " + std::to_string(std::max<std::int64_t>(misfit, 1)) + " does not fit " + std::string(words)};
    return {fitting == read ? 95 : 75,
            std::to_string(fitting) + " of the first " + std::to_string(read) + " lines fit " + std::string(words)};
}

Recognition recogniseFirstLine(const Specimen& specimen, const std::function<bool(std::string_view)>& fits,
                               std::string_view words) {
    for (const SpecimenLine& line : wholeLines(specimen, 20))
        if (!trimmed(line.text).empty())
            return fits(line.text)
                       ? Recognition{95, "line " + std::to_string(line.number) + " is " + std::string(words)}
                       : Recognition{0, "line " + std::to_string(line.number) + " is not " + std::string(words)};
    return {0, "the first 64 KiB hold no whole line"};
}

Result<void> DeskLineReader::line(const Line& line) {
    if (trimmed(line.text).empty())
        return blank();
    m_place = placeOf(line);
    m_desk.open(m_place, line.text);
    return record(line.text);
}

} // namespace foreshock
