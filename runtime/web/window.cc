#include "runtime/web/window.h"

#include "runtime/web/page.h"
#include "runtime/web/window_mouse.h"
#include "runtime/web/window_system.h"

#include <QApplication>
#include <QCloseEvent>
#include <QPaintEvent>
#include <QPainter>
#include <QQuickWidget>
#include <QScreen>
#include <QVBoxLayout>
#include <QWindow>

namespace runtime {
namespace {

Qt::WindowFlags flagsOf(const WindowOptions& options) {
  Qt::WindowFlags flags =
      Qt::Window | Qt::WindowSystemMenuHint | Qt::WindowMinMaxButtonsHint | Qt::WindowCloseButtonHint;
  // What Qt plays as a frame without a display would only shift the window.
  if (!options.frame || simulatesWindowManager()) {
    flags |= Qt::FramelessWindowHint;
  } else {
    // Together with FramelessWindowHint, Qt's X11 platform would ask for a frame all the same.
    flags |= Qt::CustomizeWindowHint | Qt::WindowTitleHint;
  }
  flags.setFlag(Qt::WindowStaysOnTopHint, options.always_on_top);
  flags.setFlag(Qt::WindowDoesNotAcceptFocus, !options.focusable);
  return flags;
}

}  // namespace

// A child window is no child widget: Qt would disable and hide it with its parent.
Window::Window(const WindowOptions& options, Page* page, Window* parent, WindowDelegate* delegate)
    : delegate_(delegate),
      page_(page),
      view_(new QWebEngineView(this)),
      mouse_(std::make_unique<WindowMouse>(this)),
      frame_(options.frame) {
  setWindowFlags(flagsOf(options));
  // The runtime decides when the app ends, not Qt's last window.
  setAttribute(Qt::WA_QuitOnClose, false);
  setAttribute(Qt::WA_TranslucentBackground, options.transparent);
  setWindowTitle(options.title);

  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSizeConstraint(QLayout::SetNoConstraint);
  layout->addWidget(view_);
  setFocusProxy(view_);
  view_->setPage(page);
  setBackground(options.background_color);
  if (options.paint_when_initially_hidden) {
    // A page can be visible only once it has begun to load.
    connect(page, &QWebEnginePage::loadStarted, this, [this] {
      if (!was_shown_ && !isVisible() && page_) page_->setVisible(true);
    });
  }
  // The page is drawn by OpenGL. Qt makes another native window when the first such child comes, and the page
  // would come with its first load: this one has it from the start.
  auto* drawn = new QQuickWidget(this);
  drawn->hide();

  resizable_ = options.resizable;
  fullscreenable_ = options.fullscreenable;
  minimum_ = QSize(options.min_width, options.min_height);
  maximum_ = QSize(options.max_width, options.max_height);
  const QRect area = screen()->availableGeometry();
  QRect place(QPoint(), withinLimits(QSize(options.width, options.height)));
  place.moveCenter(area.center());
  place.moveTopLeft(QPoint(std::max(area.x(), place.x()), std::max(area.y(), place.y())));
  if (options.x && options.y) place.moveTopLeft(QPoint(*options.x, *options.y));
  setGeometry(place);
  reported_ = normal_ = place;
  applySizeLimits();

  expectation_.setSingleShot(true);
  expectation_.setInterval(400);
  connect(&expectation_, &QTimer::timeout, this, [this] {
    if (!isVisible()) return;
    expected_.reset();
    geometryChanged();
  });
  wish_.setSingleShot(true);
  wish_.setInterval(300);
  connect(&wish_, &QTimer::timeout, this, &Window::insist);
  settled_.setSingleShot(true);
  settled_.setInterval(250);
  connect(&settled_, &QTimer::timeout, this, [this] {
    const QPointer<Window> self(this);
    const QRect before = unsettled_;
    const QRect now = bounds();
    if (before.size() != now.size()) report("resized");
    if (self && before.topLeft() != now.topLeft()) report("moved");
  });
  connect(qApp, &QApplication::focusChanged, this, [this](QWidget*, QWidget* now) {
    if (now == nullptr || !isAncestorOf(now)) return;
    wants_focus_ = true;
    later(focus_pending_, &Window::syncFocus);
  });
  if (simulatesWindowManager()) {
    // WORKAROUND (6.4, offscreen): a page whose first load begins in an active window does not hear that it
    // has the focus.
    connect(
        page, &QWebEnginePage::loadStarted, this,
        [this] { later(page_focus_pending_, &Window::refocusPage); }, Qt::SingleShotConnection);
  }
  create();
  hints_.emplace(windowHandle());
  if (!options.type.isEmpty()) hints_->setType(options.type);
  if (options.skip_taskbar) hints_->setSkipTaskbar(true);
  if (options.dark_theme) hints_->setDarkFrame();
  addView(view_);
  if (options.modal && parent != nullptr) windowHandle()->setModality(Qt::WindowModal);
  if (parent != nullptr) setParentWindow(parent);
}

Window::~Window() = default;

// The engine knows transparent pages, but no shades of it.
void Window::setBackground(const QColor& color) {
  background_ = color;
  if (page_) page_->setBackgroundColor(color.alpha() == 255 ? color : QColor(Qt::transparent));
  update();
}

void Window::paintEvent(QPaintEvent* event) {
  QWidget::paintEvent(event);
  if (!testAttribute(Qt::WA_TranslucentBackground)) return;
  QPainter painter(this);
  painter.setCompositionMode(QPainter::CompositionMode_Source);
  painter.fillRect(event->rect(), background_);
}

void Window::addView(QWebEngineView* view) {
  mouse_->watch(view);
}

bool Window::resizesAtEdges() const {
  return !frame_ && resizable_ && isNormalNow();
}

void Window::startMove() {
  if (state_ != WindowState::kFullScreen) mouse_->startMove();
}

void Window::tellAppCommand(const char* name) {
  if (delegate_ != nullptr) delegate_->onAppCommand(name);
}

void Window::present(bool activate) {
  const bool was_visible = isVisible();
  // A window that shall stay behind must not take the keyboard, which some systems give to every new window.
  QWidget* const active = QApplication::activeWindow();
  setAttribute(Qt::WA_ShowWithoutActivating, !activate);
  windowHandle()->setProperty("_q_showWithoutActivating", !activate);  // what Qt's X11 platform looks at
  if (!was_visible) wants_focus_ = activate;
  // What changed while it was hidden is told after 'show'.
  changing_geometry_ = true;
  setVisible(true);
  changing_geometry_ = false;
  hints_->applyAspectRatio();
  later(geometry_pending_, &Window::geometryChanged);
  if (activate) {
    if (state_ == WindowState::kMinimized) restore();
    focusNow();
  } else if (!was_visible && active != nullptr && active != this && simulatesWindowManager()) {
    active->activateWindow();
  }
}

void Window::conceal() {
  setVisible(false);
}

void Window::retire() {
  if (retired_) return;
  retired_ = true;
  delegate_ = nullptr;
  setVisible(false);
  const auto let_go = [this] {
    view_->setPage(nullptr);
    deleteLater();
  };
  // Qt WebEngine looks at the page's view while the page waits in a dialog.
  if (page_) {
    page_->whenIdle(let_go);
  } else {
    let_go();
  }
}

void Window::setParentWindow(Window* parent) {
  QWindow* const handle = parent != nullptr ? parent->windowHandle() : nullptr;
  // Qt follows these links for ever when they lead back.
  for (const QWindow* ancestor = handle; ancestor != nullptr; ancestor = ancestor->transientParent()) {
    if (ancestor == windowHandle()) return;
  }
  windowHandle()->setTransientParent(handle);
}

void Window::setFlag(Qt::WindowType flag, bool on) {
  if (hasFlag(flag) == on) return;
  // Not QWidget::setWindowFlag: it hides the window.
  overrideWindowFlags(windowFlags().setFlag(flag, on));
  windowHandle()->setFlag(flag, on);
  hints_->applyType();
}

void Window::report(const char* name) {
  if (delegate_ != nullptr) delegate_->onWindowEvent(name);
}

void Window::later(bool& pending, void (Window::*method)()) {
  if (pending) return;
  pending = true;
  QMetaObject::invokeMethod(
      this,
      [this, &pending, method] {
        pending = false;
        (this->*method)();
      },
      Qt::QueuedConnection);
}

void Window::closeEvent(QCloseEvent* event) {
  event->ignore();
  if (delegate_ != nullptr) delegate_->onCloseRequest();
}

}  // namespace runtime
