#pragma once

#include "bindings/glue/js_error.h"
#include "bindings/glue/wrapped.h"

#include <string>
#include <tuple>
#include <utility>

namespace bindings {

namespace detail {

inline void throwJs(v8::Isolate* isolate, const JsError& error) {
  const v8::Local<v8::String> text = jsString(isolate, error.what());
  switch (error.kind()) {
    case JsError::Kind::kTypeError:
      isolate->ThrowException(v8::Exception::TypeError(text));
      return;
    case JsError::Kind::kRangeError:
      isolate->ThrowException(v8::Exception::RangeError(text));
      return;
    case JsError::Kind::kError:
      break;
  }
  isolate->ThrowException(v8::Exception::Error(text));
}

template <typename T>
std::decay_t<T> argument(const v8::FunctionCallbackInfo<v8::Value>& info, int index) {
  auto converted = Convert<std::decay_t<T>>::fromJs(info.GetIsolate(), info[index]);
  if (!converted) {
    throw JsError(JsError::Kind::kTypeError,
                  "Error processing argument at index " + std::to_string(index) + ", conversion failure");
  }
  return std::move(*converted);
}

template <typename Result, typename Call>
void answer(const v8::FunctionCallbackInfo<v8::Value>& info, Call&& call) {
  if constexpr (std::is_void_v<Result>) {
    call();
  } else {
    info.GetReturnValue().Set(Convert<std::decay_t<Result>>::toJs(info.GetIsolate(), call()));
  }
}

// The one place where C++ exceptions of a binding become JavaScript's.
template <typename Body>
void guarded(v8::Isolate* isolate, Body&& body) {
  try {
    body();
  } catch (const JsError& error) {
    throwJs(isolate, error);
  }
}

template <typename Class, typename Result, typename... Args, typename Method, size_t... Is>
void invokeMember(const v8::FunctionCallbackInfo<v8::Value>& info,
                  Method method,
                  std::index_sequence<Is...>) {
  guarded(info.GetIsolate(), [&] {
    auto* self = static_cast<Class*>(Wrapped::unwrap(info.Holder()));
    if (self == nullptr) throw JsError(JsError::Kind::kTypeError, "Object has been destroyed");
    std::tuple<std::decay_t<Args>...> args{argument<Args>(info, static_cast<int>(Is))...};
    answer<Result>(info, [&]() -> Result { return (self->*method)(std::get<Is>(args)...); });
  });
}

template <typename Class, typename Result, typename... Args>
void dispatchMember(const v8::FunctionCallbackInfo<v8::Value>& info, Result (Class::*method)(Args...)) {
  invokeMember<Class, Result, Args...>(info, method, std::index_sequence_for<Args...>{});
}

template <typename Class, typename Result, typename... Args>
void dispatchMember(const v8::FunctionCallbackInfo<v8::Value>& info, Result (Class::*method)(Args...) const) {
  invokeMember<Class, Result, Args...>(info, method, std::index_sequence_for<Args...>{});
}

template <typename Result, typename... Args, size_t... Is>
void invokeFree(const v8::FunctionCallbackInfo<v8::Value>& info,
                Result (*function)(BindingContext&, Args...),
                std::index_sequence<Is...>) {
  guarded(info.GetIsolate(), [&] {
    auto* context = static_cast<BindingContext*>(info.Data().As<v8::External>()->Value());
    std::tuple<std::decay_t<Args>...> args{argument<Args>(info, static_cast<int>(Is))...};
    answer<Result>(info, [&]() -> Result { return function(*context, std::get<Is>(args)...); });
  });
}

template <typename Result, typename... Args>
void dispatchFree(const v8::FunctionCallbackInfo<v8::Value>& info,
                  Result (*function)(BindingContext&, Args...)) {
  invokeFree(info, function, std::index_sequence_for<Args...>{});
}

}  // namespace detail

template <auto Method>
void memberCallback(const v8::FunctionCallbackInfo<v8::Value>& info) {
  detail::dispatchMember(info, Method);
}

template <auto Function>
void functionCallback(const v8::FunctionCallbackInfo<v8::Value>& info) {
  detail::dispatchFree(info, Function);
}

// Builds the constructor of a Wrapped class:
//   ObjectTemplate<Window>(context, "Window").method<&Window::show>("show").install(exports)
// `new` calls Class(BindingContext&, Local<Object> wrapper, Local<Object> options).
template <typename Class>
class ObjectTemplate {
 public:
  ObjectTemplate(BindingContext& context, std::string_view name)
      : isolate_(context.node.isolate()), data_(v8::External::New(isolate_, &context)), name_(name) {
    template_ = v8::FunctionTemplate::New(isolate_, construct, data_);
    template_->SetClassName(jsKey(isolate_, name));
    template_->InstanceTemplate()->SetInternalFieldCount(Wrapped::kFieldCount);
  }

  template <auto Method>
  ObjectTemplate& method(std::string_view name) {
    template_->PrototypeTemplate()->Set(jsKey(isolate_, name),
                                        v8::FunctionTemplate::New(isolate_, memberCallback<Method>, data_,
                                                                  v8::Signature::New(isolate_, template_), 0,
                                                                  v8::ConstructorBehavior::kThrow));
    return *this;
  }

  void install(v8::Local<v8::Object> exports) {
    // A destroyed object must still answer this one.
    template_->PrototypeTemplate()->Set(
        jsKey(isolate_, "isDestroyed"),
        v8::FunctionTemplate::New(isolate_, [](const v8::FunctionCallbackInfo<v8::Value>& info) {
          info.GetReturnValue().Set(Wrapped::unwrap(info.This()) == nullptr);
        }));
    const auto context = isolate_->GetCurrentContext();
    exports->Set(context, jsKey(isolate_, name_), template_->GetFunction(context).ToLocalChecked()).Check();
  }

 private:
  static void construct(const v8::FunctionCallbackInfo<v8::Value>& info) {
    detail::guarded(info.GetIsolate(), [&] {
      if (!info.IsConstructCall()) {
        throw JsError(JsError::Kind::kTypeError, "Class constructor cannot be invoked without 'new'");
      }
      info.This()->SetAlignedPointerInInternalField(0, nullptr);
      auto* context = static_cast<BindingContext*>(info.Data().As<v8::External>()->Value());
      new Class(*context, info.This(), detail::argument<v8::Local<v8::Object>>(info, 0));
    });
  }

  v8::Isolate* isolate_;
  v8::Local<v8::External> data_;
  std::string name_;
  v8::Local<v8::FunctionTemplate> template_;
};

// Adds a plain function to a binding's exports: setFunction<&beep>(context, exports, "beep") for `void
// beep(BindingContext&)`.
template <auto Function>
void setFunction(BindingContext& context, v8::Local<v8::Object> exports, std::string_view name) {
  v8::Isolate* isolate = context.node.isolate();
  const auto v8_context = isolate->GetCurrentContext();
  const auto function =
      v8::Function::New(v8_context, functionCallback<Function>, v8::External::New(isolate, &context), 0,
                        v8::ConstructorBehavior::kThrow)
          .ToLocalChecked();
  function->SetName(jsKey(isolate, name));
  exports->Set(v8_context, jsKey(isolate, name), function).Check();
}

}  // namespace bindings
