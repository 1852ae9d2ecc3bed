#include "runtime/node/uv_pump.h"

namespace runtime {

UvPump::UvPump(uv_loop_t* loop, std::function<void()> run) : loop_(loop), run_(std::move(run)) {
  timer_.setSingleShot(true);
  timer_.setTimerType(Qt::PreciseTimer);
  connect(&timer_, &QTimer::timeout, this, &UvPump::turn);
}

UvPump::~UvPump() {
  stop();
}

void UvPump::start() {
  if (started_) return;
  started_ = true;
  uv_async_init(loop_, &keep_alive_, [](uv_async_t*) {});
  notifier_ = std::make_unique<QSocketNotifier>(uv_backend_fd(loop_), QSocketNotifier::Read);
  connect(notifier_.get(), &QSocketNotifier::activated, this, &UvPump::turn);
  connect(QAbstractEventDispatcher::instance(), &QAbstractEventDispatcher::aboutToBlock, this, &UvPump::arm);
  arm();
}

void UvPump::stop() {
  if (!started_) return;
  started_ = false;
  notifier_.reset();
  timer_.stop();
  disconnect(QAbstractEventDispatcher::instance(), nullptr, this, nullptr);
  uv_close(reinterpret_cast<uv_handle_t*>(&keep_alive_), nullptr);
  uv_run(loop_, UV_RUN_NOWAIT);  // the handle is memory of this object: let its close finish
}

void UvPump::turn() {
  if (running_ || !started_) return;
  running_ = true;
  run_();
  running_ = false;
  if (started_) arm();
}

void UvPump::arm() {
  if (running_) return;
  const int timeout = uv_backend_timeout(loop_);
  if (timeout < 0) {
    timer_.stop();
  } else if (!timer_.isActive() || timer_.remainingTime() > timeout) {  // too early does no harm
    timer_.start(timeout);
  }
}

}  // namespace runtime
