#include "runtime/command_line.h"

#include <doctest/doctest.h>

using runtime::CommandLine;
using Args = std::vector<std::string>;

namespace {

CommandLine parse(Args args, const std::string& app = {}) {
  args.insert(args.begin(), "runtime");
  return CommandLine::parse(args, app);
}

bool hasFlag(const CommandLine& line, const std::string& flag) {
  return (" " + line.chromiumFlags() + " ").find(" " + flag + " ") != std::string::npos;
}

}  // namespace

TEST_CASE("the first argument that is no option is the app, all after it belongs to the app") {
  const CommandLine line = parse({"--headless", "app", "x", "--flag", "-v", "y"});
  CHECK(line.action == CommandLine::Action::kRun);
  CHECK(line.error.empty());
  CHECK(line.headless);
  CHECK(line.app == "app");
  CHECK(line.app_arguments == Args{"x", "--flag", "-v", "y"});
  CHECK(line.hasSwitch("flag"));
}

TEST_CASE("what follows -- is no option") {
  const CommandLine line = parse({"--", "--headless", "--x"});
  CHECK(line.app == "--headless");
  CHECK_FALSE(line.headless);
  CHECK(line.app_arguments == Args{"--x"});
}

TEST_CASE("a -- among the app's arguments ends its switches") {
  const CommandLine line = parse({"app", "--a", "--", "--b"});
  CHECK(line.hasSwitch("a"));
  CHECK_FALSE(line.hasSwitch("b"));
}

TEST_CASE("an app given by the host leaves every plain argument to the app") {
  const CommandLine line = parse({"--headless", "one", "two"}, "/folder");
  CHECK(line.app == "/folder");
  CHECK(line.app_arguments == Args{"one", "two"});
}

TEST_CASE("--compat names a version of Electron") {
  CHECK_FALSE(parse({"app"}).compat);
  CHECK(parse({"--compat=4", "app"}).compat->text() == "4.0.0");
  CHECK(parse({"--compat=9.4.4", "app"}).compat->text() == "9.4.4");
  CHECK(parse({"--compat=4", "app"}).app == "app");
}

TEST_CASE("--compat is nothing for Chromium or the app") {
  const CommandLine line = parse({"--compat=4", "app"});
  CHECK(line.chromiumFlags().find("compat") == std::string::npos);
  CHECK_FALSE(line.hasSwitch("compat"));
  CHECK_FALSE(parse({"app", "--compat=4"}).compat);
}

TEST_CASE("--compat without a version is an error that says what is missing") {
  for (const char* option :
       {"--compat", "--compat=", "--compat=abc", "--compat=^4", "--compat=-1", "--compat=4x"}) {
    CAPTURE(option);
    const CommandLine line = parse({option, "app"});
    CHECK(line.error.find("--compat=N") != std::string::npos);
    CHECK(line.error_code == 9);
  }
}

TEST_CASE("questions") {
  CHECK(parse({"-v"}).action == CommandLine::Action::kVersion);
  CHECK(parse({"--version"}).action == CommandLine::Action::kVersion);
  CHECK(parse({"-a"}).action == CommandLine::Action::kAbi);
  CHECK(parse({"--abi"}).action == CommandLine::Action::kAbi);
  CHECK(parse({"-h"}).action == CommandLine::Action::kHelp);
  CHECK(parse({"--help"}).action == CommandLine::Action::kHelp);
}

TEST_CASE("-r takes the next argument and may be repeated") {
  const CommandLine line = parse({"-r", "a", "--require", "b", "--require=c", "app"});
  CHECK(line.preload_modules == Args{"a", "b", "c"});
  CHECK(line.app == "app");
}

TEST_CASE("-r at the end is an error") {
  CHECK_FALSE(parse({"-r"}).error.empty());
  CHECK_FALSE(parse({"--require"}).error.empty());
}

TEST_CASE("an unknown short option is an error that names it") {
  CHECK(parse({"-Z", "app"}).error.find("-Z") != std::string::npos);
}

TEST_CASE("options of Node's are handed to Node and not to Chromium") {
  const CommandLine line = parse({"--inspect=0", "--expose-gc", "app"});
  CHECK(line.node_args == Args{"--inspect=0", "--expose-gc"});
  CHECK(line.chromiumFlags().find("inspect") == std::string::npos);
  CHECK(line.chromiumFlags().find("expose-gc") == std::string::npos);
}

TEST_CASE("Node's options after the app are not honoured, but for those that let a debugger in") {
  CHECK(parse({"app", "--inspect=0", "--expose-gc"}).node_args == Args{"--inspect=0"});
  CHECK(parse({"app", "--", "--inspect=0"}).node_args.empty());
}

TEST_CASE("switches after the app count, up to --; their case matters") {
  const CommandLine line = parse({"app", "-q", "--After=3", "--", "--not"});
  CHECK(line.hasSwitch("q"));
  CHECK(line.switchValue("After") == "3");
  CHECK_FALSE(line.hasSwitch("after"));
  CHECK_FALSE(line.hasSwitch("not"));
}

TEST_CASE("the command line of a packaged app is all the app's") {
  const CommandLine line =
      CommandLine::parsePackaged({"runtime", "-v", "--lang=de", "file"}, "/opt/x/resources/app");
  CHECK(line.action == CommandLine::Action::kRun);
  CHECK(line.app == "/opt/x/resources/app");
  CHECK(line.app_arguments == Args{"-v", "--lang=de", "file"});
  CHECK(line.switchValue("lang") == "de");
}

TEST_CASE("other switches become Chromium's flags") {
  CommandLine line = parse({"--lang=de", "--mute-audio", "app"});
  CHECK(hasFlag(line, "--lang=de"));
  CHECK(hasFlag(line, "--mute-audio"));
  line.appendSwitch("proxy-server", "host:1");
  CHECK(hasFlag(line, "--proxy-server=host:1"));
  line.removeSwitch("mute-audio");
  CHECK_FALSE(hasFlag(line, "--mute-audio"));
}

TEST_CASE("the last of a repeated switch counts") {
  const CommandLine line = parse({"--lang=de", "--lang=fr", "app"});
  CHECK(line.switchValue("lang") == "fr");
  CHECK_FALSE(hasFlag(line, "--lang=de"));
}

TEST_CASE("a switch without a value has an empty one, a missing switch too") {
  const CommandLine line = parse({"--flag", "app"});
  CHECK(line.hasSwitch("flag"));
  CHECK(line.switchValue("flag").empty());
  CHECK_FALSE(line.hasSwitch("other"));
  CHECK(line.switchValue("other").empty());
}

TEST_CASE("a value with spaces stays together in Chromium's flags") {
  const CommandLine line = parse({"--user-agent=a b c", "app"});
  CHECK(line.chromiumFlags().find("\"--user-agent=a b c\"") != std::string::npos);
}

TEST_CASE("headless is Qt's platform here, not Chromium's switch") {
  const CommandLine line = parse({"--headless", "app"});
  CHECK_FALSE(hasFlag(line, "--headless"));
  CHECK(hasFlag(line, "--disable-gpu"));
}

TEST_CASE("every page gets a renderer of its own") {
  CHECK(hasFlag(parse({"app"}), "--renderer-process-limit=82"));
}

TEST_CASE("the app's settings of Blink join those of the runtime") {
  CHECK(hasFlag(parse({"app"}), "--blink-settings=allowScriptsToCloseWindows=true"));
  CHECK(hasFlag(parse({"--blink-settings=minimumFontSize=9", "app"}),
                "--blink-settings=allowScriptsToCloseWindows=true,minimumFontSize=9"));
}

TEST_CASE("an empty argument is the app") {
  const CommandLine line = parse({"", "x"});
  CHECK(line.app_arguments.size() <= 2);
  CHECK(line.error.empty());
}

TEST_CASE("the help names the program and the options") {
  const std::string help = runtime::helpText("prog");
  for (const char* text :
       {"Usage: prog", "--version", "--require", "--compat=N", "--headless", "--inspect", "--no-sandbox"}) {
    CHECK(help.find(text) != std::string::npos);
  }
}

TEST_CASE("--ipc-trace names a file, and is nothing for Chromium") {
  const CommandLine line = parse({"--ipc-trace=/tmp/x.json", "app"});
  CHECK(line.error.empty());
  CHECK(line.ipc_trace == "/tmp/x.json");
  CHECK(line.app == "app");
  CHECK(line.chromiumFlags().find("ipc-trace") == std::string::npos);
  CHECK(parse({"app", "--ipc-trace=x"}).ipc_trace.empty());
  CHECK_FALSE(parse({"--ipc-trace", "app"}).error.empty());
  CHECK_FALSE(parse({"--ipc-trace=", "app"}).error.empty());
}

TEST_CASE("--ipc-trace of a packaged app is among its arguments") {
  CHECK(CommandLine::parsePackaged({"app", "x", "--ipc-trace=t"}, "/app").ipc_trace == "t");
  CHECK(CommandLine::parsePackaged({"app", "--", "--ipc-trace=t"}, "/app").ipc_trace.empty());
  CHECK_FALSE(CommandLine::parsePackaged({"app", "--ipc-trace"}, "/app").error.empty());
}

TEST_CASE("a process may wait for the next window, unless Chromium's own feature of that kind is off") {
  CHECK(parse({"app"}).mayStartSpareProcess());
  CHECK(parse({"--disable-features=Other", "app"}).mayStartSpareProcess());
  CHECK_FALSE(
      parse({"--disable-features=Other,SpareRendererForSitePerProcess", "app"}).mayStartSpareProcess());
}
