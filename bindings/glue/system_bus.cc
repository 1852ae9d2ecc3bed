#include "bindings/glue/system_bus.h"

#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusVariant>

namespace bindings {
namespace {

constexpr int kTimeoutMs = 1000;

}  // namespace

QDBusMessage loginCall(const char* method) {
  return QDBusMessage::createMethodCall(QLatin1String(kLoginService), QLatin1String(kLoginPath),
                                        QLatin1String(kLoginManager), QLatin1String(method));
}

std::optional<QVariant> askBus(const QDBusConnection& bus, const QDBusMessage& call) {
  if (!bus.isConnected()) return std::nullopt;
  const QDBusMessage answer = bus.call(call, QDBus::Block, kTimeoutMs);
  if (answer.type() != QDBusMessage::ReplyMessage || answer.arguments().isEmpty()) return std::nullopt;
  return answer.arguments().constFirst();
}

std::optional<QVariant> readProperty(const QDBusConnection& bus,
                                     const QString& service,
                                     const QString& path,
                                     const QString& interface,
                                     const QString& name) {
  QDBusMessage call = QDBusMessage::createMethodCall(
      service, path, QStringLiteral("org.freedesktop.DBus.Properties"), QStringLiteral("Get"));
  call << interface << name;
  const auto answer = askBus(bus, call);
  if (!answer || !answer->canConvert<QDBusVariant>()) return std::nullopt;
  return answer->value<QDBusVariant>().variant();
}

// Closing the descriptor gives the lock back, also when it comes after the object's end.
struct LoginInhibitor::Lock {
  QDBusUnixFileDescriptor descriptor;
};

LoginInhibitor::LoginInhibitor(const QString& what,
                               const QString& who,
                               const QString& why,
                               const QString& mode,
                               std::function<void()> on_refused)
    : lock_(std::make_shared<Lock>()) {
  const QDBusConnection bus = QDBusConnection::systemBus();
  QDBusMessage call = loginCall("Inhibit");
  call << what << who << why << mode;
  auto* watcher = new QDBusPendingCallWatcher(bus.asyncCall(call));
  QObject::connect(watcher, &QDBusPendingCallWatcher::finished, watcher,
                   [watcher, weak = std::weak_ptr(lock_), on_refused = std::move(on_refused)] {
                     watcher->deleteLater();
                     const QDBusPendingReply<QDBusUnixFileDescriptor> reply = *watcher;
                     const auto lock = weak.lock();
                     if (!lock) return;
                     if (reply.isError()) {
                       if (on_refused) on_refused();
                     } else {
                       lock->descriptor = reply.value();
                     }
                   });
}

}  // namespace bindings
