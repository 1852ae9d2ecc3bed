#pragma once

#include <v8.h>
#include <span>
#include <string_view>

namespace runtime {

// What cachedCompile() compiles.
struct CachedSource {
  std::string_view id;  // in the cache
  v8::Local<v8::String> text;
  const v8::ScriptOrigin& origin;
  std::span<v8::Local<v8::String>> parameters;
};

// As V8's CompileFunctionInContext, by the cache where it can.
v8::MaybeLocal<v8::Function> cachedCompile(v8::Local<v8::Context> context, const CachedSource& source);

}  // namespace runtime
