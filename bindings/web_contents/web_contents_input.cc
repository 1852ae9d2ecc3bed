#include "bindings/glue/js_error.h"
#include "bindings/web_contents/web_contents_binding.h"

#include <QApplication>
#include <QKeyEvent>
#include <QKeySequence>
#include <QMouseEvent>
#include <QWheelEvent>

namespace bindings {
namespace {

Qt::KeyboardModifiers toQt(int modifiers) {
  Qt::KeyboardModifiers result;
  result.setFlag(Qt::ShiftModifier, modifiers & 1);
  result.setFlag(Qt::ControlModifier, modifiers & 2);
  result.setFlag(Qt::AltModifier, modifiers & 4);
  result.setFlag(Qt::MetaModifier, modifiers & 8);
  return result;
}

Qt::MouseButton toQt(const QString& button) {
  if (button == QLatin1String("right")) return Qt::RightButton;
  if (button == QLatin1String("middle")) return Qt::MiddleButton;
  return Qt::LeftButton;
}

}  // namespace

// The widget that Qt WebEngine draws the page on and takes input from.
QWidget* WebContentsBinding::inputTarget() const {
  if (!view_) throw JsError("This page is in no window");
  return view_->focusProxy() != nullptr ? view_->focusProxy() : view_.data();
}

void WebContentsBinding::sendMouseEvent(const QString& type, int x, int y, const QString& button, int click_count,
                                        int modifiers) {
  QWidget* target = inputTarget();
  const QPointF local(x, y);
  const QPointF global = target->mapToGlobal(local);
  const Qt::MouseButton which = toQt(button);
  const auto send = [&](QEvent::Type event_type, Qt::MouseButton changed, Qt::MouseButtons down) {
    QMouseEvent event(event_type, local, global, changed, down, toQt(modifiers));
    QApplication::sendEvent(target, &event);
  };
  if (type == QLatin1String("mouseDown")) {
    send(click_count > 1 ? QEvent::MouseButtonDblClick : QEvent::MouseButtonPress, which, which);
  } else if (type == QLatin1String("mouseUp")) {
    send(QEvent::MouseButtonRelease, which, Qt::NoButton);
  } else if (type == QLatin1String("mouseLeave")) {
    QEvent event(QEvent::Leave);
    QApplication::sendEvent(target, &event);
  } else {
    send(QEvent::MouseMove, Qt::NoButton, Qt::NoButton);
  }
}

void WebContentsBinding::sendWheelEvent(int x, int y, int delta_x, int delta_y, int modifiers) {
  QWidget* target = inputTarget();
  const QPointF local(x, y);
  QWheelEvent event(local, target->mapToGlobal(local), QPoint(), QPoint(delta_x, delta_y), Qt::NoButton,
                    toQt(modifiers), Qt::NoScrollPhase, false);
  QApplication::sendEvent(target, &event);
}

void WebContentsBinding::sendKeyEvent(const QString& type, const QString& key_code, int modifiers) {
  QWidget* target = inputTarget();
  const QKeySequence sequence = QKeySequence::fromString(key_code, QKeySequence::PortableText);
  const int key = sequence.isEmpty() ? Qt::Key_unknown : sequence[0].key();
  const QString text = key_code.size() == 1 ? key_code : QString();
  const auto send = [&](QEvent::Type event_type, const QString& typed) {
    QKeyEvent event(event_type, key, toQt(modifiers), typed);
    QApplication::sendEvent(target, &event);
  };
  if (type == QLatin1String("keyUp")) {
    send(QEvent::KeyRelease, text);
  } else {
    // A `char` is the typed character; a key press alone types nothing.
    send(QEvent::KeyPress, type == QLatin1String("char") ? text : QString());
  }
}

}  // namespace bindings
