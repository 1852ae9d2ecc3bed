#include "runtime/app_manifest.h"

#include <doctest/doctest.h>
#include <unistd.h>
#include <filesystem>
#include <fstream>
#include <utility>

namespace {

namespace fs = std::filesystem;

class Folder {
 public:
  Folder() {
    char name[] = "/tmp/runtime-manifest-XXXXXX";
    path_ = fs::canonical(mkdtemp(name));
  }
  ~Folder() { fs::remove_all(path_); }

  Folder& file(const std::string& name, const std::string& text = "") {
    fs::create_directories((path_ / name).parent_path());
    std::ofstream(path_ / name) << text;
    return *this;
  }
  std::string path(const std::string& name = "") const {
    return name.empty() ? path_.string() : (path_ / name).string();
  }

 private:
  fs::path path_;
};

struct Found {
  bool ok;
  runtime::AppManifest manifest;
  std::string error;
};

Found find(const std::string& path) {
  Found found;
  found.ok = runtime::findApp(path, &found.manifest, &found.error);
  return found;
}

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("main of package.json") {
  Folder folder;
  folder.file("package.json", R"({"main": "lib/start.js"})").file("lib/start.js");
  const Found found = find(folder.path());
  REQUIRE(found.ok);
  CHECK(found.manifest.main == folder.path("lib/start.js"));
  CHECK(found.manifest.app_path == folder.path());
  CHECK(found.manifest.package_json == R"({"main": "lib/start.js"})");
}

TEST_CASE("main is index.js where package.json names none, or there is no package.json") {
  Folder folder;
  folder.file("index.js");
  CHECK(find(folder.path()).manifest.main == folder.path("index.js"));
  folder.file("package.json", "{}");
  CHECK(find(folder.path()).manifest.main == folder.path("index.js"));
}

TEST_CASE("main may leave out .js, or name a folder with an index.js") {
  Folder folder;
  folder.file("package.json", R"({"main": "start"})").file("start.js");
  CHECK(find(folder.path()).manifest.main == folder.path("start.js"));
  folder.file("package.json", R"({"main": "lib"})").file("lib/index.js");
  CHECK(find(folder.path()).manifest.main == folder.path("lib/index.js"));
}

TEST_CASE("v8Flags of package.json") {
  Folder folder;
  folder.file("package.json", R"({"v8Flags": "--expose-gc"})").file("index.js");
  CHECK(find(folder.path()).manifest.v8_flags == "--expose-gc");
}

TEST_CASE("a script, a page and a URL") {
  Folder folder;
  folder.file("a.js").file("b.mjs").file("c.cjs").file("noextension").file("page.html");
  for (const char* name : {"a.js", "b.mjs", "c.cjs", "noextension"}) {
    CAPTURE(name);
    const Found found = find(folder.path(name));
    CHECK(found.ok);
    CHECK(found.manifest.main == folder.path(name));
    CHECK(found.manifest.url.empty());
    CHECK(found.manifest.app_path == folder.path());
  }
  CHECK(find(folder.path("page.html")).manifest.url == "file://" + folder.path("page.html"));
  CHECK(find("https://example.com/x").manifest.url == "https://example.com/x");
  CHECK(find("http://example.com").manifest.url == "http://example.com");
}

TEST_CASE("a folder without an app") {
  const Folder folder;
  const Found found = find(folder.path());
  CHECK_FALSE(found.ok);
  CHECK(contains(found.error, "Unable to find Electron app at " + folder.path()));
}

TEST_CASE("a path that does not exist") {
  const Folder folder;
  const Found found = find(folder.path("none"));
  CHECK_FALSE(found.ok);
  CHECK(contains(found.error, folder.path("none")));
}

TEST_CASE("a malformed package.json is told with its position") {
  Folder folder;
  folder.file("package.json", "{\n  \"main\": \"x.js\",\n  oops\n}");
  const Found found = find(folder.path());
  CHECK_FALSE(found.ok);
  CHECK(contains(found.error, "Unable to parse " + folder.path("package.json")));
  CHECK(contains(found.error, "line 3, column 3"));
}

TEST_CASE("a package.json that holds no object") {
  Folder folder;
  for (const char* text : {"[]", "5", "null", ""}) {
    CAPTURE(text);
    folder.file("package.json", text).file("index.js");
    const Found found = find(folder.path());
    CHECK_FALSE(found.ok);
    CHECK(contains(found.error, "Unable to parse"));
  }
}

TEST_CASE("a missing main is named") {
  Folder folder;
  folder.file("package.json", R"({"main": "nope.js"})");
  const Found found = find(folder.path());
  CHECK_FALSE(found.ok);
  CHECK(contains(found.error, "Cannot find module '" + folder.path("nope.js") + "'"));
  CHECK(contains(found.error, "Please verify that the package.json has a valid \"main\" entry"));
}

TEST_CASE("entries of the wrong type do not matter") {
  Folder folder;
  folder.file("package.json", R"({"main": 5, "v8Flags": [], "name": null})").file("index.js");
  CHECK(find(folder.path()).manifest.main == folder.path("index.js"));
}

TEST_CASE("the version of Electron that package.json names") {
  for (const auto& [package, version] : std::initializer_list<std::pair<const char*, const char*>>{
           {R"({"dependencies": {"electron": "^4.1.0"}})", "4.1.0"},
           {R"({"devDependencies": {"electron": "~9.4.0"}})", "9.4.0"},
           {R"({"engines": {"electron": ">=12"}})", "12.0.0"},
           {R"({"devDependencies": {"electron-prebuilt": "^0.37.2"}})", "0.37.2"},
           {R"({"devDependencies": {"electron-prebuilt-compile": "1.8.2"}})", "1.8.2"},
           {R"({"devDependencies": {"electron-nightly": "20.0.0-nightly.20220518"}})",
            "20.0.0-nightly.20220518"},
           {R"({"runtime": {"electron": 4}})", "4.0.0"},
           {R"({"runtime": {"electron": "9.4.4"}})", "9.4.4"},
           {R"({"runtime": {"electron": "^9.4"}})", "9.4.0"},
       }) {
    CAPTURE(package);
    Folder folder;
    const Found found = find(folder.file("package.json", package).file("index.js").path());
    REQUIRE(found.manifest.electron);
    CHECK(found.manifest.electron->text() == version);
  }
}

TEST_CASE("\"runtime\" counts before dependencies, these before devDependencies, these before engines") {
  std::string sections;
  for (const char* section : {R"("engines": {"electron": "1"})", R"(, "devDependencies": {"electron": "2"})",
                              R"(, "dependencies": {"electron": "3"})", R"(, "runtime": {"electron": 4})"}) {
    static int expected = 0;
    sections += section;
    Folder folder;
    const Found found = find(folder.file("package.json", "{" + sections + "}").file("index.js").path());
    REQUIRE(found.manifest.electron);
    CHECK(found.manifest.electron->major == ++expected);
  }
}

TEST_CASE("an Electron without a version is the newest, unless another entry has a version") {
  Folder folder;
  folder.file("index.js");
  for (const char* wanted : {"latest", "*", "file:../electron"}) {
    folder.file("package.json", std::string(R"({"devDependencies": {"electron": ")") + wanted + "\"}}");
    CHECK_FALSE(find(folder.path()).manifest.electron);
    CHECK(find(folder.path()).manifest.needs_newest_electron);
  }
  folder.file("package.json",
              R"({"devDependencies": {"electron": "latest"}, "engines": {"electron": "^9"}})");
  CHECK(find(folder.path()).manifest.electron->text() == "9.0.0");
  CHECK_FALSE(find(folder.path()).manifest.needs_newest_electron);
}

TEST_CASE("without any Electron in package.json no version is known") {
  Folder folder;
  folder.file("index.js");
  CHECK_FALSE(find(folder.path()).manifest.electron);
  for (const char* package :
       {"{}", R"({"devDependencies": {"electron-builder": "22"}})", R"({"dependencies": []})",
        R"({"dependencies": {"electron": 5}, "engines": "electron"})", R"({"runtime": "electron"})",
        R"({"runtime": {}})"}) {
    CAPTURE(package);
    const Found found = find(folder.file("package.json", package).path());
    CHECK(found.ok);
    CHECK_FALSE(found.manifest.electron);
    CHECK_FALSE(found.manifest.needs_newest_electron);
  }
}

TEST_CASE("a bad version under \"runtime\" is an error that shows it") {
  Folder folder;
  folder.file("index.js");
  for (const char* wanted :
       {R"("x")", R"("newest")", R"("")", "-1", "4.5", "null", "true", "[4]", "99999999999"}) {
    CAPTURE(wanted);
    const Found found =
        find(folder.file("package.json", std::string(R"({"runtime": {"electron": )") + wanted + "}}").path());
    CHECK_FALSE(found.ok);
    CHECK(contains(found.error, "Unable to use " + folder.path("package.json")));
    CHECK(contains(found.error, std::string("and not ") + wanted));
  }
}

TEST_CASE("bytes that are no UTF-8 in package.json are an error, not a crash") {
  Folder folder;
  folder.file("package.json", "{\"name\": \"\xff\xfe\"}").file("index.js");
  CHECK_FALSE(find(folder.path()).ok);
}

TEST_CASE("a folder that is called like a script is a folder") {
  Folder folder;
  folder.file("app.js/index.js");
  CHECK(find(folder.path("app.js")).manifest.main == folder.path("app.js/index.js"));
}
