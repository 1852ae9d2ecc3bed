#pragma once

#include <v8.h>

namespace bindings {

// Turns pictures into bitmaps and back; what an image is, lib/js/common/native-image.js knows.
void initializeNativeImage(v8::Local<v8::Object> exports, v8::Local<v8::Context> context, void* data);

}  // namespace bindings
