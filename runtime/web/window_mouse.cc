#include "runtime/web/window_mouse.h"

#include "runtime/web/window.h"

#include <QChildEvent>
#include <QCoreApplication>
#include <QGuiApplication>
#include <QMouseEvent>
#include <QWindow>

namespace runtime {
namespace {

// As wide as Chromium's own frames are inside of a window, in device independent pixels.
constexpr int kEdge = 5;
constexpr int kCorner = 16;

Qt::CursorShape cursorOf(Qt::Edges edges) {
  if (edges == (Qt::TopEdge | Qt::LeftEdge) || edges == (Qt::BottomEdge | Qt::RightEdge))
    return Qt::SizeFDiagCursor;
  if (edges == (Qt::TopEdge | Qt::RightEdge) || edges == (Qt::BottomEdge | Qt::LeftEdge))
    return Qt::SizeBDiagCursor;
  return edges.testAnyFlags(Qt::LeftEdge | Qt::RightEdge) ? Qt::SizeHorCursor : Qt::SizeVerCursor;
}

}  // namespace

WindowMouse::WindowMouse(Window* window) : window_(window) {}

WindowMouse::~WindowMouse() {
  showCursor({});
}

void WindowMouse::watch(QWidget* view) {
  view->installEventFilter(this);
  for (QObject* child : view->children()) {
    if (child->isWidgetType()) child->installEventFilter(this);
  }
}

bool WindowMouse::eventFilter(QObject* target, QEvent* event) {
  switch (event->type()) {
    case QEvent::ChildAdded: {
      QObject* const child = static_cast<QChildEvent*>(event)->child();
      if (child->isWidgetType()) child->installEventFilter(this);
      return false;
    }
    case QEvent::MouseMove: {
      const auto& move = *static_cast<QMouseEvent*>(event);
      if (move.buttons() == Qt::NoButton) showCursor(edgesAt(move));
      return false;
    }
    case QEvent::Leave:
    case QEvent::Hide:
      showCursor({});
      return false;
    case QEvent::MouseButtonPress:
    case QEvent::MouseButtonDblClick:
      pressed_ = qobject_cast<QWidget*>(target);
      return onPress(*static_cast<QMouseEvent*>(event));
    default:
      return false;
  }
}

Qt::Edges WindowMouse::edgesAt(const QMouseEvent& event) const {
  if (!window_->resizesAtEdges()) return {};
  const QPoint at = window_->mapFromGlobal(event.globalPosition().toPoint());
  const QSize size = window_->size();
  const auto edges = [&](int width) {
    Qt::Edges found;
    found.setFlag(Qt::LeftEdge, at.x() < width);
    found.setFlag(Qt::RightEdge, at.x() >= size.width() - width);
    found.setFlag(Qt::TopEdge, at.y() < width);
    found.setFlag(Qt::BottomEdge, at.y() >= size.height() - width);
    return found;
  };
  return edges(kEdge) ? edges(kCorner) : Qt::Edges();
}

void WindowMouse::showCursor(Qt::Edges edges) {
  if (edges == shown_) return;
  if (!edges) {
    QGuiApplication::restoreOverrideCursor();
  } else if (!shown_) {
    QGuiApplication::setOverrideCursor(cursorOf(edges));
  } else {
    QGuiApplication::changeOverrideCursor(cursorOf(edges));
  }
  shown_ = edges;
}

bool WindowMouse::onPress(const QMouseEvent& event) {
  if (event.button() == Qt::BackButton || event.button() == Qt::ForwardButton) {
    window_->tellAppCommand(event.button() == Qt::BackButton ? "browser-backward" : "browser-forward");
    return false;
  }
  if (event.button() != Qt::LeftButton) return false;
  const Qt::Edges edges = edgesAt(event);
  return edges && window_->windowHandle()->startSystemResize(edges);
}

bool WindowMouse::startMove() {
  if (!QGuiApplication::mouseButtons().testFlag(Qt::LeftButton)) return false;
  if (!window_->windowHandle()->startSystemMove()) return false;
  // The window manager gets the release, and the page must not wait for it.
  if (pressed_) {
    const QPointF at = QCursor::pos();
    QMouseEvent release(QEvent::MouseButtonRelease, pressed_->mapFromGlobal(at), at, Qt::LeftButton,
                        Qt::NoButton, Qt::NoModifier);
    QCoreApplication::sendEvent(pressed_, &release);
  }
  return true;
}

}  // namespace runtime
