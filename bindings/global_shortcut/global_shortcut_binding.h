#pragma once

#include "bindings/global_shortcut/key_grabs.h"
#include "bindings/glue/wrapped.h"

#include <QString>
#include <memory>

namespace bindings {

// The keys that lib/js/main/api/global-shortcut.js has registered; tells _onPressed(id).
class GlobalShortcutsBinding : public Wrapped {
 public:
  GlobalShortcutsBinding(BindingContext& context,
                         v8::Local<v8::Object> wrapper,
                         v8::Local<v8::Object> options);

  // `key`: see GlobalKey. False when another program has it, or the keyboard has no such key.
  bool grab(int id, v8::Local<v8::Object> key);
  void release(int id);

 private:
  std::unique_ptr<KeyGrabs> grabs_;
};

void initializeGlobalShortcut(v8::Local<v8::Object> exports, v8::Local<v8::Context> context, void* data);

}  // namespace bindings
