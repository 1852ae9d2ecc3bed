#pragma once

#include <QByteArray>
#include <QObject>
#include <QString>
#include <functional>
#include <memory>

class QSocketNotifier;

namespace bindings {

// One process of an app at a time: a lock on a file in the app's user data folder, which the system drops
// with its holder however that ends, and a local socket beside it, over which later processes tell the holder
// about themselves.
class SingleInstance : public QObject {
 public:
  // Called in the holder with what another process passed to acquire().
  using Listener = std::function<void(const QByteArray& message)>;

  SingleInstance(QString folder, Listener listener);
  ~SingleInstance() override;

  // True when this process has the lock now. Else `message` has reached the process that has it, or that did
  // not answer in time.
  bool acquire(const QByteArray& message);
  bool isHeld() const { return lock_fd_ >= 0; }
  void release();

 private:
  class Client;

  bool tryLock(bool* possible);
  void listen();
  bool tell(const QByteArray& message, bool* answered) const;
  int openFolder() const;
  void accept();

  QString folder_;
  Listener listener_;
  int lock_fd_ = -1;
  int listen_fd_ = -1;
  std::unique_ptr<QSocketNotifier> notifier_;
};

}  // namespace bindings
