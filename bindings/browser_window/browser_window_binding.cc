#include "bindings/browser_window/browser_window_binding.h"

#include "bindings/glue/object_template.h"
#include "bindings/web_contents/web_contents_binding.h"

#include <QGuiApplication>
#include <QScreen>

namespace bindings {
namespace {

runtime::WindowOptions readOptions(v8::Isolate* isolate, v8::Local<v8::Object> object) {
  runtime::WindowOptions options;
  QString background = options.background_color.name(QColor::HexArgb);
  ObjectReader(isolate, object)
      .read("x", &options.x)
      .read("y", &options.y)
      .read("width", &options.width)
      .read("height", &options.height)
      .read("useContentSize", &options.use_content_size)
      .read("center", &options.center)
      .read("minWidth", &options.min_width)
      .read("minHeight", &options.min_height)
      .read("maxWidth", &options.max_width)
      .read("maxHeight", &options.max_height)
      .read("resizable", &options.resizable)
      .read("movable", &options.movable)
      .read("minimizable", &options.minimizable)
      .read("maximizable", &options.maximizable)
      .read("closable", &options.closable)
      .read("focusable", &options.focusable)
      .read("alwaysOnTop", &options.always_on_top)
      .read("skipTaskbar", &options.skip_taskbar)
      .read("frame", &options.frame)
      .read("modal", &options.modal)
      .read("transparent", &options.transparent)
      .read("title", &options.title)
      .read("icon", &options.icon)
      .read("backgroundColor", &background);
  options.background_color = QColor(background);
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

}  // namespace

BrowserWindowBinding::BrowserWindowBinding(BindingContext& context, v8::Local<v8::Object> wrapper,
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

void BrowserWindowBinding::show() {
  window_->present(true);
}

void BrowserWindowBinding::showInactive() {
  window_->present(false);
}

void BrowserWindowBinding::hide() {
  window_->setVisible(false);
}

void BrowserWindowBinding::focus() {
  if (!window_->isVisible()) return;
  window_->raise();
  window_->activateWindow();
}

void BrowserWindowBinding::blur() {
  window_->clearFocus();
  window_->lower();
}

void BrowserWindowBinding::moveTop() {
  window_->raise();
}

void BrowserWindowBinding::center() {
  QRect frame = window_->bounds();
  frame.moveCenter(window_->screen()->availableGeometry().center());
  window_->setBounds(frame);
}

QRect BrowserWindowBinding::getNormalBounds() const {
  const bool special = window_->isMaximized() || window_->isFullScreen() || window_->isMinimized();
  return special && window_->normalGeometry().isValid() ? window_->normalGeometry() : window_->bounds();
}

void BrowserWindowBinding::setSizeLimits(int min_width, int min_height, int max_width, int max_height) {
  window_->setSizeLimits(QSize(min_width, min_height), QSize(max_width, max_height));
}

void BrowserWindowBinding::setBackgroundColor(const QString& color) {
  if (window_->view().page() != nullptr) window_->view().page()->setBackgroundColor(QColor(color));
}

QByteArray BrowserWindowBinding::getNativeWindowHandle() const {
  const auto handle = static_cast<quint64>(window_->winId());
  return QByteArray(reinterpret_cast<const char*>(&handle), sizeof(handle));
}

void BrowserWindowBinding::destroy() {
  window_->retire();
  markDestroyed();
  context_.deleteLater(this);
}

void BrowserWindowBinding::onCloseRequest() {
  callMethod("close");
}

void BrowserWindowBinding::onWindowEvent(const char* name) {
  callMethod("_onWindowEvent", name);
}

void initializeBrowserWindow(v8::Local<v8::Object> exports, v8::Local<v8::Context>, void* data) {
  using Self = BrowserWindowBinding;
  ObjectTemplate<Self>(*static_cast<BindingContext*>(data), "BrowserWindow")
      .method<&Self::show>("show")
      .method<&Self::showInactive>("showInactive")
      .method<&Self::hide>("hide")
      .method<&Self::focus>("focus")
      .method<&Self::blur>("blur")
      .method<&Self::destroy>("_destroy")
      .method<&Self::center>("center")
      .method<&Self::moveTop>("moveTop")
      .method<&Self::isVisible>("isVisible")
      .method<&Self::isFocused>("isFocused")
      .method<&Self::isMaximized>("isMaximized")
      .method<&Self::isMinimized>("isMinimized")
      .method<&Self::isFullScreen>("isFullScreen")
      .method<&Self::isModal>("isModal")
      .method<&Self::isEnabled>("isEnabled")
      .method<&Self::setEnabled>("setEnabled")
      .method<&Self::maximize>("maximize")
      .method<&Self::unmaximize>("unmaximize")
      .method<&Self::minimize>("minimize")
      .method<&Self::restore>("restore")
      .method<&Self::setFullScreen>("_setFullScreen")
      .method<&Self::getBounds>("getBounds")
      .method<&Self::setBounds>("_setBounds")
      .method<&Self::getContentBounds>("getContentBounds")
      .method<&Self::setContentBounds>("_setContentBounds")
      .method<&Self::getNormalBounds>("getNormalBounds")
      .method<&Self::setSizeLimits>("_setSizeLimits")
      .method<&Self::getTitle>("getTitle")
      .method<&Self::setTitle>("_setTitle")
      .method<&Self::setIcon>("_setIcon")
      .method<&Self::setBackgroundColor>("_setBackgroundColor")
      .method<&Self::setOpacity>("_setOpacity")
      .method<&Self::isResizable>("isResizable")
      .method<&Self::setResizable>("setResizable")
      .method<&Self::isMinimizable>("isMinimizable")
      .method<&Self::setMinimizable>("setMinimizable")
      .method<&Self::isMaximizable>("isMaximizable")
      .method<&Self::setMaximizable>("setMaximizable")
      .method<&Self::isClosable>("isClosable")
      .method<&Self::setClosable>("setClosable")
      .method<&Self::isAlwaysOnTop>("isAlwaysOnTop")
      .method<&Self::setAlwaysOnTop>("_setAlwaysOnTop")
      .method<&Self::isFocusable>("isFocusable")
      .method<&Self::setFocusable>("setFocusable")
      .method<&Self::getNativeWindowHandle>("_getNativeWindowHandle")
      .method<&Self::nativeWindowId>("_nativeWindowId")
      .install(exports);
}

}  // namespace bindings
