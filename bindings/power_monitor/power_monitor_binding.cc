#include "bindings/power_monitor/power_monitor_binding.h"

#include "bindings/glue/object_template.h"
#include "bindings/power_monitor/power_monitor.h"

namespace bindings {
namespace {

// `new PowerMonitor({ appName })` of lib/js: calls _onEvent(name) on itself, which answers whether 'shutdown'
// waits.
class PowerMonitorBinding : public Wrapped {
 public:
  PowerMonitorBinding(BindingContext& context, v8::Local<v8::Object> wrapper, v8::Local<v8::Object> options)
      : Wrapped(context, wrapper) {
    QString app_name;
    ObjectReader(context.node.isolate(), options).read("appName", &app_name);
    monitor_ = std::make_unique<PowerMonitor>(app_name, [this](const char* event) {
      const v8::HandleScope handle_scope(context_.node.isolate());
      v8::Local<v8::Value> result;
      return callMethod("_onEvent", event).ToLocal(&result) && result->IsTrue();
    });
  }

  void watch() { monitor_->watch(); }
  void delayShutdown(bool on) { monitor_->delayShutdown(on); }
  bool isOnBattery() { return monitor_->isOnBattery(); }
  bool isLocked() { return monitor_->isLocked(); }
  // In seconds; null where nobody knows.
  std::optional<double> idleSeconds() { return monitor_->idleSeconds(); }

 private:
  std::unique_ptr<PowerMonitor> monitor_;
};

}  // namespace

void initializePowerMonitor(v8::Local<v8::Object> exports, v8::Local<v8::Context>, void* data) {
  auto& context = *static_cast<BindingContext*>(data);
  ObjectTemplate<PowerMonitorBinding>(context, "PowerMonitor")
      .method<&PowerMonitorBinding::watch>("watch")
      .method<&PowerMonitorBinding::delayShutdown>("delayShutdown")
      .method<&PowerMonitorBinding::isOnBattery>("isOnBattery")
      .method<&PowerMonitorBinding::isLocked>("isLocked")
      .method<&PowerMonitorBinding::idleSeconds>("idleSeconds")
      .install(exports);
}

}  // namespace bindings
