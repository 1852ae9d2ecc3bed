#pragma once

#include <v8.h>
#include <QObject>
#include <set>
#include <string_view>
#include <unordered_map>

namespace runtime {
class AppHost;
class NodeHost;
}  // namespace runtime

namespace bindings {

class Wrapped;

// What every binding may use of the process it lives in, and the native objects that live. Owned by the
// Runtime, outlives the environment.
class BindingContext {
 public:
  BindingContext(runtime::NodeHost& node_host, runtime::AppHost& app_host) : node(node_host), app(app_host) {}
  ~BindingContext();
  BindingContext(const BindingContext&) = delete;
  BindingContext& operator=(const BindingContext&) = delete;

  runtime::NodeHost& node;
  runtime::AppHost& app;

  void add(Wrapped* object) { live_.insert(object); }
  void remove(Wrapped* object) { live_.erase(object); }
  // Deletes `object` from the event loop: it may still be on the stack.
  void deleteLater(Wrapped* object);
  // Deletes all that live.
  void release();

  // The interned name of a method. `name` is a literal: its address tells it from others.
  v8::Local<v8::String> methodName(std::string_view name);

 private:
  std::set<Wrapped*> live_;
  std::set<Wrapped*> doomed_;
  std::unordered_map<const char*, v8::Eternal<v8::String>> method_names_;
  QObject anchor_;
};

}  // namespace bindings
