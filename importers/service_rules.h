// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json.hpp>

#include <string>
#include <string_view>

namespace foreshock {

/// Which service a record of another tool speaks of; docs/import.md tells the rules to people. Empty: it names none.

/// From labels, the first of: service, service_name, app.kubernetes.io/name, app, k8s-app, deployment, statefulset,
/// daemonset, container, job, pod (its workload), instance of app.kubernetes.io.
std::string serviceOfLabels(const nlohmann::json& labels);
/// The same from a list of tags, ["service:cart","env:prod"].
std::string serviceOfTags(const nlohmann::json& tags);
/// The value of a tag, "prod" of "env:prod"; empty if there is none.
std::string tagValue(const nlohmann::json& tags, std::string_view key);
/// The workload that a Kubernetes object belongs to: Pod cart-7d9f8b6c5d-x2kqz and ReplicaSet cart-7d9f8b6c5d are cart,
/// Pod db-0 is db, Job backup-1606309380 is backup; other kinds are themselves.
std::string workloadOf(std::string_view kind, std::string_view name);
/// The resource that an ARN ends in: arn:aws:ecs:eu-west-1:1:service/prod/cart is cart. Other texts are themselves.
std::string nameOfArn(std::string_view arn);
/// The last part of a path or address, without ".git": https://github.com/shop/cart.git is cart.
std::string lastPart(std::string_view path);

} // namespace foreshock
