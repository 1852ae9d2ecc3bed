#include "runtime/desktop/launcher_entry.h"

#include <QCryptographicHash>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QFile>
#include <QGuiApplication>

namespace runtime {
namespace {

// Where there is no bus, connecting would start one.
bool hasSessionBus() {
  return qEnvironmentVariableIsSet("DBUS_SESSION_BUS_ADDRESS") ||
         QFile::exists(qEnvironmentVariable("XDG_RUNTIME_DIR") + QStringLiteral("/bus"));
}

}  // namespace

bool updateLauncherEntry(const QVariantMap& properties) {
  if (!hasSessionBus()) return false;
  const QString app = QStringLiteral("application://%1.desktop").arg(QGuiApplication::desktopFileName());
  const QByteArray id = QCryptographicHash::hash(app.toUtf8(), QCryptographicHash::Md5).toHex();
  QDBusMessage signal = QDBusMessage::createSignal(
      QStringLiteral("/com/canonical/unity/launcherentry/") + QString::fromLatin1(id),
      QStringLiteral("com.canonical.Unity.LauncherEntry"), QStringLiteral("Update"));
  signal << app << properties;
  return QDBusConnection::sessionBus().send(signal);
}

}  // namespace runtime
