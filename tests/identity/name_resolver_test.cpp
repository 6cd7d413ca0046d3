// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/identity/name_resolver.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <random>

using namespace foreshock;

namespace {

NameResolver resolverOf(std::vector<std::string> onMap, std::vector<std::string> named = {},
                        std::vector<UserAlias> aliases = {}) {
    std::vector<KnownName> known;
    for (const std::string& name : onMap)
        known.push_back({name, "", true});
    for (const std::string& name : named)
        known.push_back({name, "", false});
    return NameResolver(std::move(known), aliases, false);
}

/// "cart by pod", or "-".
std::string read(const NameResolver& resolver, std::string_view text, std::string_view environment = {}) {
    const auto means = resolver.resolve(text, environment);
    return means ? resolver.services()[means->service] + " by " + std::string(nameOf(means->rule)) : "-";
}

/// "cart, basket": who is suggested, best first.
std::string offered(const NameResolver& resolver, std::string_view text, std::string_view environment = {}) {
    std::string out;
    for (const NameSuggestion& suggestion : resolver.suggestions(text, environment)) {
        CHECK_FALSE(suggestion.why.empty());
        out += (out.empty() ? "" : ", ") + suggestion.service;
    }
    return out;
}

} // namespace

TEST_CASE("name resolver: every shape of a name finds the one service that it means", "[identity]") {
    const NameResolver r = resolverOf({"cart", "db", "kfe", "kinesis-frontend"});
    CHECK(read(r, "cart") == "cart by exact");
    CHECK(read(r, "Cart") == "cart by folded");
    CHECK(read(r, "kinesis_frontend") == "kinesis-frontend by folded");
    CHECK(read(r, "KinesisFrontend") == "kinesis-frontend by folded");
    CHECK(read(r, "cart-7d9f4c5b6-x2kqz") == "cart by pod");
    CHECK(read(r, "db-0") == "db by stateful_pod");
    CHECK(read(r, "kfe-0417") == "kfe by host_number");
    CHECK(read(r, "kfe-0417.us-east-1.example.net") == "kfe by host_number");
    CHECK(read(r, "arn:aws:lambda:us-east-1:123456789012:function:cart") == "cart by arn");
    CHECK(read(r, "cart.service") == "cart by unit_file");
    CHECK(read(r, "org/cart") == "cart by repository");
    CHECK(read(r, "shop/cart-7d9f4c5b6-x2kqz") == "cart by pod");
    CHECK(read(r, "cart.shop.svc.cluster.local") == "cart by namespace");
    CHECK(read(r, "kinesis_frontend-7d9f4c5b6-x2kqz") == "kinesis-frontend by pod");
    CHECK(read(r, "basket") == "-");
    CHECK(read(r, "") == "-");
}

TEST_CASE("name resolver: environments are never made one", "[identity]") {
    const NameResolver r = resolverOf({"cart"});
    CHECK(read(r, "prod-cart") == "cart by environment"); // what tells none is production
    CHECK(read(r, "staging-cart") == "-");
    CHECK(read(r, "cart", "staging") == "-");
    CHECK(read(r, "staging/cart") == "-");
    CHECK(read(r, "cart-7d9f4c5b6-x2kqz", "staging") == "-");
    CHECK(read(r, "arn:aws:ecs:us-east-1:1:service/staging/cart") == "-");
    CHECK(read(r, "cart.staging.svc.cluster.local") == "-");
    CHECK(read(r, "cart-7d9f4c5b6-x2kqz", "production") == "cart by pod");
    CHECK(offered(r, "staging-cart") == "cart");

    const NameResolver both = resolverOf({}, {"prod/cart", "staging/cart"});
    CHECK(read(both, "cart-7d9f4c5b6-x2kqz") == "prod/cart by pod");
    CHECK(read(both, "staging-cart") == "staging/cart by folded");
    CHECK(read(both, "prod/cart") == "prod/cart by exact");

    const NameResolver labels({{"cart", "", true}, {"cart", "production", false}, {"cart", "staging", false}}, {},
                              true);
    CHECK(read(labels, "cart", "production") == "cart by exact");
    CHECK(read(labels, "cart", "staging") == "cart@staging by environment");
    CHECK(read(labels, "cart-7d9f4c5b6-x2kqz", "staging") == "cart@staging by pod");
    CHECK(read(labels, "cart-7d9f4c5b6-x2kqz") == "cart by pod");
}

TEST_CASE("name resolver: what could make one of two services is a suggestion", "[identity]") {
    // Both fit but for case, and the map says that they are two.
    const NameResolver cases = resolverOf({"cart", "Cart"});
    CHECK(read(cases, "CART") == "-");
    CHECK(offered(cases, "CART") == "Cart, cart");
    // Declared apart on the map: never read as an instance.
    const NameResolver numbered = resolverOf({"worker", "worker-2"});
    CHECK(read(numbered, "worker-2") == "worker-2 by exact");
    CHECK(read(numbered, "Worker_2") == "worker-2 by folded");
    CHECK(read(numbered, "worker-3") == "worker by stateful_pod");
    // Two owners of one name, and no plain one.
    const NameResolver owners = resolverOf({}, {"one/cart", "two/cart"});
    CHECK(read(owners, "cart-7d9f4c5b6-x2kqz") == "-");
    CHECK(offered(owners, "cart-7d9f4c5b6-x2kqz") == "one/cart, two/cart");
    // And with one: neither of them becomes it.
    const NameResolver three = resolverOf({"cart"}, {"one/cart", "two/cart"});
    CHECK(read(three, "one/cart") == "one/cart by exact");
    CHECK(read(three, "cart-7d9f4c5b6-x2kqz") == "cart by pod");
    // One digit may be part of the name.
    const NameResolver oauth = resolverOf({"oauth"});
    CHECK(read(oauth, "oauth2") == "-");
    CHECK(offered(oauth, "oauth2") == "oauth");
}

TEST_CASE("name resolver: a change or an alarm that names it otherwise joins the service of the map", "[identity]") {
    const NameResolver r = resolverOf({"cart"}, {"org/cart", "Cart", "cart-0417"});
    CHECK(read(r, "org/cart") == "cart by repository");
    CHECK(read(r, "Cart") == "cart by folded");
    CHECK(read(r, "cart-0417") == "cart by host_number");
    CHECK(r.services() == std::vector<std::string>{"cart"});
    // Without a map, the plainest name is the service.
    const NameResolver feeds = resolverOf({}, {"org/cart", "cart.service", "cart"});
    CHECK(read(feeds, "cart.service") == "cart by unit_file");
    CHECK(read(feeds, "org/cart") == "cart by repository");
    const NameResolver only = resolverOf({}, {"org/cart"});
    CHECK(read(only, "cart-7d9f4c5b6-x2kqz") == "org/cart by pod");
}

TEST_CASE("name resolver: a person's word wins, and holds for the siblings", "[identity]") {
    const NameResolver r = resolverOf({"kinesis-frontend", "cart"}, {}, {{"kfe-0417", "", "kinesis-frontend"}});
    CHECK(read(r, "kfe-0417") == "kinesis-frontend by user");
    CHECK(read(r, "kfe-0418") == "kinesis-frontend by user");
    CHECK(read(r, "kfe") == "kinesis-frontend by user");
    CHECK(read(r, "kfe-0418", "staging") == "-");
    // Two words that differ: a sibling may be either.
    const NameResolver two = resolverOf({}, {}, {{"kfe-0417", "", "a"}, {"kfe-0999", "", "b"}});
    CHECK(read(two, "kfe-0418") == "-");
    CHECK(read(two, "kfe-0417") == "a by user");
    CHECK(offered(two, "kfe-0418") == "a, b");
    // Against a rule, and to a service that nobody named.
    const NameResolver against = resolverOf({"cart"}, {}, {{"cart-7d9f4c5b6-x2kqz", "", "canary"}});
    CHECK(read(against, "cart-7d9f4c5b6-x2kqz") == "canary by user");
    CHECK(read(against, "cart") == "cart by exact");
    CHECK(read(against, "cart-7d9f4c5b6-zzzz2") == "cart by pod"); // one odd pod makes no others odd
}

TEST_CASE("name resolver: suggestions come best first", "[identity]") {
    const NameResolver r = resolverOf({"kinesis-frontend", "kinesis", "cognito", "frontend"});
    CHECK(offered(r, "kfe-0417") == "kinesis-frontend");
    CHECK(offered(r, "kinesys") == "kinesis");
    CHECK(offered(r, "kinesis-fe") == "kinesis-frontend, kinesis");
    CHECK(offered(r, "xyz").empty());
}

TEST_CASE("name resolver: the order in which names came does not matter", "[identity]") {
    std::mt19937 random(11);
    std::vector<KnownName> known = {{"cart", "", true},        {"org/cart", "", false},
                                    {"Cart", "", false},       {"db-0", "", false},
                                    {"db", "", false},         {"one/db", "", false},
                                    {"two/db", "", false},     {"kfe_prod", "", false},
                                    {"kfe", "", false},        {"staging/kfe", "", false},
                                    {"kfe", "staging", false}, {"web01", "", false},
                                    {"web", "", true},         {"arn:aws:sqs:r:1:web", "", false}};
    const std::vector<UserAlias> aliases = {{"xyz-01", "", "web"}, {"abc", "", "cart"}};
    const std::vector<std::string> texts = {"cart",
                                            "org/cart",
                                            "Cart",
                                            "db-0",
                                            "db-1",
                                            "one/db",
                                            "kfe-0417",
                                            "KFE",
                                            "web01",
                                            "web02",
                                            "xyz-02",
                                            "ABC",
                                            "arn:aws:sqs:r:1:web",
                                            "arn:aws:sqs:r:2:db",
                                            "staging-kfe-01"};
    const auto all = [&] {
        const NameResolver resolver(known, aliases, true);
        std::string out;
        for (const std::string& text : texts)
            for (const char* environment : {"", "production", "staging"})
                out += text + " " + environment + " " + read(resolver, text, environment) + " / " +
                       offered(resolver, text, environment) + "\n";
        return out;
    };
    const std::string first = all();
    for (int i = 0; i < 50; ++i) {
        std::shuffle(known.begin(), known.end(), random);
        REQUIRE(all() == first);
    }
}

TEST_CASE("contested mappings: two owners of one name are told", "[identity]") {
    ContestedMappings contested;
    contested.saw({0, NameRule::Repository, Sureness::Likely, "one"});
    contested.saw({0, NameRule::Repository, Sureness::Likely, "one"});
    contested.saw({0, NameRule::Namespace, Sureness::Likely, "shop"});
    contested.saw({0, NameRule::Pod, Sureness::Likely, ""});
    CHECK_FALSE(contested.isContested(0, NameRule::Repository));
    contested.saw({0, NameRule::Repository, Sureness::Likely, "two"});
    CHECK(contested.isContested(0, NameRule::Repository));
    CHECK_FALSE(contested.isContested(0, NameRule::Namespace));
    CHECK_FALSE(contested.isContested(1, NameRule::Repository));
}
