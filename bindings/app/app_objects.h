#pragma once

#include "bindings/app/quit_signals.h"
#include "bindings/app/single_instance.h"
#include "bindings/glue/wrapped.h"

#include <QAccessible>

namespace bindings {

// `new SingleInstance({ folder })` of lib/js: calls _onMessage(text) on itself.
class SingleInstanceBinding : public Wrapped {
 public:
  SingleInstanceBinding(BindingContext& context,
                        v8::Local<v8::Object> wrapper,
                        v8::Local<v8::Object> options);

  bool acquire(const QString& message) { return instance_->acquire(message.toUtf8()); }
  bool isHeld() { return instance_->isHeld(); }
  void release() { instance_->release(); }

 private:
  std::unique_ptr<SingleInstance> instance_;
};

// `new QuitSignals({})` of lib/js: calls _onSignal() on itself.
class QuitSignalsBinding : public Wrapped {
 public:
  QuitSignalsBinding(BindingContext& context, v8::Local<v8::Object> wrapper, v8::Local<v8::Object> options);

 private:
  QuitSignals signals_;
};

// `new AccessibilityWatch({})` of lib/js: calls _onChange(active) on itself when assistive software is there
// or gone, and after setActive(), which is what the engine listens to as well.
class AccessibilityWatch : public Wrapped, public QAccessible::ActivationObserver {
 public:
  AccessibilityWatch(BindingContext& context, v8::Local<v8::Object> wrapper, v8::Local<v8::Object> options);
  ~AccessibilityWatch() override;

  bool isActive() { return QAccessible::isActive(); }
  void setActive(bool active) { QAccessible::setActive(active); }

 private:
  void accessibilityActiveChanged(bool active) override;
};

}  // namespace bindings
