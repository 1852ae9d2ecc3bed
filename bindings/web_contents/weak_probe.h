#pragma once

#include <v8.h>
#include <vector>

namespace bindings {

// Asks the collector whether an object is still in use, and keeps it whatever the answer is. Several that are
// asked about together do not count as users of each other.
class WeakProbe {
 public:
  void hold(v8::Isolate* isolate, v8::Local<v8::Value> value) { held_.Reset(isolate, value); }
  v8::Local<v8::Value> value(v8::Isolate* isolate) const { return held_.Get(isolate); }
  // What the last collection has found.
  bool isHeldElsewhere() const { return is_held_elsewhere_; }

  // Collects garbage. No handle to what is asked about may be open.
  static void ask(v8::Isolate* isolate, std::vector<WeakProbe>& probes);

 private:
  v8::Global<v8::Value> held_;
  bool is_held_elsewhere_ = true;
};

}  // namespace bindings
