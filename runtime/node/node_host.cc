#include "runtime/node/node_host.h"

#include "runtime/node/builtin_js.h"
#include "runtime/node/cached_compile.h"
#include "runtime/node/code_cache.h"
#include "runtime/node/extra_certificates.h"
#include "runtime/node/uv_pump.h"

#include <node.h>
#include <node_api.h>
#include <uv.h>

// Node 18's headers must come before those of any other Node on the machine.
static_assert(NODE_MAJOR_VERSION == 18, "wrong node.h: run scripts/setup and configure again");

namespace runtime {
namespace {

constexpr int kPlatformThreads = 4;

v8::Local<v8::String> toV8(v8::Isolate* isolate, std::string_view text) {
  return v8::String::NewFromUtf8(isolate, text.data(), v8::NewStringType::kNormal,
                                 static_cast<int>(text.size()))
      .ToLocalChecked();
}

// compileBuiltin as JavaScript sees it: (id) → function, or undefined when there is no such builtin.
void compileBuiltinCallback(const v8::FunctionCallbackInfo<v8::Value>& info) {
  auto* host = static_cast<NodeHost*>(info.Data().As<v8::External>()->Value());
  const v8::String::Utf8Value id(info.GetIsolate(), info[0]);
  v8::Local<v8::Function> function;
  if (host->compileBuiltin({*id, static_cast<size_t>(id.length())}).ToLocal(&function)) {
    info.GetReturnValue().Set(function);
  }
}

}  // namespace

struct NodeHost::Scopes {
  explicit Scopes(v8::Isolate* isolate) : locker(isolate), isolate_scope(isolate), handle_scope(isolate) {}
  v8::Locker locker;
  v8::Isolate::Scope isolate_scope;
  v8::HandleScope handle_scope;
};

NodeHost::NodeHost() = default;

NodeHost::~NodeHost() {
  stop();
}

bool NodeHost::canRunJs() const {
  return env_ != nullptr && !stopping_;
}

v8::Local<v8::Context> NodeHost::context() const {
  return context_.Get(isolate_);
}

void NodeHost::setExitHandler(std::function<void(int)> handler) {
  exit_handler_ = std::move(handler);
}

bool NodeHost::initializeOnce(const NodeOptions& options,
                              std::vector<std::string>* exec_args,
                              std::string* error) {
  std::vector<std::string> args{options.args.at(0)};
  args.insert(args.end(), options.node_args.begin(), options.node_args.end());
  const auto result = [&args] {
    const ExtraCertificates later;
    return node::InitializeOncePerProcess(args,
                                          {node::ProcessInitializationFlags::kNoInitializeV8,
                                           node::ProcessInitializationFlags::kNoInitializeNodeV8Platform,
                                           node::ProcessInitializationFlags::kNoPrintHelpOrVersionOutput});
  }();
  for (const std::string& message : result->errors()) *error += (error->empty() ? "" : "\n") + message;
  if (result->early_return()) return false;
  error->clear();
  *exec_args = result->exec_args();

  platform_ = node::MultiIsolatePlatform::Create(kPlatformThreads);
  v8::V8::InitializePlatform(platform_.get());
  if (!options.v8_flags.empty()) v8::V8::SetFlagsFromString(options.v8_flags.data(), options.v8_flags.size());
  v8::V8::Initialize();
  return true;
}

bool NodeHost::start(NodeOptions options, std::string* error) {
  options_ = std::move(options);
  std::vector<std::string> exec_args;
  if (!initializeOnce(options_, &exec_args, error)) return false;

  // Addons that use uv_default_loop() expect it to be the one that runs.
  uv_loop_t* loop = uv_default_loop();
  allocator_ = node::ArrayBufferAllocator::Create();
  isolate_ = node::NewIsolate(allocator_, loop, platform_.get());
  if (isolate_ == nullptr) {
    *error = "V8 could not be started";
    return false;
  }
  scopes_ = std::make_unique<Scopes>(isolate_);
  isolate_data_ = node::CreateIsolateData(isolate_, loop, platform_.get(), allocator_.get());
  const v8::Local<v8::Context> context = node::NewContext(isolate_);
  context_.Reset(isolate_, context);
  context->Enter();

  env_ = node::CreateEnvironment(isolate_data_, context, options_.args, exec_args);
  node::SetProcessExitHandler(env_, [this](node::Environment*, int code) { requestExit(code); });
  for (const LinkedBinding& binding : options_.bindings) {
    struct Entry {
      BindingInit init;
      void* data;
    };
    // Node keeps the pointer for as long as the environment lives.
    auto* entry = new Entry{binding.init, binding.data};
    node::AddEnvironmentCleanupHook(
        isolate_, [](void* data) { delete static_cast<Entry*>(data); }, entry);
    node::AddLinkedBinding(
        env_, binding.name.c_str(),
        [](v8::Local<v8::Object> exports, v8::Local<v8::Value>, v8::Local<v8::Context> binding_context,
           void* data) {
          const auto* registered = static_cast<Entry*>(data);
          registered->init(exports, binding_context, registered->data);
        },
        entry);
  }
  for (const LinkedNodeApiBinding& binding : options_.node_api_bindings) {
    node::AddLinkedBinding(env_, binding.name.c_str(), binding.init);
  }

  pump_ = std::make_unique<UvPump>(loop, [this, loop] {
    if (!canRunJs()) return;
    const v8::HandleScope handle_scope(isolate_);
    uv_run(loop, UV_RUN_NOWAIT);
  });

  const v8::HandleScope handle_scope(isolate_);
  const auto loaded = node::LoadEnvironment(env_, [this](const node::StartExecutionCallbackInfo& info) {
    return runEntry(info.process_object, info.native_require, options_.entry);
  });
  if (loaded.IsEmpty() || !canRunJs()) return false;
  pump_->start();
  return true;
}

v8::MaybeLocal<v8::Function> NodeHost::compileBuiltin(std::string_view id) {
  const BuiltinJs* builtin = findBuiltinJs(id);
  if (builtin == nullptr) return {};
  v8::ScriptOrigin origin(isolate_, toV8(isolate_, "runtime:" + std::string(id)));
  v8::Local<v8::String> parameters[] = {toV8(isolate_, "exports"), toV8(isolate_, "require"),
                                        toV8(isolate_, "module"), toV8(isolate_, "process")};
  return cachedCompile(context(), {id, toV8(isolate_, builtin->source), origin, parameters});
}

// The entry script gets (process, nodeRequire, compileBuiltin) through its `require`'s place: see
// lib/js/main/boot.js.
v8::MaybeLocal<v8::Value> NodeHost::runEntry(v8::Local<v8::Object> process,
                                             v8::Local<v8::Function> native_require,
                                             const std::string& entry) {
  v8::Local<v8::Function> function;
  v8::Local<v8::Function> compile;
  if (!compileBuiltin(entry).ToLocal(&function) ||
      !v8::Function::New(context(), compileBuiltinCallback, v8::External::New(isolate_, this))
           .ToLocal(&compile)) {
    return {};
  }
  v8::Local<v8::Value> args[] = {compile, native_require, v8::Undefined(isolate_), process};
  return function->Call(context(), v8::Undefined(isolate_), std::size(args), args);
}

void NodeHost::requestExit(int code) {
  if (stopping_) return;
  stopping_ = true;
  node::Stop(env_);  // ends the running JavaScript at once
  if (exit_handler_) exit_handler_(code);
}

void NodeHost::stop() {
  if (isolate_ == nullptr) return;
  uv_loop_t* loop = uv_default_loop();
  stopping_ = true;
  if (env_ != nullptr) {
    isolate_->CancelTerminateExecution();
    finishCodeCache(isolate_);
    node::Stop(env_, node::StopFlags::kDoNotTerminateIsolate);
    pump_.reset();
    node::FreeEnvironment(env_);
    env_ = nullptr;
    context()->Exit();
  }
  node::FreeIsolateData(isolate_data_);
  context_.Reset();
  scopes_.reset();

  bool finished = false;
  platform_->AddIsolateFinishedCallback(
      isolate_, [](void* data) { *static_cast<bool*>(data) = true; }, &finished);
  platform_->UnregisterIsolate(isolate_);
  isolate_->Dispose();
  while (!finished) uv_run(loop, UV_RUN_ONCE);
  uv_loop_close(loop);
  isolate_ = nullptr;
  v8::V8::Dispose();
  v8::V8::DisposePlatform();
  platform_.reset();
  node::TearDownOncePerProcess();
}

}  // namespace runtime
