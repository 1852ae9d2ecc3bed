#pragma once

#include "bindings/glue/wrapped.h"
#include "runtime/web/window.h"

#include <QPointer>

namespace bindings {

class WebContentsBinding;

// BrowserWindow's native half. Owns its Window; the page in it is owned by its WebContents.
class BrowserWindowBinding : public Wrapped, public runtime::WindowDelegate {
 public:
  // `options`: the fields of runtime::WindowOptions, `webContents` and `parent`.
  BrowserWindowBinding(BindingContext& context, v8::Local<v8::Object> wrapper, v8::Local<v8::Object> options);
  ~BrowserWindowBinding() override;

  void show();
  void showInactive();
  void hide();
  void focus();
  void blur();
  void destroy();
  void center();
  void moveTop();

  bool isVisible() const { return window_->isVisible(); }
  bool isFocused() const { return window_->isActiveWindow(); }
  bool isMaximized() const { return window_->isMaximizedNow(); }
  bool isMinimized() const { return window_->isMinimized(); }
  bool isFullScreen() const { return window_->isFullScreen(); }
  bool isModal() const { return window_->isModal(); }
  bool isEnabled() const { return window_->isEnabled(); }
  void setEnabled(bool on) { window_->setEnabled(on); }

  void maximize() { window_->maximize(); }
  void unmaximize() { window_->unmaximize(); }
  void minimize() { window_->minimize(); }
  void restore() { window_->restoreState(); }
  void setFullScreen(bool on) { window_->setFullScreen(on); }

  QRect getBounds() const { return window_->bounds(); }
  void setBounds(const QRect& bounds) { window_->setBounds(bounds); }
  QRect getContentBounds() const { return window_->contentBounds(); }
  void setContentBounds(const QRect& bounds) { window_->setContentBounds(bounds); }
  QRect getNormalBounds() const;
  void setSizeLimits(int min_width, int min_height, int max_width, int max_height);

  QString getTitle() const { return window_->windowTitle(); }
  void setTitle(const QString& title) { window_->setWindowTitle(title); }
  void setIcon(const QString& path) { window_->setWindowIcon(QIcon(path)); }
  void setBackgroundColor(const QString& color);
  void setOpacity(double opacity) { window_->setWindowOpacity(opacity); }

  bool isResizable() const { return window_->isResizable(); }
  void setResizable(bool on) { window_->setResizable(on); }
  bool isMinimizable() const { return window_->hasFlag(Qt::WindowMinimizeButtonHint); }
  void setMinimizable(bool on) { window_->setFlag(Qt::WindowMinimizeButtonHint, on); }
  bool isMaximizable() const { return window_->hasFlag(Qt::WindowMaximizeButtonHint); }
  void setMaximizable(bool on) { window_->setFlag(Qt::WindowMaximizeButtonHint, on); }
  bool isClosable() const { return window_->hasFlag(Qt::WindowCloseButtonHint); }
  void setClosable(bool on) { window_->setFlag(Qt::WindowCloseButtonHint, on); }
  bool isAlwaysOnTop() const { return window_->hasFlag(Qt::WindowStaysOnTopHint); }
  void setAlwaysOnTop(bool on) { window_->setFlag(Qt::WindowStaysOnTopHint, on); }
  bool isFocusable() const { return !window_->hasFlag(Qt::WindowDoesNotAcceptFocus); }
  void setFocusable(bool on) { window_->setFlag(Qt::WindowDoesNotAcceptFocus, !on); }
  QByteArray getNativeWindowHandle() const;
  double nativeWindowId() const { return static_cast<double>(window_->winId()); }

  void onCloseRequest() override;
  void onWindowEvent(const char* name) override;

  runtime::Window* window() const { return window_; }

 private:
  QPointer<runtime::Window> window_;
};

void initializeBrowserWindow(v8::Local<v8::Object> exports, v8::Local<v8::Context> context, void* data);

}  // namespace bindings
