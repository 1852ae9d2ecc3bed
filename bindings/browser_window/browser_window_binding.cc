#include "bindings/browser_window/browser_window_binding.h"

#include "bindings/glue/object_template.h"
#include "bindings/web_contents/web_contents_binding.h"
#include "runtime/desktop/launcher_entry.h"
#include "runtime/web/window_system.h"

#include <QPixmap>
#include <QWindow>
#include <algorithm>

namespace bindings {
namespace {

runtime::WindowOptions readOptions(v8::Isolate* isolate, v8::Local<v8::Object> object) {
  runtime::WindowOptions options;
  int x = 0;
  int y = 0;
  bool placed = false;
  std::vector<int> background = {255, 255, 255, 255};
  ObjectReader(isolate, object)
      .read("placed", &placed)
      .read("x", &x)
      .read("y", &y)
      .read("width", &options.width)
      .read("height", &options.height)
      .read("minWidth", &options.min_width)
      .read("minHeight", &options.min_height)
      .read("maxWidth", &options.max_width)
      .read("maxHeight", &options.max_height)
      .read("resizable", &options.resizable)
      .read("focusable", &options.focusable)
      .read("fullscreenable", &options.fullscreenable)
      .read("alwaysOnTop", &options.always_on_top)
      .read("frame", &options.frame)
      .read("modal", &options.modal)
      .read("transparent", &options.transparent)
      .read("paintWhenInitiallyHidden", &options.paint_when_initially_hidden)
      .read("skipTaskbar", &options.skip_taskbar)
      .read("darkTheme", &options.dark_theme)
      .read("type", &options.type)
      .read("title", &options.title)
      .read("background", &background);
  if (placed) {
    options.x = x;
    options.y = y;
  }
  if (background.size() == 4) {
    options.background_color = QColor(background[0], background[1], background[2], background[3]);
  }
  return options;
}

template <typename Class>
Class* readWrapped(v8::Isolate* isolate, v8::Local<v8::Object> object, std::string_view key) {
  v8::Local<v8::Value> value;
  if (!object->Get(isolate->GetCurrentContext(), jsKey(isolate, key)).ToLocal(&value) || !value->IsObject()) {
    return nullptr;
  }
  return dynamic_cast<Class*>(Wrapped::unwrap(value.As<v8::Object>()));
}

// '#rrggbb' of a colour's CSS name, or nothing.
QString colorOfName(BindingContext&, const QString& name) {
  const QColor color = QColor::isValidColor(name) ? QColor(name) : QColor();
  return color.isValid() ? color.name() : QString();
}

// Whether the keyboard goes to nobody when the window that has it goes.
bool losesFocus(BindingContext&) {
  return runtime::simulatesWindowManager() || !runtime::hasWindowManager();
}

// The app's progress, 0 to 1, for the desktop's docks; less than 0: none.
void setLauncherProgress(BindingContext&, double progress) {
  runtime::updateLauncherEntry({{QStringLiteral("progress"), std::clamp(progress, 0.0, 1.0)},
                                {QStringLiteral("progress-visible"), progress >= 0}});
}

}  // namespace

BrowserWindowBinding::BrowserWindowBinding(BindingContext& context,
                                           v8::Local<v8::Object> wrapper,
                                           v8::Local<v8::Object> options)
    : Wrapped(context, wrapper) {
  v8::Isolate* isolate = context.node.isolate();
  auto* contents = readWrapped<WebContentsBinding>(isolate, options, "webContents");
  auto* parent = readWrapped<BrowserWindowBinding>(isolate, options, "parent");
  if (contents == nullptr) throw JsError(JsError::Kind::kTypeError, "webContents is missing");
  window_ = new runtime::Window(readOptions(isolate, options), contents->page(),
                                parent != nullptr ? parent->window_.data() : nullptr, this);
  contents->setView(&window_->view());
}

BrowserWindowBinding::~BrowserWindowBinding() {
  if (window_) window_->retire();
}

bool BrowserWindowBinding::moveAbove(double sibling) {
  return runtime::stackAbove(window_->windowHandle(), static_cast<quint64>(sibling));
}

void BrowserWindowBinding::setParent(v8::Local<v8::Value> parent) {
  auto* binding =
      parent->IsObject() ? dynamic_cast<BrowserWindowBinding*>(unwrap(parent.As<v8::Object>())) : nullptr;
  window_->setParentWindow(binding != nullptr ? binding->window_.data() : nullptr);
}

QString BrowserWindowBinding::getState() const {
  switch (window_->state()) {
    case runtime::WindowState::kMinimized:
      return QStringLiteral("minimized");
    case runtime::WindowState::kMaximized:
      return QStringLiteral("maximized");
    case runtime::WindowState::kFullScreen:
      return QStringLiteral("fullscreen");
    case runtime::WindowState::kNormal:
      break;
  }
  return QStringLiteral("normal");
}

void BrowserWindowBinding::setSizeLimits(int min_width, int min_height, int max_width, int max_height) {
  window_->setSizeLimits(QSize(min_width, min_height), QSize(max_width, max_height));
}

bool BrowserWindowBinding::setIconFile(const QString& path) {
  const QPixmap picture(path);
  if (!picture.isNull()) window_->setWindowIcon(QIcon(picture));
  return !picture.isNull();
}

bool BrowserWindowBinding::setIconData(const QByteArray& bytes) {
  QPixmap picture;
  if (!picture.loadFromData(bytes)) return false;
  window_->setWindowIcon(QIcon(picture));
  return true;
}

void BrowserWindowBinding::setBackgroundColor(int red, int green, int blue, int alpha) {
  window_->setBackground(QColor(red, green, blue, alpha));
}

void BrowserWindowBinding::setShape(const std::vector<QRect>& rectangles) {
  if (rectangles.empty()) {
    window_->clearMask();
    return;
  }
  QRegion region;
  for (const QRect& rectangle : rectangles) region += rectangle;
  window_->setMask(region);
}

void BrowserWindowBinding::destroy() {
  window_->retire();
  markDestroyed();
  context_.deleteLater(this);
}

void BrowserWindowBinding::onCloseRequest() {
  callMethod("_onCloseRequest");
}

void BrowserWindowBinding::onWindowEvent(const char* name) {
  callMethod("_onWindowEvent", name);
}

void BrowserWindowBinding::onFocusChange(bool focused) {
  callMethod("_onFocusChange", focused);
}

void BrowserWindowBinding::onAppCommand(const char* name) {
  callMethod("_onAppCommand", name);
}

void initializeBrowserWindow(v8::Local<v8::Object> exports, v8::Local<v8::Context>, void* data) {
  using Self = BrowserWindowBinding;
  auto& context = *static_cast<BindingContext*>(data);
  ObjectTemplate<Self>(context, "BaseWindow")
      .method<&Self::show>("_show")
      .method<&Self::showInactive>("_showInactive")
      .method<&Self::hide>("_hide")
      .method<&Self::isVisible>("_isVisible")
      .method<&Self::isMapped>("_isMapped")
      .method<&Self::focus>("_focus")
      .method<&Self::blur>("_blur")
      .method<&Self::focusPage>("_focusPage")
      .method<&Self::blurPage>("_blurPage")
      .method<&Self::setAccessibleName>("_setAccessibleName")
      .method<&Self::destroy>("_destroy")
      .method<&Self::center>("_center")
      .method<&Self::moveTop>("_moveTop")
      .method<&Self::moveAbove>("_moveAbove")
      .method<&Self::setParent>("_setParent")
      .method<&Self::setEnabled>("_setEnabled")
      .method<&Self::getState>("_getState")
      .method<&Self::maximize>("_maximize")
      .method<&Self::unmaximize>("_unmaximize")
      .method<&Self::minimize>("_minimize")
      .method<&Self::restore>("_restore")
      .method<&Self::setFullScreen>("_setFullScreen")
      .method<&Self::setFullScreenable>("_setFullScreenable")
      .method<&Self::isFullScreenable>("_isFullScreenable")
      .method<&Self::getBounds>("_getBounds")
      .method<&Self::setBounds>("_setBounds")
      .method<&Self::getBarHeight>("_getBarHeight")
      .method<&Self::getNormalBounds>("_getNormalBounds")
      .method<&Self::getMinimumSize>("_getMinimumSize")
      .method<&Self::getMaximumSize>("_getMaximumSize")
      .method<&Self::setSizeLimits>("_setSizeLimits")
      .method<&Self::isResizable>("_isResizable")
      .method<&Self::setResizable>("_setResizable")
      .method<&Self::getTitle>("_getTitle")
      .method<&Self::setTitle>("_setTitle")
      .method<&Self::setIconFile>("_setIconFile")
      .method<&Self::setIconData>("_setIconData")
      .method<&Self::setBackgroundColor>("_setBackgroundColor")
      .method<&Self::setOpacity>("_setOpacity")
      .method<&Self::getOpacity>("_getOpacity")
      .method<&Self::setShape>("_setShape")
      .method<&Self::flash>("_flash")
      .method<&Self::setAspectRatio>("_setAspectRatio")
      .method<&Self::setShadow>("_setShadow")
      .method<&Self::setSkipTaskbar>("_setSkipTaskbar")
      .method<&Self::isOnAllDesktops>("_isOnAllDesktops")
      .method<&Self::setOnAllDesktops>("_setOnAllDesktops")
      .method<&Self::startMove>("_startMove")
      .method<&Self::showSystemMenu>("_showSystemMenu")
      .method<&Self::isAlwaysOnTop>("_isAlwaysOnTop")
      .method<&Self::setAlwaysOnTop>("_setAlwaysOnTop")
      .method<&Self::isFocusable>("_isFocusable")
      .method<&Self::setFocusable>("_setFocusable")
      .method<&Self::setIgnoreMouseEvents>("_setIgnoreMouseEvents")
      .method<&Self::getNativeId>("_getNativeId")
      .install(exports);
  setFunction<&colorOfName>(context, exports, "colorOfName");
  setFunction<&setLauncherProgress>(context, exports, "setLauncherProgress");
  setFunction<&losesFocus>(context, exports, "losesFocus");
}

}  // namespace bindings
