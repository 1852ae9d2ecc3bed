#pragma once

#include "bindings/glue/wrapped.h"

#include <optional>

namespace bindings {

// Shows a box and calls `callback` with the index of the button that closed it and the state of its checkbox.
// Runs no event loop of its own: Chromium would stand still in it. Goes with its window, unanswered.
void showMessageBox(BindingContext& context,
                    v8::Local<v8::Object> js_options,
                    const std::optional<v8::Local<v8::Object>>& window,
                    v8::Local<v8::Object> callback);

// Returns the button when the box is answered; where its window, or the app, ends meanwhile, it counts as
// closed.
int showMessageBoxSync(BindingContext& context,
                       v8::Local<v8::Object> js_options,
                       const std::optional<v8::Local<v8::Object>>& window);

}  // namespace bindings
