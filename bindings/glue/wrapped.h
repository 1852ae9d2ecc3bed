#pragma once

#include "bindings/glue/binding_context.h"
#include "bindings/glue/convert.h"
#include "runtime/node/js_scope.h"

#include <v8.h>
#include <array>
#include <memory>

namespace bindings {

// A JavaScript function kept by native code. Copies share it; calling it after the environment ended does
// nothing. The engine keeps some of them for longer than there is an isolate.
class JsCallback {
 public:
  JsCallback(runtime::NodeHost& node, v8::Local<v8::Function> function)
      : node_(&node), function_(new Function(node.isolate(), function), [&node](Function* held) {
          if (!node.canRunJs()) held->Empty();
          delete held;
        }) {}

  template <typename... Args>
  void operator()(const Args&... args) const {
    if (!node_->canRunJs()) return;
    v8::Isolate* isolate = node_->isolate();
    const v8::HandleScope handle_scope(isolate);
    std::array<v8::Local<v8::Value>, sizeof...(Args)> values{Convert<Args>::toJs(isolate, args)...};
    runtime::callJs(*node_, v8::Object::New(isolate), function_->Get(isolate), values);
  }

 private:
  using Function = v8::Global<v8::Function>;

  runtime::NodeHost* node_;
  std::shared_ptr<Function> function_;
};

// The native half of a JavaScript object. The JavaScript half is kept alive until markDestroyed(); from then
// on every method of it throws `TypeError: Object has been destroyed`. Deleted by its own destroy path, never
// by the collector.
class Wrapped {
 public:
  // Objects of these classes have one internal field: the Wrapped pointer, or null when destroyed or not
  // constructed.
  static constexpr int kFieldCount = 1;

  virtual ~Wrapped() {
    markDestroyed();
    context_.remove(this);
  }
  Wrapped(const Wrapped&) = delete;
  Wrapped& operator=(const Wrapped&) = delete;

  bool isDestroyed() const { return wrapper_.IsEmpty(); }
  v8::Local<v8::Object> wrapper() const { return wrapper_.Get(context_.node.isolate()); }

  static Wrapped* unwrap(v8::Local<v8::Object> object) {
    if (object->InternalFieldCount() < kFieldCount) return nullptr;
    return static_cast<Wrapped*>(object->GetAlignedPointerFromInternalField(0));
  }

 protected:
  Wrapped(BindingContext& context, v8::Local<v8::Object> wrapper)
      : context_(context), wrapper_(context.node.isolate(), wrapper) {
    wrapper->SetAlignedPointerInInternalField(0, this);
    context.add(this);
  }

  void markDestroyed() {
    if (wrapper_.IsEmpty()) return;
    const v8::HandleScope handle_scope(context_.node.isolate());
    wrapper()->SetAlignedPointerInInternalField(0, nullptr);
    wrapper_.Reset();
  }

  // Calls the wrapper's method `name`. Everything may be gone after it, `this` included.
  template <typename... Args>
  v8::MaybeLocal<v8::Value> callMethod(std::string_view name, const Args&... args) {
    runtime::NodeHost& node = context_.node;
    if (isDestroyed() || !node.canRunJs()) return {};
    v8::Isolate* isolate = node.isolate();
    v8::EscapableHandleScope handle_scope(isolate);
    const v8::Local<v8::Object> receiver = wrapper();
    v8::Local<v8::Value> function;
    if (!receiver->Get(node.context(), context_.methodName(name)).ToLocal(&function) ||
        !function->IsFunction())
      return {};
    std::array<v8::Local<v8::Value>, sizeof...(Args)> values{Convert<Args>::toJs(isolate, args)...};
    return handle_scope.EscapeMaybe(runtime::callJs(node, receiver, function.As<v8::Function>(), values));
  }

  // Emits an event through the wrapper's _emit (lib/js/main/event.js). True when a listener called
  // preventDefault().
  template <typename... Args>
  bool emit(const char* event, const Args&... args) {
    const v8::HandleScope handle_scope(context_.node.isolate());
    v8::Local<v8::Value> result;
    return callMethod("_emit", event, args...).ToLocal(&result) && result->IsTrue();
  }

  BindingContext& context_;

 private:
  v8::Global<v8::Object> wrapper_;
};

}  // namespace bindings
