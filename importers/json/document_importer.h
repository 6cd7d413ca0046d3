// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/json/json_paths.h"

namespace foreshock {

/// An importer of one JSON document, told by the paths of its members. The judge answers 0 to 100 with a reason.
template<class DocumentReader>
class DocumentImporter final : public Importer {
public:
    using Judge = Recognition (*)(const JsonPaths& seen);

    DocumentImporter(std::string id, std::string title, std::string kinds, Judge judge)
        : m_id(std::move(id))
        , m_title(std::move(title))
        , m_kinds(std::move(kinds))
        , m_judge(judge) {}

    std::string id() const override { return m_id; }
    std::string title() const override { return m_title; }
    std::string kinds() const override { return m_kinds; }
    Recognition sniff(const Specimen& specimen) const override {
        const JsonPaths seen = jsonPaths(specimen);
        return seen.problem.empty() ? m_judge(seen) : Recognition{0, seen.problem};
    }
    std::unique_ptr<Reader> create(const ReadSettings& settings, RecordSink& sink) const override {
        return std::make_unique<DocumentReader>(settings, sink);
    }

private:
    std::string m_id, m_title, m_kinds;
    Judge m_judge;
};

} // namespace foreshock
