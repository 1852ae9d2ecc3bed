#include "runtime/electron_version.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <tuple>
#include <vector>

namespace runtime {
namespace {

constexpr std::string_view kSpaces = " \t\r\n";
constexpr size_t kMaxDigits = 6;

std::string_view trimmed(std::string_view text) {
  const size_t first = text.find_first_not_of(kSpaces);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kSpaces) - first + 1);
}

std::vector<std::string_view> split(std::string_view text, std::string_view separator) {
  std::vector<std::string_view> parts;
  for (size_t at = text.find(separator); at != std::string_view::npos; at = text.find(separator)) {
    parts.push_back(text.substr(0, at));
    text.remove_prefix(at + separator.size());
  }
  parts.push_back(text);
  return parts;
}

bool isAnyNumber(std::string_view text) {
  return text == "x" || text == "X" || text == "*";
}

bool isPrerelease(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](unsigned char character) {
    return std::isalnum(character) != 0 || character == '-' || character == '.';
  });
}

// A version of which the end may be missing or x: "9", "9.4", "9.x", "*".
struct Partial {
  std::vector<int> numbers;
  std::string prerelease;

  bool isAny() const { return numbers.empty(); }
  ElectronVersion lowest() const {
    const auto number = [this](size_t index) { return index < numbers.size() ? numbers[index] : 0; };
    return {number(0), number(1), number(2), prerelease};
  }
  // The first version after all that this one covers.
  ElectronVersion following() const {
    ElectronVersion version = lowest();
    if (!version.prerelease.empty()) {
      version.prerelease.clear();
    } else if (numbers.size() == 3) {
      ++version.patch;
    } else if (numbers.size() == 2) {
      ++version.minor;
    } else {
      ++version.major;
    }
    return version;
  }
};

std::optional<Partial> parsePartial(std::string_view text) {
  while (!text.empty() && (text[0] == 'v' || text[0] == '=')) text.remove_prefix(1);
  text = text.substr(0, text.find('+'));
  Partial partial;
  const size_t dash = text.find('-');
  if (dash != std::string_view::npos) {
    if (!isPrerelease(text.substr(dash + 1))) return std::nullopt;
    partial.prerelease = text.substr(dash + 1);
    text = text.substr(0, dash);
  }
  const std::vector<std::string_view> parts = split(text, ".");
  if (parts.size() > 3) return std::nullopt;
  bool open = false;
  for (const std::string_view part : parts) {
    if (isAnyNumber(part)) {
      open = true;
      continue;
    }
    int number = 0;
    const auto [end, failure] = std::from_chars(part.data(), part.data() + part.size(), number);
    if (failure != std::errc() || end != part.data() + part.size() || part.size() > kMaxDigits || number < 0)
      return std::nullopt;
    if (!open) partial.numbers.push_back(number);
  }
  if (!partial.prerelease.empty() && partial.numbers.size() != 3) return std::nullopt;
  return partial;
}

struct Comparator {
  std::string_view operation;
  std::string_view version;
};

std::vector<Comparator> comparators(std::string_view set) {
  std::vector<Comparator> found;
  while (!(set = trimmed(set)).empty()) {
    const size_t operation_end = std::min(set.find_first_not_of("<>=~^"), set.size());
    const std::string_view operation = set.substr(0, operation_end);
    // The version may stand apart from its operator.
    set = trimmed(set.substr(operation_end));
    const size_t end = std::min(set.find_first_of(" \t\r\n<>=~^"), set.size());
    found.push_back({operation, set.substr(0, end)});
    set.remove_prefix(end);
  }
  return found;
}

enum class Kind { kInvalid, kAny, kVersion };

struct Lowest {
  Kind kind = Kind::kInvalid;
  ElectronVersion version;
};

// Of what is between two ||.
Lowest lowestOfSet(std::string_view set) {
  if (const size_t hyphen = set.find(" - "); hyphen != std::string_view::npos) set = set.substr(0, hyphen);
  Lowest lowest{Kind::kAny, {}};
  for (const Comparator& comparator : comparators(set)) {
    const std::optional<Partial> partial = comparator.version.empty() && !comparator.operation.empty()
                                               ? Partial()
                                               : parsePartial(comparator.version);
    if (!partial) return {};
    if (partial->isAny()) continue;
    lowest.kind = Kind::kVersion;
    if (comparator.operation.starts_with('<')) continue;
    const ElectronVersion bound = comparator.operation == ">" ? partial->following() : partial->lowest();
    if (lowest.version < bound) lowest.version = bound;
  }
  return lowest;
}

}  // namespace

std::string ElectronVersion::text() const {
  const std::string numbers =
      std::to_string(major) + "." + std::to_string(minor) + "." + std::to_string(patch);
  return prerelease.empty() ? numbers : numbers + "-" + prerelease;
}

bool ElectronVersion::operator<(const ElectronVersion& other) const {
  const auto key = [](const ElectronVersion& version) {
    return std::make_tuple(version.major, version.minor, version.patch, version.prerelease.empty(),
                           std::string_view(version.prerelease));
  };
  return key(*this) < key(other);
}

std::optional<ElectronVersion> parseElectronVersion(std::string_view text) {
  if (text.empty() || std::isdigit(static_cast<unsigned char>(text[0])) == 0) return std::nullopt;
  const std::optional<Partial> partial = parsePartial(text);
  if (!partial || partial->isAny()) return std::nullopt;
  return partial->lowest();
}

std::optional<ElectronVersion> lowestVersion(std::string_view wanted) {
  wanted = trimmed(wanted);
  if (wanted.starts_with("npm:")) {
    const size_t at = wanted.rfind('@');
    if (at == std::string_view::npos || at == 4) return std::nullopt;
    wanted.remove_prefix(at + 1);
  } else if (wanted.starts_with("workspace:")) {
    wanted.remove_prefix(10);
  } else if (const size_t hash = wanted.find('#'); hash != std::string_view::npos) {
    wanted.remove_prefix(hash + 1);
    if (wanted.starts_with("semver:")) wanted.remove_prefix(7);
  }
  std::optional<ElectronVersion> result;
  for (const std::string_view set : split(wanted, "||")) {
    const Lowest lowest = lowestOfSet(set);
    if (lowest.kind != Kind::kVersion) return std::nullopt;
    if (!result || lowest.version < *result) result = lowest.version;
  }
  return result;
}

}  // namespace runtime
