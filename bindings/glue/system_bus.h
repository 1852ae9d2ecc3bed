#pragma once

#include "runtime/desktop/session_bus.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusUnixFileDescriptor>
#include <QString>
#include <QVariant>
#include <functional>
#include <memory>
#include <optional>

class QObject;

namespace bindings {

// What several rooms ask of the desktop's services over D-Bus. A bus is connected when it is first used;
// where there is none, and where a service does not answer in time, nothing is what comes back.

// systemd-logind's manager, on the system bus.
inline constexpr const char* kLoginService = "org.freedesktop.login1";
inline constexpr const char* kLoginPath = "/org/freedesktop/login1";
inline constexpr const char* kLoginManager = "org.freedesktop.login1.Manager";

using runtime::sessionBus;

QDBusMessage loginCall(const char* method);

// The first value of the answer; waits for it, for a second at most.
std::optional<QVariant> askBus(const QDBusConnection& bus, const QDBusMessage& call);
std::optional<QVariant> readProperty(const QDBusConnection& bus,
                                     const QString& service,
                                     const QString& path,
                                     const QString& interface,
                                     const QString& name);

// A lock of logind's that lasts until this object ends. Taken while the program goes on; `on_refused` hears
// when there is nobody to take it from.
class LoginInhibitor {
 public:
  // what: "sleep", "shutdown" or "idle"; mode: "block" or "delay".
  LoginInhibitor(const QString& what,
                 const QString& who,
                 const QString& why,
                 const QString& mode,
                 std::function<void()> on_refused = {});

 private:
  struct Lock;
  std::shared_ptr<Lock> lock_;
};

}  // namespace bindings
