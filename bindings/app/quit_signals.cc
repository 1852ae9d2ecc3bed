#include "bindings/app/quit_signals.h"

#include <fcntl.h>
#include <unistd.h>
#include <QSocketNotifier>
#include <array>
#include <cerrno>
#include <csignal>

namespace bindings {
namespace {

constexpr std::array kSignals = {SIGINT, SIGTERM, SIGHUP};

// All that a signal handler can reach is static.
volatile sig_atomic_t write_fd = -1;

void onSignal(int number) {
  const int saved_errno = errno;
  const auto byte = static_cast<char>(number);
  // A full pipe has told already.
  [[maybe_unused]] const ssize_t written = ::write(write_fd, &byte, 1);
  errno = saved_errno;
}

}  // namespace

QuitSignals::QuitSignals(std::function<void()> on_signal) : on_signal_(std::move(on_signal)) {
  int fds[2];
  if (pipe2(fds, O_CLOEXEC | O_NONBLOCK) != 0)
    return;  // the system's default stays: a signal ends the process
  read_fd_ = fds[0];
  write_fd = fds[1];
  notifier_ = new QSocketNotifier(read_fd_, QSocketNotifier::Read, this);
  connect(notifier_, &QSocketNotifier::activated, this, &QuitSignals::read);
  struct sigaction action = {};
  action.sa_handler = onSignal;
  action.sa_flags = static_cast<int>(SA_RESETHAND | SA_RESTART);
  for (const int number : kSignals) sigaction(number, &action, nullptr);
}

QuitSignals::~QuitSignals() {
  if (read_fd_ < 0) return;
  for (const int number : kSignals) {
    struct sigaction current = {};
    sigaction(number, nullptr, &current);
    if (current.sa_handler == onSignal) std::signal(number, SIG_DFL);
  }
  delete notifier_;
  close(read_fd_);
  close(write_fd);
  write_fd = -1;
}

void QuitSignals::read() {
  char bytes[16];
  while (::read(read_fd_, bytes, sizeof bytes) > 0) {
  }
  on_signal_();
}

}  // namespace bindings
