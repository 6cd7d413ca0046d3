// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/identity/environment_word.h"
#include "model/identity/name_likeness.h"
#include "model/identity/name_reading.h"

#include <catch2/catch.hpp>

#include <random>

using namespace foreshock;

namespace {

/// "cart pod production shop *" : key, rule, environment, qualifier, * for an instance, ? for a mere suggestion.
std::string drawn(const NameReading& r) {
    std::string out = r.key + " " + std::string(nameOf(r.rule));
    if (!r.environment.empty())
        out += " " + r.environment;
    if (!r.qualifier.empty())
        out += " (" + r.qualifier + ")";
    return out + (r.isOfInstance ? " *" : "") + (r.sureness == Sureness::Possible ? " ?" : "");
}

std::string drawn(std::string_view text, std::string_view environment = {}) {
    std::string out;
    for (const NameReading& reading : readingsOf(text, environment))
        out += (out.empty() ? "" : "; ") + drawn(reading);
    return out;
}

} // namespace

TEST_CASE("name reading: each shape of a name is read by its rule", "[identity]") {
    CHECK(drawn("kinesis-frontend") == "kinesisfrontend folded");
    CHECK(drawn("Kinesis_Frontend") == "kinesisfrontend folded");
    CHECK(drawn("kfe-0417") == "kfe0417 folded; kfe host_number *");
    CHECK(drawn("web01") == "web01 folded; web host_number *");
    CHECK(drawn("oauth2") == "oauth2 folded; oauth host_number * ?");
    CHECK(drawn("db-0") == "db0 folded; db stateful_pod *");
    CHECK(drawn("cart-7d9f4c5b6-x2kqz") == "cart7d9f4c5b6x2kqz folded; cart pod *");
    CHECK(drawn("cart-1564180363-x2kqz") == "cart1564180363x2kqz folded; cart pod *");
    CHECK(drawn("fluent-bit-x2kqz") == "fluentbitx2kqz folded; fluentbit pod *");
    CHECK(drawn("cart-7d9f8b6c5d") == "cart7d9f8b6c5d folded; cart pod *");
    CHECK(drawn("cart.service") == "cartservice folded; cart unit_file");
    CHECK(drawn("/etc/systemd/system/cart@2.service") == "etcsystemdsystemcart@2service folded; cart unit_file");
    CHECK(drawn("org/cart") == "orgcart folded; cart repository (org)");
    CHECK(drawn("https://github.com/Org/cart.git") == "httpsgithubcomorgcartgit folded; cart repository (org)");
    CHECK(drawn("deployment/cart") == "deploymentcart folded; cart namespace");
    CHECK(drawn("prod/cart") == "prodcart folded production; cart namespace production");
    CHECK(drawn("staging/shop/cart-7d9f4c5b6-x2kqz") ==
          "stagingshopcart7d9f4c5b6x2kqz folded staging; cart7d9f4c5b6x2kqz namespace staging (shop); "
          "cart pod staging (shop) *");
    CHECK(drawn("cart.shop.svc.cluster.local") == "cartshopsvcclusterlocal folded; cart namespace (shop)");
    CHECK(drawn("kfe-0417.prod.example.com") ==
          "kfe0417prodexamplecom folded production; kfe0417 domain_name production (example.com); "
          "kfe host_number production (example.com) *");
    CHECK(drawn("prod-cart") == "prodcart folded production; cart environment production");
    CHECK(drawn("cart_staging") == "cartstaging folded staging; cart environment staging");
    CHECK(drawn("cart", "staging") == "cart folded staging");
}

TEST_CASE("name reading: the ARN's own name is found behind its type, and ids are no names", "[identity]") {
    const auto last = [](std::string_view text) {
        const auto all = readingsOf(text, "");
        return all.size() > 1 ? drawn(all[1]) : std::string("none");
    };
    CHECK(last("arn:aws:lambda:us-east-1:123456789012:function:cart") == "cart arn (123456789012)");
    CHECK(last("arn:aws:lambda:us-east-1:123456789012:function:cart:PROD") == "cart arn production (123456789012)");
    CHECK(last("arn:aws:ecs:us-east-1:123456789012:service/prod/cart") == "cart arn production (123456789012)");
    CHECK(last("arn:aws:kinesis:us-east-1:1:stream/clicks") == "clicks arn (1)");
    CHECK(last("arn:aws:sqs:us-east-1:1:cart") == "cart arn (1)");
    CHECK(last("arn:aws:elasticloadbalancing:us-east-1:1:loadbalancer/app/cart/50dc6c495c0c9188") == "cart arn (1)");
    CHECK(last("arn:aws:elasticloadbalancing:us-east-1:1:targetgroup/cart/943f017f100becff") == "cart arn (1)");
    CHECK(last("arn:aws:logs:us-east-1:1:log-group:/aws/lambda/cart:*") == "cart arn (1)");
    CHECK(last("arn:aws:ec2:us-east-1:1:instance/i-0123456789abcdef0") == "none");
    CHECK(last("arn:aws:lambda") == "none");
}

TEST_CASE("name reading: what only looks like an instance keeps its name", "[identity]") {
    CHECK(drawn("ip-10-2-3-4") == "ip10234 folded");
    CHECK(drawn("2024-03-01") == "20240301 folded");
    CHECK(drawn("10.2.3.4") == "10234 folded");
    CHECK(drawn("payment-gateway") == "paymentgateway folded");
    CHECK(drawn("api-rhythm") == "apirhythm folded"); // no vowel, but no digit
    CHECK(drawn("") == "");
    CHECK(drawn("-") == "");
}

TEST_CASE("name reading: no text at all makes it fail", "[identity]") {
    std::mt19937 random(7);
    const std::string_view bytes = "a0-_./:@ \xff\0Pprodarn:x2kqz";
    for (int i = 0; i < 20'000; ++i) {
        std::string text;
        for (auto n = random() % 24; n-- > 0;)
            text += bytes[random() % bytes.size()];
        for (const NameReading& reading : readingsOf(text, "")) {
            CHECK_FALSE(reading.key.empty());
            CHECK(reading.key == foldedName(reading.key));
        }
    }
}

TEST_CASE("environment: its words are known, and two that differ tell nothing", "[identity]") {
    CHECK(environmentOfLabel("eu-prod") == "production");
    CHECK(environmentOfLabel("Staging") == "staging");
    CHECK(environmentOfLabel("shop_uat.v2") == "staging");
    CHECK(environmentOfLabel("staging-to-prod").empty());
    CHECK(environmentOfLabel("github-pages").empty());
    CHECK(environmentOfLabel("product").empty());
}

TEST_CASE("name likeness: short forms, slips and parts are told apart", "[identity]") {
    using Kind = NameLikeness::Kind;
    CHECK(likenessOf("kfe", "kinesis-frontend")->kind == Kind::Abbreviation);
    CHECK(likenessOf("kinesisfe", "kinesis-frontend")->kind == Kind::Abbreviation);
    CHECK_FALSE(likenessOf("kie", "kinesis-frontend")); // the second word gives no letter
    CHECK(likenessOf("kinesys", "kinesis")->kind == Kind::Spelling);
    CHECK(likenessOf("frontend", "kinesis-frontend")->kind == Kind::Part);
    CHECK_FALSE(likenessOf("db", "web"));
    CHECK(editDistance("cart", "crat", 3) == 1);   // a swap
    CHECK(editDistance("cart", "basket", 2) == 3); // above the limit
    CHECK(editDistance("", "abc", 4) == 3);
}
