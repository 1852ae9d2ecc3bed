#include "runtime/desktop/launcher_entry.h"

#include "runtime/desktop/session_bus.h"

#include <QCryptographicHash>
#include <QDBusMessage>
#include <QGuiApplication>

namespace runtime {

bool updateLauncherEntry(const QVariantMap& properties) {
  const auto bus = sessionBus();
  if (!bus) return false;
  const QString app = QStringLiteral("application://%1.desktop").arg(QGuiApplication::desktopFileName());
  const QByteArray id = QCryptographicHash::hash(app.toUtf8(), QCryptographicHash::Md5).toHex();
  QDBusMessage signal = QDBusMessage::createSignal(
      QStringLiteral("/com/canonical/unity/launcherentry/") + QString::fromLatin1(id),
      QStringLiteral("com.canonical.Unity.LauncherEntry"), QStringLiteral("Update"));
  signal << app << properties;
  return bus->send(signal);
}

}  // namespace runtime
