#include "bindings/notification/notification_server.h"

#include "bindings/glue/system_bus.h"

#include <QDBusArgument>
#include <QDBusConnectionInterface>
#include <QDBusMessage>
#include <QDBusMetaType>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QGuiApplication>
#include <QPointer>

namespace bindings {

// The specification's structure for pictures, (iiibiiay).
struct NotificationPicture {
  QImage image;  // RGBA8888
};

QDBusArgument& operator<<(QDBusArgument& argument, const NotificationPicture& picture) {
  constexpr int kBitsPerSample = 8;
  constexpr int kChannels = 4;
  const QImage& image = picture.image;
  argument.beginStructure();
  argument << image.width() << image.height() << static_cast<int>(image.bytesPerLine()) << true
           << kBitsPerSample << kChannels
           << QByteArray(reinterpret_cast<const char*>(image.constBits()), image.sizeInBytes());
  argument.endStructure();
  return argument;
}

// Nobody sends one.
const QDBusArgument& operator>>(const QDBusArgument& argument, NotificationPicture&) {
  return argument;
}

}  // namespace bindings

Q_DECLARE_METATYPE(bindings::NotificationPicture)

namespace bindings {
namespace {

const QString kService = QStringLiteral("org.freedesktop.Notifications");
const QString kPath = QStringLiteral("/org/freedesktop/Notifications");
const QString kDefaultAction = QStringLiteral("default");

// The longest side of a picture; what is sent takes four bytes a pixel.
constexpr int kLongestSide = 256;

QDBusMessage call(const QString& method) {
  return QDBusMessage::createMethodCall(kService, kPath, kService, method);
}

QVariant pictureOf(const QImage& image) {
  const bool fits = image.width() <= kLongestSide && image.height() <= kLongestSide;
  const QImage scaled =
      fits ? image : image.scaled(kLongestSide, kLongestSide, Qt::KeepAspectRatio, Qt::SmoothTransformation);
  return QVariant::fromValue(NotificationPicture{scaled.convertToFormat(QImage::Format_RGBA8888)});
}

}  // namespace

NotificationServer::NotificationServer(QString app_name, Listener listener)
    : app_name_(std::move(app_name)),
      listener_(std::move(listener)),
      bus_(sessionBus().value_or(QDBusConnection(QString()))) {
  qDBusRegisterMetaType<NotificationPicture>();
}

bool NotificationServer::isAvailable() {
  const auto bus = sessionBus();
  if (!bus) return false;
  QDBusConnectionInterface* daemon = bus->interface();
  return daemon->isServiceRegistered(kService).value() ||
         daemon->activatableServiceNames().value().contains(kService);
}

void NotificationServer::connectOnce() {
  if (connected_) return;
  connected_ = true;
  bus_.connect(kService, kPath, kService, QStringLiteral("NotificationClosed"), this,
               SLOT(onClosed(uint, uint)));
  bus_.connect(kService, kPath, kService, QStringLiteral("ActionInvoked"), this,
               SLOT(onAction(uint, QString)));
}

void NotificationServer::show(int key, const NotificationRequest& request) {
  if (!bus_.isConnected()) {
    QMetaObject::invokeMethod(
        this, [this, key] { listener_(Event::kFailed, key, QStringLiteral("There is no message bus")); },
        Qt::QueuedConnection);
    return;
  }
  connectOnce();
  shown_[key] = {};
  if (knows_) {
    send(key, request);
    return;
  }
  // Some servers make a dialog of a notification that has an action, and say that they know of none.
  waiting_.emplace_back(key, request);
  if (std::exchange(asks_, true)) return;
  auto* asked = new QDBusPendingCallWatcher(bus_.asyncCall(call(QStringLiteral("GetCapabilities"))), this);
  connect(asked, &QDBusPendingCallWatcher::finished, this, [this, asked] {
    asked->deleteLater();
    const QDBusPendingReply<QStringList> reply = *asked;
    asks_ = false;
    knows_ = !reply.isError();
    has_actions_ = knows_ && reply.value().contains(QLatin1String("actions"));
    has_markup_ = knows_ && reply.value().contains(QLatin1String("body-markup"));
    for (const auto& [key, request] : std::exchange(waiting_, {})) send(key, request);
  });
}

void NotificationServer::send(int key, const NotificationRequest& request) {
  uint replaces = 0;
  if (const auto old = shown_.find(request.replaces); old != shown_.end()) {
    replaces = old->second.id;
    shown_.erase(old);
  }
  QVariantMap hints{{QStringLiteral("urgency"), QVariant::fromValue(static_cast<uchar>(request.urgency))}};
  if (request.silent) hints.insert(QStringLiteral("suppress-sound"), true);
  if (!request.icon.isNull()) hints.insert(QStringLiteral("image-data"), pictureOf(request.icon));
  if (const QString name = QGuiApplication::desktopFileName(); !name.isEmpty())
    hints.insert(QStringLiteral("desktop-entry"), name);
  QStringList actions;
  if (has_actions_) actions << kDefaultAction << QStringLiteral("View");
  const int lasts = request.stays ? 0 : -1;  // in ms; -1 is for the server to say
  const QString body = request.is_plain && has_markup_ ? request.body.toHtmlEscaped() : request.body;
  QDBusMessage message = call(QStringLiteral("Notify"));
  message << app_name_ << replaces << QString() << request.title << body << actions << hints << lasts;
  auto* sent = new QDBusPendingCallWatcher(bus_.asyncCall(message), this);
  connect(sent, &QDBusPendingCallWatcher::finished, this, [this, key, sent] { onSent(key, sent); });
}

void NotificationServer::onSent(int key, QDBusPendingCallWatcher* sent) {
  sent->deleteLater();
  const QDBusPendingReply<uint> reply = *sent;
  const auto found = shown_.find(key);
  if (found == shown_.end()) return;
  if (reply.isError()) {
    shown_.erase(found);
    listener_(Event::kFailed, key, reply.error().message());
    return;
  }
  found->second.id = reply.value();
  const bool closing = found->second.closing;
  const QPointer<NotificationServer> self(this);
  listener_(Event::kShow, key, {});
  if (self && closing) close(key);
}

void NotificationServer::close(int key) {
  const auto found = shown_.find(key);
  if (found == shown_.end()) return;
  if (found->second.id == 0) {
    found->second.closing = true;
    return;
  }
  QDBusMessage message = call(QStringLiteral("CloseNotification"));
  bus_.asyncCall(message << found->second.id);
}

int NotificationServer::keyOf(uint id) const {
  for (const auto& [key, shown] : shown_) {
    if (shown.id == id && id != 0) return key;
  }
  return 0;
}

void NotificationServer::onClosed(uint id, uint) {
  const int key = keyOf(id);
  if (shown_.erase(key) > 0) listener_(Event::kClose, key, {});
}

void NotificationServer::onAction(uint id, const QString& action) {
  const int key = keyOf(id);
  if (key != 0 && action == kDefaultAction) listener_(Event::kClick, key, {});
}

}  // namespace bindings
