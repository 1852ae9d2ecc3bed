#include "bindings/glue/js_error.h"
#include "bindings/web_contents/picture.h"
#include "bindings/web_contents/web_contents_binding.h"

#include <QApplication>
#include <QChildEvent>
#include <QDir>
#include <QDropEvent>
#include <QEnterEvent>
#include <QInputMethodEvent>
#include <QKeyEvent>
#include <QLayout>
#include <QMimeData>
#include <QMouseEvent>
#include <QStyleHints>
#include <QWebEngineContextMenuRequest>
#include <QWheelEvent>
#include <QWindow>
#include <utility>

namespace bindings {
namespace {

// lib/js/main/input-events.js has the same bits.
constexpr std::pair<int, Qt::KeyboardModifier> kModifiers[] = {{1, Qt::ShiftModifier},
                                                               {2, Qt::ControlModifier},
                                                               {4, Qt::AltModifier},
                                                               {8, Qt::MetaModifier},
                                                               {16, Qt::KeypadModifier}};
constexpr std::pair<int, Qt::MouseButton> kButtons[] = {{32, Qt::LeftButton},
                                                        {64, Qt::MiddleButton},
                                                        {128, Qt::RightButton}};

Qt::KeyboardModifiers modifiersToQt(int bits) {
  Qt::KeyboardModifiers result;
  for (const auto& [bit, modifier] : kModifiers) result.setFlag(modifier, (bits & bit) != 0);
  return result;
}

Qt::MouseButtons buttonsToQt(int bits) {
  Qt::MouseButtons result;
  for (const auto& [bit, button] : kButtons) result.setFlag(button, (bits & bit) != 0);
  return result;
}

int modifiersFromQt(Qt::KeyboardModifiers modifiers) {
  int result = 0;
  for (const auto& [bit, modifier] : kModifiers) result |= modifiers.testFlag(modifier) ? bit : 0;
  return result;
}

Qt::MouseButton buttonToQt(const QString& button) {
  if (button == QLatin1String("right")) return Qt::RightButton;
  if (button == QLatin1String("middle")) return Qt::MiddleButton;
  return Qt::LeftButton;
}

std::vector<QString> localFiles(const QMimeData& data) {
  std::vector<QString> files;
  for (const QUrl& url : data.urls()) {
    if (url.isLocalFile()) files.push_back(QDir::cleanPath(url.toLocalFile()));
  }
  return files;
}

}  // namespace

// Looks at what the user and sendInputEvent give to the widgets that Qt WebEngine draws a page on. It makes
// these itself, new ones for each renderer process, as children of the view.
class WebContentsBinding::InputFilter : public QObject {
 public:
  InputFilter(WebContentsBinding* binding, QWebEngineView* view) : QObject(view), binding_(binding) {
    view->installEventFilter(this);
    for (QObject* child : view->children()) watch(child);
    view->window()->installEventFilter(this);
    if (QWindow* window = view->window()->windowHandle()) window->installEventFilter(this);
  }
  void detach() { binding_ = nullptr; }

 protected:
  bool eventFilter(QObject* target, QEvent* event) override {
    if (binding_ == nullptr) return false;
    if (target->isWindowType()) {
      if (event->type() == QEvent::CursorChange) binding_->onCursorChange(target);
      return false;
    }
    if (target->isWidgetType() && static_cast<QWidget*>(target)->isWindow()) {
      // Keys that the page has left: the menu's turn.
      const bool keep =
          event->type() == QEvent::ShortcutOverride && binding_->ignores_shortcuts_ && binding_->isFocused();
      if (keep) event->accept();
      return keep;
    }
    switch (event->type()) {
      case QEvent::ChildAdded:
        watch(static_cast<QChildEvent*>(event)->child());
        return false;
      case QEvent::ShortcutOverride:
        // The page has a key before the menu has: what it leaves comes back to the window, and its shortcuts.
        if (target == parent()) return false;
        event->accept();
        return true;
      case QEvent::Wheel:
        binding_->onWheel(*static_cast<QWheelEvent*>(event));
        return false;
      case QEvent::CursorChange:
        binding_->onCursorChange(target);
        return false;
      case QEvent::KeyPress:
      case QEvent::KeyRelease:
        return target != parent() && binding_->onKey(*static_cast<QKeyEvent*>(event));
      case QEvent::Drop:
        // Before the page has it: it may ask at once where the files are.
        binding_->callMethod("_onFilesDropped", localFiles(*static_cast<QDropEvent*>(event)->mimeData()));
        return false;
      case QEvent::MouseButtonPress:
        binding_->callMethod("_onMouseButton");
        return false;
      case QEvent::TouchBegin:
        binding_->callMethod("_onTouch");
        return false;
      default:
        return false;
    }
  }

 private:
  void watch(QObject* child) {
    if (child->isWidgetType()) child->installEventFilter(this);
  }

  WebContentsBinding* binding_;
};

void WebContentsBinding::setView(QWebEngineView* view) {
  if (filter_) filter_->detach();
  view_ = view;
  if (view == nullptr) return;
  filter_ = new InputFilter(this, view);
  // A window that is not shown yet lays nothing out, but its page has its size already.
  if (QLayout* layout = view->window()->layout()) layout->activate();
  // Without this Qt WebEngine shows a menu of its own.
  view->setContextMenuPolicy(Qt::CustomContextMenu);
  QObject::connect(view, &QWidget::customContextMenuRequested, page_, [this] {
    if (!view_ || view_->lastContextMenuRequest() == nullptr) return;
    if (std::exchange(expects_hit_, false)) {
      callMethod("_onHit");
    } else {
      onContextMenu(*view_->lastContextMenuRequest());
    }
  });
}

void WebContentsBinding::forgetView() {
  if (filter_) filter_->detach();
}

bool WebContentsBinding::onKey(const QKeyEvent& event) {
  const v8::HandleScope handle_scope(context_.node.isolate());
  v8::Local<v8::Value> swallow;
  const bool down = event.type() == QEvent::KeyPress;
  return callMethod("_onKey", down, event.key(), event.text(), modifiersFromQt(event.modifiers()),
                    event.isAutoRepeat(), static_cast<int>(event.nativeScanCode()))
             .ToLocal(&swallow) &&
         swallow->IsTrue();
}

void WebContentsBinding::onContextMenu(const QWebEngineContextMenuRequest& request) {
  const v8::HandleScope handle_scope(context_.node.isolate());
  const QStringList given = request.spellCheckerSuggestions();
  const std::vector<QString> suggestions(given.begin(), given.end());
  const v8::Local<v8::Object> params = ObjectWriter(context_.node.isolate())
                                           .write("x", request.position().x())
                                           .write("y", request.position().y())
                                           .write("linkURL", request.linkUrl())
                                           .write("linkText", request.linkText())
                                           .write("srcURL", request.mediaUrl())
                                           .write("mediaType", static_cast<int>(request.mediaType()))
                                           .write("selectionText", request.selectedText())
                                           .write("isEditable", request.isContentEditable())
                                           .write("misspelledWord", request.misspelledWord())
                                           .write("dictionarySuggestions", suggestions)
                                           .write("mediaFlags", static_cast<int>(request.mediaFlags()))
                                           .write("editFlags", static_cast<int>(request.editFlags()))
                                           .object();
  callMethod("_onContextMenu", params);
}

void WebContentsBinding::onWheel(const QWheelEvent& event) {
  const int delta = event.angleDelta().y();
  if (event.modifiers().testFlag(Qt::ControlModifier) && delta != 0) callMethod("_onZoomWheel", delta > 0);
}

// The page's cursor is that of the whole window.
void WebContentsBinding::onCursorChange(const QObject* target) {
  QCursor cursor;
  if (const auto* window = qobject_cast<const QWindow*>(target)) {
    cursor = window->cursor();
  } else if (const auto* widget = qobject_cast<const QWidget*>(target)) {
    cursor = widget->cursor();
  }
  const int shape = static_cast<int>(cursor.shape());
  const QImage picture = cursor.pixmap().toImage();
  if (picture.isNull()) {
    callMethod("_onCursor", shape);
    return;
  }
  const v8::HandleScope handle_scope(context_.node.isolate());
  ObjectWriter drawn = writePicture(context_.node.isolate(), picture);
  const QByteArrayView bytes(picture.constBits(), picture.sizeInBytes());
  drawn.write("x", cursor.hotSpot().x())
      .write("y", cursor.hotSpot().y())
      .write("checksum", static_cast<int>(qChecksum(bytes)));
  callMethod("_onCursor", shape, drawn.object());
}

v8::Local<v8::Value> WebContentsBinding::selectionRect() const {
  v8::Isolate* isolate = context_.node.isolate();
  QWidget* target = inputTarget();
  if (target == nullptr) return v8::Null(isolate);
  QInputMethodQueryEvent query(Qt::ImCursorRectangle);
  QApplication::sendEvent(target, &query);
  const QVariant value = query.value(Qt::ImCursorRectangle);
  if (!value.isValid()) return v8::Null(isolate);
  return Convert<QRect>::toJs(isolate, value.toRect());
}

// The widget that Qt WebEngine draws the page on and takes input from.
QWidget* WebContentsBinding::inputTarget() const {
  if (!view_) return nullptr;
  return view_->focusProxy() != nullptr ? view_->focusProxy() : view_.data();
}

void WebContentsBinding::sendMouseEvent(const QString& type,
                                        const QPoint& position,
                                        const QString& button,
                                        int click_count,
                                        int modifiers) {
  QPointer<QWidget> target = inputTarget();
  if (!target) return;
  const QPointF local(position);
  const QPointF global = target->mapToGlobal(local);
  const Qt::MouseButton which = buttonToQt(button);
  const Qt::MouseButtons held = buttonsToQt(modifiers);
  const auto send = [&](QEvent::Type event_type, Qt::MouseButton changed, Qt::MouseButtons down) {
    if (!target) return;
    QMouseEvent event(event_type, local, global, changed, down, modifiersToQt(modifiers));
    QApplication::sendEvent(target, &event);
  };
  if (type == QLatin1String("mouseDown")) {
    send(click_count > 1 ? QEvent::MouseButtonDblClick : QEvent::MouseButtonPress, which, held | which);
  } else if (type == QLatin1String("mouseUp")) {
    send(QEvent::MouseButtonRelease, which, held & ~Qt::MouseButtons(which));
  } else if (type == QLatin1String("mouseLeave")) {
    QEvent event(QEvent::Leave);
    QApplication::sendEvent(target, &event);
  } else if (type == QLatin1String("mouseEnter")) {
    QEnterEvent event(local, local, global);
    QApplication::sendEvent(target, &event);
  } else {
    send(QEvent::MouseMove, Qt::NoButton, held);
  }
}

void WebContentsBinding::sendWheelEvent(const QPoint& position, const QPoint& delta, int modifiers) {
  QWidget* target = inputTarget();
  if (target == nullptr) return;
  const QPointF local(position);
  // Qt WebEngine looks at the wheel's angle only: a notch of 120 is so many lines of 20 pixels.
  constexpr int kNotch = 120;
  constexpr int kLine = 20;
  const QPoint angle =
      delta * kNotch / (kLine * std::max(QGuiApplication::styleHints()->wheelScrollLines(), 1));
  QWheelEvent event(local, target->mapToGlobal(local), QPoint(), angle, Qt::NoButton,
                    modifiersToQt(modifiers), Qt::NoScrollPhase, false);
  QApplication::sendEvent(target, &event);
}

void WebContentsBinding::sendKeyEvent(bool down,
                                      int key,
                                      const QString& text,
                                      int modifiers,
                                      bool auto_repeat) {
  QWidget* target = inputTarget();
  if (target == nullptr) return;
  QKeyEvent event(down ? QEvent::KeyPress : QEvent::KeyRelease, key, modifiersToQt(modifiers), text,
                  auto_repeat);
  QApplication::sendEvent(target, &event);
}

// As an input method does: without a key.
void WebContentsBinding::typeText(const QString& text) {
  QWidget* target = inputTarget();
  if (target == nullptr) return;
  QInputMethodEvent event;
  event.setCommitString(text);
  QApplication::sendEvent(target, &event);
}

}  // namespace bindings
