#pragma once

#include "runtime/electron_version.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace runtime {

// What argv asks for. The only place that knows options and makes Chromium's flags.
class CommandLine {
 public:
  enum class Action { kRun, kHelp, kVersion, kAbi };

  // Options up to the first argument that is not one are ours, Node's or Chromium's; that argument is the
  // app, and all after it belongs to the app. `app` given: there is no such argument, everything that is no
  // option is the app's.
  static CommandLine parse(const std::vector<std::string>& argv, const std::string& app);
  // The command line of an app that is packaged beside the executable: all of it is the app's, Chromium's and
  // Node's switches in it are honoured.
  static CommandLine parsePackaged(const std::vector<std::string>& argv, const std::string& app);

  Action action = Action::kRun;
  std::string error;  // not empty: the command line is wrong, and this says how
  int error_code = 9;
  std::vector<std::string> argv;
  std::string app;
  std::vector<std::string> app_arguments;
  std::vector<std::string> node_args;
  std::vector<std::string> preload_modules;  // -r
  std::optional<ElectronVersion> compat;     // --compat: instead of what package.json says
  std::string ipc_trace;                     // --ipc-trace: the file; empty: none
  // What pages are told that the user prefers. Not set: what the desktop's palette is.
  std::optional<bool> prefers_dark;
  bool headless = false;
  bool packaged = false;

  // Chromium's switches, as app.commandLine sees them; names without dashes. Case matters.
  bool hasSwitch(const std::string& name) const;
  std::string switchValue(const std::string& name) const;
  void appendSwitch(const std::string& name, const std::string& value);
  void removeSwitch(const std::string& name);
  void appendArgument(const std::string& argument) { extra_arguments_.push_back(argument); }

  // The text for QTWEBENGINE_CHROMIUM_FLAGS.
  std::string chromiumFlags() const;
  // Whether a process may wait for the next window. Chromium has its switch for the same.
  bool mayStartSpareProcess() const;

 private:
  void addSwitch(const std::string& option);
  // Whether `option` is --ipc-trace; without a value that is an error.
  bool readIpcTrace(const std::string& option);
  void readAppArguments();

  std::vector<std::pair<std::string, std::string>> switches_;
  std::vector<std::string> extra_arguments_;
};

std::string helpText(const std::string& program);

}  // namespace runtime
