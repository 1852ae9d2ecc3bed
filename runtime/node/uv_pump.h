#pragma once

#include <uv.h>
#include <QAbstractEventDispatcher>
#include <QObject>
#include <QSocketNotifier>
#include <QTimer>
#include <functional>
#include <memory>

namespace runtime {

// Runs a libuv loop inside Qt's event loop on the same thread; the only place that calls uv_run while the app
// lives. Qt watches the loop's backend fd and one timer for its next timeout. Owned by NodeHost.
class UvPump : public QObject {
 public:
  // `run` enters JavaScript's scopes and calls uv_run(UV_RUN_NOWAIT) on the loop.
  UvPump(uv_loop_t* loop, std::function<void()> run);
  ~UvPump() override;

  // Watchers that JS adds outside uv_run are not known to the backend fd until the next uv_run;
  // uv_backend_timeout answers 0 for them, so asking before Qt blocks is enough.
  void start();
  void stop();

 private:
  void turn();
  void arm();

  uv_loop_t* loop_;
  std::function<void()> run_;
  std::unique_ptr<QSocketNotifier> notifier_;
  QTimer timer_;
  // Referenced and never signalled: uv_backend_timeout answers 0 for a loop without live handles, which would
  // spin.
  uv_async_t keep_alive_;
  bool running_ =
      false;  // uv_run is not reentrant: a nested Qt loop inside a libuv callback must not call it
  bool started_ = false;
};

}  // namespace runtime
