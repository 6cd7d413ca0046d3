// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workflows/handover/pseudonymiser.h"

#include <catch2/catch.hpp>

#include <regex>

using namespace foreshock;

namespace {

PseudonymRequest seeded() {
    return {{}, {}, 7};
}

/// The kind of each stretch found: "key<AKIA…> person<ann>".
std::string found(const std::string& text) {
    static const char* kKinds[] = {"token", "person", "mail", "arn", "mac", "address", "dashed", "host", "account"};
    SensitiveText sensitive;
    std::string out;
    for (auto span = sensitive.find(text, 0); span; span = sensitive.find(text, span->end()))
        out += (out.empty() ? "" : " ") + std::string(kKinds[static_cast<int>(span->kind)]) + "<" +
               text.substr(span->at, span->size) + ">";
    return out;
}

} // namespace

TEST_CASE("sensitive text: addresses, with ports, networks and punctuation around them", "[workflows]") {
    CHECK(found("from 10.4.7.19:51515 to 10.4.0.0/16.") == "address<10.4.7.19> address<10.4.0.0/16>");
    CHECK(found("[2001:db8::8a2e:370:7334]:443 fe80::1: no route") ==
          "address<2001:db8::8a2e:370:7334> address<fe80::1>");
    CHECK(found("::ffff:10.4.7.19 2001:db8::/32") == "address<::ffff:10.4.7.19> address<2001:db8::/32>");
    CHECK(found("eth0 02:42:ac:11:00:02 up, ip-10-4-7-19 too") == "mac<02:42:ac:11:00:02> dashed<ip-10-4-7-19>");
    CHECK(found("at 12:30:45.123 std::string 1.2.3 127.0.0.1 ::1 :: 300.1.1.1 v1.2") == "");
    CHECK(found("db1.corp.example refused db2.prod.internal:5432") == "host<db1.corp.example> host<db2.prod.internal>");
    CHECK(found("java.lang.NullPointerException at com.shop.Cart.add(Cart.java:7)") == "");
}

TEST_CASE("sensitive text: people", "[workflows]") {
    CHECK(found("mail ann.lee+x@corp.example now") == "mail<ann.lee+x@corp.example>");
    CHECK(found(R"(user=ann login="bob" {"username":"carol","actor": "dave"})") ==
          "person<ann> person<bob> person<carol> person<dave>");
    CHECK(found("user=root user=null user: the owner") == "");
    CHECK(found("Accepted publickey for ann from 10.4.7.19 port 22") == "person<ann> address<10.4.7.19>");
    CHECK(found("Failed password for invalid user bob from 10.4.7.19") == "person<bob> address<10.4.7.19>");
    CHECK(found("cwd /home/ann/src, @carol and <@U024BE7LH> look") == "person<ann> person<carol> person<U024BE7LH>");
    CHECK(found("actor=ann@corp.example") == "mail<ann@corp.example>");
}

TEST_CASE("sensitive text: keys, tokens and what looks random", "[workflows]") {
    CHECK(found("key AKIAIOSFODNN7EXAMPLE end") == "token<AKIAIOSFODNN7EXAMPLE>");
    CHECK(found("Authorization: Basic YWxhZGRpbjpvcGVu") == "token<YWxhZGRpbjpvcGVu>");
    CHECK(found("authorization: Bearer abc.def") == "token<abc.def>");
    CHECK(found("jwt eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln ok") ==
          "token<eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln>");
    CHECK(found("https://ann:secret@db1.corp.example/x?token=t0p&a=1") ==
          "token<ann:secret> host<db1.corp.example> token<t0p>");
    CHECK(found("password='hunter2' api_key: xyz aws_secret_access_key=abc/def") ==
          "token<hunter2> token<xyz> token<abc/def>");
    CHECK(found("commit 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b") ==
          "token<9f86d081884c7d659a2feaa0c55ad015a3bf4f1b>");
    CHECK(found("GET /v1/sessions/123e4567-e89b-12d3-a456-426614174000/items") ==
          "token<123e4567-e89b-12d3-a456-426614174000>");
    CHECK(found("arn:aws:iam::123456789012:role/deploy, 123456789012 1234567890123") ==
          "arn<arn:aws:iam::123456789012:role/deploy> account<123456789012>");
    CHECK(found("-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY----- x") ==
          "token<-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY----->");
    for (const char* word :
         {"kinesis-frontend-shard-0042-replica", "kfe_put_records_errors_p99_5m", "AbstractSingletonProxyFactoryBean",
          "2020-11-25T13:15:00.000Z", "aaaaaaaaaaaaaaaaaaaaaaaaaaaa1", "00000000000000000000000000000000",
          "/api/v1/orders/items/by-customer"})
        CHECK(found(word) == "");
}

TEST_CASE("sensitive text: nothing makes it slow or blind", "[workflows]") {
    SensitiveText sensitive;
    for (const char* piece :
         {"a", "a.", "a-", "1.", "1:", "@", "a@", "user=", "token=", "eyJ", "arn:aws:", "-----BEGIN "}) {
        std::string text;
        while (text.size() < 200'000)
            text += piece;
        text += " 10.4.7.19";
        std::size_t last = 0;
        for (auto span = sensitive.find(text, 0); span; span = sensitive.find(text, span->end()))
            last = span->end();
        INFO(piece);
        CHECK(last == text.size()); // the address at its end was seen
    }
}

TEST_CASE("pseudonymiser: one name has one replacement, in fields, in texts, in any case", "[workflows]") {
    Pseudonymiser p(seeded());
    Service kfe;
    kfe.id = ServiceId("kinesis-frontend");
    kfe.name = "Kinesis front end";
    p.learn(kfe);
    LogRecord record;
    record.service = kfe.id;
    record.host = "kfe-1804";
    record.message = "kinesis-frontend on KFE-1804, kfe-18045 and kinesis-frontends; user=ann";
    p.learn(record);
    Note note;
    note.text = "Ann: the Kinesis front end again? ann restarted kfe-1804";
    p.learn(note);
    const std::string service = p.veiled(kfe).id.value;
    CHECK(std::regex_match(service, std::regex("service-[b-z]{10}")));
    CHECK(p.veiled(kfe).name == service);
    const LogRecord out = p.veiled(record);
    CHECK(out.service.value == service);
    const std::string ann = p.text("user=ann").substr(5);
    std::string upper = out.host;
    for (char& c : upper)
        c = static_cast<char>(std::toupper(c));
    CHECK(out.message == service + " on " + upper + ", kfe-18045 and kinesis-frontends; user=" + ann);
    std::string capital = ann;
    capital[0] = 'P';
    CHECK(p.veiled(note).text == capital + ": the " + service + " again? " + ann + " restarted " + out.host);
    CHECK(p.text("kinesis_frontend kinesis-frontend_errors") == "kinesis_frontend " + service + "_errors");
}

TEST_CASE("pseudonymiser: ordinary words are replaced where they are a field, not in sentences", "[workflows]") {
    Pseudonymiser p(seeded());
    SeriesInfo series;
    series.service = ServiceId("web");
    series.metric = "web_errors";
    series.instance = "10.4.7.19:9100";
    p.learn(series);
    const SeriesInfo out = p.veiled(series);
    CHECK(out.service.value.starts_with("service-"));
    CHECK(out.metric == "web_errors");
    CHECK(out.instance != series.instance);
    CHECK(out.instance.starts_with("10."));
    CHECK(out.instance.ends_with(":9100"));
    CHECK(p.text("web errors over 1000 of uid=1000") == "web errors over 1000 of uid=" + p.text("uid=1000").substr(4));
}

TEST_CASE("pseudonymiser: what is kept stays, what is hidden goes", "[workflows]") {
    Pseudonymiser p({{"kinesis*", "cognito"}, {"Project Falcon"}, 7});
    for (const char* name : {"kinesis-frontend", "cognito", "payments-core"}) {
        Service service;
        service.id = ServiceId(name);
        service.name = name;
        p.learn(service);
    }
    const std::string text = p.text("kinesis-frontend and cognito and payments-core of Project Falcon");
    CHECK(std::regex_match(text, std::regex("kinesis-frontend and cognito and service-[b-z]{10} of name-[b-z]{10}")));
    std::string leaks;
    p.eachLeak(text + " project falcon", [&](std::string_view kind, std::string_view what) {
        leaks += std::string(kind) + ": " + std::string(what) + "\n";
    });
    CHECK(leaks == "known name: project falcon\n");
    CHECK(p.replacementsCsv().find("kinesis-frontend") == std::string::npos);
    CHECK(p.replacementsCsv().find("service,payments-core,service-") != std::string::npos);
}

TEST_CASE("pseudonymiser: what it makes is never taken for a leak, what it was made of is", "[workflows]") {
    Pseudonymiser p(seeded());
    const std::string original =
        "user=ann ann.lee@corp.example 10.4.7.19:80 2001:db8::1: 02:42:ac:11:00:02 arn:aws:iam::123456789012:role/x "
        "123456789012 AKIAIOSFODNN7EXAMPLE password=hunter2 https://u:p@db1.corp.example/?sig=abc "
        "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b ip-10-4-7-19 Bearer abcdefghijklmnopqrst";
    p.learnText(original);
    const std::string text = p.text(original);
    int leaks = 0;
    const auto count = [&](std::string_view kind, std::string_view what) {
        INFO(kind << ": " << what);
        CHECK(++leaks == 0);
    };
    p.eachLeak(text, count);
    leaks = 0;
    p.eachLeak(original, [&](std::string_view, std::string_view) { ++leaks; });
    CHECK(leaks >= 13);
    for (const char* gone : {"ann", "corp", "10.4.7.19", "10-4-7-19", "2001:db8", "42:ac", "123456789012", "AKIA",
                             "hunter2", "abc", "9f86", "role"}) {
        INFO(gone << " in " << text);
        CHECK(text.find(gone) == std::string::npos);
    }
    // Keys are not listed, everything else is.
    const std::string list = p.replacementsCsv();
    for (const char* secret : {"hunter2", "AKIA", "u:p", "9f86", "abcdefghij"})
        CHECK(list.find(secret) == std::string::npos);
    for (const char* name :
         {"person,ann,", "mail,ann.lee@corp.example,", "address,10.4.7.19,", "account,123456789012,"})
        CHECK(list.find(name) != std::string::npos);
}

TEST_CASE("pseudonymiser: a seed gives the same names again, without one they differ each time", "[workflows]") {
    const auto named = [](const PseudonymRequest& request) {
        return Pseudonymiser(request).text("user=ann 10.4.7.19");
    };
    CHECK(named(seeded()) == named(seeded()));
    CHECK(named({{}, {}, 8}) != named(seeded()));
    CHECK(named({}) != named({}));
}
