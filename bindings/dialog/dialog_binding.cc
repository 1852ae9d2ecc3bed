#include "bindings/dialog/dialog_binding.h"

#include "bindings/dialog/dialog_life.h"
#include "bindings/dialog/file_dialog.h"
#include "bindings/dialog/message_box.h"
#include "bindings/glue/object_template.h"

namespace bindings {

void initializeDialog(v8::Local<v8::Object> exports, v8::Local<v8::Context>, void* data) {
  auto& context = *static_cast<BindingContext*>(data);
  setFunction<&showMessageBox>(context, exports, "showMessageBox");
  setFunction<&showMessageBoxSync>(context, exports, "showMessageBoxSync");
  setFunction<&showFileDialog>(context, exports, "showFileDialog");
  setFunction<&showFileDialogSync>(context, exports, "showFileDialogSync");
  setFunction<&acceptedExtensions>(context, exports, "acceptedExtensions");
  setFunction<&closeDialog>(context, exports, "closeDialog");
  setFunction<&closeDialogs>(context, exports, "closeDialogs");
}

}  // namespace bindings
