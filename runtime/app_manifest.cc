#include "runtime/app_manifest.h"

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

namespace runtime {
namespace {

namespace fs = std::filesystem;

bool isUrl(const std::string& text) {
  return text.starts_with("http://") || text.starts_with("https://") || text.starts_with("file://");
}

std::string readFile(const fs::path& path) {
  std::ifstream stream(path, std::ios::binary);
  std::ostringstream text;
  text << stream.rdbuf();
  return std::move(text).str();
}

// "[json.exception.parse_error.101] parse error at line 3, column 5: …" without the library's own numbering.
std::string parseErrorText(const nlohmann::json::parse_error& error) {
  const std::string text = error.what();
  const size_t bracket = text.find("] ");
  return text[0] == '[' && bracket != std::string::npos ? text.substr(bracket + 2) : text;
}

std::string notFound(const fs::path& path, const std::string& reason) {
  return "Unable to find Electron app at " + path.string() + "\n\n" + reason;
}

// Node's rules for `main`: the file itself, with an extension, or a folder's index.
fs::path resolveMain(const fs::path& wanted) {
  if (fs::is_regular_file(wanted)) return wanted;
  for (const char* extension : {".js", ".json", ".node"}) {
    fs::path with_extension = wanted;
    with_extension += extension;
    if (fs::is_regular_file(with_extension)) return with_extension;
  }
  if (fs::is_regular_file(wanted / "index.js")) return wanted / "index.js";
  return {};
}

// What package.json says of Electron's version, in the order in which it counts.
bool readElectronVersion(const nlohmann::json& package, AppManifest* manifest, std::string* error) {
  if (const auto own = package.find("runtime");
      own != package.end() && own->is_object() && own->contains("electron")) {
    const nlohmann::json& wanted = own->at("electron");
    if (wanted.is_number_unsigned() || wanted.is_string()) {
      manifest->electron = lowestVersion(wanted.is_string() ? wanted.get<std::string>() : wanted.dump());
    }
    if (manifest->electron) return true;
    *error =
        "\"runtime\": {\"electron\": …} must be a version of Electron, such as 9 or \"9.4.4\", and not " +
        wanted.dump();
    return false;
  }
  for (const char* section : {"dependencies", "devDependencies", "engines"}) {
    const auto found = package.find(section);
    if (found == package.end() || !found->is_object()) continue;
    for (const char* name :
         {"electron", "electron-prebuilt", "electron-prebuilt-compile", "electron-nightly"}) {
      const auto wanted = found->find(name);
      if (wanted == found->end() || !wanted->is_string()) continue;
      if (const auto version = lowestVersion(wanted->get<std::string>())) {
        manifest->electron = version;
        manifest->needs_newest_electron = false;
        return true;
      }
      manifest->needs_newest_electron = true;
    }
  }
  return true;
}

bool readFolder(const fs::path& folder, AppManifest* manifest, std::string* error) {
  const fs::path package = folder / "package.json";
  std::string main = "index.js";
  if (fs::is_regular_file(package)) {
    manifest->package_json = readFile(package);
    try {
      const auto json = nlohmann::json::parse(manifest->package_json);
      if (!json.is_object()) {
        *error = "Unable to parse " + package.string() + "\n\nit does not hold an object";
        return false;
      }
      if (const auto it = json.find("main");
          it != json.end() && it->is_string() && !it->get<std::string>().empty()) {
        main = it->get<std::string>();
      }
      if (const auto it = json.find("v8Flags"); it != json.end() && it->is_string()) manifest->v8_flags = *it;
      if (!readElectronVersion(json, manifest, error)) {
        *error = "Unable to use " + package.string() + "\n\n" + *error;
        return false;
      }
    } catch (const nlohmann::json::parse_error& parse_error) {
      *error = "Unable to parse " + package.string() + "\n\n" + parseErrorText(parse_error);
      return false;
    }
  } else if (!fs::is_regular_file(folder / "index.js")) {
    *error = notFound(folder, "Cannot find module '" + folder.string() + "'");
    return false;
  }
  const fs::path resolved = resolveMain(folder / main);
  if (resolved.empty()) {
    *error = notFound(folder, "Cannot find module '" + (folder / main).string() +
                                  "'. Please verify that the package.json has a valid \"main\" entry");
    return false;
  }
  manifest->main = fs::canonical(resolved).string();
  return true;
}

}  // namespace

std::string packagedApp() {
  std::error_code failure;
  const fs::path executable = fs::read_symlink("/proc/self/exe", failure);
  if (failure) return {};
  const fs::path folder = executable.parent_path() / "resources" / "app";
  return fs::is_directory(folder, failure) ? folder.string() : std::string();
}

bool findApp(const std::string& path, AppManifest* manifest, std::string* error) {
  if (isUrl(path)) {
    manifest->url = path;
    manifest->app_path = fs::current_path().string();
    return true;
  }
  std::error_code failure;
  const fs::path absolute = fs::weakly_canonical(fs::absolute(path), failure);
  if (failure || !fs::exists(absolute)) {
    *error = notFound(fs::absolute(path), "Cannot find module '" + absolute.string() + "'");
    return false;
  }
  if (fs::is_directory(absolute)) {
    manifest->app_path = absolute.string();
    return readFolder(absolute, manifest, error);
  }
  manifest->app_path = absolute.parent_path().string();
  if (absolute.extension() == ".html" || absolute.extension() == ".htm") {
    manifest->url = "file://" + absolute.string();
    return true;
  }
  manifest->main = absolute.string();
  return true;
}

}  // namespace runtime
