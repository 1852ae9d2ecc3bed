#include "bindings/glue/binding_context.h"

#include "bindings/glue/wrapped.h"

namespace bindings {

BindingContext::~BindingContext() {
  release();
}

void BindingContext::deleteLater(Wrapped* object) {
  if (!doomed_.insert(object).second) return;
  QMetaObject::invokeMethod(
      &anchor_,
      [this, object] {
        if (doomed_.erase(object) > 0) delete object;
      },
      Qt::QueuedConnection);
}

v8::Local<v8::String> BindingContext::methodName(std::string_view name) {
  v8::Isolate* isolate = node.isolate();
  v8::Eternal<v8::String>& known = method_names_[name.data()];
  if (known.IsEmpty()) known.Set(isolate, jsKey(isolate, name));
  return known.Get(isolate);
}

void BindingContext::release() {
  doomed_.clear();
  while (!live_.empty()) delete *live_.rbegin();
}

}  // namespace bindings
