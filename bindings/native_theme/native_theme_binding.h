#pragma once

#include <v8.h>

namespace bindings {

// What nativeTheme and systemPreferences ask of the desktop, and the colour scheme that the engine starts
// with.
void initializeNativeTheme(v8::Local<v8::Object> exports, v8::Local<v8::Context> context, void* data);

}  // namespace bindings
