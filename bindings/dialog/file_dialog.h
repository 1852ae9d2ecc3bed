#pragma once

#include "bindings/glue/wrapped.h"

#include <optional>

namespace bindings {

// Shows a dialog for opening or saving and calls `callback` with the paths that were chosen; null when it was
// closed without. Runs no event loop of its own. Goes with its window, unanswered.
void showFileDialog(BindingContext& context,
                    v8::Local<v8::Object> js_options,
                    const std::optional<v8::Local<v8::Object>>& window,
                    v8::Local<v8::Object> callback);

// Returns the paths when the user has chosen; null when he has not, or its window or the app ends meanwhile.
std::optional<std::vector<QString>> showFileDialogSync(BindingContext& context,
                                                       v8::Local<v8::Object> js_options,
                                                       const std::optional<v8::Local<v8::Object>>& window);

// The extensions, without a dot, of files that an <input type=file accept> takes: `accepted` are media types
// (image/png, image/*) and extensions (.png). None when it takes any.
std::vector<QString> acceptedExtensions(BindingContext& context, const std::vector<QString>& accepted);

}  // namespace bindings
