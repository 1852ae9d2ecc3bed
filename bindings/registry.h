#pragma once

#include "bindings/glue/binding_context.h"
#include "runtime/application.h"

#include <memory>

namespace bindings {

// Every binding of the runtime, by the name under which lib/js reaches it: process._linkedBinding(name).
class Registry {
 public:
  runtime::Application::BindingSet create(runtime::NodeHost& node, runtime::AppHost& app);

 private:
  std::unique_ptr<BindingContext> context_;
};

}  // namespace bindings
