#include "runtime/web/window.h"
#include "runtime/web/window_system.h"

#include <QEvent>
#include <QHideEvent>
#include <QScreen>
#include <QShowEvent>
#include <QWindow>

namespace runtime {
namespace {

WindowState stateOf(Qt::WindowStates states) {
  if (states.testFlag(Qt::WindowMinimized)) return WindowState::kMinimized;
  if (states.testFlag(Qt::WindowFullScreen)) return WindowState::kFullScreen;
  if (states.testFlag(Qt::WindowMaximized)) return WindowState::kMaximized;
  return WindowState::kNormal;
}

const char* leaving(WindowState state) {
  switch (state) {
    case WindowState::kMinimized:
      return "restore";
    case WindowState::kMaximized:
      return "unmaximize";
    case WindowState::kFullScreen:
      return "leave-full-screen";
    case WindowState::kNormal:
      break;
  }
  return nullptr;
}

const char* entering(WindowState state) {
  switch (state) {
    case WindowState::kMinimized:
      return "minimize";
    case WindowState::kMaximized:
      return "maximize";
    case WindowState::kFullScreen:
      return "enter-full-screen";
    case WindowState::kNormal:
      break;
  }
  return nullptr;
}

}  // namespace

bool Window::isNormalNow() const {
  return state_ == WindowState::kNormal && !(windowState() & (Qt::WindowMaximized | Qt::WindowFullScreen));
}

void Window::requestState(Qt::WindowStates states) {
  if (states == windowState()) return;
  since_state_.start();
  expected_.reset();
  wished_ = stateOf(states);
  insisted_ = false;
  wish_.start();
  if (states & (Qt::WindowMaximized | Qt::WindowFullScreen)) {
    // A window manager maximizes nothing that says it has one size.
    changing_geometry_ = true;
    setMinimumSize(0, 0);
    setMaximumSize(QWIDGETSIZE_MAX, QWIDGETSIZE_MAX);
    changing_geometry_ = false;
  }
  setWindowState(states);
  // Where the system grants it at once, no event of Qt's may come of it.
  later(state_pending_, &Window::syncState);
  later(geometry_pending_, &Window::geometryChanged);
  if (hasWindowManager() || !windowHandle()) return;
  switch (stateOf(states)) {
    case WindowState::kMinimized:
      return;
    case WindowState::kMaximized:
      windowHandle()->setGeometry(screen()->availableGeometry());
      return;
    case WindowState::kFullScreen:
      windowHandle()->setGeometry(screen()->geometry());
      return;
    case WindowState::kNormal:
      windowHandle()->setGeometry(normal_);
      return;
  }
}

// Without a window manager nobody but Qt itself can have refused, and it does so only by mixing up its own
// notices.
void Window::insist() {
  if (stateOf(windowState()) != wished_ && !hasWindowManager() && !insisted_) {
    insisted_ = true;
    switch (wished_) {
      case WindowState::kMinimized:
        setWindowState(windowState() | Qt::WindowMinimized);
        break;
      case WindowState::kMaximized:
        setWindowState(Qt::WindowMaximized);
        break;
      case WindowState::kFullScreen:
        setWindowState(Qt::WindowFullScreen);
        break;
      case WindowState::kNormal:
        setWindowState(Qt::WindowNoState);
        break;
    }
  }
  syncState();
}

void Window::maximize() {
  requestState((windowState() & ~(Qt::WindowMinimized | Qt::WindowFullScreen)) | Qt::WindowMaximized);
}

void Window::unmaximize() {
  requestState(windowState() & ~Qt::WindowMaximized);
}

void Window::minimize() {
  requestState(windowState() | Qt::WindowMinimized);
  if (!isVisible()) setVisible(true);
}

void Window::restore() {
  if (windowState().testFlag(Qt::WindowMinimized)) {
    requestState(windowState() & ~Qt::WindowMinimized);
  } else if (state_ == WindowState::kMinimized) {
    // The system has done it already.
    wished_ = stateOf(windowState());
    later(state_pending_, &Window::syncState);
  } else if (!windowState().testFlag(Qt::WindowFullScreen)) {
    unmaximize();
  }
}

void Window::setFullScreen(bool on) {
  if (on == (state_ == WindowState::kFullScreen) && on == windowState().testFlag(Qt::WindowFullScreen))
    return;
  if (on && !fullscreenable_) return;
  if (state_ == WindowState::kNormal && on) normal_ = bounds();
  requestState(windowState().setFlag(Qt::WindowFullScreen, on).setFlag(Qt::WindowMinimized, false));
  const bool maximized = windowState().testFlag(Qt::WindowMaximized);
  if (on) {
    expect(screen()->geometry());
  } else {
    expect(maximized ? screen()->availableGeometry() : normal_);
  }
  const QPointer<Window> self(this);
  reportGeometry();
  if (self) syncState();
}

void Window::syncState() {
  const WindowState before = state_;
  const WindowState now = stateOf(windowState());
  if (before == now) return;
  // On the way to what was asked for, a window manager may take other states back and forth.
  if (now != wished_ && wish_.isActive()) return;
  state_ = now;
  since_state_.start();
  if (now == WindowState::kMinimized && simulatesWindowManager()) wants_focus_ = false;
  const QPointer<Window> self(this);
  if (const char* name = leaving(before)) report(name);
  // A listener may have asked for something else already.
  if (!self || state_ != now) return;
  if (const char* name = entering(now)) report(name);
  if (!self || state_ != now) return;
  later(focus_pending_, &Window::syncFocus);
  if (now == WindowState::kNormal && normal_wished_) {
    normal_wished_ = false;
    applyGeometry(QRect(normal_.topLeft(), withinLimits(normal_.size())));
  }
}

void Window::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  if (!event->spontaneous()) {
    hints_->beforeMapped();
    QMetaObject::invokeMethod(
        this, [this] { hints_->afterMapped(); }, Qt::QueuedConnection);
  }
  since_state_.start();
  was_shown_ = true;
  if (expected_) expectation_.start();
  later(state_pending_, &Window::syncState);
  later(focus_pending_, &Window::syncFocus);
}

void Window::hideEvent(QHideEvent* event) {
  QWidget::hideEvent(event);
  if (!event->spontaneous()) hints_->afterUnmapped();
}

void Window::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::WindowStateChange) later(state_pending_, &Window::syncState);
  if (event->type() != QEvent::ActivationChange) return;
  if (isActiveWindow() && !simulatesWindowManager()) wants_focus_ = true;
  later(focus_pending_, &Window::syncFocus);
}

}  // namespace runtime
