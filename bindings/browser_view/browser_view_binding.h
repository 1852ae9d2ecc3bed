#pragma once

#include "bindings/browser_window/browser_window_binding.h"
#include "bindings/web_contents/web_contents_binding.h"

#include <QPointer>
#include <QWebEngineView>

namespace bindings {

// What shows a BrowserView's page: a view that lies above the page of a window, or waits for one. The page is
// owned by its WebContents. lib/js/main/api/browser-view.js ends it.
class BrowserViewBinding : public Wrapped {
 public:
  // `options`: `webContents`.
  BrowserViewBinding(BindingContext& context, v8::Local<v8::Object> wrapper, v8::Local<v8::Object> options);
  ~BrowserViewBinding() override;

  // Takes it out of the window that it was in, and puts it on top of all that is in this one.
  void attach(v8::Local<v8::Object> window);
  void detach();
  void raise();
  // In device independent pixels, from where the window's page begins.
  void setBounds(const QRect& bounds);
  void setBackgroundColor(int red, int green, int blue, int alpha);
  void destroy();

 private:
  class PlaceKeeper;

  void place();
  void applyBackground();
  void retire();

  QPointer<QWebEngineView> view_;
  QPointer<runtime::Page> page_;
  QPointer<runtime::Window> window_;
  QPointer<PlaceKeeper> keeper_;
  QRect bounds_;
  QColor background_ = Qt::white;
};

void initializeBrowserView(v8::Local<v8::Object> exports, v8::Local<v8::Context> context, void* data);

}  // namespace bindings
