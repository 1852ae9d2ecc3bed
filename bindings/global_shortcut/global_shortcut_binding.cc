#include "bindings/global_shortcut/global_shortcut_binding.h"

#include "bindings/glue/object_template.h"
#include "runtime/web/x_server.h"

#include <QGuiApplication>

namespace bindings {
namespace {

// What Qt calls the system's display: xcb, wayland, offscreen.
QString platform(BindingContext&) {
  return QGuiApplication::platformName();
}

}  // namespace

GlobalShortcutsBinding::GlobalShortcutsBinding(BindingContext& context,
                                               v8::Local<v8::Object> wrapper,
                                               v8::Local<v8::Object>)
    : Wrapped(context, wrapper) {
  xcb_connection_t* server = runtime::x_server::connection();
  if (server == nullptr) throw JsError("Global shortcuts need an X server");
  grabs_ = std::make_unique<KeyGrabs>(server, [this](int id) { callMethod("_onPressed", id); });
}

bool GlobalShortcutsBinding::grab(int id, v8::Local<v8::Object> object) {
  int character = 0;
  int bare = 0;
  int place = 0;
  GlobalKey key;
  ObjectReader(context_.node.isolate(), object)
      .read("character", &character)
      .read("bare", &bare)
      .read("place", &place)
      .read("shift", &key.shift)
      .read("control", &key.control)
      .read("alt", &key.alt)
      .read("altGr", &key.alt_gr)
      .read("meta", &key.meta);
  key.character = static_cast<uint32_t>(character);
  key.bare = static_cast<uint32_t>(bare);
  key.place = static_cast<uint8_t>(place);
  return grabs_->grab(id, key);
}

void GlobalShortcutsBinding::release(int id) {
  grabs_->release(id);
}

void initializeGlobalShortcut(v8::Local<v8::Object> exports, v8::Local<v8::Context>, void* data) {
  using Self = GlobalShortcutsBinding;
  auto& context = *static_cast<BindingContext*>(data);
  ObjectTemplate<Self>(context, "GlobalShortcuts")
      .method<&Self::grab>("_grab")
      .method<&Self::release>("_release")
      .install(exports);
  setFunction<&platform>(context, exports, "platform");
}

}  // namespace bindings
