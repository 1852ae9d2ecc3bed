#include "runtime/web/window.h"
#include "runtime/web/window_system.h"

#include <QApplication>

namespace runtime {

void Window::focusNow() {
  if (!isShown() || hasFlag(Qt::WindowDoesNotAcceptFocus)) return;
  wants_focus_ = true;
  raise();
  activateWindow();
  // Without a display, Qt activates a window that was hidden no second time.
  if (simulatesWindowManager()) QApplication::setActiveWindow(this);
  view_->setFocus();
  later(focus_pending_, &Window::syncFocus);
}

// No system takes the keyboard away from a window for nobody: the page just stops listening.
void Window::giveUpFocus() {
  wants_focus_ = false;
  blurPage();
  lower();
  later(focus_pending_, &Window::syncFocus);
}

void Window::blurPage() {
  (view_->focusProxy() != nullptr ? view_->focusProxy() : view_)->clearFocus();
}

bool Window::wantsFocus() const {
  return isActiveWindow() && isShown() && wants_focus_ && !hasFlag(Qt::WindowDoesNotAcceptFocus);
}

void Window::syncFocus() {
  const bool now = wantsFocus();
  if (now == focused_) return;
  focused_ = now;
  if (delegate_ != nullptr) delegate_->onFocusChange(now);
}

void Window::refocusPage() {
  if (!wantsFocus() || view_->focusProxy() == nullptr) return;
  view_->focusProxy()->clearFocus();
  view_->setFocus();
}

}  // namespace runtime
