// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workflows/map_file.h"

#include "app/workflows/import_plan.h"
#include "app/workflows/incident_session.h"
#include "model/domain/indifferent_sink.h"

#include <fstream>

namespace foreshock {
namespace {

/// Takes services and dependencies, and lets the rest pass.
class TopologySink final : public IndifferentSink {
public:
    Result<void> service(const Service& s, RecordPlace) override {
        told.services.push_back(s);
        return {};
    }
    Result<void> dependency(const Dependency& d, RecordPlace) override {
        told.dependencies.push_back(d);
        return {};
    }

    TopologyTold told;
};

bool isIncidentFile(const std::string& path) {
    static constexpr std::string_view kMagic("SQLite format 3\0", 16);
    std::ifstream in(path, std::ios::binary);
    std::string head(kMagic.size(), '\0');
    return in.read(head.data(), static_cast<std::streamsize>(head.size())) && head == kMagic;
}

} // namespace

Result<TopologyTold> readTopology(const std::string& path, std::stop_token stop) {
    if (isIncidentFile(path)) {
        auto session = IncidentSession::open(path, {}, stop);
        if (!session)
            return session.error();
        auto incident = session->incident();
        if (!incident)
            return incident.error();
        return TopologyTold{std::move(incident->services), std::move(incident->dependencies)};
    }
    const InputList inputs = listInputs({path});
    if (!inputs.problems.empty())
        return inputs.problems.front().error;
    ImportRequest request;
    request.paths = {path};
    auto plans = planInputs(inputs, request, {}, stop);
    if (!plans)
        return plans.error();
    std::optional<Error> problem;
    for (const PlannedInput& plan : *plans)
        if (plan.problem && !problem)
            problem = plan.problem;
    std::erase_if(*plans, [](const PlannedInput& p) {
        return !p.importer || p.problem || p.importer->kinds().find_first_of("DT") == std::string::npos;
    });
    if (plans->empty())
        return problem ? *problem
                       : Error{ErrorCode::Unsupported, "no map: nothing in it tells of services", path,
                               "Give a topology file, a trace export, or an incident file"};
    TopologySink sink;
    const auto done = eachPlanned(
        *plans,
        [&](const PlannedInput& planned, ByteSource& bytes) -> Result<void> {
            const auto reader = planned.importer->create(settingsFor(planned, request), sink);
            for (;;) {
                const auto chunk = bytes.next();
                if (!chunk)
                    return chunk.error();
                if (chunk->empty())
                    return reader->finish();
                if (const auto taken = reader->take(*chunk); !taken)
                    return taken;
            }
        },
        stop);
    if (!done)
        return done.error();
    if (sink.told.services.empty() && sink.told.dependencies.empty())
        return Error{ErrorCode::Format, "no map: it names no service", path,
                     "foreshock detect PATH says how it is read"};
    return std::move(sink.told);
}

} // namespace foreshock
