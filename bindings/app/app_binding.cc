#include "bindings/app/app_binding.h"

#include "bindings/app/app_objects.h"
#include "bindings/app/client_certificate.h"
#include "bindings/app/file_icon.h"
#include "bindings/app/gpu_page.h"
#include "bindings/glue/object_template.h"
#include "runtime/app_host.h"
#include "runtime/app_manifest.h"
#include "runtime/command_line.h"
#include "runtime/version.h"
#include "runtime/web/profile.h"

#include <qtwebenginecoreversion.h>
#include <QApplication>
#include <QGuiApplication>
#include <QLocale>
#include <QMessageBox>
#include <QPointer>
#include <QtWebEngineCore>

namespace bindings {
namespace {

// (kind, text): kind is 'load', 'exception' or 'warning'.
void reportError(BindingContext& context, const QString& kind, const QString& text) {
  using Kind = runtime::Error::Kind;
  const Kind error_kind = kind == QLatin1String("load")        ? Kind::kLoad
                          : kind == QLatin1String("exception") ? Kind::kException
                                                               : Kind::kWarning;
  context.app.reportError({error_kind, text.toStdString()});
}

void exitApp(BindingContext& context, int code) {
  context.app.exit(code);
}

void setUpEngine(BindingContext& context, const QString& user_data, const QString& user_agent) {
  context.app.setUpEngine(user_data, user_agent);
}

void startEngine(BindingContext& context) {
  context.app.profiles();
}

void setUserAgent(BindingContext& context, const QString& user_agent) {
  context.app.setUserAgent(user_agent);
}

bool hasSwitch(BindingContext& context, const QString& name) {
  return context.app.commandLine().hasSwitch(name.toStdString());
}

QString getSwitchValue(BindingContext& context, const QString& name) {
  return QString::fromStdString(context.app.commandLine().switchValue(name.toStdString()));
}

void appendSwitch(BindingContext& context, const QString& name, const QString& value) {
  context.app.commandLine().appendSwitch(name.toStdString(), value.toStdString());
}

void removeSwitch(BindingContext& context, const QString& name) {
  context.app.commandLine().removeSwitch(name.toStdString());
}

void appendArgument(BindingContext& context, const QString& value) {
  context.app.commandLine().appendArgument(value.toStdString());
}

constexpr int kAboutIconSize = 64;

// Does not wait for the answer. Null without a screen to show it on, or while another one is open.
QMessageBox* showBox(BindingContext& context,
                     QMessageBox::Icon icon,
                     const QString& title,
                     const QString& text,
                     const QString& detail) {
  static QPointer<QMessageBox> shown;
  if (context.app.commandLine().headless || shown) return nullptr;
  auto* box = new QMessageBox(icon, title, text, QMessageBox::Ok);
  shown = box;
  box->setInformativeText(detail);
  box->setTextFormat(Qt::PlainText);
  box->setTextInteractionFlags(Qt::TextSelectableByMouse);
  box->setAttribute(Qt::WA_DeleteOnClose);
  QObject::connect(qApp, &QCoreApplication::aboutToQuit, box, &QWidget::close);
  box->show();
  return box;
}

bool showErrorBox(BindingContext& context, const QString& title, const QString& text, const QString& detail) {
  return showBox(context, QMessageBox::Critical, title, text, detail) != nullptr;
}

// `website` is a link, `icon` the path of a picture; each may be empty.
bool showAboutBox(BindingContext& context,
                  const QString& name,
                  const QString& detail,
                  const QString& website,
                  const QString& icon) {
  const QString link = website.isEmpty() ? QString() : QStringLiteral("\n\n") + website;
  QMessageBox* box =
      showBox(context, QMessageBox::Information, QStringLiteral("About ") + name, name, detail + link);
  if (box == nullptr) return false;
  box->setTextInteractionFlags(Qt::TextBrowserInteraction);
  const QPixmap picture(icon);
  if (!picture.isNull())
    box->setIconPixmap(
        picture.scaled(kAboutIconSize, kAboutIconSize, Qt::KeepAspectRatio, Qt::SmoothTransformation));
  return true;
}

QByteArray readFileIcon(BindingContext&, const QString& path, int size) {
  return fileIcon(path, size);
}

QByteArray readThemeIcon(BindingContext&, const QString& name, int size) {
  return themeIcon(name, size);
}

// Calls `listener` with the text of chrome://gpu, or with an empty one.
void readGpu(BindingContext& context, v8::Local<v8::Object> listener) {
  const JsCallback callback(context.node, listener.As<v8::Function>());
  readGpuPage(context.app.profiles()->get({}), [callback](const QString& text) { callback(text); });
}

int importCertificate(BindingContext& context, const QString& path, const QString& password) {
  return importClientCertificate(*context.app.profiles()->get({}), path, password);
}

// Name of the .desktop file, without that suffix: what groups the windows in the user's desktop.
void setDesktopName(BindingContext&, const QString& name) {
  QGuiApplication::setDesktopFileName(name);
}

// As IETF tags; the C locale has the engine's own default.
QString systemLocale(BindingContext&) {
  const QLocale locale = QLocale::system();
  return locale.language() == QLocale::C ? QString()
                                         : QString(locale.name()).replace(QLatin1Char('_'), QLatin1Char('-'));
}

std::vector<QString> preferredLanguages(BindingContext&) {
  const QStringList languages = QLocale::system().uiLanguages();
  return {languages.begin(), languages.end()};
}

std::vector<QString> toQStrings(const std::vector<std::string>& list) {
  std::vector<QString> result;
  for (const std::string& item : list) result.push_back(QString::fromStdString(item));
  return result;
}

}  // namespace

void initializeApp(v8::Local<v8::Object> exports, v8::Local<v8::Context> v8_context, void* data) {
  auto& context = *static_cast<BindingContext*>(data);
  v8::Isolate* isolate = context.node.isolate();
  const runtime::AppManifest& manifest = context.app.manifest();
  const runtime::CommandLine& command_line = context.app.commandLine();
  const auto launch = ObjectWriter(isolate)
                          .write("argv", toQStrings(command_line.argv))
                          .write("arguments", toQStrings(command_line.app_arguments))
                          .write("preloadModules", toQStrings(command_line.preload_modules))
                          .write("packaged", command_line.packaged)
                          .write("interruptMain", command_line.hasSwitch("inspect-brk"))
                          .write("headless", command_line.headless)
                          .write("ipcTrace", QString::fromStdString(command_line.ipc_trace))
                          .write("appPath", QString::fromStdString(manifest.app_path))
                          .write("main", QString::fromStdString(manifest.main))
                          .write("url", QString::fromStdString(manifest.url))
                          .write("electronMajor", manifest.electron ? manifest.electron->major : -1)
                          .write("needsNewestElectron", manifest.needs_newest_electron)
                          .write("packageJson", QString::fromStdString(manifest.package_json))
                          .object();
  const auto versions =
      ObjectWriter(isolate)
          .write("runtime", runtime::kVersion)
          .write("electron", manifest.electron ? QString::fromStdString(manifest.electron->text())
                                               : QString::fromLatin1(runtime::kElectronVersion))
          .write("chrome", qWebEngineChromiumVersion())
          .write("qt", qVersion())
          .write("qtWebEngine", qWebEngineVersion())
          .object();
  exports->Set(v8_context, jsKey(isolate, "launch"), launch).Check();
  exports->Set(v8_context, jsKey(isolate, "versions"), versions).Check();
  setFunction<&reportError>(context, exports, "reportError");
  setFunction<&exitApp>(context, exports, "exit");
  setFunction<&setUpEngine>(context, exports, "setUpEngine");
  setFunction<&startEngine>(context, exports, "startEngine");
  setFunction<&setUserAgent>(context, exports, "setUserAgent");
  setFunction<&hasSwitch>(context, exports, "hasSwitch");
  setFunction<&getSwitchValue>(context, exports, "getSwitchValue");
  setFunction<&appendSwitch>(context, exports, "appendSwitch");
  setFunction<&removeSwitch>(context, exports, "removeSwitch");
  setFunction<&appendArgument>(context, exports, "appendArgument");
  setFunction<&showErrorBox>(context, exports, "showErrorBox");
  setFunction<&showAboutBox>(context, exports, "showAboutBox");
  setFunction<&readFileIcon>(context, exports, "readFileIcon");
  setFunction<&readThemeIcon>(context, exports, "readThemeIcon");
  setFunction<&readGpu>(context, exports, "readGpu");
  setFunction<&importCertificate>(context, exports, "importCertificate");
  setFunction<&setDesktopName>(context, exports, "setDesktopName");
  setFunction<&systemLocale>(context, exports, "systemLocale");
  setFunction<&preferredLanguages>(context, exports, "preferredLanguages");
  ObjectTemplate<SingleInstanceBinding>(context, "SingleInstance")
      .method<&SingleInstanceBinding::acquire>("acquire")
      .method<&SingleInstanceBinding::isHeld>("isHeld")
      .method<&SingleInstanceBinding::release>("release")
      .install(exports);
  ObjectTemplate<QuitSignalsBinding>(context, "QuitSignals").install(exports);
  ObjectTemplate<AccessibilityWatch>(context, "AccessibilityWatch")
      .method<&AccessibilityWatch::isActive>("isActive")
      .method<&AccessibilityWatch::setActive>("setActive")
      .install(exports);
}

}  // namespace bindings
