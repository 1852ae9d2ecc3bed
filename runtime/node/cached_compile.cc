#include "runtime/node/cached_compile.h"

#include "runtime/node/code_cache.h"
#include "runtime/node/libnode_symbol.h"

#include <string>
#include <vector>

namespace runtime {

v8::MaybeLocal<v8::Function> cachedCompile(v8::Local<v8::Context> context, const CachedSource& source) {
  const auto bytes = findCodeCache(source.id);
  // The source owns it.
  auto* code = bytes.empty()
                   ? nullptr
                   : new v8::ScriptCompiler::CachedData(bytes.data(), static_cast<int>(bytes.size()));
  v8::ScriptCompiler::Source input(source.text, source.origin, code);
  v8::Local<v8::Function> function;
  if (!v8::ScriptCompiler::CompileFunctionInContext(
           context, &input, source.parameters.size(), source.parameters.data(), 0, nullptr,
           code != nullptr ? v8::ScriptCompiler::kConsumeCodeCache : v8::ScriptCompiler::kNoCompileOptions)
           .ToLocal(&function)) {
    return {};
  }
  addToCodeCache(context->GetIsolate(), source.id, function);
  return function;
}

}  // namespace runtime

// Node's own scripts: Debian's libnode has no cache for them, and spends half of its start on compiling them.
namespace node::builtins {

// As in libnode, as far as it is needed here.
class BuiltinLoader {
 public:
  enum class Result { kWithCache, kWithoutCache };
  v8::MaybeLocal<v8::String> LoadBuiltinSource(v8::Isolate* isolate, const char* id) const;
  // Called by libnode for each of its scripts, on the thread of its isolate.
  __attribute__((visibility("default"))) v8::MaybeLocal<v8::Function> LookupAndCompileInternal(
      v8::Local<v8::Context> context,
      const char* id,
      std::vector<v8::Local<v8::String>>* parameters,
      Result* result);
};

namespace {

using Compile = v8::MaybeLocal<v8::Function> (*)(BuiltinLoader*,
                                                 v8::Local<v8::Context>,
                                                 const char*,
                                                 std::vector<v8::Local<v8::String>>*,
                                                 BuiltinLoader::Result*);

}  // namespace

v8::MaybeLocal<v8::Function> BuiltinLoader::LookupAndCompileInternal(
    v8::Local<v8::Context> context,
    const char* id,
    std::vector<v8::Local<v8::String>>* parameters,
    Result* result) {
  static const auto original = runtime::nextSymbol<Compile>(
      "_ZN4node8builtins13BuiltinLoader24LookupAndCompileInternalEN2v85LocalINS2_7ContextEEEPKc"
      "PSt6vectorINS3_INS2_6StringEEESaISA_EEPNS1_6ResultE");
  const std::string name = std::string("node:") + id;
  if (!runtime::isRecordingCodeCache() && runtime::findCodeCache(name).empty()) {
    return original(this, context, id, parameters, result);
  }
  v8::Isolate* isolate = context->GetIsolate();
  v8::EscapableHandleScope handle_scope(isolate);
  v8::Local<v8::String> source;
  v8::Local<v8::String> resource;
  if (!LoadBuiltinSource(isolate, id).ToLocal(&source) ||
      !v8::String::NewFromUtf8(isolate, name.c_str()).ToLocal(&resource)) {
    return {};
  }
  const v8::ScriptOrigin origin(isolate, resource, 0, 0, true);
  v8::Local<v8::Function> function;
  if (!runtime::cachedCompile(context, {name, source, origin, *parameters}).ToLocal(&function)) return {};
  *result = Result::kWithCache;
  return handle_scope.Escape(function);
}

}  // namespace node::builtins
