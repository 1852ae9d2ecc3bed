#include "runtime/web/window.h"

#include "runtime/web/page.h"

#include <QCloseEvent>
#include <QGuiApplication>
#include <QScreen>
#include <QVBoxLayout>
#include <QWindow>

namespace runtime {

Window::Window(const WindowOptions& options, Page* page, Window* parent, WindowDelegate* delegate)
    : QWidget(parent), delegate_(delegate), view_(new QWebEngineView(this)) {
  // A child window is a window of its own, which only stays above its parent.
  Qt::WindowFlags flags = Qt::Window;
  if (!options.frame) flags |= Qt::FramelessWindowHint;
  if (options.always_on_top) flags |= Qt::WindowStaysOnTopHint;
  if (!options.focusable) flags |= Qt::WindowDoesNotAcceptFocus;
  flags |= Qt::CustomizeWindowHint | Qt::WindowTitleHint | Qt::WindowSystemMenuHint;
  flags.setFlag(Qt::WindowMinimizeButtonHint, options.minimizable);
  flags.setFlag(Qt::WindowMaximizeButtonHint, options.maximizable);
  flags.setFlag(Qt::WindowCloseButtonHint, options.closable);
  setWindowFlags(flags);
  if (options.modal && parent != nullptr) setWindowModality(Qt::WindowModal);
  // The runtime decides when the app ends, not Qt's last window.
  setAttribute(Qt::WA_QuitOnClose, false);
  if (options.transparent) setAttribute(Qt::WA_TranslucentBackground);

  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(view_);
  setFocusProxy(view_);
  view_->setPage(page);
  page->setBackgroundColor(options.background_color);
  setWindowTitle(options.title);
  if (!options.icon.isEmpty()) setWindowIcon(QIcon(options.icon));

  resizable_ = options.resizable;
  minimum_ = QSize(options.min_width, options.min_height);
  maximum_ = QSize(options.max_width, options.max_height);
  resize(options.width, options.height);
  applySizeLimits();
  const QRect area = screen()->availableGeometry();
  const QPoint centered = area.center() - QPoint(options.width / 2, options.height / 2);
  if (!options.center && (options.x || options.y)) {
    move(options.x.value_or(centered.x()), options.y.value_or(centered.y()));
  } else {
    move(std::max(area.x(), centered.x()), std::max(area.y(), centered.y()));
  }
}

void Window::present(bool activate) {
  setAttribute(Qt::WA_ShowWithoutActivating, !activate);
  setVisible(true);
  if (!activate) return;
  raise();
  activateWindow();
}

void Window::retire() {
  if (retired_) return;
  retired_ = true;
  delegate_ = nullptr;
  setVisible(false);
  view_->setPage(nullptr);
  deleteLater();
}

QRect Window::bounds() const {
  return frameGeometry();
}

void Window::setBounds(const QRect& bounds) {
  const QMargins frame(geometry().left() - frameGeometry().left(), geometry().top() - frameGeometry().top(),
                       frameGeometry().right() - geometry().right(), frameGeometry().bottom() - geometry().bottom());
  setContentBounds(bounds.marginsRemoved(frame));
}

QRect Window::contentBounds() const {
  return geometry();
}

void Window::setContentBounds(const QRect& bounds) {
  if (!resizable_) {
    // Limits that pin the size would also refuse the program's own wish.
    setMinimumSize(0, 0);
    setMaximumSize(QWIDGETSIZE_MAX, QWIDGETSIZE_MAX);
  }
  setGeometry(bounds);
  if (!resizable_) applySizeLimits();
}

bool Window::isMaximizedNow() const {
  return windowState().testFlag(Qt::WindowMaximized);
}

void Window::maximize() {
  setWindowState((windowState() & ~Qt::WindowMinimized) | Qt::WindowMaximized);
  if (!isVisible()) present(true);
}

void Window::unmaximize() {
  setWindowState(windowState() & ~Qt::WindowMaximized);
}

void Window::minimize() {
  setWindowState(windowState() | Qt::WindowMinimized);
  if (!isVisible()) setVisible(true);
}

void Window::restoreState() {
  if (isMinimized()) {
    setWindowState(windowState() & ~Qt::WindowMinimized);
  } else {
    setWindowState(windowState() & ~(Qt::WindowMaximized | Qt::WindowFullScreen));
  }
}

void Window::setFullScreen(bool on) {
  setWindowState(windowState().setFlag(Qt::WindowFullScreen, on));
  if (on && !isVisible()) present(true);
}

void Window::setSizeLimits(QSize minimum, QSize maximum) {
  minimum_ = minimum;
  maximum_ = maximum;
  applySizeLimits();
}

void Window::setResizable(bool on) {
  resizable_ = on;
  applySizeLimits();
}

void Window::applySizeLimits() {
  if (!resizable_) {
    setFixedSize(size());
    return;
  }
  setMinimumSize(minimum_.expandedTo(QSize(0, 0)));
  setMaximumSize(maximum_.width() > 0 ? maximum_.width() : QWIDGETSIZE_MAX,
                 maximum_.height() > 0 ? maximum_.height() : QWIDGETSIZE_MAX);
}

void Window::setFlag(Qt::WindowType flag, bool on) {
  if (hasFlag(flag) == on) return;
  // Qt hides a window whose flags change; the native window keeps its place, but must be shown again.
  const bool was_visible = isVisible();
  WindowDelegate* const delegate = delegate_;
  delegate_ = nullptr;
  const QRect place = geometry();
  setWindowFlag(flag, on);
  setGeometry(place);
  if (was_visible) setVisible(true);
  delegate_ = delegate;
}

void Window::report(const char* name) {
  if (delegate_ != nullptr) delegate_->onWindowEvent(name);
}

void Window::closeEvent(QCloseEvent* event) {
  event->ignore();
  if (delegate_ != nullptr) delegate_->onCloseRequest();
}

void Window::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  if (event->size() != event->oldSize()) report("resize");
}

void Window::moveEvent(QMoveEvent* event) {
  QWidget::moveEvent(event);
  if (event->pos() != event->oldPos()) report("move");
}

void Window::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  if (!event->spontaneous()) report("show");
}

void Window::hideEvent(QHideEvent* event) {
  QWidget::hideEvent(event);
  if (!event->spontaneous()) report("hide");
}

void Window::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::ActivationChange && isActiveWindow() != active_) {
    active_ = isActiveWindow();
    report(active_ ? "focus" : "blur");
    return;
  }
  if (event->type() != QEvent::WindowStateChange) return;
  const Qt::WindowStates before = last_states_;
  const Qt::WindowStates now = windowState();
  last_states_ = now;
  const auto changed = [&](Qt::WindowState state) { return before.testFlag(state) != now.testFlag(state); };
  const QPointer<Window> self(this);
  if (changed(Qt::WindowMinimized)) report(now.testFlag(Qt::WindowMinimized) ? "minimize" : "restore");
  if (self && changed(Qt::WindowMaximized)) report(now.testFlag(Qt::WindowMaximized) ? "maximize" : "unmaximize");
  if (self && changed(Qt::WindowFullScreen)) {
    report(now.testFlag(Qt::WindowFullScreen) ? "enter-full-screen" : "leave-full-screen");
  }
}

}  // namespace runtime
