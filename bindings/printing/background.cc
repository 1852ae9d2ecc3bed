#include "bindings/printing/background.h"

#include <QCoreApplication>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace bindings {
namespace {

constexpr std::chrono::seconds kLongestEnd(2);

// The way back to the GUI thread. Never destroyed: a thread may be left when the program ends.
struct Gate {
  std::mutex mutex;
  std::condition_variable finished;
  int running = 0;
  bool is_closed = false;
};

Gate& gate() {
  static Gate* const kGate = new Gate;
  return *kGate;
}

void close() {
  std::unique_lock lock(gate().mutex);
  gate().finished.wait_for(lock, kLongestEnd, [] { return gate().running == 0; });
  gate().is_closed = true;
}

void run(const std::function<std::function<void()>()>& work) {
  std::function<void()> answer = work();
  const std::lock_guard lock(gate().mutex);
  --gate().running;
  gate().finished.notify_all();
  if (!gate().is_closed) QMetaObject::invokeMethod(qApp, std::move(answer), Qt::QueuedConnection);
}

}  // namespace

void startInBackground(std::function<std::function<void()>()> work) {
  static const bool kCloses = [] {
    qAddPostRoutine(close);
    return true;
  }();
  {
    const std::lock_guard lock(gate().mutex);
    if (gate().is_closed || !kCloses) return;
    ++gate().running;
  }
  std::thread(run, std::move(work)).detach();
}

}  // namespace bindings
