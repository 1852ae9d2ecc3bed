#include "bindings/shell/shell_binding.h"

#include "bindings/glue/object_template.h"

#include <QApplication>
#include <QFile>

namespace bindings {
namespace {

void beep(BindingContext&) {
  QApplication::beep();
}

// By the rules of the desktop's trash, so that it can be put back.
bool moveToTrash(BindingContext&, const QString& path) {
  return QFile::moveToTrash(path);
}

}  // namespace

void initializeShell(v8::Local<v8::Object> exports, v8::Local<v8::Context>, void* data) {
  auto& context = *static_cast<BindingContext*>(data);
  setFunction<&beep>(context, exports, "beep");
  setFunction<&moveToTrash>(context, exports, "moveToTrash");
}

}  // namespace bindings
