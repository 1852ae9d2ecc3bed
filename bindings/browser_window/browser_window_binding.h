#pragma once

#include "bindings/glue/wrapped.h"
#include "runtime/web/window.h"

#include <QPointer>

namespace bindings {

// BrowserWindow's native half. Owns its Window; the page in it is owned by its WebContents.
class BrowserWindowBinding : public Wrapped, public runtime::WindowDelegate {
 public:
  // `options`: the fields of runtime::WindowOptions, `webContents` and `parent`.
  BrowserWindowBinding(BindingContext& context, v8::Local<v8::Object> wrapper, v8::Local<v8::Object> options);
  ~BrowserWindowBinding() override;

  void show() { window_->present(true); }
  void showInactive() { window_->present(false); }
  void hide() { window_->conceal(); }
  bool isVisible() const { return window_->isShown(); }
  bool isMapped() const { return window_->isVisible(); }
  void focus() { window_->focusNow(); }
  void blur() { window_->giveUpFocus(); }
  // The page's share of the keyboard that the window has.
  void focusPage() { window_->view().setFocus(); }
  void blurPage() { window_->blurPage(); }
  // For assistive technology, instead of the title.
  void setAccessibleName(const QString& name) { window_->setAccessibleName(name); }
  void destroy();
  void center() { window_->center(); }
  void moveTop() { window_->raise(); }
  bool moveAbove(double sibling);
  void setParent(v8::Local<v8::Value> parent);
  void setEnabled(bool on) { window_->setEnabled(on); }

  // normal minimized maximized fullscreen
  QString getState() const;
  void maximize() { window_->maximize(); }
  void unmaximize() { window_->unmaximize(); }
  void minimize() { window_->minimize(); }
  void restore() { window_->restore(); }
  void setFullScreen(bool on) { window_->setFullScreen(on); }
  void setFullScreenable(bool on) { window_->setFullScreenable(on); }
  bool isFullScreenable() const { return window_->isFullScreenable(); }

  QRect getBounds() const { return window_->bounds(); }
  void setBounds(const QRect& bounds) { window_->setBounds(bounds); }
  // Of the menu bar, 0 when there is none to be seen.
  int getBarHeight() const { return window_->barHeight(); }
  QRect getNormalBounds() const { return window_->normalBounds(); }
  QSize getMinimumSize() const { return window_->minimumLimit(); }
  QSize getMaximumSize() const { return window_->maximumLimit(); }
  void setSizeLimits(int min_width, int min_height, int max_width, int max_height);
  bool isResizable() const { return window_->isResizable(); }
  void setResizable(bool on) { window_->setResizable(on); }

  QString getTitle() const { return window_->windowTitle(); }
  void setTitle(const QString& title) { window_->setWindowTitle(title); }
  // False when it is no picture.
  bool setIconFile(const QString& path);
  bool setIconData(const QByteArray& bytes);
  void setBackgroundColor(int red, int green, int blue, int alpha);
  void setOpacity(double opacity) { window_->setWindowOpacity(opacity); }
  double getOpacity() const { return window_->windowOpacity(); }
  // Rectangles of what shall be there of the window; none: all of it.
  void setShape(const std::vector<QRect>& rectangles);
  void flash(bool on) { window_->hints().setUrgent(on); }
  void setAspectRatio(double ratio) { window_->hints().setAspectRatio(ratio); }
  void setShadow(bool on) { window_->hints().setShadow(on); }
  void setSkipTaskbar(bool on) { window_->hints().setSkipTaskbar(on); }
  bool isOnAllDesktops() const { return window_->hints().isOnAllDesktops(); }
  void setOnAllDesktops(bool on) { window_->hints().setOnAllDesktops(on); }
  // The user drags the window by its page; asks for its menu there.
  void startMove() { window_->startMove(); }
  void showSystemMenu(int x, int y) { window_->hints().showSystemMenu(x, y); }

  bool isAlwaysOnTop() const { return window_->hasFlag(Qt::WindowStaysOnTopHint); }
  void setAlwaysOnTop(bool on) { window_->setFlag(Qt::WindowStaysOnTopHint, on); }
  bool isFocusable() const { return !window_->hasFlag(Qt::WindowDoesNotAcceptFocus); }
  void setFocusable(bool on) { window_->setFlag(Qt::WindowDoesNotAcceptFocus, !on); }
  void setIgnoreMouseEvents(bool on) { window_->setFlag(Qt::WindowTransparentForInput, on); }
  double getNativeId() const { return static_cast<double>(window_->winId()); }

  void onCloseRequest() override;
  void onWindowEvent(const char* name) override;
  void onFocusChange(bool focused) override;
  void onAppCommand(const char* name) override;

  runtime::Window* window() const { return window_; }

 private:
  QPointer<runtime::Window> window_;
};

void initializeBrowserWindow(v8::Local<v8::Object> exports, v8::Local<v8::Context> context, void* data);

}  // namespace bindings
