#include "runtime/include/runtime/runtime.h"

#include "bindings/registry.h"
#include "runtime/application.h"

namespace runtime {

class Runtime::Impl {
 public:
  explicit Impl(Options options)
      : application(std::move(options),
                    [this](NodeHost& node, AppHost& app) { return registry.create(node, app); }) {}

  bindings::Registry registry;
  Application application;
};

Runtime::Runtime(Options options) : impl_(std::make_unique<Impl>(std::move(options))) {}
Runtime::~Runtime() = default;

bool Runtime::start() {
  return impl_->application.start();
}

int Runtime::run() {
  return impl_->application.run();
}

int Runtime::exitCode() const {
  return impl_->application.exitCode();
}

}  // namespace runtime
