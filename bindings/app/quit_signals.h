#pragma once

#include <QObject>
#include <functional>

class QSocketNotifier;

namespace bindings {

// SIGINT, SIGTERM and SIGHUP ask the app to quit, each of them once: the second of a kind finds the system's
// default again and ends the process, whatever JavaScript is doing. A handler that Node installs later, for
// the app's own process.on(signal), takes this one's place. One per process; lives on the GUI thread.
class QuitSignals : public QObject {
 public:
  explicit QuitSignals(std::function<void()> on_signal);
  ~QuitSignals() override;

 private:
  void read();

  std::function<void()> on_signal_;
  int read_fd_ = -1;
  QSocketNotifier* notifier_ = nullptr;
};

}  // namespace bindings
