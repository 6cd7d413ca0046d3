// SPDX-FileCopyrightText: the Foreshock authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/base/child_process.h"

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace foreshock {
namespace {

constexpr const char* kTooLong = "took too long";

class Descriptor {
public:
    explicit Descriptor(int fd = -1)
        : m_fd(fd) {}
    ~Descriptor() { close(); }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    void close() {
        if (m_fd >= 0)
            ::close(m_fd);
        m_fd = -1;
    }
    int get() const { return m_fd; }

private:
    int m_fd;
};

/// A running child; killed and buried when it goes out of scope.
class Child {
public:
    explicit Child(pid_t pid)
        : m_pid(pid) {}
    ~Child() {
        if (m_pid <= 0)
            return;
        ::kill(m_pid, SIGKILL);
        (void)wait();
    }
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;
    int wait() {
        int status = -1;
        while (::waitpid(m_pid, &status, 0) < 0 && errno == EINTR) {
        }
        m_pid = 0;
        return status;
    }
    bool hasEnded() const {
        siginfo_t info{};
        return ::waitid(P_PID, static_cast<id_t>(m_pid), &info, WEXITED | WNOHANG | WNOWAIT) == 0 && info.si_pid != 0;
    }

private:
    pid_t m_pid;
};

Error failed(const std::string& program, const std::string& what, ErrorCode code, const std::string& help = {}) {
    return {code, what, program, help};
}

} // namespace

bool tookTooLong(const Error& error) {
    return error.code == ErrorCode::Invalid && error.message == kTooLong;
}

Result<std::string> runChild(const std::vector<std::string>& command, const std::string& input, Duration limit,
                             std::stop_token stop) {
    const std::string& program = command.front();
    std::array<int, 2> in{}, out{};
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, in.data()) != 0) // writing to a pipe may raise SIGPIPE
        return failed(program, std::strerror(errno), ErrorCode::Io);
    Descriptor inRead(in[0]), inWrite(in[1]);
    if (::pipe2(out.data(), O_CLOEXEC) != 0)
        return failed(program, std::strerror(errno), ErrorCode::Io);
    Descriptor outRead(out[0]), outWrite(out[1]);
    ::fcntl(inWrite.get(), F_SETFL, O_NONBLOCK);
    ::fcntl(outRead.get(), F_SETFL, O_NONBLOCK);

    posix_spawn_file_actions_t actions;
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawn_file_actions_adddup2(&actions, inRead.get(), STDIN_FILENO);
    ::posix_spawn_file_actions_adddup2(&actions, outWrite.get(), STDOUT_FILENO);
    ::posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    std::vector<char*> words;
    for (const std::string& word : command)
        words.push_back(const_cast<char*>(word.c_str()));
    words.push_back(nullptr);
    const char* searched = std::getenv("PATH");
    std::string path = std::string("PATH=") + (searched ? searched : "/usr/bin:/bin");
    std::string locale = "LC_ALL=C";
    char* environment[] = {path.data(), locale.data(), nullptr};
    pid_t pid = 0;
    const int problem = ::posix_spawnp(&pid, program.c_str(), &actions, nullptr, words.data(), environment);
    ::posix_spawn_file_actions_destroy(&actions);
    if (problem != 0)
        return failed(program, problem == ENOENT ? "there is no such program" : std::strerror(problem),
                      problem == ENOENT ? ErrorCode::Unsupported : ErrorCode::Io, "Install it, or put it on the PATH");
    Child child(pid);
    inRead.close();
    outWrite.close();

    using Clock = std::chrono::steady_clock;
    const auto end = Clock::now() + std::chrono::nanoseconds(limit.ns);
    std::string printed;
    std::size_t given = 0;
    std::array<char, 65536> buffer{};
    if (input.empty())
        inWrite.close();
    while (true) {
        if (stop.stop_requested())
            return failed(program, "cancelled", ErrorCode::Cancelled);
        if (Clock::now() > end)
            return failed(program, kTooLong, ErrorCode::Invalid);
        pollfd wanted[] = {{outRead.get(), POLLIN, 0}, {inWrite.get(), POLLOUT, 0}};
        // Short waits, so that a stop is heard.
        if (::poll(wanted, inWrite.get() >= 0 ? 2 : 1, 20) < 0 && errno != EINTR)
            return failed(program, std::strerror(errno), ErrorCode::Io);
        if (inWrite.get() >= 0 && wanted[1].revents != 0) {
            const ssize_t n = ::send(inWrite.get(), input.data() + given, input.size() - given, MSG_NOSIGNAL);
            given += n > 0 ? static_cast<std::size_t>(n) : 0;
            if (given == input.size() || (n < 0 && errno != EAGAIN && errno != EINTR))
                inWrite.close(); // a child that reads no further says why by its exit code
        }
        if (wanted[0].revents == 0)
            continue;
        const ssize_t n = ::read(outRead.get(), buffer.data(), buffer.size());
        if (n == 0)
            break;
        if (n > 0)
            printed.append(buffer.data(), static_cast<std::size_t>(n));
        if (printed.size() > kMostChildOutput)
            return failed(program, "printed more than was expected", ErrorCode::Invalid);
    }
    while (!child.hasEnded()) { // it may close its output and go on
        if (stop.stop_requested() || Clock::now() > end)
            return stop.stop_requested() ? failed(program, "cancelled", ErrorCode::Cancelled)
                                         : failed(program, kTooLong, ErrorCode::Invalid);
        std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
    const int status = child.wait();
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
        return failed(program, WIFEXITED(status) ? "ended with code " + std::to_string(WEXITSTATUS(status)) : "crashed",
                      ErrorCode::Invalid);
    return printed;
}

} // namespace foreshock
