#include "runtime/web/window.h"
#include "runtime/web/window_system.h"

#include <QLayout>
#include <QMoveEvent>
#include <QResizeEvent>
#include <QScreen>
#include <QWindow>

namespace runtime {

QRect Window::actualGeometry() const {
  return isVisible() && windowHandle() != nullptr ? windowHandle()->geometry() : geometry();
}

int Window::barHeight() const {
  const QWidget* bar = layout()->menuBar();
  return bar == nullptr || bar->isHidden() ? 0 : bar->heightForWidth(width());
}

QSize Window::withinLimits(QSize size) const {
  if (resizable_) {
    // A maximum below the minimum is the minimum.
    const auto limit = [](int value, int minimum, int maximum) {
      if (maximum > 0) value = std::min(value, std::max(minimum, maximum));
      return std::max({value, minimum, 1});
    };
    return {limit(size.width(), minimum_.width(), maximum_.width()),
            limit(size.height(), minimum_.height(), maximum_.height())};
  }
  return size.expandedTo(QSize(1, 1));
}

void Window::setBounds(const QRect& bounds) {
  const QRect place(bounds.topLeft(), withinLimits(bounds.size()));
  if (state_ == WindowState::kMaximized) {
    if (place == this->bounds()) return;
    requestState(windowState() & ~Qt::WindowMaximized);
    const QPointer<Window> self(this);
    syncState();
    if (!self || retired_) return;
  } else if (state_ != WindowState::kNormal) {
    normal_ = place;
    normal_wished_ = true;
    return;
  }
  applyGeometry(place);
}

void Window::applyGeometry(const QRect& place) {
  expected_.reset();
  changing_geometry_ = true;
  const QPointer<Window> self(this);
  setMinimumSize(0, 0);
  setMaximumSize(QWIDGETSIZE_MAX, QWIDGETSIZE_MAX);
  setGeometry(place);
  if (!self) return;
  changing_geometry_ = false;
  applySizeLimits();
  if (!isVisible() || simulatesWindowManager()) {
    geometryChanged();
    return;
  }
  // Notices of the places before are still on their way.
  expect(place);
  normal_ = place;
  reportGeometry();
}

void Window::center() {
  QRect place = bounds();
  place.moveCenter(screen()->availableGeometry().center());
  setBounds(place);
}

void Window::setSizeLimits(QSize minimum, QSize maximum) {
  minimum_ = minimum;
  maximum_ = maximum;
  applySizeLimits();
}

void Window::setResizable(bool on) {
  if (resizable_ == on) return;
  resizable_ = on;
  // What was pinned is free again, as in Electron: without the limits of before.
  minimum_ = maximum_ = QSize(0, 0);
  applySizeLimits();
}

// Qt's limits would resize the window at once. So they include the size that the window has.
void Window::applySizeLimits() {
  if (changing_geometry_) return;
  changing_geometry_ = true;
  const bool free = windowState() & (Qt::WindowMaximized | Qt::WindowFullScreen);
  const QSize none(QWIDGETSIZE_MAX, QWIDGETSIZE_MAX);
  if (free) {
    setMinimumSize(0, 0);
    setMaximumSize(none);
  } else if (!resizable_) {
    setMinimumSize(size());
    setMaximumSize(size());
  } else {
    const QSize upper = maximum_.expandedTo(minimum_);
    setMinimumSize(minimum_.expandedTo(QSize(0, 0)).boundedTo(size()));
    setMaximumSize(QSize(maximum_.width() > 0 ? upper.width() : none.width(),
                         maximum_.height() > 0 ? upper.height() : none.height())
                       .expandedTo(size()));
  }
  changing_geometry_ = false;
  if (hints_) hints_->applyAspectRatio();
}

// The next geometry events are on their way; until then the window answers with what they will say.
void Window::expect(const QRect& bounds) {
  expected_ = bounds;
  expectation_.start();
}

void Window::geometryChanged() {
  if (changing_geometry_) return;
  if (expected_) return;
  const QPointer<Window> self(this);
  // 'maximize' comes before the move and the resize that it brings.
  syncState();
  if (!self || expected_) return;
  if (isNormalNow()) {
    if (normal_wished_) return;
    normal_ = actualGeometry();
  }
  applySizeLimits();
  reportGeometry();
}

void Window::reportGeometry() {
  const QRect before = reported_;
  const QRect now = bounds();
  if (before == now) return;
  reported_ = now;
  const QPointer<Window> self(this);
  if (before.topLeft() != now.topLeft()) report("move");
  if (self && before.size() != now.size()) report("resize");
}

// Not ours, so the user's: told once more when it is over.
void Window::noticeUser(const QEvent& event) {
  if (!event.spontaneous() || !isVisible() || state_ != WindowState::kNormal || expected_ ||
      simulatesWindowManager())
    return;
  if (actualGeometry() == reported_ || since_state_.elapsed() < 1000) return;
  if (!settled_.isActive()) unsettled_ = reported_;
  settled_.start();
}

void Window::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  noticeUser(*event);
  geometryChanged();
}

void Window::moveEvent(QMoveEvent* event) {
  QWidget::moveEvent(event);
  noticeUser(*event);
  geometryChanged();
}

}  // namespace runtime
