#include "bindings/screen/screen_binding.h"

#include "bindings/glue/object_template.h"

#include <QCursor>
#include <QGuiApplication>
#include <QInputDevice>
#include <QScreen>
#include <algorithm>

namespace bindings {
namespace {

int rotation(const QScreen& screen) {
  return screen.angleBetween(screen.nativeOrientation(), screen.orientation());
}

v8::Local<v8::Value> describe(v8::Isolate* isolate, const QScreen& screen) {
  return ObjectWriter(isolate)
      .write("name", screen.name())
      .write("label", QStringList{screen.manufacturer(), screen.model()}.join(QLatin1Char(' ')).trimmed())
      .write("serial", screen.serialNumber())
      .write("bounds", screen.geometry())
      .write("workArea", screen.availableGeometry())
      .write("scaleFactor", screen.devicePixelRatio())
      .write("colorDepth", screen.depth())
      .write("displayFrequency", screen.refreshRate())
      .write("rotation", rotation(screen))
      .object();
}

// The primary one first.
v8::Local<v8::Value> displays(BindingContext& context) {
  v8::Isolate* isolate = context.node.isolate();
  std::vector<v8::Local<v8::Value>> found;
  for (const QScreen* screen : QGuiApplication::screens()) found.push_back(describe(isolate, *screen));
  return Convert<std::vector<v8::Local<v8::Value>>>::toJs(isolate, found);
}

std::vector<int> cursorPoint(BindingContext&) {
  const QPoint point = QCursor::pos();
  return {point.x(), point.y()};
}

bool hasTouch(BindingContext&) {
  return std::ranges::any_of(QInputDevice::devices(), [](const QInputDevice* device) {
    return device->type() == QInputDevice::DeviceType::TouchScreen;
  });
}

}  // namespace

ScreenWatcherBinding::ScreenWatcherBinding(BindingContext& context,
                                           v8::Local<v8::Object> wrapper,
                                           v8::Local<v8::Object>)
    : Wrapped(context, wrapper) {
  for (QScreen* screen : QGuiApplication::screens()) watch(screen);
  QObject::connect(qGuiApp, &QGuiApplication::screenAdded, &anchor_, [this](QScreen* screen) {
    watch(screen);
    tell();
  });
  QObject::connect(qGuiApp, &QGuiApplication::screenRemoved, &anchor_, [this] { tell(); });
  QObject::connect(qGuiApp, &QGuiApplication::primaryScreenChanged, &anchor_, [this] { tell(); });
}

void ScreenWatcherBinding::watch(QScreen* screen) {
  const auto changed = [this] { tell(); };
  QObject::connect(screen, &QScreen::geometryChanged, &anchor_, changed);
  QObject::connect(screen, &QScreen::availableGeometryChanged, &anchor_, changed);
  QObject::connect(screen, &QScreen::logicalDotsPerInchChanged, &anchor_, changed);
  QObject::connect(screen, &QScreen::orientationChanged, &anchor_, changed);
}

void initializeScreen(v8::Local<v8::Object> exports, v8::Local<v8::Context>, void* data) {
  auto& context = *static_cast<BindingContext*>(data);
  setFunction<&displays>(context, exports, "displays");
  setFunction<&cursorPoint>(context, exports, "cursorPoint");
  setFunction<&hasTouch>(context, exports, "hasTouch");
  ObjectTemplate<ScreenWatcherBinding>(context, "ScreenWatcher").install(exports);
}

}  // namespace bindings
