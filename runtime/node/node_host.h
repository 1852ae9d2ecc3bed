#pragma once

#include <v8.h>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace node {
class ArrayBufferAllocator;
class Environment;
class IsolateData;
class MultiIsolatePlatform;
}  // namespace node

// Node-API's handle types, without its headers.
struct napi_env__;
struct napi_value__;

namespace runtime {

class UvPump;

// A binding of the runtime's own: fills `exports`; `data` is what was registered with it.
using BindingInit = void (*)(v8::Local<v8::Object> exports, v8::Local<v8::Context> context, void* data);

struct LinkedBinding {
  std::string name;
  BindingInit init = nullptr;
  void* data = nullptr;
};

// A Node-API module of the embedder.
struct LinkedNodeApiBinding {
  std::string name;
  napi_value__* (*init)(napi_env__*, napi_value__*) = nullptr;
};

struct NodeOptions {
  std::vector<std::string> args;       // args[0] is the executable; the rest goes to process.argv as it is
  std::vector<std::string> node_args;  // options for Node itself, already checked against the allow-list
  std::string v8_flags;
  std::string entry;  // id of the builtin script that starts everything
  std::vector<LinkedBinding> bindings;
  std::vector<LinkedNodeApiBinding> node_api_bindings;
};

// Node.js on uv_default_loop(), in Qt's event loop. Owns platform, isolate and environment; lives on the GUI
// thread, once per process. The isolate stays locked and entered, and its context entered, from start() to
// stop().
class NodeHost {
 public:
  NodeHost();
  ~NodeHost();
  NodeHost(const NodeHost&) = delete;
  NodeHost& operator=(const NodeHost&) = delete;

  // Creates the environment and runs the entry script. False when Node refuses its options (`error` says why)
  // or the entry script ended by an exception or process.exit; see exitRequested().
  bool start(NodeOptions options, std::string* error);

  // No JavaScript runs from here on, but what it left is still there: native code lets go of its handles now.
  void stopRunningJs() { stopping_ = true; }

  // Frees the environment and the isolate.
  void stop();

  // Called when JavaScript ends the process (process.reallyExit); no JavaScript may run after it.
  void setExitHandler(std::function<void(int code)> handler);

  bool canRunJs() const;
  v8::Isolate* isolate() const { return isolate_; }
  v8::Local<v8::Context> context() const;
  node::Environment* environment() const { return env_; }

  // Compiles lib/js/<id>.js as function (exports, require, module, process).
  v8::MaybeLocal<v8::Function> compileBuiltin(std::string_view id);

 private:
  struct Scopes;

  bool initializeOnce(const NodeOptions& options, std::vector<std::string>* exec_args, std::string* error);
  v8::MaybeLocal<v8::Value> runEntry(v8::Local<v8::Object> process,
                                     v8::Local<v8::Function> native_require,
                                     const std::string& entry);
  void requestExit(int code);

  NodeOptions options_;  // Node keeps pointers to the bindings' names
  std::unique_ptr<node::MultiIsolatePlatform> platform_;
  std::shared_ptr<node::ArrayBufferAllocator> allocator_;
  v8::Isolate* isolate_ = nullptr;
  node::IsolateData* isolate_data_ = nullptr;
  node::Environment* env_ = nullptr;
  v8::Global<v8::Context> context_;
  std::unique_ptr<Scopes> scopes_;
  std::unique_ptr<UvPump> pump_;
  std::function<void(int)> exit_handler_;
  bool stopping_ = false;
};

}  // namespace runtime
