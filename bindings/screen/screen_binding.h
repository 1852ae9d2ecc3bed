#pragma once

#include "bindings/glue/wrapped.h"

#include <QObject>

class QScreen;

namespace bindings {

// Calls _onChanged whenever displays() may have another answer.
class ScreenWatcherBinding : public Wrapped {
 public:
  ScreenWatcherBinding(BindingContext& context, v8::Local<v8::Object> wrapper, v8::Local<v8::Object> options);

 private:
  void watch(QScreen* screen);
  void tell() { callMethod("_onChanged"); }

  QObject anchor_;  // ends the connections
};

void initializeScreen(v8::Local<v8::Object> exports, v8::Local<v8::Context> v8_context, void* data);

}  // namespace bindings
