#include "runtime/node/uv_pump.h"

#include <doctest/doctest.h>
#include <unistd.h>
#include <uv.h>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QTimer>
#include <array>
#include <functional>

using runtime::UvPump;

namespace {

// A loop with a pump in Qt's event loop.
struct Pumped {
  Pumped() { start(); }
  ~Pumped() {
    pump->stop();
    uv_run(&loop, UV_RUN_DEFAULT);
    CHECK(uv_loop_close(&loop) == 0);
  }
  void start() {
    uv_loop_init(&loop);
    pump = std::make_unique<UvPump>(&loop, [this] {
      ++runs;
      uv_run(&loop, UV_RUN_NOWAIT);
    });
    pump->start();
  }

  uv_loop_t loop;
  std::unique_ptr<UvPump> pump;
  int runs = 0;
};

// Runs Qt's loop, which blocks when there is nothing to do, until `done` or the deadline; answers whether it
// was done.
bool waitFor(const std::function<bool()>& done, int deadline_ms = 5000) {
  QEventLoop loop;
  QTimer look;
  QObject::connect(&look, &QTimer::timeout, [&] {
    if (done()) loop.quit();
  });
  look.start(5);
  QTimer::singleShot(deadline_ms, &loop, &QEventLoop::quit);
  loop.exec();
  return done();
}

void runFor(int ms) {
  QEventLoop loop;
  QTimer::singleShot(ms, &loop, &QEventLoop::quit);
  loop.exec();
}

}  // namespace

TEST_CASE("a timer that a Qt callback starts fires in time") {
  Pumped pumped;
  uv_timer_t timer;
  bool fired = false;
  uv_timer_init(&pumped.loop, &timer);
  timer.data = &fired;
  QElapsedTimer clock;
  QTimer::singleShot(0, [&] {
    clock.start();
    uv_update_time(&pumped.loop);
    uv_timer_start(
        &timer, [](uv_timer_t* self) { *static_cast<bool*>(self->data) = true; }, 30, 0);
  });
  REQUIRE(waitFor([&] { return fired; }));
  CHECK(clock.elapsed() >= 29);
  CHECK(clock.elapsed() < 1000);
  uv_close(reinterpret_cast<uv_handle_t*>(&timer), nullptr);
}

TEST_CASE("a watcher that a Qt callback starts is seen though no uv_run has polled for it yet") {
  Pumped pumped;
  std::array<int, 2> pipe_ends{};
  REQUIRE(pipe(pipe_ends.data()) == 0);
  uv_poll_t poll;
  bool readable = false;
  uv_poll_init(&pumped.loop, &poll, pipe_ends[0]);
  poll.data = &readable;
  QTimer::singleShot(0, [&] {
    uv_poll_start(&poll, UV_READABLE, [](uv_poll_t* self, int, int) {
      *static_cast<bool*>(self->data) = true;
      uv_poll_stop(self);
    });
  });
  QTimer::singleShot(30, [&] { CHECK(write(pipe_ends[1], "x", 1) == 1); });
  CHECK(waitFor([&] { return readable; }));
  uv_close(reinterpret_cast<uv_handle_t*>(&poll), nullptr);
  pumped.pump->stop();
  uv_run(&pumped.loop, UV_RUN_DEFAULT);
  close(pipe_ends[0]);
  close(pipe_ends[1]);
}

TEST_CASE("work of libuv's threads comes back") {
  Pumped pumped;
  uv_work_t work;
  bool done = false;
  work.data = &done;
  uv_queue_work(
      &pumped.loop, &work, [](uv_work_t*) {},
      [](uv_work_t* self, int) { *static_cast<bool*>(self->data) = true; });
  CHECK(waitFor([&] { return done; }));
}

TEST_CASE("idle runs nothing") {
  Pumped pumped;
  runFor(50);
  const int before = pumped.runs;
  runFor(300);
  CHECK(pumped.runs - before <= 2);
}

TEST_CASE("uv_run is not entered again from inside") {
  Pumped pumped;
  struct State {
    Pumped* pumped;
    int depth = 0;
    int deepest = 0;
    int fired = 0;
  } state{&pumped};
  uv_timer_t timer;
  uv_timer_init(&pumped.loop, &timer);
  timer.data = &state;
  uv_timer_start(
      &timer,
      [](uv_timer_t* self) {
        auto* in = static_cast<State*>(self->data);
        in->deepest = std::max(in->deepest, ++in->depth);
        if (in->fired++ == 0) runFor(60);  // a dialog that a timer opened
        --in->depth;
      },
      5, 5);
  CHECK(waitFor([&] { return state.fired >= 3; }));
  CHECK(state.deepest == 1);
  uv_close(reinterpret_cast<uv_handle_t*>(&timer), nullptr);
}

TEST_CASE("timers go on in a nested loop that a Qt callback opened") {
  Pumped pumped;
  uv_timer_t timer;
  int fired = 0;
  uv_timer_init(&pumped.loop, &timer);
  timer.data = &fired;
  uv_timer_start(
      &timer, [](uv_timer_t* self) { ++*static_cast<int*>(self->data); }, 5, 5);
  int fired_inside = 0;
  bool done = false;
  QTimer::singleShot(0, [&] {
    const int before = fired;
    runFor(100);
    fired_inside = fired - before;
    done = true;
  });
  CHECK(waitFor([&] { return done; }));
  CHECK(fired_inside >= 5);
  uv_close(reinterpret_cast<uv_handle_t*>(&timer), nullptr);
}

TEST_CASE("endless immediates do not starve Qt's timers") {
  Pumped pumped;
  uv_idle_t busy;
  uv_idle_init(&pumped.loop, &busy);
  uv_idle_start(&busy, [](uv_idle_t*) {});
  int ticks = 0;
  QTimer ticker;
  QObject::connect(&ticker, &QTimer::timeout, [&] { ++ticks; });
  ticker.start(10);
  CHECK(waitFor([&] { return ticks >= 15; }));
  uv_close(reinterpret_cast<uv_handle_t*>(&busy), nullptr);
}

TEST_CASE("stop and start again") {
  Pumped pumped;
  pumped.pump->stop();
  pumped.pump->stop();
  const int before = pumped.runs;
  runFor(30);
  CHECK(pumped.runs == before);
  pumped.pump->start();
  bool fired = false;
  uv_timer_t timer;
  uv_timer_init(&pumped.loop, &timer);
  timer.data = &fired;
  uv_timer_start(
      &timer, [](uv_timer_t* self) { *static_cast<bool*>(self->data) = true; }, 1, 0);
  CHECK(waitFor([&] { return fired; }));
  uv_close(reinterpret_cast<uv_handle_t*>(&timer), nullptr);
}
