#include "bindings/crash_reporter/crash_handler.h"

#include <execinfo.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>
#include <array>
#include <atomic>
#include <cerrno>
#include <climits>
#include <csignal>
#include <cstdio>
#include <cstring>

// Of v8-wasm-trap-handler-posix.h, which Debian's libnode-dev leaves out; the library has it.
namespace v8 {
bool TryHandleWebAssemblyTrapPosix(int number, siginfo_t* info, void* context);
}

namespace bindings {
namespace {

constexpr std::array kSignals = {SIGSEGV, SIGABRT, SIGBUS, SIGILL, SIGFPE, SIGTRAP, SIGSYS};
constexpr int kMaxFrames = 128;
constexpr size_t kStackSize = 256 << 10;
constexpr size_t kHeaderSize = 64 << 10;

char file_path[PATH_MAX];
// Two, so that one is whole while the other is written.
char headers[2][kHeaderSize];
std::atomic<int> current_header{0};
std::atomic_flag is_writing = ATOMIC_FLAG_INIT;

void writeText(int fd, const char* text) {
  size_t left = strlen(text);
  while (left > 0) {
    const ssize_t count = write(fd, text, left);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return;
    text += count;
    left -= static_cast<size_t>(count);
  }
}

void copyFile(int fd, const char* path) {
  const int source = open(path, O_RDONLY | O_CLOEXEC);
  if (source < 0) return;
  char bytes[4096];
  ssize_t count;
  while ((count = read(source, bytes, sizeof bytes - 1)) > 0) {
    bytes[count] = 0;
    writeText(fd, bytes);
  }
  close(source);
}

void writeReport(int number, const siginfo_t& info) {
  const int fd = open(file_path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (fd < 0) return;
  writeText(fd, headers[current_header.load()]);
  const char* abbreviation = sigabbrev_np(number);
  char line[256];
  snprintf(line, sizeof line,
           "reason: crashed\nexit code: %d\nsignal: SIG%s\nsignal code: %d\naddress: %p\nthread: %d\n",
           number, abbreviation != nullptr ? abbreviation : "?", info.si_code, info.si_addr, gettid());
  writeText(fd, line);
  writeText(fd, "\nstack:\n");
  void* frames[kMaxFrames];
  backtrace_symbols_fd(frames, backtrace(frames, kMaxFrames), fd);
  writeText(fd, "\nmaps:\n");
  copyFile(fd, "/proc/self/maps");
  close(fd);
}

void onCrash(int number, siginfo_t* info, void* context) {
  // WebAssembly relies on some of them.
  if (number == SIGSEGV && v8::TryHandleWebAssemblyTrapPosix(number, info, context)) return;
  if (!is_writing.test_and_set()) writeReport(number, *info);
  struct sigaction system = {};
  system.sa_handler = SIG_DFL;
  sigaction(number, &system, nullptr);
  raise(number);
}

}  // namespace

void startCrashHandler(const std::string& path) {
  snprintf(file_path, sizeof file_path, "%s", path.c_str());
  // The first call loads libgcc, which a signal handler must not.
  void* frame = nullptr;
  backtrace(&frame, 1);
  // An overflow of the stack leaves none for the handler.
  stack_t stack = {};
  stack.ss_sp = mmap(nullptr, kStackSize, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  stack.ss_size = kStackSize;
  if (stack.ss_sp != MAP_FAILED) sigaltstack(&stack, nullptr);
  struct sigaction action = {};
  action.sa_sigaction = onCrash;
  action.sa_flags = SA_SIGINFO | SA_ONSTACK;
  for (const int number : kSignals) sigaction(number, &action, nullptr);
}

void setCrashHeader(const std::string& about) {
  const int next = 1 - current_header.load();
  snprintf(headers[next], kHeaderSize, "%s", about.c_str());
  current_header.store(next);
}

}  // namespace bindings
