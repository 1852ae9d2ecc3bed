#pragma once

#include <v8.h>

namespace bindings {

void initializePrinting(v8::Local<v8::Object> exports, v8::Local<v8::Context> context, void* data);

}  // namespace bindings
