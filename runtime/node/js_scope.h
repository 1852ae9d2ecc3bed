#pragma once

#include "runtime/node/node_host.h"

#include <v8.h>
#include <span>

namespace runtime {

// The only ways from Qt into JavaScript.

// Calls `function` with Node's callback scope around it, so that nextTick and promise jobs run when the
// outermost call returns. An exception is reported as Node does (process 'uncaughtException') and answers
// empty, as does a call when JavaScript can no longer run. Everything may be gone after it, the caller's
// object included.
v8::MaybeLocal<v8::Value> callJs(NodeHost& host,
                                 v8::Local<v8::Object> receiver,
                                 v8::Local<v8::Function> function,
                                 std::span<v8::Local<v8::Value>> arguments);

}  // namespace runtime
