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

void BindingContext::release() {
  doomed_.clear();
  while (!live_.empty()) delete *live_.rbegin();
}

}  // namespace bindings
