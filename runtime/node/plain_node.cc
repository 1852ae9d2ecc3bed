#include "runtime/node/plain_node.h"

#include "runtime/version.h"

#include <node.h>
#include <uv.h>
#include <cstdio>
#include <cstdlib>
#include <memory>

namespace runtime {
namespace {

constexpr int kStartExitCode = 1;

v8::Local<v8::String> toV8(v8::Isolate* isolate, const char* text) {
  return v8::String::NewFromUtf8(isolate, text).ToLocalChecked();
}

// Scripts tell by process.versions.electron whose Node they run in.
void addVersions(v8::Isolate* isolate, v8::Local<v8::Context> context) {
  v8::Local<v8::Value> process;
  v8::Local<v8::Value> versions;
  if (!context->Global()->Get(context, toV8(isolate, "process")).ToLocal(&process) || !process->IsObject() ||
      !process.As<v8::Object>()->Get(context, toV8(isolate, "versions")).ToLocal(&versions) ||
      !versions->IsObject()) {
    return;
  }
  const auto add = [&](const char* name, const char* version) {
    versions.As<v8::Object>()
        ->DefineOwnProperty(context, toV8(isolate, name), toV8(isolate, version), v8::ReadOnly)
        .Check();
  };
  // An app that was written for another version tells its children so.
  const char* const declared = std::getenv("RUNTIME_ELECTRON_VERSION");
  add("electron", declared != nullptr ? declared : kElectronVersion);
  add("runtime", kVersion);
}

int runEnvironment(const node::InitializationResult& start,
                   v8::Isolate* isolate,
                   node::IsolateData* isolate_data) {
  const v8::HandleScope handle_scope(isolate);
  const v8::Local<v8::Context> context = node::NewContext(isolate);
  const v8::Context::Scope context_scope(context);
  const std::unique_ptr<node::Environment, void (*)(node::Environment*)> environment(
      node::CreateEnvironment(isolate_data, context, start.args(), start.exec_args()), node::FreeEnvironment);
  if (environment == nullptr) return kStartExitCode;
  addVersions(isolate, context);
  if (node::LoadEnvironment(environment.get(), node::StartExecutionCallback{}).IsEmpty())
    return kStartExitCode;
  const int code = node::SpinEventLoop(environment.get()).FromMaybe(kStartExitCode);
  node::Stop(environment.get());
  return code;
}

}  // namespace

int runAsNode(const std::vector<std::string>& arguments) {
  const auto start = node::InitializeOncePerProcess(arguments, node::ProcessInitializationFlags::kNoFlags);
  for (const std::string& error : start->errors()) {
    std::fprintf(stderr, "%s: %s\n", arguments[0].c_str(), error.c_str());
  }
  if (start->early_return()) return start->exit_code();

  // Addons that use uv_default_loop() expect it to be the one that runs.
  uv_loop_t* const loop = uv_default_loop();
  node::MultiIsolatePlatform* const platform = start->platform();
  const std::shared_ptr<node::ArrayBufferAllocator> allocator = node::ArrayBufferAllocator::Create();
  v8::Isolate* const isolate = node::NewIsolate(allocator, loop, platform);
  if (isolate == nullptr) return kStartExitCode;
  int code = kStartExitCode;
  {
    const v8::Locker locker(isolate);
    const v8::Isolate::Scope isolate_scope(isolate);
    const v8::HandleScope handle_scope(isolate);
    const std::unique_ptr<node::IsolateData, void (*)(node::IsolateData*)> isolate_data(
        node::CreateIsolateData(isolate, loop, platform, allocator.get()), node::FreeIsolateData);
    code = runEnvironment(*start, isolate, isolate_data.get());
  }
  bool finished = false;
  platform->AddIsolateFinishedCallback(
      isolate, [](void* data) { *static_cast<bool*>(data) = true; }, &finished);
  platform->UnregisterIsolate(isolate);
  isolate->Dispose();
  while (!finished) uv_run(loop, UV_RUN_ONCE);
  node::TearDownOncePerProcess();
  return code;
}

}  // namespace runtime
