#include "runtime/node/js_scope.h"

#include <node.h>

namespace runtime {

v8::MaybeLocal<v8::Value> callJs(NodeHost& host,
                                 v8::Local<v8::Object> receiver,
                                 v8::Local<v8::Function> function,
                                 std::span<v8::Local<v8::Value>> arguments) {
  if (!host.canRunJs()) return {};
  v8::Isolate* isolate = host.isolate();
  v8::EscapableHandleScope handle_scope(isolate);
  v8::MaybeLocal<v8::Value> result;
  {
    const node::CallbackScope callback_scope(isolate, receiver, node::async_context{0, 0});
    // Verbose: the isolate's message listener (Node's) is told, although the exception goes no further. It
    // must not: JavaScript may stand below this call, through Qt, and it is not what threw.
    v8::TryCatch try_catch(isolate);
    try_catch.SetVerbose(true);
    result = function->Call(host.context(), receiver, static_cast<int>(arguments.size()), arguments.data());
  }
  if (!host.canRunJs()) return {};
  return handle_scope.EscapeMaybe(result);
}

}  // namespace runtime
