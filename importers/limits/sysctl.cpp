// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/limits/limit_feeds.h"
#include "importers/limits/limit_value.h"
#include "importers/text_form.h"
#include "model/base/text.h"

#include <algorithm>
#include <array>

namespace foreshock {
namespace {

constexpr std::array<std::string_view, 10> kTrees = {"abi",    "crypto", "debug",  "dev",  "fs",
                                                     "kernel", "net",    "sunrpc", "user", "vm"};

/// Names that limit a resource, as the end of the dotted name, with the resource's unit (kernel documentation,
/// admin-guide/sysctl). Others are settings, not limits.
constexpr std::array<std::pair<std::string_view, std::string_view>, 25> kLimits = {
    {{"kernel.threads-max", "threads"},
     {"kernel.pid_max", "processes"},
     {"kernel.shmmax", "bytes"},
     {"kernel.shmall", "pages"},
     {"kernel.shmmni", "segments"},
     {"kernel.msgmax", "bytes"},
     {"kernel.msgmnb", "bytes"},
     {"kernel.msgmni", "queues"},
     {"kernel.keys.maxkeys", "keys"},
     {"fs.file-max", "open files"},
     {"fs.nr_open", "open files"},
     {"fs.aio-max-nr", "requests"},
     {"fs.pipe-max-size", "bytes"},
     {"fs.inotify.max_user_instances", "instances"},
     {"fs.inotify.max_user_watches", "watches"},
     {"fs.inotify.max_queued_events", "events"},
     {"vm.max_map_count", "maps"},
     {"net.core.somaxconn", "connections"},
     {"net.core.netdev_max_backlog", "packets"},
     {"net.ipv4.tcp_max_syn_backlog", "connections"},
     {"net.ipv4.tcp_max_tw_buckets", "connections"},
     {"net.ipv4.tcp_max_orphans", "connections"},
     {"net.netfilter.nf_conntrack_max", "connections"},
     {"net.nf_conntrack_max", "connections"},
     {"net.ipv4.ip_local_port_range", "ports"}}};

struct Setting {
    std::string_view name, value;
};

/// kernel.threads-max = 127234
std::optional<Setting> settingOf(std::string_view text) {
    const std::size_t equals = text.find(" = ");
    const std::size_t end = equals != std::string_view::npos ? equals : text.ends_with(" =") ? text.size() - 2 : 0;
    const std::string_view name = text.substr(0, end);
    const std::size_t dot = name.find('.');
    if (dot == std::string_view::npos || name.find_first_of(" \t\"{}") != std::string_view::npos ||
        std::find(kTrees.begin(), kTrees.end(), name.substr(0, dot)) == kTrees.end())
        return std::nullopt;
    return Setting{name, equals == std::string_view::npos ? "" : trimmed(text.substr(equals + 3))};
}

/// The output of sysctl -a on one machine: --service says whose it is. Only names that limit a resource are stored.
class SysctlReader final : public DeskLineReader {
public:
    SysctlReader(const ReadSettings& settings, RecordSink& sink)
        : DeskLineReader(settings, sink)
        , m_path(settings.path)
        , m_written(writtenAt(settings.fileTime)) {}

private:
    Result<void> record(std::string_view text) override {
        const std::optional<Setting> setting = settingOf(text);
        if (!setting) {
            // sysctl: permission denied on key 'fs.protected_fifos'
            return text.starts_with("sysctl: ") ? desk().leftOut() : desk().reject("a line has the form name = value");
        }
        const auto limit =
            std::find_if(kLimits.begin(), kLimits.end(), [&](const auto& l) { return l.first == setting->name; });
        if (limit == kLimits.end())
            return desk().leftOut();
        std::optional<double> value;
        if (setting->name.ends_with("port_range")) { // 32768	60999: both ends are used
            const std::size_t gap = setting->value.find_first_of(" \t");
            const auto low = limitValue(setting->value.substr(0, gap));
            const auto high = gap == std::string_view::npos ? std::nullopt : limitValue(setting->value.substr(gap));
            if (low && high && *high >= *low)
                value = *high - *low + 1;
        } else {
            value = limitValue(setting->value);
        }
        if (!value)
            return desk().reject("the limit is no number: " + std::string(clipped(setting->value, 60)));
        return desk().limit({ServiceId(), std::string(setting->name), *value, std::string(limit->second), m_path,
                             m_written, "machine"});
    }

    std::string m_path;
    std::optional<Instant> m_written;
};

} // namespace

std::unique_ptr<Importer> sysctlImporter() {
    return textFormImporter(
        {"sysctl", "sysctl -a", "R",
         [](const Specimen& specimen) {
             bool hasSetting = false;
             const Recognition seen = recogniseLines(
                 specimen,
                 [&](std::string_view text) {
                     const bool isSetting = settingOf(text).has_value();
                     hasSetting = hasSetting || isSetting;
                     return isSetting || text.starts_with("sysctl: ");
                 },
                 "lines such as kernel.threads-max = 127234");
             return hasSetting ? seen : Recognition{0, "no line is like kernel.threads-max = 127234"};
         },
         newReader<SysctlReader>});
}

} // namespace foreshock
