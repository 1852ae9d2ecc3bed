#pragma once

#include "runtime/electron_version.h"

#include <optional>
#include <string>

namespace runtime {

// What there is to run.
struct AppManifest {
  std::string app_path;      // folder of the app, absolute
  std::string main;          // absolute path of the main script, or empty when `url` is shown
  std::string url;           // shown in a default window
  std::string package_json;  // text of the package.json, or empty
  std::string v8_flags;
  std::optional<ElectronVersion> electron;  // the version that package.json names
  bool needs_newest_electron = false;       // it names Electron, but no version of it
};

// Finds the app that `path` names. On failure answers false and says why in `error`, as Electron words it.
bool findApp(const std::string& path, AppManifest* manifest, std::string* error);

// Folder of the app that is packaged beside the executable (resources/app), or empty.
std::string packagedApp();

}  // namespace runtime
