#include "bindings/notification/notification_binding.h"

#include "bindings/glue/object_template.h"
#include "bindings/session/session_binding.h"

#include <QBuffer>

namespace bindings {
namespace {

const char* nameOf(NotificationServer::Event event) {
  switch (event) {
    case NotificationServer::Event::kShow:
      return "show";
    case NotificationServer::Event::kClick:
      return "click";
    case NotificationServer::Event::kClose:
      return "close";
    case NotificationServer::Event::kFailed:
      break;
  }
  return "failed";
}

bool isAvailable(BindingContext&) {
  return NotificationServer::isAvailable();
}

}  // namespace

NotifierBinding::NotifierBinding(BindingContext& context,
                                 v8::Local<v8::Object> wrapper,
                                 v8::Local<v8::Object> options)
    : Wrapped(context, wrapper) {
  QString app_name;
  ObjectReader(context.node.isolate(), options).read("appName", &app_name);
  server_ = std::make_unique<NotificationServer>(
      app_name, [this](NotificationServer::Event event, int key, const QString& detail) {
        callMethod("_onEvent", nameOf(event), key, detail);
      });
}

void NotifierBinding::show(int key, v8::Local<v8::Object> options) {
  NotificationRequest request;
  QByteArray icon;
  ObjectReader(context_.node.isolate(), options)
      .read("title", &request.title)
      .read("body", &request.body)
      .read("isPlain", &request.is_plain)
      .read("icon", &icon)
      .read("urgency", &request.urgency)
      .read("silent", &request.silent)
      .read("stays", &request.stays)
      .read("replaces", &request.replaces);
  request.icon.loadFromData(icon);
  server_->show(key, request);
}

PageNotificationBinding::PageNotificationBinding(BindingContext& context,
                                                 v8::Local<v8::Object> wrapper,
                                                 v8::Local<v8::Object> options)
    : Wrapped(context, wrapper) {
  v8::Local<v8::Object> object;
  ObjectReader(context.node.isolate(), options).read("session", &object);
  auto* session = object.IsEmpty() ? nullptr : dynamic_cast<SessionBinding*>(unwrap(object));
  if (session != nullptr) notification_ = session->takeNotification();
  if (notification_ == nullptr) throw JsError("There is no notification");
  QObject::connect(notification_.get(), &QWebEngineNotification::closed, &anchor_,
                   [this] { callMethod("_onClosed"); });
}

v8::Local<v8::Value> PageNotificationBinding::details() const {
  QByteArray icon;
  if (const QImage image = notification_->icon(); !image.isNull()) {
    QBuffer buffer(&icon);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
  }
  return ObjectWriter(context_.node.isolate())
      .write("title", notification_->title())
      .write("body", notification_->message())
      .write("tag", notification_->tag())
      .write("origin", notification_->origin())
      .write("icon", icon)
      .object();
}

void PageNotificationBinding::tellClosed() {
  notification_->disconnect(&anchor_);
  notification_->close();
}

void PageNotificationBinding::destroy() {
  notification_->disconnect(&anchor_);
  markDestroyed();
  context_.deleteLater(this);
}

void initializeNotification(v8::Local<v8::Object> exports, v8::Local<v8::Context>, void* data) {
  auto& context = *static_cast<BindingContext*>(data);
  ObjectTemplate<NotifierBinding>(context, "Notifier")
      .method<&NotifierBinding::show>("_show")
      .method<&NotifierBinding::close>("_close")
      .install(exports);
  using Page = PageNotificationBinding;
  ObjectTemplate<Page>(context, "PageNotification")
      .method<&Page::details>("_details")
      .method<&Page::tellShown>("_tellShown")
      .method<&Page::tellClicked>("_tellClicked")
      .method<&Page::tellClosed>("_tellClosed")
      .method<&Page::destroy>("_destroy")
      .install(exports);
  setFunction<&isAvailable>(context, exports, "isAvailable");
}

}  // namespace bindings
