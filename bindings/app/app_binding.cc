#include "bindings/app/app_binding.h"

#include "bindings/glue/object_template.h"
#include "runtime/app_host.h"
#include "runtime/app_manifest.h"
#include "runtime/command_line.h"
#include "runtime/version.h"

#include <QStandardPaths>
#include <qtwebenginecoreversion.h>
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

void startEngine(BindingContext& context, const QString& user_data) {
  context.app.startEngine(user_data);
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

// Folders of the user by their xdg-user-dirs name; empty for an unknown name.
QString standardPath(BindingContext&, const QString& name) {
  using Location = QStandardPaths::StandardLocation;
  static const std::map<QString, Location> kLocations = {
      {QStringLiteral("desktop"), Location::DesktopLocation},   {QStringLiteral("documents"), Location::DocumentsLocation},
      {QStringLiteral("downloads"), Location::DownloadLocation}, {QStringLiteral("music"), Location::MusicLocation},
      {QStringLiteral("pictures"), Location::PicturesLocation},  {QStringLiteral("videos"), Location::MoviesLocation},
  };
  const auto found = kLocations.find(name);
  return found == kLocations.end() ? QString() : QStandardPaths::writableLocation(found->second);
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
                          .write("headless", command_line.headless)
                          .write("appPath", QString::fromStdString(manifest.app_path))
                          .write("main", QString::fromStdString(manifest.main))
                          .write("url", QString::fromStdString(manifest.url))
                          .write("packageJson", QString::fromStdString(manifest.package_json))
                          .object();
  const auto versions = ObjectWriter(isolate)
                            .write("runtime", runtime::kVersion)
                            .write("electron", runtime::kElectronVersion)
                            .write("chrome", qWebEngineChromiumVersion())
                            .write("qt", qVersion())
                            .write("qtWebEngine", qWebEngineVersion())
                            .object();
  exports->Set(v8_context, jsKey(isolate, "launch"), launch).Check();
  exports->Set(v8_context, jsKey(isolate, "versions"), versions).Check();
  setFunction<&reportError>(context, exports, "reportError");
  setFunction<&exitApp>(context, exports, "exit");
  setFunction<&startEngine>(context, exports, "startEngine");
  setFunction<&hasSwitch>(context, exports, "hasSwitch");
  setFunction<&getSwitchValue>(context, exports, "getSwitchValue");
  setFunction<&appendSwitch>(context, exports, "appendSwitch");
  setFunction<&removeSwitch>(context, exports, "removeSwitch");
  setFunction<&appendArgument>(context, exports, "appendArgument");
  setFunction<&standardPath>(context, exports, "standardPath");
}

}  // namespace bindings
