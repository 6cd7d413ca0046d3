// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/scenario/log_words.h"

#include "model/base/text.h"

namespace foreshock {
namespace {

using Patterns = std::vector<std::string_view>;

struct Trade {
    std::vector<std::string_view> words; ///< in a service's description
    Patterns usual;
    Patterns strained; ///< warnings while its alarm is active
    Patterns failing;  ///< errors while its alarm is active
};

const Patterns& rareWarnings() {
    static const Patterns patterns = {"slow request {id}: {slow} ms", "retry 1/3 of request {id} after {ms} ms",
                                      "clock drift of {ms} ms corrected", "{host} answered late to a health check",
                                      "configuration key unused: legacy.{id}"};
    return patterns;
}

const Patterns& rareErrors() {
    static const Patterns patterns = {"request {id} cancelled by its caller", "connection from {ip} reset",
                                      "cannot parse the body of request {id}: unexpected end"};
    return patterns;
}

/// The first trade with a word in the text counts; the last one, without words, is for all others.
const std::vector<Trade>& trades() {
    static const std::vector<Trade> list = {
        {{"database", "mysql", "postgres", "dynamo", "ddb", "raft", "store", "index", "snapshot", "-db"},
         {"query {id} done in {ms} ms, {n} rows", "checkpoint complete: wrote {n} buffers",
          "replica {host} in sync, lag {ms} ms", "connection from {ip} accepted",
          "compaction of segment {id} took {ms} ms", "backup of segment {id} verified"},
         {"statement {id} waited {slow} ms", "replica {host} behind by {slow} ms", "{n} sessions waiting"},
         {"statement {id} cancelled after {slow} ms", "write of segment {id} failed, will retry",
          "session {id} ended: timeout"}},
        {{"tool", "dashboard", "status", "console", "blog", "pages", "notices"},
         {"GET /status 200 in {ms} ms", "session {id} opened", "page rendered in {ms} ms", "session {id} closed",
          "published revision {id}"},
         {"page took {slow} ms", "session {id} is waiting for an answer"},
         {"publishing revision {id} failed", "request {id} failed with 503", "session {id} ended: timeout"}},
        {{"sign-in", "auth", "vault", "sts", "cognito", "secrets"},
         {"token issued in {ms} ms", "session {id} refreshed", "{n} tokens expired and were removed",
          "key set reloaded, {n} keys", "policy {id} evaluated in {ms} ms"},
         {"token request {id} took {slow} ms", "{n} requests waiting for a worker"},
         {"token request {id} failed after {slow} ms", "call to {dep} failed after {slow} ms: timeout",
          "session {id} could not be refreshed"}},
        {{"network", "dns", "net-", "nlb", "cni", "routing", "traffic", "proxy"},
         {"health check of {ip} passed in {ms} ms", "{n} routes installed", "lease for {ip} renewed",
          "neighbour {host} up", "zone {id} reloaded, {n} records"},
         {"{n} packets queued", "health check of {ip} took {slow} ms", "neighbour {host} flapped"},
         {"health check of {ip} failed", "connection to {ip} failed: timeout",
          "update {id} not applied after {slow} ms"}},
        {{"cloudwatch", "monitor", "telemetry", "metric", "-obs"},
         {"ingested batch {id}: {n} points in {ms} ms", "flushed {n} series", "evaluated {n} rules in {ms} ms",
          "query {id} done in {ms} ms", "rolled up segment {id}"},
         {"batch {id} delayed by {slow} ms", "{n} batches waiting", "rule evaluation took {slow} ms"},
         {"batch {id} not written, will retry", "call to {dep} failed after {slow} ms: timeout",
          "query {id} failed after {slow} ms"}},
        {{"stream", "queue", "event", "webhook", "jobs", "kinesis"},
         {"batch {id}: {n} records in {ms} ms", "consumer {host} at offset {n}", "delivered {n} events in {ms} ms",
          "checkpoint of partition {n} stored", "{n} records put for {ip} in {ms} ms",
          "partition {n} assigned to {host}"},
         {"batch {id} waited {slow} ms", "consumer {host} is behind by {n} records", "retrying batch {id}"},
         {"batch {id} failed after {slow} ms", "delivery of {n} records failed",
          "request {id} answered with 500 after {slow} ms"}},
        {{"lambda", "ec2", "ecs", "eks", "k8s", "node", "container", "autoscaling", "nomad", "capacity", "deploy",
          "scaling", "compute"},
         {"instance {id} healthy after {ms} ms", "task {id} started on {host}", "task {id} stopped on {host}: finished",
          "reconciled {n} objects in {ms} ms", "heartbeat from {host}, {n} tasks", "desired count unchanged: {n}"},
         {"task {id} pending for {slow} ms", "reconciling took {slow} ms", "heartbeat from {host} late by {slow} ms"},
         {"task {id} could not be started", "call to {dep} failed after {slow} ms: timeout",
          "instance {id} not ready after {slow} ms"}},
        {{},
         {"POST /v1/{id} 200 in {ms} ms", "GET /v1/{id} 200 in {ms} ms", "{n} requests in the last 10 s, p99 {ms} ms",
          "connection from {ip} accepted", "cache: {n} entries, {pct} % hits", "health check passed in {ms} ms"},
         {"request {id} took {slow} ms", "retry 2/3 of request {id}", "{n} requests waiting"},
         {"request {id} failed after {slow} ms: timeout", "call to {dep} failed after {slow} ms: timeout",
          "request {id} answered with 503"}},
    };
    return list;
}

} // namespace

LogVoice logVoice(const Service& service) {
    const auto names = [](const Trade& trade, const std::string& text) {
        for (const std::string_view word : trade.words)
            if (findNoCase(text, word) != std::string_view::npos)
                return true;
        return false;
    };
    const Trade* fitting = &trades().back();
    for (const std::string* text : {&service.role, &service.name, &service.id.value}) // the last to fit wins
        for (const Trade& trade : trades())
            if (names(trade, *text)) {
                fitting = &trade;
                break;
            }
    return {{fitting->usual, rareWarnings(), rareErrors(), fitting->strained, fitting->failing}};
}

} // namespace foreshock
