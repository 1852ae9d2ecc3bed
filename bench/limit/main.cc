// The limit of any message between two processes: 64 bytes over a Unix socket and back, without a line of
// code around them. Prints the median of its chunks, as the rows of bench/app do.

#include <sched.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>
#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <vector>

namespace {

constexpr int kChunk = 50;

using Message = std::array<char, 64>;

bool pass(int from, int to) {
  Message message;
  return recv(from, message.data(), message.size(), MSG_WAITALL) == static_cast<ssize_t>(message.size()) &&
         send(to, message.data(), message.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(message.size());
}

void moveTo(long core) {
  cpu_set_t cores;
  CPU_ZERO(&cores);
  CPU_SET(static_cast<size_t>(core), &cores);
  sched_setaffinity(0, sizeof cores, &cores);
}

}  // namespace

int main() {
  using Clock = std::chrono::steady_clock;
  const char* text = std::getenv("BENCH_MS");
  const std::chrono::milliseconds duration(text != nullptr ? std::atoi(text) : 500);
  std::array<int, 2> sockets{};
  if (socketpair(AF_UNIX, SOCK_STREAM, 0, sockets.data()) != 0) return 1;
  const bool is_apart = std::getenv("BENCH_APART") != nullptr;
  const pid_t child = fork();
  if (child < 0) return 1;
  if (is_apart) moveTo(child == 0 ? 0 : sysconf(_SC_NPROCESSORS_ONLN) - 1);
  if (child == 0) {
    close(sockets[0]);
    while (pass(sockets[1], sockets[1])) {
    }
    _exit(0);
  }
  close(sockets[1]);
  const Message first{};
  if (send(sockets[0], first.data(), first.size(), MSG_NOSIGNAL) < 0) return 1;
  std::vector<double> chunks;
  const Clock::time_point end = Clock::now() + duration;
  do {
    const Clock::time_point start = Clock::now();
    for (int i = 0; i < kChunk; ++i) {
      if (!pass(sockets[0], sockets[0])) return 1;
    }
    chunks.push_back(std::chrono::duration<double, std::micro>(Clock::now() - start).count() / kChunk);
  } while (Clock::now() < end);
  close(sockets[0]);
  waitpid(child, nullptr, 0);
  const auto middle = chunks.begin() + static_cast<std::ptrdiff_t>(chunks.size() / 2);
  std::nth_element(chunks.begin(), middle, chunks.end());
  std::printf("BENCH {\"limit\":%.2f}\n", *middle);
  return 0;
}
