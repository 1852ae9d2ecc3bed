#include "bindings/web_contents/weak_probe.h"

namespace bindings {

namespace {

// The only kind of weak handle that can take its object back. It is deprecated; where it is gone, deadlocks
// are not found, and pages wait.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
constexpr v8::WeakCallbackType kTakesBack = v8::WeakCallbackType::kFinalizer;
#pragma GCC diagnostic pop

}  // namespace

void WeakProbe::ask(v8::Isolate* isolate, std::vector<WeakProbe>& probes) {
  for (WeakProbe& probe : probes) {
    if (probe.held_.IsEmpty()) continue;
    probe.is_held_elsewhere_ = true;
    probe.held_.SetWeak(
        &probe,
        [](const v8::WeakCallbackInfo<WeakProbe>& info) {
          WeakProbe* found = info.GetParameter();
          found->is_held_elsewhere_ = false;
          found->held_.ClearWeak();
        },
        kTakesBack);
  }
  isolate->LowMemoryNotification();
  for (WeakProbe& probe : probes) {
    if (!probe.held_.IsEmpty() && probe.held_.IsWeak()) probe.held_.ClearWeak();
  }
}

}  // namespace bindings
