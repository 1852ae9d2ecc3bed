#include "bindings/app/single_instance.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QSocketNotifier>
#include <QTimer>
#include <cerrno>
#include <cstring>

namespace bindings {
namespace {

constexpr const char* kLockName = "SingleInstanceLock";
constexpr const char* kSocketName = "SingleInstanceSocket";
constexpr int kDeadlineMs = 5000;        // how long a process waits for the holder
constexpr useconds_t kRetryUs = 20'000;  // the holder is between its lock and its socket, or is ending
constexpr qsizetype kMaxMessage = 64 << 20;
constexpr char kTaken = '+';

// A socket's path has 107 bytes at most; the folder's own can be longer.
sockaddr_un socketAddress(int folder_fd) {
  sockaddr_un address = {};
  address.sun_family = AF_UNIX;
  std::snprintf(address.sun_path, sizeof address.sun_path, "/proc/self/fd/%d/%s", folder_fd, kSocketName);
  return address;
}

bool isSameUser(int fd) {
  ucred peer = {};
  socklen_t size = sizeof peer;
  return getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &peer, &size) == 0 && peer.uid == geteuid();
}

}  // namespace

// One connection of another process: reads a message up to the writer's end of file, hands it on and answers.
class SingleInstance::Client : public QObject {
 public:
  Client(int fd, SingleInstance* owner) : QObject(owner), fd_(fd), notifier_(fd, QSocketNotifier::Read) {
    connect(&notifier_, &QSocketNotifier::activated, this, [this, owner] { read(owner); });
    QTimer::singleShot(kDeadlineMs, this, &QObject::deleteLater);
  }
  ~Client() override {
    notifier_.setEnabled(false);
    close(fd_);
  }

 private:
  void read(SingleInstance* owner) {
    char bytes[16384];
    ssize_t count;
    while ((count = ::read(fd_, bytes, sizeof bytes)) > 0) {
      message_.append(bytes, count);
      if (message_.size() > kMaxMessage) return end();
    }
    if (count < 0 && (errno == EAGAIN || errno == EINTR)) return;
    if (count < 0) return end();
    [[maybe_unused]] const ssize_t sent = send(fd_, &kTaken, 1, MSG_NOSIGNAL);
    end();
    owner->listener_(message_);
  }

  void end() {
    notifier_.setEnabled(false);
    deleteLater();
  }

  int fd_;
  QSocketNotifier notifier_;
  QByteArray message_;
};

SingleInstance::SingleInstance(QString folder, Listener listener)
    : folder_(std::move(folder)), listener_(std::move(listener)) {}

SingleInstance::~SingleInstance() {
  release();
}

bool SingleInstance::acquire(const QByteArray& message) {
  if (isHeld()) return true;
  QDir().mkpath(folder_);
  QElapsedTimer since;
  since.start();
  while (true) {
    bool possible = true;
    if (tryLock(&possible)) {
      listen();  // without a socket the lock still keeps others out, who then wait in vain to be heard
      return true;
    }
    bool answered = false;
    if (!possible || tell(message, &answered) || answered || since.elapsed() > kDeadlineMs) return false;
    usleep(kRetryUs);
  }
}

void SingleInstance::release() {
  notifier_.reset();
  if (listen_fd_ >= 0) {
    close(listen_fd_);
    listen_fd_ = -1;
    // The lock's file stays: another process may be opening it.
    QFile::remove(folder_ + QLatin1Char('/') + QLatin1String(kSocketName));
  }
  if (lock_fd_ >= 0) {
    close(lock_fd_);
    lock_fd_ = -1;
  }
}

// `possible` is false when the folder cannot be written to.
bool SingleInstance::tryLock(bool* possible) {
  const QByteArray path = QFile::encodeName(folder_ + QLatin1Char('/') + QLatin1String(kLockName));
  const int fd = open(path.constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  *possible = fd >= 0;
  if (fd < 0) return false;
  if (flock(fd, LOCK_EX | LOCK_NB) != 0) {
    close(fd);
    return false;
  }
  lock_fd_ = fd;
  return true;
}

int SingleInstance::openFolder() const {
  return open(QFile::encodeName(folder_).constData(), O_PATH | O_DIRECTORY | O_CLOEXEC);
}

void SingleInstance::listen() {
  const int folder_fd = openFolder();
  if (folder_fd < 0) return;
  listen_fd_ = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  unlinkat(folder_fd, kSocketName, 0);  // of a holder that was killed
  const sockaddr_un address = socketAddress(folder_fd);
  const bool listening = bind(listen_fd_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0 &&
                         ::listen(listen_fd_, SOMAXCONN) == 0;
  close(folder_fd);
  if (!listening) return;
  notifier_ = std::make_unique<QSocketNotifier>(listen_fd_, QSocketNotifier::Read);
  connect(notifier_.get(), &QSocketNotifier::activated, this, &SingleInstance::accept);
}

void SingleInstance::accept() {
  const int fd = accept4(listen_fd_, nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK);
  if (fd < 0) return;
  if (isSameUser(fd)) {
    new Client(fd, this);
  } else {
    close(fd);
  }
}

// `answered` is false when nobody listens, or the holder ended before it took the message.
bool SingleInstance::tell(const QByteArray& message, bool* answered) const {
  const int folder_fd = openFolder();
  if (folder_fd < 0) return false;
  const int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const timeval timeout = {kDeadlineMs / 1000, 0};
  setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &timeout, sizeof timeout);
  setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &timeout, sizeof timeout);
  const sockaddr_un address = socketAddress(folder_fd);
  bool told = ::connect(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
  close(folder_fd);
  qsizetype sent = 0;
  while (told && sent < message.size()) {
    const ssize_t count =
        send(fd, message.constData() + sent, static_cast<size_t>(message.size() - sent), MSG_NOSIGNAL);
    if (count > 0)
      sent += count;
    else
      told = false;
  }
  if (told) {
    shutdown(fd, SHUT_WR);
    char reply = 0;
    const ssize_t count = ::read(fd, &reply, 1);
    // A holder that hangs will read it when it can.
    *answered = count != 0;
    told = count == 1 && reply == kTaken;
  }
  close(fd);
  return told;
}

}  // namespace bindings
