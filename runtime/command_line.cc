#include "runtime/command_line.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace runtime {
namespace {

// Node's own options that may stand before the app. Others would change what the runtime itself relies on.
constexpr std::array<std::string_view, 17> kNodeOptions = {
    "--inspect",           "--inspect-brk",          "--inspect-port",      "--inspect-publish-uid",
    "--expose-gc",         "--trace-warnings",       "--trace-deprecation", "--throw-deprecation",
    "--no-deprecation",    "--no-warnings",          "--trace-uncaught",    "--enable-source-maps",
    "--stack-trace-limit", "--unhandled-rejections", "--dns-result-order",  "--max-old-space-size",
    "--preserve-symlinks"};

bool isNodeOption(std::string_view option) {
  const std::string_view name = option.substr(0, option.find('='));
  return std::ranges::find(kNodeOptions, name) != kNodeOptions.end();
}

// QTWEBENGINE_CHROMIUM_FLAGS is split at spaces; double quotes keep a value with spaces together.
std::string quoted(const std::string& text) {
  return text.find(' ') == std::string::npos ? text : '"' + text + '"';
}

}  // namespace

CommandLine CommandLine::parse(const std::vector<std::string>& argv, const std::string& app) {
  CommandLine result;
  result.argv = argv;
  result.app = app;
  size_t i = 1;
  for (; i < argv.size(); ++i) {
    const std::string& arg = argv[i];
    if (arg.empty() || arg[0] != '-' || arg == "-") break;
    if (arg == "--") {
      ++i;
      break;
    }
    if (arg == "-h" || arg == "--help") {
      result.action = Action::kHelp;
    } else if (arg == "-v" || arg == "--version") {
      result.action = Action::kVersion;
    } else if (arg == "-a" || arg == "--abi") {
      result.action = Action::kAbi;
    } else if (arg == "-r" || arg == "--require") {
      if (++i == argv.size()) {
        result.error = "Invalid Usage: --require [file]\n\n\"file\" is required";
        result.error_code = 1;
        return result;
      }
      result.preload_modules.push_back(argv[i]);
    } else if (arg.starts_with("--require=")) {
      result.preload_modules.push_back(arg.substr(10));
    } else if (arg == "--headless" || arg.starts_with("--headless=")) {
      result.headless = true;
      result.addSwitch(arg);
    } else if (arg == "--compat" || arg.starts_with("--compat=")) {
      result.compat = parseElectronVersion(arg.substr(std::min<size_t>(arg.size(), 9)));
      if (!result.compat) {
        result.error = "--compat=N needs a version of Electron, such as --compat=9 or --compat=9.4.4";
        return result;
      }
    } else if (result.readIpcTrace(arg)) {
      if (!result.error.empty()) return result;
    } else if (arg.starts_with("--app=")) {
      result.app = arg.substr(6);
    } else if (isNodeOption(arg)) {
      result.node_args.push_back(arg);
      result.addSwitch(arg);
    } else if (arg.starts_with("--")) {
      result.addSwitch(arg);
    } else {
      result.error = "unknown option " + arg;
      return result;
    }
  }
  if (result.app.empty() && i < argv.size()) result.app = argv[i++];
  result.app_arguments.assign(argv.begin() + static_cast<std::ptrdiff_t>(std::min(i, argv.size())),
                              argv.end());
  result.readAppArguments();
  return result;
}

CommandLine CommandLine::parsePackaged(const std::vector<std::string>& argv, const std::string& app) {
  CommandLine result;
  result.argv = argv;
  result.app = app;
  result.packaged = true;
  result.app_arguments.assign(argv.begin() + (argv.empty() ? 0 : 1), argv.end());
  for (const std::string& arg : result.app_arguments) {
    if (arg == "--" || (result.readIpcTrace(arg) && !result.error.empty())) break;
  }
  result.readAppArguments();
  return result;
}

bool CommandLine::readIpcTrace(const std::string& option) {
  constexpr std::string_view kName = "--ipc-trace";
  if (option != kName && !option.starts_with("--ipc-trace=")) return false;
  ipc_trace = option.substr(std::min(option.size(), kName.size() + 1));
  if (ipc_trace.empty()) error = "--ipc-trace=FILE needs the name of the file to write";
  return true;
}

// As in Electron, app.commandLine sees the app's switches too, and a debugger can be asked for among them.
void CommandLine::readAppArguments() {
  for (const std::string& arg : app_arguments) {
    if (arg == "--") break;
    if (arg.size() < 2 || arg[0] != '-') continue;
    addSwitch(arg);
    if (arg == "--headless" || arg.starts_with("--headless=")) headless = true;
    if (arg.starts_with("--inspect") && isNodeOption(arg)) node_args.push_back(arg);
  }
}

void CommandLine::addSwitch(const std::string& option) {
  const size_t equals = option.find('=');
  const size_t dashes = option.starts_with("--") ? 2 : 1;
  const std::string name = option.substr(dashes, equals == std::string::npos ? equals : equals - dashes);
  if (name.empty()) return;
  appendSwitch(name, equals == std::string::npos ? "" : option.substr(equals + 1));
}

bool CommandLine::hasSwitch(const std::string& name) const {
  return std::ranges::find(switches_, name, [](const auto& entry) { return entry.first; }) != switches_.end();
}

std::string CommandLine::switchValue(const std::string& name) const {
  const auto found = std::ranges::find(switches_, name, [](const auto& entry) { return entry.first; });
  return found == switches_.end() ? "" : found->second;
}

void CommandLine::appendSwitch(const std::string& name, const std::string& value) {
  removeSwitch(name);
  switches_.emplace_back(name, value);
}

void CommandLine::removeSwitch(const std::string& name) {
  std::erase_if(switches_, [&name](const auto& entry) { return entry.first == name; });
}

std::string CommandLine::chromiumFlags() const {
  // Qt WebEngine gives each page a renderer of its own only up to a limit that it reckons from the memory's
  // size.
  std::string flags = "--renderer-process-limit=82";
  // Two processes fork others, one of them only such as run without a sandbox. There are none, or few, and
  // those can be started by themselves.
  flags += " --no-unsandboxed-zygote";
  if (headless && !hasSwitch("disable-gpu")) flags += " --disable-gpu";
  // window.close() closes a window whatever its page has visited, as in Electron; the app's own settings
  // follow.
  const std::string settings = switchValue("blink-settings");
  const std::string scheme = prefers_dark.value_or(false) ? ",preferredColorScheme=0" : "";
  flags += " " + quoted("--blink-settings=allowScriptsToCloseWindows=true" + scheme +
                        (settings.empty() ? "" : "," + settings));
  for (const auto& [name, value] : switches_) {
    if (name == "headless" || name == "ipc-trace" || name == "blink-settings" || isNodeOption("--" + name))
      continue;  // headless is Qt's offscreen platform here
    flags += " " + quoted("--" + name + (value.empty() ? "" : "=" + value));
  }
  for (const std::string& argument : extra_arguments_) flags += " " + quoted(argument);
  return flags;
}

bool CommandLine::mayStartSpareProcess() const {
  return switchValue("disable-features").find("SpareRendererForSitePerProcess") == std::string::npos;
}

std::string helpText(const std::string& program) {
  return "Usage: " + program +
         " [options] PATH [arguments]\n\n"
         "Runs a desktop app written in JavaScript. PATH is\n"
         "  a folder with a package.json (its `main`, else index.js) or an index.js,\n"
         "  a .js, .mjs or .cjs file,\n"
         "  an .html file or a http(s): or file: URL, shown in a window.\n\n"
         "Options:\n"
         "  -v, --version           print the version of Electron that the app sees; without an app, the "
         "one\n"
         "                          whose API is offered\n"
         "  -a, --abi               print the version of Node's ABI for native addons\n"
         "  -r, --require MODULE    load MODULE before the app's main script; may be repeated\n"
         "      --compat=N          behave as Electron N did by default, whatever package.json says\n"
         "      --headless          run without a display\n"
         "      --ipc-trace=FILE    write every message between main and pages to FILE, for a trace viewer\n"
         "      --inspect[=[HOST:]PORT], --inspect-brk[=[HOST:]PORT]\n"
         "                          let a debugger attach to the main process\n"
         "      --no-sandbox        run without Chromium's sandbox; root must\n"
         "  -h, --help              print this\n"
         "Chromium's switches (--lang, --proxy-server, --js-flags, --remote-debugging-port, ...) are handed "
         "to the\n"
         "engine and can be read by the app through app.commandLine.\n\n"
         "Environment: ELECTRON_RUN_AS_NODE=1 makes " +
         program + " behave as plain node.\n";
}

}  // namespace runtime
