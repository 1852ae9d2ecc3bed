#include "runtime/electron_version.h"

#include <doctest/doctest.h>
#include <utility>

namespace {

std::string lowest(const std::string& wanted) {
  const auto version = runtime::lowestVersion(wanted);
  return version ? version->text() : "none";
}

std::string parsed(const std::string& text) {
  const auto version = runtime::parseElectronVersion(text);
  return version ? version->text() : "none";
}

}  // namespace

TEST_CASE("the lowest version of a semver range") {
  for (const auto& [range, version] : std::initializer_list<std::pair<const char*, const char*>>{
           {"9.4.4", "9.4.4"},
           {"v9.4.4", "9.4.4"},
           {"=9.4.4", "9.4.4"},
           {" 9.4.4 ", "9.4.4"},
           {"9", "9.0.0"},
           {"9.4", "9.4.0"},
           {"^9.4.0", "9.4.0"},
           {"^ 9.4.0", "9.4.0"},
           {"^0.37.2", "0.37.2"},
           {"~1.8.1", "1.8.1"},
           {"~> 1.8", "1.8.0"},
           {"1.x", "1.0.0"},
           {"1.x.x", "1.0.0"},
           {"1.8.*", "1.8.0"},
           {"^12", "12.0.0"},
           {">=5", "5.0.0"},
           {">= 5.0.0", "5.0.0"},
           {">4", "5.0.0"},
           {">4.1", "4.2.0"},
           {">4.1.2", "4.1.3"},
           {">4.0.0-beta.1", "4.0.0"},
           {">=5 <9", "5.0.0"},
           {"<9 >=5", "5.0.0"},
           {">=5.0.0<9.0.0", "5.0.0"},
           {">=5 >=6.1", "6.1.0"},
           {"5 - 9", "5.0.0"},
           {"4.1.2 - 9.x", "4.1.2"},
           {"^9.0.0 || ^4.2.0 || 12", "4.2.0"},
           {"^9.0.0||^4.2.0", "4.2.0"},
           {"<9", "0.0.0"},
           {"<=12.0.0", "0.0.0"},
           {"12.0.0-beta.3", "12.0.0-beta.3"},
           {"^12.0.0-beta.3", "12.0.0-beta.3"},
           {"^12.0.0 || 12.0.0-beta.3", "12.0.0-beta.3"},
           {"20.0.0-nightly.20220518", "20.0.0-nightly.20220518"},
           {"12.0.0+wvcus", "12.0.0"},
           {"33.2.0", "33.2.0"},
       }) {
    CAPTURE(range);
    CHECK(lowest(range) == version);
  }
}

TEST_CASE("a range in npm's other notations") {
  CHECK(lowest("npm:electron@^12.0.0") == "12.0.0");
  CHECK(lowest("npm:@castlabs/electron-releases@11.0.0") == "11.0.0");
  CHECK(lowest("workspace:^12.0.0") == "12.0.0");
  CHECK(lowest("github:castlabs/electron-releases#v12.0.0+wvcus") == "12.0.0");
  CHECK(lowest("https://example.com/electron.git#semver:^8.1") == "8.1.0");
}

TEST_CASE("what names no version") {
  for (const std::string wanted : {"",
                                   " ",
                                   "*",
                                   "x",
                                   "X",
                                   "^",
                                   ">=",
                                   "latest",
                                   "nightly",
                                   "beta",
                                   "next",
                                   "9-x-y",
                                   "npm:electron",
                                   "npm:",
                                   "npm:@scope/name",
                                   "workspace:*",
                                   "workspace:^",
                                   "file:../electron",
                                   "git+https://example.com/electron.git",
                                   "https://example.com/electron-v12.0.0.tgz",
                                   "user/repo",
                                   "||",
                                   "^4 || *",
                                   "^4 || latest",
                                   "1.2.3.4",
                                   "1..2",
                                   ".1",
                                   "-1",
                                   "9.0.0-",
                                   "9-beta",
                                   "^^",
                                   "99999999999999999999",
                                   "1.99999999999999999999.0",
                                   "4\xff",
                                   "\xff"}) {
    CAPTURE(wanted);
    CHECK(lowest(wanted) == "none");
  }
}

TEST_CASE("a very long range") {
  CHECK(lowest(std::string(1'000'000, '9')) == "none");
  CHECK(lowest(std::string(1'000'000, '|')) == "none");
  std::string sets = "4";
  for (int i = 0; i < 100'000; ++i) sets += "||5";
  CHECK(lowest(sets) == "4.0.0");
}

TEST_CASE("a version by itself") {
  CHECK(parsed("4") == "4.0.0");
  CHECK(parsed("9.4") == "9.4.0");
  CHECK(parsed("9.4.4") == "9.4.4");
  CHECK(parsed("0") == "0.0.0");
  CHECK(parsed("12.0.0-beta.1") == "12.0.0-beta.1");
  for (const char* text :
       {"", "abc", "^9", "v9", "=9", "-1", "x", "*", "9 || 4", "latest", " 9", "9 ", "1.2.3.4", "4a"}) {
    CAPTURE(text);
    CHECK(parsed(text) == "none");
  }
}

TEST_CASE("versions are ordered by their numbers, a prerelease before its release") {
  const auto less = [](const char* a, const char* b) {
    return *runtime::parseElectronVersion(a) < *runtime::parseElectronVersion(b);
  };
  CHECK(less("9.9.9", "10.0.0"));
  CHECK(less("9.2.0", "9.10.0"));
  CHECK(less("9.0.2", "9.0.10"));
  CHECK(less("9.0.0-beta.1", "9.0.0"));
  CHECK_FALSE(less("9.0.0", "9.0.0-beta.1"));
  CHECK_FALSE(less("9.0.0", "9.0.0"));
}
