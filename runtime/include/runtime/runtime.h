// The public interface of the runtime as a library.
//
//   #include <runtime/runtime.h>
//   int main(int argc, char** argv) {
//     runtime::Options options;
//     options.arguments.assign(argv, argv + argc);
//     options.onError = [](const runtime::Error& error) { std::cerr << error.message << '\n'; };
//     return runtime::Runtime(std::move(options)).run();
//   }
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

// Node-API's two handle types, so that a host without native bindings needs no Node headers.
typedef struct napi_env__* napi_env;
typedef struct napi_value__* napi_value;

#define RUNTIME_EXPORT __attribute__((visibility("default")))

namespace runtime {

// What went wrong, told to Options::onError. The runtime itself writes nothing to stdout or stderr except
// what the app's own code, Node's inspector or the engine print there, and the answers to --help, --version
// and --abi.
struct Error {
  enum class Kind {
    kUsage,      // the command line cannot be understood
    kStart,      // the app cannot be found or read, or the engine cannot start
    kLoad,       // the main script threw while it was loaded
    kException,  // an uncaught exception or unhandled rejection of the running app
    kWarning,    // something is not supported here, or was ignored; the app goes on
  };
  Kind kind;
  std::string message;  // UTF-8, complete; may have several lines
};

// A Node-API module that is linked into the host. JavaScript reaches it with process._linkedBinding(name).
struct NativeBinding {
  std::string name;
  napi_value (*init)(napi_env env, napi_value exports);
};

struct Options {
  // argv of the process, the program's name first. See `runtime --help` for what is understood.
  std::vector<std::string> arguments;
  // Folder, script, .html file or URL to run. When set, `arguments` holds only switches and the app's own
  // arguments.
  std::string app;
  std::vector<NativeBinding> bindings;
  // Called on the main thread. Without it, errors are dropped; the exit code still tells of them.
  std::function<void(const Error&)> onError;
  // Called with what --help, --version and --abi answer. Without it, the text goes to stdout.
  std::function<void(const std::string&)> onOutput;
};

// One per process: V8, libuv and the web engine can be started only once. Lives on the thread that made it,
// which becomes the GUI thread.
class RUNTIME_EXPORT Runtime {
 public:
  explicit Runtime(Options options);
  ~Runtime();
  Runtime(const Runtime&) = delete;
  Runtime& operator=(const Runtime&) = delete;

  // Reads the command line and the app's package.json, starts Node and loads the main script. False when
  // there is nothing to run, either because of an error (reported) or because the command line asked only for
  // information.
  bool start();

  // Runs until the app quits (calls start() first if that was not done). Returns the exit code.
  int run();

  // The exit code as far as it is known: 0 until something set another.
  int exitCode() const;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace runtime
