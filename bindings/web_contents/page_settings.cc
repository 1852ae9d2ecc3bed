#include "bindings/web_contents/page_settings.h"

#include <QWebEngineSettings>

namespace bindings {
namespace {

using Settings = QWebEngineSettings;

void applyFonts(Settings* settings, ObjectReader& reader) {
  struct Size {
    const char* key;
    Settings::FontSize which;
  };
  for (const Size& size : {Size{"defaultFontSize", Settings::DefaultFontSize},
                           Size{"defaultMonospaceFontSize", Settings::DefaultFixedFontSize},
                           Size{"minimumFontSize", Settings::MinimumFontSize}}) {
    std::optional<int> value;
    reader.read(size.key, &value);
    if (value) settings->setFontSize(size.which, *value);
  }
  struct Family {
    const char* key;
    Settings::FontFamily which;
  };
  v8::Local<v8::Object> families;
  reader.read("defaultFontFamily", &families);
  if (families.IsEmpty()) return;
  ObjectReader names(families->GetIsolate(), families);
  for (const Family& family :
       {Family{"standard", Settings::StandardFont}, Family{"serif", Settings::SerifFont},
        Family{"sansSerif", Settings::SansSerifFont}, Family{"monospace", Settings::FixedFont},
        Family{"cursive", Settings::CursiveFont}, Family{"fantasy", Settings::FantasyFont}}) {
    QString name;
    names.read(family.key, &name);
    if (!name.isEmpty()) settings->setFontFamily(family.which, name);
  }
}

}  // namespace

void applyPageSettings(Settings* settings, ObjectReader& reader) {
  struct Entry {
    const char* key;
    Settings::WebAttribute attribute;
    bool value;
  };
  // As in Electron, a page of a file: loads scripts, images and frames from the network; CORS still holds for
  // what it reads.
  settings->setAttribute(Settings::LocalContentCanAccessRemoteUrls, true);
  for (Entry entry :
       {Entry{"javascript", Settings::JavascriptEnabled, true},
        Entry{"images", Settings::AutoLoadImages, true}, Entry{"webgl", Settings::WebGLEnabled, true},
        Entry{"plugins", Settings::PluginsEnabled, false},
        Entry{"allowRunningInsecureContent", Settings::AllowRunningInsecureContent, false},
        Entry{"navigateOnDragDrop", Settings::NavigateOnDropEnabled, false},
        Entry{"playbackRequiresUserGesture", Settings::PlaybackRequiresUserGesture, false}}) {
    reader.read(entry.key, &entry.value);
    settings->setAttribute(entry.attribute, entry.value);
  }
  // Pages of files show pictures, follow links and make requests to the network.
  settings->setAttribute(Settings::LocalContentCanAccessRemoteUrls, true);
  QString encoding;
  reader.read("defaultEncoding", &encoding);
  if (!encoding.isEmpty()) settings->setDefaultTextEncoding(encoding);
  applyFonts(settings, reader);
}

}  // namespace bindings
