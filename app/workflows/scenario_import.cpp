// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workflows/scenario_import.h"

#include "model/scenario/scenario_build.h"
#include "resources/resource.h"

#include <fmt/format.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

namespace foreshock {
namespace {

namespace fs = std::filesystem;

/// Exchange files into a folder; streams stay open until the end.
class FolderWriter final : public ExchangeWriter {
public:
    FolderWriter(fs::path folder, std::stop_token stop)
        : m_folder(std::move(folder))
        , m_stop(std::move(stop)) {}

    Result<void> write(std::string_view file, std::string_view bytes) override {
        if (m_stop.stop_requested())
            return Error{ErrorCode::Cancelled, "cancelled", m_folder.string(), ""};
        std::ofstream& out = m_files[std::string(file)];
        if (!out.is_open())
            out.open(m_folder / file, std::ios::binary | std::ios::trunc);
        out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
        return out ? Result<void>() : problem();
    }
    Result<void> close() {
        for (auto& [name, out] : m_files) {
            out.close();
            if (!out)
                return problem();
        }
        return {};
    }

private:
    Error problem() const {
        return {ErrorCode::Io, "can't write the exchange files", m_folder.string(),
                "Check the folder's free space and rights"};
    }
    fs::path m_folder;
    std::stop_token m_stop;
    std::map<std::string, std::ofstream> m_files;
};

/// A folder that goes with its owner.
class TemporaryFolder {
public:
    static Result<TemporaryFolder> make() {
        std::error_code problem;
        std::string name = (fs::temp_directory_path(problem) / "foreshock-XXXXXX").string();
        if (problem || !::mkdtemp(name.data()))
            return Error{ErrorCode::Io, "can't make a temporary folder", name,
                         "Set TMPDIR to a folder that you may write to"};
        return TemporaryFolder(name);
    }
    TemporaryFolder(TemporaryFolder&& other) noexcept
        : m_path(std::exchange(other.m_path, {})) {}
    TemporaryFolder& operator=(TemporaryFolder&&) = delete;
    ~TemporaryFolder() {
        std::error_code ignored;
        if (!m_path.empty())
            fs::remove_all(m_path, ignored);
    }
    const fs::path& path() const { return m_path; }

private:
    explicit TemporaryFolder(fs::path path)
        : m_path(std::move(path)) {}
    fs::path m_path;
};

} // namespace

std::vector<std::string> builtInScenarios() {
    std::vector<std::string> ids;
    for (const std::string_view name : resourceNames("scenarios/"))
        ids.push_back(fs::path(name).stem().string());
    return ids;
}

Result<Scenario> loadScenario(const std::string& pathOrId) {
    if (const std::string_view embedded = resource("scenarios/" + pathOrId + ".json"); !embedded.empty())
        return parseScenario(embedded);
    std::ifstream in(pathOrId, std::ios::binary);
    std::error_code ignored;
    if (!in || fs::is_directory(pathOrId, ignored))
        return Error{ErrorCode::Io, "no such scenario", pathOrId,
                     "Give a scenario file, or one of: " + fmt::format("{}", fmt::join(builtInScenarios(), ", "))};
    std::ostringstream text;
    text << in.rdbuf();
    auto scenario = parseScenario(text.str());
    if (scenario)
        return scenario;
    Error error = scenario.error();
    if (error.where.empty())
        error.where = pathOrId;
    return error;
}

Result<ImportReport> recordScenario(store::IncidentFile& file, const Scenario& scenario, const ScenarioRequest& request,
                                    const ImportObserver& observer, std::stop_token stop) {
    std::optional<TemporaryFolder> temporary;
    fs::path folder = request.keep;
    if (folder.empty()) {
        auto made = TemporaryFolder::make();
        if (!made)
            return made.error();
        temporary.emplace(std::move(*made));
        folder = temporary->path();
    } else {
        std::error_code problem;
        fs::create_directories(folder, problem);
        if (problem)
            return Error{ErrorCode::Io, "can't make the folder", folder.string(), "Choose another one with --keep"};
    }
    FolderWriter writer(folder, stop);
    if (const auto built = buildScenario(scenario, {request.seed, request.scale}, writer); !built)
        return built.error();
    if (const auto closed = writer.close(); !closed)
        return closed.error();
    ImportRequest import;
    import.paths = {folder.string()};
    import.labelRoot = scenario.id;
    import.now = request.now;
    return importPaths(&file, import, observer, std::move(stop));
}

} // namespace foreshock
