// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/importers/log_family.h"

#include <date/date.h>
#include <fmt/format.h>

namespace foreshock::test {
namespace {

const std::vector<std::string> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                          "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
const std::vector<std::string> kDays = {"Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"};

const std::string& monthOf(const FamilyClock& c) {
    return kMonths[static_cast<std::size_t>(c.month - 1)];
}

std::string rfc(const FamilyClock& c, bool hasMilliseconds) {
    std::string out =
        fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}", c.year, c.month, c.day, c.hour, c.minute, c.second);
    if (hasMilliseconds && c.millisecond != 0)
        out += fmt::format(".{:03}", c.millisecond);
    return out + "Z";
}

/// "2015-10-18 18:01:47,978"
std::string dashed(const FamilyClock& c, char point) {
    std::string out =
        fmt::format("{:04}-{:02}-{:02} {:02}:{:02}:{:02}", c.year, c.month, c.day, c.hour, c.minute, c.second);
    if (point != 0)
        out += fmt::format("{}{:03}", point, c.millisecond);
    return out;
}

/// "Jun 14 15:16:01", "Jul  1 09:00:55"
std::string syslogTime(const FamilyClock& c) {
    return fmt::format("{} {:2} {:02}:{:02}:{:02}", monthOf(c), c.day, c.hour, c.minute, c.second);
}

/// Contents with all that separates fields elsewhere; no word of a level in capitals.
std::string content(Dice& d) {
    static const std::vector<std::string> kTexts = {
        "session closed for user root",
        "Connection reset by peer: socket write",
        "a [b] (c) {d} <e> | f - g, h; i: j = k",
        "reverse mapping checking getaddrinfo for ns.example.com [173.234.31.186] failed - POSSIBLE BREAK-IN ATTEMPT!",
        "status: 200 len: 1893 time: 0.2477829",
        "\"GET /v2/54fadb412c4e40cdbaed9335e4c35a9e HTTP/1.1\" done",
        "[client 61.138.216.82] Directory index forbidden by rule: /var/www/html/",
        "x",
        "100% of 12:30:05 2015-10-18",
        "caf\xC3\xA9 \xE2\x80\x93 \xE6\x97\xA5\xE6\x9C\xAC",
        "bytes \xFF\xFE of no encoding",
        "key=value logname= uid=0 euid=0 tty=NODEVssh ruser= rhost=218.188.2.4  user=root",
        "C:\\Windows\\winsxs\\x86_microsoft\\file.dll @0x7fed806eb5d",
        "--- last message repeated 1 time ---",
        "::: --- ...",
        "Adding path spec: /mapreduce",
        "trailing blanks  ",
    };
    return d.pick(kTexts) + (d.isOneIn(3) ? fmt::format(" {}", d.below(1'000'000)) : "");
}

std::string contentOrNothing(Dice& d) {
    return d.isOneIn(12) ? std::string() : content(d);
}

/// Lines that a record goes on with: stack traces, dumps, an empty one within.
std::string more(Dice& d, int oneIn) {
    static const std::vector<std::string> kMore = {
        "\njava.net.NoRouteToHostException: No Route to Host\n\tat org.apache.hadoop.ipc.Client.call(Client.java:1472)",
        "\n\tat java.lang.Thread.run(Thread.java:745)\nCaused by: java.io.IOException\n\t... 11 more",
        "\nPOQ 0 starts:\n\n     0: Move File\nPOQ 0 ends.", "\n    {\n        key = value;\n    }"};
    return d.isOneIn(oneIn) ? d.pick(kMore) : std::string();
}

const std::vector<std::string> kLog4jLevels = {"INFO", "WARN", "ERROR", "FATAL", "DEBUG", "TRACE"};
std::string meaning(const std::string& level) {
    return level == "WARN"    ? "warning"
           : level == "ERROR" ? "error"
           : level == "FATAL" ? "fatal"
           : level == "DEBUG" ? "debug"
           : level == "TRACE" ? "trace"
                              : "info";
}

FamilyLine hdfs(const FamilyClock& c, Dice& d) {
    static const std::vector<std::string> kClasses = {"dfs.DataNode$PacketResponder", "dfs.FSNamesystem",
                                                      "dfs.DataNode$DataXceiver", "dfs.DataBlockScanner",
                                                      "dfs.FSDataset"};
    const std::string level = d.pick(kLog4jLevels), text = contentOrNothing(d);
    return {fmt::format("{:02}{:02}{:02} {:02}{:02}{:02} {} {} {}: {}", c.year % 100, c.month, c.day, c.hour, c.minute,
                        c.second, d.below(30'000), level, d.pick(kClasses), text),
            rfc(c, false),
            meaning(level),
            "",
            "",
            text};
}

FamilyLine hadoop(const FamilyClock& c, Dice& d) {
    static const std::vector<std::string> kThreads = {
        "main",
        "RMCommunicator Allocator",
        "IPC Server handler 5 on 62270",
        "ContainerLauncher #0",
        "LeaseRenewer:msrabi@msra-sa-41:9000",
        "Socket Reader #1 for port 62260",
        "eventHandlingThread",
        "ResponseProcessor for block BP-1347369012-10.190.173.170-1444972147527:blk_1073743512_2731",
        "Thread-3[daemon]",
        "2029528137@qtp-1"};
    static const std::vector<std::string> kClasses = {"org.apache.hadoop.mapreduce.v2.app.MRAppMaster",
                                                      "org.apache.hadoop.ipc.Server", "org.mortbay.log",
                                                      "org.apache.hadoop.mapred.MapTask$MapOutputBuffer"};
    const std::string level = d.pick(kLog4jLevels), text = contentOrNothing(d) + more(d, 10);
    const std::string shown = text.starts_with('\n') ? text.substr(1) : text;
    return {fmt::format("{} {} [{}] {}: {}", dashed(c, ','), level, d.pick(kThreads), d.pick(kClasses), text),
            rfc(c, true),
            meaning(level),
            "",
            "",
            shown};
}

FamilyLine spark(const FamilyClock& c, Dice& d) {
    static const std::vector<std::string> kClasses = {"executor.CoarseGrainedExecutorBackend", "storage.BlockManager",
                                                      "python.PythonRunner", "Configuration.deprecation",
                                                      "util.SignalUtils$$anon"};
    const std::string level = d.pick(kLog4jLevels), text = contentOrNothing(d);
    return {fmt::format("{:02}/{:02}/{:02} {:02}:{:02}:{:02} {} {}: {}", c.year % 100, c.month, c.day, c.hour, c.minute,
                        c.second, level, d.pick(kClasses), text),
            rfc(c, false),
            meaning(level),
            "",
            "",
            text};
}

FamilyLine zookeeper(const FamilyClock& c, Dice& d) {
    static const std::vector<std::string> kNodes = {"QuorumPeer[myid=1]/0:0:0:0:0:0:0:0:2181:FastLeaderElection",
                                                    "/10.10.34.11:3888:QuorumCnxManager$Listener",
                                                    "SendWorker:188978561024:QuorumCnxManager$SendWorker",
                                                    "NIOServerCxn.Factory:0.0.0.0/0.0.0.0:2181:NIOServerCnxn",
                                                    "ProcessThread(sid:2 cport:-1)::PrepRequestProcessor",
                                                    "WorkerReceiver[myid=2]:FastLeaderElection",
                                                    "main:QuorumPeerMain"};
    const std::string level = d.pick(kLog4jLevels), text = contentOrNothing(d) + more(d, 20);
    return {fmt::format("{} - {:<5} [{}@{}] - {}", dashed(c, ','), level, d.pick(kNodes), d.below(2000), text),
            rfc(c, true),
            meaning(level),
            "",
            "",
            text.starts_with('\n') ? text.substr(1) : text};
}

FamilyLine openstack(const FamilyClock& c, Dice& d) {
    static const std::vector<std::string> kRequests = {
        "[req-38101a0b-2096-447d-96ea-a692162415ae 113d3a99c3da401fbd62cc2caa5b96d2 54fadb412c4e40 - - -]",
        "[req-3ea4052c-895d-4b64-9e2d-04d64c4d94ab - - - - -]", "[-]"};
    static const std::vector<std::string> kPrograms = {"nova-api", "nova-compute", "nova-scheduler"};
    static const std::vector<std::string> kLoggers = {"nova.osapi_compute.wsgi.server", "nova.compute.manager",
                                                      "nova.virt.libvirt.imagecache", "oslo_service.periodic_task"};
    const std::string level = d.isOneIn(5) ? "WARNING" : d.pick(kLog4jLevels), program = d.pick(kPrograms);
    std::string text = contentOrNothing(d);
    if (d.isOneIn(3) && !text.empty())
        text = "[instance: b9000564-fe1a-409b-b8cc-1e88b294cd1d] " + text;
    return {fmt::format("{}.log.1.2017-05-16_13:53:08 {} {} {} {} {} {}", program, dashed(c, '.'), d.below(30'000),
                        level, d.pick(kLoggers), d.pick(kRequests), text),
            rfc(c, true),
            level == "WARNING" ? "warning" : meaning(level),
            program,
            "",
            text};
}

FamilyLine bluegene(const FamilyClock& c, Dice& d) {
    static const std::vector<std::string> kLabels = {"-", "-", "-", "APPREAD", "KERNDTLB", "KERNMNTF", "APPSEV"};
    static const std::vector<std::string> kNodes = {
        "R02-M1-N0-C:J12-U11", "R30-M0-N9-C:J16-U01", "R63-M0-NC", "UNKNOWN_LOCATION", "NULL", "R20-M0-L1-U12-C"};
    static const std::vector<std::string> kComponents = {"KERNEL", "APP", "DISCOVERY", "MMCS", "LINKCARD", "BGLMASTER"};
    static const std::vector<std::string> kLevels = {"INFO", "FATAL", "ERROR", "WARNING", "SEVERE", "FAILURE"};
    const std::string node = d.pick(kNodes), component = d.pick(kComponents), level = d.pick(kLevels);
    const std::string text = contentOrNothing(d);
    const int micros = c.millisecond * 1000 + 7;
    const FamilyClock local = FamilyClock::at(c.epoch - 7 * 3600, c.millisecond);
    std::string time = rfc(c, false);
    time.insert(time.size() - 1, fmt::format(".{:06}", micros));
    return {fmt::format("{} {} {:04}.{:02}.{:02} {} {:04}-{:02}-{:02}-{:02}.{:02}.{:02}.{:06} {} {} {} {} {}",
                        d.pick(kLabels), c.epoch, local.year, local.month, local.day, node, local.year, local.month,
                        local.day, local.hour, local.minute, local.second, micros, node, d.isOneIn(9) ? "NULL" : "RAS",
                        component, level, text),
            time,
            level == "INFO"      ? "info"
            : level == "FATAL"   ? "fatal"
            : level == "WARNING" ? "warning"
                                 : "error",
            component,
            node == "NULL" ? "" : node,
            text};
}

FamilyLine hpc(const FamilyClock& c, Dice& d) {
    static const std::vector<std::string> kNodes = {"node-246", "gige7", "Interconnect-0N00",
                                                    "node-D2",  "full",  "node-[0-63]"};
    static const std::vector<std::string> kComponents = {
        "unix.hw", "gige", "switch_module", "boot_cmd", "action", "clusterfilesystem", "node"};
    static const std::vector<std::string> kStates = {
        "state_change.unavailable", "temperature", "control", "new", "start", "psu", "configured out"};
    const std::string node = d.pick(kNodes), component = d.pick(kComponents), text = contentOrNothing(d);
    std::string state = d.pick(kStates);
    state = state.substr(0, state.find(' '));
    return {fmt::format("{} {} {} {} {} {} {}", d.below(900'000), node, component, state, c.epoch, d.isOneIn(9) ? 0 : 1,
                        text),
            rfc(c, false),
            "",
            component,
            node,
            text};
}

FamilyLine thunderbird(const FamilyClock& c, Dice& d) {
    static const std::vector<std::string> kUsers = {"dn228", "tbird-admin1", "#8#", "aadmin1", "tbird-sm1"};
    static const std::vector<std::string> kPrograms = {"crond(pam_unix)[2915]",
                                                       "kernel",
                                                       "ntpd[1978]",
                                                       "/apps/x86_64/system/ganglia-3.0.1/sbin/gmetad[1682]",
                                                       "Server Administrator",
                                                       "postfix/postdrop[10896]",
                                                       "ib_sm.x[24904]",
                                                       "dhcpd"};
    const FamilyClock local = FamilyClock::at(c.epoch - 8 * 3600, 0);
    const std::string user = d.pick(kUsers), program = d.pick(kPrograms), text = contentOrNothing(d);
    return {fmt::format("{} {} {:04}.{:02}.{:02} {} {} {} {:02}:{:02}:{:02} {} {}: {}", d.isOneIn(5) ? "R_HDA_NR" : "-",
                        c.epoch, local.year, local.month, local.day, user, monthOf(local), local.day, local.hour,
                        local.minute, local.second, d.isOneIn(2) ? user + "/" + user : "local@" + user, program, text),
            rfc(c, false),
            "",
            program.substr(0, program.find('[')),
            user,
            text};
}

FamilyLine windows(const FamilyClock& c, Dice& d) {
    static const std::vector<std::string> kLevels = {"Info", "Info", "Info", "Warning", "Error", ""};
    const std::string level = d.pick(kLevels), component = d.isOneIn(2) ? "CBS" : d.isOneIn(3) ? "SYSPRP" : "CSI";
    const std::string text = contentOrNothing(d) + more(d, 12);
    return {fmt::format("{}, {:<21} {:<6} {}", dashed(c, 0), level, component, text),
            rfc(c, false),
            level == "Info"      ? "info"
            : level == "Warning" ? "warning"
            : level == "Error"   ? "error"
                                 : "",
            component,
            "",
            text.starts_with('\n') ? text.substr(1) : text};
}

FamilyLine syslogLine(const FamilyClock& c, Dice& d, const std::string& host, const std::vector<std::string>& programs,
                      std::string after) {
    const std::string program = d.pick(programs), text = contentOrNothing(d) + after;
    std::string name = program.substr(0, program.find('['));
    return {fmt::format("{} {} {}: {}", syslogTime(c), host, program, text),
            rfc(c, false),
            "",
            name,
            host,
            text.starts_with('\n') ? text.substr(1) : text};
}

FamilyLine linuxLine(const FamilyClock& c, Dice& d) {
    static const std::vector<std::string> kPrograms = {
        "sshd(pam_unix)[19939]", "su(pam_unix)[21416]", "kernel",     "syslogd 1.4.1", "-- root[2421]", "logrotate",
        "ftpd[29726]",           "gdm-binary[2803]",    "rc.sysinit", "udev[1]"};
    return syslogLine(c, d, "combo", kPrograms, "");
}

FamilyLine openSsh(const FamilyClock& c, Dice& d) {
    return syslogLine(c, d, "LabSZ", {"sshd[24200]", "sshd[7]", "sshd[24206]"}, "");
}

FamilyLine mac(const FamilyClock& c, Dice& d) {
    static const std::vector<std::string> kPrograms = {
        "kernel[0]",
        "com.apple.cts[258]",
        "Google Chrome He[35628]",
        "Microsoft Word[14463]",
        "QQ[10018]",
        "com.apple.AddressBook.InternetAccountsBridge[31211]",
        "sandboxd[129] ([31211])",
        "com.apple.xpc.launchd[1] (com.apple.xpc.launchd.domain.user.501)",
        "symptomsd[215]",
        "networkd[195]"};
    static const std::vector<std::string> kHosts = {"calvisitor-10-105-160-95", "authorMacBook-Pro",
                                                    "airbears2-10-142-110-255"};
    if (d.isOneIn(15)) {
        const bool hasHost = d.isOneIn(2);
        const std::string host = d.pick(kHosts);
        const std::string text = fmt::format("--- last message repeated {} times ---", 2 + d.below(40));
        return {fmt::format("{} {}{}", syslogTime(c), hasHost ? host + " " : "", text),
                rfc(c, false),
                "",
                "",
                hasHost ? host : "",
                text};
    }
    return syslogLine(c, d, d.pick(kHosts), kPrograms, more(d, 12));
}

FamilyLine android(const FamilyClock& c, Dice& d) {
    static const std::vector<std::string> kTags = {"WindowManager", "PowerManagerService", "chatty  ", "TextView:sub",
                                                   "Phone App",     "System.err",          "art",      "HwBT[1]/x"};
    static const std::vector<std::pair<std::string, std::string>> kLevels = {
        {"V", "trace"}, {"D", "debug"}, {"I", "info"}, {"W", "warning"}, {"E", "error"}, {"F", "fatal"}};
    const auto& level = kLevels[static_cast<std::size_t>(d.below(6))];
    std::string tag = d.pick(kTags), text = contentOrNothing(d);
    std::string line =
        fmt::format("{:02}-{:02} {:02}:{:02}:{:02}.{:03} {:5} {:5} {} {}: {}", c.month, c.day, c.hour, c.minute,
                    c.second, c.millisecond, d.below(32'000), d.below(32'000), level.first, tag, text);
    tag = tag.substr(0, tag.find_last_not_of(' ') + 1);
    return {line, rfc(c, true), level.second, tag, "", text};
}

FamilyLine healthApp(const FamilyClock& c, Dice& d) {
    static const std::vector<std::string> kComponents = {"Step_LSC", "Step_StandReportReceiver", "HiH_HiSyncControl",
                                                         "Step_FlushableStepDataCache"};
    const std::string component = d.pick(kComponents);
    const std::string text = (d.isOneIn(4) ? " " : "") + contentOrNothing(d);
    return {fmt::format("{:04}{:02}{:02}-{}:{}:{}:{}|{}|30002312|{}", c.year, c.month, c.day, c.hour, c.minute,
                        c.second, c.millisecond, component, text),
            rfc(c, true),
            "",
            component,
            "",
            text};
}

FamilyLine apache(const FamilyClock& c, Dice& d) {
    static const std::vector<std::pair<std::string, std::string>> kLevels = {
        {"[notice] ", "info"}, {"[error] ", "error"}, {"[warn] ", "warning"}, {"", ""}};
    const auto& level = kLevels[static_cast<std::size_t>(d.below(4))];
    const std::string text = contentOrNothing(d) + more(d, 15);
    const auto day = static_cast<std::size_t>((c.epoch / 86'400) % 7);
    return {fmt::format("[{} {} {:02} {:02}:{:02}:{:02} {:04}] {}{}", kDays[day], monthOf(c), c.day, c.hour, c.minute,
                        c.second, c.year, level.first, text),
            rfc(c, false),
            level.second,
            "",
            "",
            text.starts_with('\n') ? text.substr(1) : text};
}

FamilyLine proxifier(const FamilyClock& c, Dice& d) {
    static const std::vector<std::string> kPrograms = {
        "chrome.exe",          "chrome.exe *64", "Dropbox.exe", "360Safe.exe", "Visual Studio Code.exe (5460)",
        "git-remote-https.exe"};
    const std::string program = d.pick(kPrograms), text = contentOrNothing(d);
    return {fmt::format("[{:02}.{:02} {:02}:{:02}:{:02}] {} - {}", c.month, c.day, c.hour, c.minute, c.second, program,
                        text),
            rfc(c, false),
            "",
            program,
            "",
            text};
}

} // namespace

std::uint64_t Dice::next() {
    std::uint64_t z = (m_state += 0x9E3779B97F4A7C15);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
    return z ^ (z >> 31);
}

FamilyClock FamilyClock::at(std::int64_t epoch, int millisecond) {
    const std::int64_t days = epoch / 86'400, rest = epoch % 86'400;
    const date::year_month_day ymd{date::sys_days{date::days{days}}};
    return {static_cast<int>(ymd.year()),
            static_cast<int>(static_cast<unsigned>(ymd.month())),
            static_cast<int>(static_cast<unsigned>(ymd.day())),
            static_cast<int>(rest / 3600),
            static_cast<int>(rest / 60 % 60),
            static_cast<int>(rest % 60),
            millisecond,
            epoch};
}

const std::vector<LogFamily>& logFamilies() {
    static const std::vector<LogFamily> all = {
        {"HDFS", "hdfs", 0, 1'226'262'975, hdfs},
        {"Hadoop", "hadoop", 0, 1'445'191'307, hadoop},
        {"Spark", "spark", 0, 1'497'039'040, spark},
        {"ZooKeeper", "zookeeper", 0, 1'438'191'704, zookeeper},
        {"OpenStack", "openstack", 0, 1'494'892'800, openstack},
        {"BlueGene/L", "bluegene", 0, 1'117'838'570, bluegene},
        {"HPC", "hpc-events", 0, 1'077'804'742, hpc},
        {"Thunderbird", "thunderbird", 0, 1'131'566'461, thunderbird},
        {"Windows", "windows-cbs", 0, 1'475'037'030, windows},
        {"Linux", "rfc3164", 2005, 1'118'762'161, linuxLine},
        {"Mac", "rfc3164", 2017, 1'498'899'655, mac},
        {"Android", "android-logcat", 2016, 1'458'231'218, android},
        {"HealthApp", "health-app", 0, 1'514'067'329, healthApp},
        {"Apache", "apache-error", 0, 1'133'671'664, apache},
        {"OpenSSH", "rfc3164", 2016, 1'481'352'946, openSsh},
        {"Proxifier", "proxifier", 2015, 1'446'223'746, proxifier},
    };
    return all;
}

} // namespace foreshock::test
