#include "bindings/tray/tray_binding.h"

#include "bindings/glue/object_template.h"
#include "bindings/menu/menu_binding.h"

#include <QCursor>
#include <QGuiApplication>
#include <QIcon>
#include <QMenu>
#include <QPixmap>

namespace bindings {
namespace {

// Electron's names; a reason without one is told of by nothing.
const char* eventOf(QSystemTrayIcon::ActivationReason reason) {
  switch (reason) {
    case QSystemTrayIcon::Trigger:
      return "click";
    case QSystemTrayIcon::DoubleClick:
      return "double-click";
    case QSystemTrayIcon::MiddleClick:
      return "middle-click";
    case QSystemTrayIcon::Context:
      return "right-click";
    case QSystemTrayIcon::Unknown:
      break;
  }
  return nullptr;
}

// The bits of lib/js/main/web-contents/input.js.
int modifierBits() {
  const Qt::KeyboardModifiers now = QGuiApplication::queryKeyboardModifiers();
  return (now.testFlag(Qt::ShiftModifier) ? 1 : 0) | (now.testFlag(Qt::ControlModifier) ? 2 : 0) |
         (now.testFlag(Qt::AltModifier) ? 4 : 0) | (now.testFlag(Qt::MetaModifier) ? 8 : 0);
}

QIcon readIcon(v8::Isolate* isolate, v8::Local<v8::Object> options) {
  std::vector<QByteArray> pictures;
  ObjectReader(isolate, options).read("pictures", &pictures);
  QIcon icon;
  for (const QByteArray& bytes : pictures) {
    QPixmap pixmap;
    if (pixmap.loadFromData(bytes)) icon.addPixmap(pixmap);
  }
  return icon;
}

}  // namespace

TrayBinding::TrayBinding(BindingContext& context,
                         v8::Local<v8::Object> wrapper,
                         v8::Local<v8::Object> options)
    : Wrapped(context, wrapper),
      icon_(std::make_unique<QSystemTrayIcon>(readIcon(context.node.isolate(), options))) {
  QObject::connect(icon_.get(), &QSystemTrayIcon::activated, &anchor_,
                   [this](QSystemTrayIcon::ActivationReason reason) { onActivated(reason); });
}

TrayBinding::~TrayBinding() = default;

void TrayBinding::onActivated(QSystemTrayIcon::ActivationReason reason) {
  const char* name = eventOf(reason);
  if (name == nullptr) return;
  const QPoint at = QCursor::pos();
  const v8::HandleScope handle_scope(context_.node.isolate());
  const v8::Local<v8::Value> position =
      ObjectWriter(context_.node.isolate()).write("x", at.x()).write("y", at.y()).object();
  callMethod("_onActivated", name, modifierBits(), icon_->geometry(), position);
}

void TrayBinding::setPictures(v8::Local<v8::Object> options) {
  icon_->setIcon(readIcon(context_.node.isolate(), options));
}

void TrayBinding::setMenu(const std::optional<v8::Local<v8::Object>>& menu) {
  auto* view = menu ? dynamic_cast<MenuBinding*>(unwrap(*menu)) : nullptr;
  icon_->setContextMenu(view != nullptr ? view->menu() : nullptr);
}

void TrayBinding::destroy() {
  icon_->hide();
  markDestroyed();
  // Its event may be on the stack.
  context_.deleteLater(this);
}

void initializeTray(v8::Local<v8::Object> exports, v8::Local<v8::Context>, void* data) {
  using Self = TrayBinding;
  auto& context = *static_cast<BindingContext*>(data);
  ObjectTemplate<Self>(context, "TrayIcon")
      .method<&Self::show>("_show")
      .method<&Self::setPictures>("_setPictures")
      .method<&Self::setToolTip>("_setToolTip")
      .method<&Self::setMenu>("_setMenu")
      .method<&Self::bounds>("_bounds")
      .method<&Self::destroy>("_destroy")
      .install(exports);
}

}  // namespace bindings
