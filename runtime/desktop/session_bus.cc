#include "runtime/desktop/session_bus.h"

#include <QFile>

namespace runtime {

std::optional<QDBusConnection> sessionBus() {
  const QString runtime_dir = qEnvironmentVariable("XDG_RUNTIME_DIR");
  const bool is_there = qEnvironmentVariableIsSet("DBUS_SESSION_BUS_ADDRESS") ||
                        (!runtime_dir.isEmpty() && QFile::exists(runtime_dir + QStringLiteral("/bus")));
  if (!is_there) return std::nullopt;
  const QDBusConnection bus = QDBusConnection::sessionBus();
  return bus.isConnected() ? std::optional(bus) : std::nullopt;
}

}  // namespace runtime
