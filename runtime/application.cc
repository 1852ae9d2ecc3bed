#include "runtime/application.h"

#include "runtime/node/plain_node.h"
#include "runtime/palette.h"
#include "runtime/version.h"
#include "runtime/web/memory_trimmer.h"

#include <node_version.h>
#include <unistd.h>
#include <QDir>
#include <QFile>
#include <QLoggingCategory>
#include <QQuickWindow>
#include <QTimer>
#include <cstdio>
#include <filesystem>
#include <optional>

namespace runtime {
namespace {

constexpr int kNodeUsageExitCode = 9;  // Node's "Invalid Argument"
constexpr int kStartExitCode = 1;
constexpr const char* kDictionariesVariable = "QTWEBENGINE_DICTIONARIES_PATH";

// Qt's own log: what stops the program is reported, the rest is for those who ask for it with
// QT_LOGGING_RULES.
AppHost* log_target = nullptr;
QtMessageHandler default_handler = nullptr;

void onQtMessage(QtMsgType type, const QMessageLogContext& context, const QString& text) {
  static const bool kWanted = qEnvironmentVariableIsSet("QT_LOGGING_RULES");
  if (kWanted) {
    default_handler(type, context, text);
  } else if (type == QtFatalMsg && log_target != nullptr) {
    log_target->reportError({Error::Kind::kStart, text.toStdString()});
    std::_Exit(kStartExitCode);  // else Qt aborts
  }
}

// An environment variable of Qt's that must not reach the app's own child processes.
class ScopedEnv {
 public:
  ScopedEnv(const char* name, const QByteArray& value) : name_(name), before_(qgetenv(name)) {
    qputenv(name, value);
  }
  ~ScopedEnv() { before_.isNull() ? qunsetenv(name_) : qputenv(name_, before_); }

 private:
  const char* name_;
  QByteArray before_;
};

}  // namespace

Application::Application(Options options, BindingsFactory bindings)
    : options_(std::move(options)), bindings_factory_(std::move(bindings)) {
  if (options_.arguments.empty()) options_.arguments.emplace_back("runtime");
}

Application::~Application() {
  stop();
}

void Application::reportError(const Error& error) {
  if (options_.onError) options_.onError(error);
}

bool Application::fail(Error::Kind kind, const std::string& message, int code) {
  exit_code_ = code;
  reportError({kind, message});
  return false;
}

bool Application::answerQuestion() {
  std::string text;
  switch (command_line_.action) {
    case CommandLine::Action::kRun:
      return false;
    case CommandLine::Action::kHelp:
      text = helpText(std::filesystem::path(options_.arguments[0]).filename().string());
      break;
    case CommandLine::Action::kVersion:
      if (!electronVersionText(&text)) return true;
      break;
    case CommandLine::Action::kAbi:
      text = std::to_string(NODE_MODULE_VERSION) + "\n";
      break;
  }
  if (options_.onOutput) {
    options_.onOutput(text);
  } else {
    std::fwrite(text.data(), 1, text.size(), stdout);
    std::fflush(stdout);
  }
  return true;
}

bool Application::findManifest() {
  std::string error;
  if (!findApp(command_line_.app, &manifest_, &error)) {
    return fail(Error::Kind::kStart, "Error launching app\n" + error, kStartExitCode);
  }
  if (command_line_.compat) {
    manifest_.electron = command_line_.compat;
    manifest_.needs_newest_electron = false;
  }
  return true;
}

bool Application::electronVersionText(std::string* text) {
  manifest_.electron = command_line_.compat;
  if (!manifest_.electron && !command_line_.app.empty() && !findManifest()) return false;
  *text = "v" + (manifest_.electron ? manifest_.electron->text() : kElectronVersion) + "\n";
  return true;
}

bool Application::start() {
  if (started_) return true;
  started_ = true;
  // Any value counts, as in Electron: what child_process.fork() starts is this program, for a script.
  if (qEnvironmentVariableIsSet("ELECTRON_RUN_AS_NODE")) {
    exit_code_ = runAsNode(options_.arguments);
    return false;
  }
  MemoryTrimmer::limitPools();
  const std::string packaged = options_.app.empty() ? packagedApp() : "";
  command_line_ = packaged.empty() ? CommandLine::parse(options_.arguments, options_.app)
                                   : CommandLine::parsePackaged(options_.arguments, packaged);
  if (!command_line_.error.empty()) {
    return fail(Error::Kind::kUsage, command_line_.error + "\nSee " + options_.arguments[0] + " --help",
                command_line_.error_code);
  }
  if (command_line_.action == CommandLine::Action::kRun && command_line_.app.empty()) {
    command_line_.action = CommandLine::Action::kHelp;
  }
  if (answerQuestion()) return false;
  return findManifest() && checkSystem() && startGui() && startNode();
}

bool Application::checkSystem() {
  // Qt takes any value for a yes, 0 and an empty one too: an ordinary user would lose the sandbox by it.
  if (qgetenv("QTWEBENGINE_DISABLE_SANDBOX") != "1") qunsetenv("QTWEBENGINE_DISABLE_SANDBOX");
  if (geteuid() == 0 && qgetenv("QTWEBENGINE_DISABLE_SANDBOX") != "1" &&
      !command_line_.hasSwitch("no-sandbox")) {
    return fail(
        Error::Kind::kStart,
        "Running as root needs --no-sandbox (or QTWEBENGINE_DISABLE_SANDBOX=1): Chromium's sandbox does not "
        "work for root.",
        kStartExitCode);
  }
  const bool has_display = !qEnvironmentVariableIsEmpty("DISPLAY") ||
                           !qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY") ||
                           !qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM");
  if (!command_line_.headless && !has_display) {
    return fail(Error::Kind::kStart,
                "No display: neither DISPLAY nor WAYLAND_DISPLAY is set. Use --headless to run without one.",
                kStartExitCode);
  }
  return true;
}

bool Application::paintsInSoftware() const {
  for (const char* variable : {"QT_XCB_GL_INTEGRATION", "QT_QUICK_BACKEND", "QSG_RHI_BACKEND"}) {
    if (qEnvironmentVariableIsSet(variable)) return false;
  }
  // Whoever names these wants GL, emulated or not.
  for (const char* name : {"use-gl", "use-angle", "ignore-gpu-blocklist"}) {
    if (command_line_.hasSwitch(name)) return false;
  }
  if (command_line_.headless || command_line_.hasSwitch("disable-gpu")) return true;
  std::error_code failure;
  return !std::filesystem::exists("/dev/dri", failure) && !std::filesystem::exists("/dev/nvidiactl", failure);
}

bool Application::startGui() {
  log_target = this;
  default_handler = qInstallMessageHandler(onQtMessage);
  if (qgetenv("QT_QPA_PLATFORM") == "offscreen") command_line_.headless = true;
  std::optional<ScopedEnv> platform;
  if (command_line_.headless) platform.emplace("QT_QPA_PLATFORM", "offscreen");
  // Without a GPU OpenGL is emulated: it takes long to start, paints slowly, and Chromium refuses WebGL on it
  // anyway.
  std::optional<ScopedEnv> no_gl;
  if (paintsInSoftware()) {
    no_gl.emplace("QT_XCB_GL_INTEGRATION", "none");
    QQuickWindow::setSceneGraphBackend(QStringLiteral("software"));
  }
  // Qt's glib dispatcher can starve its own timers, on which the libuv pump depends.
  const ScopedEnv no_glib("QT_NO_GLIB", "1");
  QCoreApplication::setAttribute(Qt::AA_ShareOpenGLContexts);
  qt_argv_[0] = options_.arguments[0].data();
  qt_ = std::make_unique<QApplication>(qt_argc_, qt_argv_);
  qt_->setQuitOnLastWindowClosed(false);
  return true;
}

bool Application::startNode() {
  NodeOptions node_options;
  node_options.args = options_.arguments;
  node_options.node_args = command_line_.node_args;
  // As Electron does: rejections that nobody handles are told, and do not end the app.
  if (!command_line_.hasSwitch("unhandled-rejections") &&
      !qgetenv("NODE_OPTIONS").contains("--unhandled-rejections")) {
    node_options.node_args.emplace_back("--unhandled-rejections=warn-with-error-code");
  }
  node_options.v8_flags = manifest_.v8_flags;
  if (command_line_.hasSwitch("js-flags"))
    node_options.v8_flags += " " + command_line_.switchValue("js-flags");
  node_options.entry = "main/boot";
  BindingSet set = bindings_factory_(node_, *this);
  node_options.bindings = std::move(set.bindings);
  release_bindings_ = std::move(set.release);
  for (const NativeBinding& binding : options_.bindings) {
    node_options.node_api_bindings.push_back({binding.name, binding.init});
  }
  node_.setExitHandler([this](int code) { exit(code); });
  std::string error;
  if (node_.start(std::move(node_options), &error)) return true;
  if (exiting_) return false;
  return fail(Error::Kind::kStart, error.empty() ? "The runtime's own start-up script failed." : error,
              error.empty() ? kStartExitCode : kNodeUsageExitCode);
}

void Application::setUpEngine(const QString& user_data, const QString& user_agent) {
  user_data_ = user_data;
  user_agent_ = user_agent;
  engine_is_set_up_ = true;
}

void Application::setUserAgent(const QString& user_agent) {
  user_agent_ = user_agent;
  if (profiles_) profiles_->setUserAgent(user_agent);
}

QString Application::dictionaryFolder() {
  const QByteArray own = qgetenv(kDictionariesVariable);
  return own.isEmpty() ? user_data_ + QStringLiteral("/Dictionaries") : QFile::decodeName(own);
}

Profiles* Application::profiles() {
  if (profiles_ || !engine_is_set_up_) return profiles_.get();
  if (!command_line_.prefers_dark) command_line_.prefers_dark = isPaletteDark();
  QByteArray flags = QByteArray::fromStdString(command_line_.chromiumFlags());
  if (qEnvironmentVariableIsSet("QTWEBENGINE_CHROMIUM_FLAGS"))
    flags += ' ' + qgetenv("QTWEBENGINE_CHROMIUM_FLAGS");
  const ScopedEnv chromium_flags("QTWEBENGINE_CHROMIUM_FLAGS", flags);
  // The engine takes the folder for good, and only one that is there.
  const QString dictionaries = dictionaryFolder();
  QDir().mkpath(dictionaries);
  const ScopedEnv dictionaries_path(kDictionariesVariable, QFile::encodeName(dictionaries));
  profiles_ = std::make_unique<Profiles>(user_data_);
  profiles_->setUserAgent(user_agent_);
  profiles_->get({});
  if (command_line_.mayStartSpareProcess()) profiles_->keepSparePage();
  return profiles_.get();
}

void Application::exit(int code) {
  exit_code_ = code & 0xff;  // what the shell sees of it
  if (std::exchange(exiting_, true)) return;
  // Not from inside JavaScript: what it posted to the event loop, such as a page's end, still comes first.
  QTimer::singleShot(0, qt_.get(), [] { QCoreApplication::exit(); });
}

int Application::run() {
  if (!start()) {
    stop();
    return exit_code_;
  }
  if (!exiting_) qt_->exec();
  stop();
  return exit_code_;
}

void Application::stop() {
  if (release_bindings_) std::exchange(release_bindings_, nullptr)();
  // Windows and pages that were retired are deleted now: before their profiles, and before the isolate in
  // which are the callbacks that the engine keeps.
  node_.stopRunningJs();
  if (profiles_) profiles_->dropSparePage();
  QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
  if (profiles_) profiles_->awaitPages();
  node_.stop();
  profiles_.reset();
  qt_.reset();
  if (std::exchange(log_target, nullptr) != nullptr) qInstallMessageHandler(default_handler);
}

}  // namespace runtime
