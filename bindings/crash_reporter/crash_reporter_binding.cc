#include "bindings/crash_reporter/crash_reporter_binding.h"

#include "bindings/crash_reporter/crash_handler.h"
#include "bindings/glue/object_template.h"

namespace bindings {
namespace {

void start(BindingContext&, const QString& path) {
  startCrashHandler(path.toStdString());
}

void setHeader(BindingContext&, const QString& about) {
  setCrashHeader(about.toStdString());
}

}  // namespace

void initializeCrashReporter(v8::Local<v8::Object> exports, v8::Local<v8::Context>, void* data) {
  auto& context = *static_cast<BindingContext*>(data);
  setFunction<&start>(context, exports, "start");
  setFunction<&setHeader>(context, exports, "setHeader");
}

}  // namespace bindings
