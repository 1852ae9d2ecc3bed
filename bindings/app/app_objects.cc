#include "bindings/app/app_objects.h"

namespace bindings {

SingleInstanceBinding::SingleInstanceBinding(BindingContext& context,
                                             v8::Local<v8::Object> wrapper,
                                             v8::Local<v8::Object> options)
    : Wrapped(context, wrapper) {
  QString folder;
  ObjectReader(context.node.isolate(), options).read("folder", &folder);
  instance_ = std::make_unique<SingleInstance>(folder, [this](const QByteArray& message) {
    const v8::HandleScope handle_scope(context_.node.isolate());
    callMethod("_onMessage", QString::fromUtf8(message));
  });
}

QuitSignalsBinding::QuitSignalsBinding(BindingContext& context,
                                       v8::Local<v8::Object> wrapper,
                                       v8::Local<v8::Object>)
    : Wrapped(context, wrapper), signals_([this] {
        const v8::HandleScope handle_scope(context_.node.isolate());
        callMethod("_onSignal");
      }) {}

AccessibilityWatch::AccessibilityWatch(BindingContext& context,
                                       v8::Local<v8::Object> wrapper,
                                       v8::Local<v8::Object>)
    : Wrapped(context, wrapper) {
  QAccessible::installActivationObserver(this);
}

AccessibilityWatch::~AccessibilityWatch() {
  QAccessible::removeActivationObserver(this);
}

void AccessibilityWatch::accessibilityActiveChanged(bool active) {
  const v8::HandleScope handle_scope(context_.node.isolate());
  callMethod("_onChange", active);
}

}  // namespace bindings
