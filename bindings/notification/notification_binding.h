#pragma once

#include "bindings/glue/wrapped.h"
#include "bindings/notification/notification_server.h"

#include <QObject>
#include <QWebEngineNotification>
#include <memory>

namespace bindings {

// The app's connection to what shows notifications; lib/js/main/api/notification-presenter.js has one.
class NotifierBinding : public Wrapped {
 public:
  // `options`: appName
  NotifierBinding(BindingContext& context, v8::Local<v8::Object> wrapper, v8::Local<v8::Object> options);

  // _onEvent(name, key, detail) tells what becomes of it: show, click, close, failed.
  void show(int key, v8::Local<v8::Object> options);
  void close(int key) { server_->close(key); }

 private:
  std::unique_ptr<NotificationServer> server_;
};

// A notification that a page shows.
class PageNotificationBinding : public Wrapped {
 public:
  // `options`: session, which is just telling of it
  PageNotificationBinding(BindingContext& context,
                          v8::Local<v8::Object> wrapper,
                          v8::Local<v8::Object> options);

  // title, body, tag, origin, icon (the bytes of a picture file)
  v8::Local<v8::Value> details() const;
  // What the user sees and does, for the page's events.
  void tellShown() { notification_->show(); }
  void tellClicked() { notification_->click(); }
  // It is over.
  void tellClosed();
  void destroy();

 private:
  std::unique_ptr<QWebEngineNotification> notification_;
  QObject anchor_;
};

void initializeNotification(v8::Local<v8::Object> exports, v8::Local<v8::Context> context, void* data);

}  // namespace bindings
