#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace runtime {

// A release of Electron that an app was written for.
struct ElectronVersion {
  int major = 0;
  int minor = 0;
  int patch = 0;
  std::string prerelease;  // without the dash; empty in a release

  std::string text() const;
  // In the order in which they were released, nearly: prereleases of one version compare as texts.
  bool operator<(const ElectronVersion& other) const;
};

// "9", "9.4" or "9.4.4", also with a prerelease.
std::optional<ElectronVersion> parseElectronVersion(std::string_view text);

// The lowest version that npm would install for what stands behind a package's name: a semver range, also in
// the forms npm:NAME@RANGE, workspace:RANGE and URL#VERSION. Nothing where it names no version: "*",
// "latest", a URL.
std::optional<ElectronVersion> lowestVersion(std::string_view wanted);

}  // namespace runtime
