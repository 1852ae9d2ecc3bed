#include "bindings/native_theme/native_theme_binding.h"

#include "bindings/glue/object_template.h"
#include "bindings/native_theme/desktop_settings.h"
#include "runtime/app_host.h"
#include "runtime/command_line.h"
#include "runtime/palette.h"

namespace bindings {
namespace {

// Calls _onChanged(key) on itself when a setting has changed: color-scheme or accent-color.
class DesktopSettingsBinding : public Wrapped {
 public:
  DesktopSettingsBinding(BindingContext& context, v8::Local<v8::Object> wrapper, v8::Local<v8::Object>)
      : Wrapped(context, wrapper), settings_([this](const QString& key) { callMethod("_onChanged", key); }) {}

  bool prefersDark() { return settings_.prefersDark(); }
  QString accentColor() { return settings_.accentColor(); }
  bool animates() { return settings_.animates(); }

 private:
  DesktopSettings settings_;
};

// The scheme of the pages that are told nothing else can be chosen until the engine runs. What holds is the
// answer: whether it is dark.
bool presetDark(BindingContext& context, bool dark) {
  auto& preset = context.app.commandLine().prefers_dark;
  if (!context.app.isEngineRunning()) preset = dark;
  return preset.value_or(false);
}

void useDarkPalette(BindingContext&, bool dark) {
  runtime::useDarkPalette(dark);
}

}  // namespace

void initializeNativeTheme(v8::Local<v8::Object> exports, v8::Local<v8::Context>, void* data) {
  auto& context = *static_cast<BindingContext*>(data);
  setFunction<&presetDark>(context, exports, "presetDark");
  setFunction<&useDarkPalette>(context, exports, "useDarkPalette");
  ObjectTemplate<DesktopSettingsBinding>(context, "DesktopSettings")
      .method<&DesktopSettingsBinding::prefersDark>("prefersDark")
      .method<&DesktopSettingsBinding::accentColor>("accentColor")
      .method<&DesktopSettingsBinding::animates>("animates")
      .install(exports);
}

}  // namespace bindings
