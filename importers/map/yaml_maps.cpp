// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/exchange/topology_rows.h"
#include "importers/map/map_feeds.h"
#include "importers/map/yaml_json.h"
#include "importers/specimen_lines.h"
#include "importers/text_form.h"
#include "model/base/text.h"

#include <map>
#include <set>

namespace foreshock {
namespace {

/// What the three YAML forms share: rows of some lists, and a problem that ends the reading.
class YamlReader : public DocumentReader {
public:
    using DocumentReader::DocumentReader;

protected:
    virtual std::vector<std::string> lists() const = 0;
    virtual Result<void> row(const YamlRow& row) = 0;
    virtual Result<void> ended() { return {}; }

private:
    Result<void> document(const std::string& text) final {
        const Result<YamlProblem> problem = readYaml(text, lists(), [&](const YamlRow& read) {
            m_excerpt = excerptOf(read.value);
            desk().open(placeAt(read.offset), m_excerpt);
            return row(read);
        });
        if (!problem)
            return problem.error();
        if (!problem->text.empty()) {
            desk().open(placeAt(problem->offset),
                        clipped(std::string_view(text).substr(std::min(problem->offset, text.size())), 200));
            if (Result<void> said = desk().reject(problem->text); !said)
                return said;
        }
        return ended();
    }
    std::string m_excerpt;
};

/// services:
///   - cart
///   - {id: kfe, name: front end}
/// dependencies:
///   - {from: cart, to: kfe, kind: hard, confirmed: true}
/// The YAML of topology.json.
class TopologyYamlReader final : public YamlReader {
public:
    using YamlReader::YamlReader;

private:
    std::vector<std::string> lists() const override { return {"services", "dependencies"}; }
    Result<void> row(const YamlRow& row) override {
        return row.list == "services" ? readTopologyService(desk().sink(), row.value, desk().place())
                                      : readTopologyDependency(desk().sink(), row.value, desk().place());
    }
};

/// services:
///   cart:
///     image: shop/cart:1.5.0
///     depends_on: [db]            # or {db: {condition: service_healthy}}
///     links: ["cache:redis"]
/// depends_on is the order of starting, not proof of a call: the edge is of unknown kind and not confirmed.
class ComposeReader final : public YamlReader {
public:
    using YamlReader::YamlReader;

private:
    std::vector<std::string> lists() const override { return {"services"}; }

    Result<void> row(const YamlRow& row) override {
        Service service;
        service.id = ServiceId(row.key);
        service.details = {{"image", textAt(row.value, "image")}};
        if (Result<void> done = desk().service(std::move(service)); !done)
            return done;
        for (const char* member : {"depends_on", "links"}) {
            const Json& needed = at(row.value, member);
            if (!needed.is_structured())
                continue;
            for (const auto& [key, value] : needed.items()) {
                Dependency dependency;
                dependency.from = ServiceId(row.key);
                const std::string name = needed.is_object() ? key : textOf(value);
                dependency.to = ServiceId(name.substr(0, name.find(':'))); // of a link "cache:redis" cache
                dependency.why =
                    std::string(member) == "links" ? "links of compose" : "depends_on of compose: start order";
                dependency.basis = "declared";
                if (Result<void> done = desk().dependency(dependency); !done)
                    return done;
            }
        }
        return {};
    }
};

/// apiVersion: backstage.io/v1alpha1
/// kind: Component
/// metadata: {name: cart, title: Cart, links: [{url: "https://grafana.example/d/cart", title: Dashboard}]}
/// spec: {type: service, lifecycle: production, owner: team-shop, providesApis: [cart-api], consumesApis: [pay-api],
///        dependsOn: ["resource:default/cart-db"]}
/// A component that consumes an API depends on those that provide it; an API that nobody here provides stands for its
/// provider. Owner and links are kept.
class BackstageReader final : public YamlReader {
public:
    using YamlReader::YamlReader;

private:
    std::vector<std::string> lists() const override { return {}; }

    /// "resource:default/cart-db" is cart-db.
    static std::string nameOf(const std::string& reference) {
        return reference.substr(reference.find_last_of(":/") == std::string::npos ? 0
                                                                                  : reference.find_last_of(":/") + 1);
    }

    Result<void> row(const YamlRow& row) override {
        if (row.value.is_null())
            return {};
        const Json& entity = row.value;
        const std::string name = textAt(entity, "metadata.name");
        const std::string kind = textAt(entity, "kind");
        if (kind != "Component" && kind != "Resource")
            return kind.empty() || name.empty() ? desk().reject("an entity has \"kind\" and \"metadata\" with a name")
                                                : desk().leftOut(); // APIs, systems, groups, users
        Service service;
        service.id = ServiceId(name);
        service.name = textAt(entity, "metadata.title");
        service.role = textAt(entity, "spec.type");
        service.details = {{"owner", nameOf(textAt(entity, "spec.owner"))},
                           {"system", textAt(entity, "spec.system")},
                           {"lifecycle", textAt(entity, "spec.lifecycle")},
                           {"description", textAt(entity, "metadata.description")}};
        if (isListAt(entity, "metadata.links"))
            for (const Json& link : at(entity, "metadata.links"))
                service.details.push_back(
                    {textAt(link, "title").empty() ? "link" : textAt(link, "title"), textAt(link, "url")});
        if (Result<void> done = desk().service(std::move(service)); !done)
            return done;
        if (isListAt(entity, "spec.providesApis"))
            for (const Json& api : at(entity, "spec.providesApis"))
                m_providers[nameOf(textOf(api))].push_back(name);
        for (const char* member : {"consumesApis", "dependsOn"})
            if (isListAt(entity, std::string("spec.") + member))
                for (const Json& needed : at(entity, std::string("spec.") + member))
                    m_needs.push_back(
                        {name, nameOf(textOf(needed)), std::string(member) == "consumesApis", desk().place()});
        return {};
    }

    Result<void> ended() override {
        for (const Need& need : m_needs) {
            desk().open(need.place, need.what);
            const auto found = m_providers.find(need.what);
            const std::vector<std::string> to =
                need.isApi && found != m_providers.end() ? found->second : std::vector<std::string>{need.what};
            for (const std::string& provider : to) {
                Dependency dependency;
                dependency.from = ServiceId(need.from);
                dependency.to = ServiceId(provider);
                dependency.why = need.isApi ? "consumes " + need.what : "dependsOn";
                dependency.basis = "declared";
                if (Result<void> done = desk().dependency(dependency); !done)
                    return done;
            }
        }
        return {};
    }

    struct Need {
        std::string from, what;
        bool isApi = false;
        RecordPlace place;
    };
    std::map<std::string, std::vector<std::string>> m_providers;
    std::vector<Need> m_needs;
};

Recognition sniffBackstage(const Specimen& specimen) {
    if (hasYamlLine(specimen, "apiVersion: backstage.io/"))
        return {95, "YAML with a line apiVersion: backstage.io/…"};
    return {0, "no YAML with a line apiVersion: backstage.io/…"};
}

/// services: in a line of its own, and image:, build: or depends_on: two levels below it.
Recognition sniffCompose(const Specimen& specimen) {
    bool isWithin = false;
    bool hasService = false;
    for (const SpecimenLine& line : wholeLines(specimen, 2000)) {
        const std::size_t blanks = std::min(line.text.find_first_not_of(' '), line.text.size());
        if (blanks == 0 && !line.text.empty() && line.text.front() != '#')
            isWithin = trimmed(line.text) == "services:";
        const std::string_view text = line.text.substr(blanks);
        hasService = hasService ||
                     (isWithin && blanks >= 2 &&
                      (text.starts_with("image:") || text.starts_with("build:") || text.starts_with("depends_on:")));
    }
    return hasService && hasYamlLine(specimen, "services:")
               ? Recognition{92, "YAML with services: that have image:, build: or depends_on:"}
               : Recognition{0, "no YAML with services: that have image:, build: or depends_on:"};
}

Recognition sniffTopology(const Specimen& specimen) {
    const bool hasEdges =
        hasYamlLine(specimen, "dependencies:") && (hasYamlLine(specimen, "from:") || hasYamlLine(specimen, "{from:"));
    return hasEdges ? Recognition{92, "YAML with dependencies: from and to"}
                    : Recognition{0, "no YAML with dependencies: from and to"};
}

} // namespace

std::unique_ptr<Importer> topologyYamlImporter() {
    return textFormImporter(
        {"topology-yaml", "services and dependencies, YAML", "D", sniffTopology, newReader<TopologyYamlReader>});
}

std::unique_ptr<Importer> composeYamlImporter() {
    return textFormImporter({"compose-yaml", "docker compose file", "D", sniffCompose, newReader<ComposeReader>});
}

std::unique_ptr<Importer> backstageYamlImporter() {
    return textFormImporter(
        {"backstage-yaml", "Backstage catalog, YAML", "D", sniffBackstage, newReader<BackstageReader>});
}

} // namespace foreshock
