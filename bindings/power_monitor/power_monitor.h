#pragma once

#include "bindings/glue/system_bus.h"

#include <QObject>
#include <QVariantMap>
#include <functional>
#include <optional>

namespace bindings {

// What logind and UPower tell of the machine's power and of the user's session. Without a system bus nothing
// is ever told, and the questions have the answers of a machine that is in use and plugged in. Lives on the
// GUI thread.
class PowerMonitor : public QObject {
  Q_OBJECT

 public:
  // Hears 'suspend', 'resume', 'shutdown', 'lock-screen', 'unlock-screen', 'on-battery', 'on-ac'. What it
  // answers to 'shutdown' is whether the app wants to end by itself first.
  using Listener = std::function<bool(const char* event)>;

  // `app_name` is what the user is shown as the one who delays.
  PowerMonitor(QString app_name, Listener listener);

  // From now on the listener is told.
  void watch();
  // While on, the machine waits before it goes down, for as long as logind allows (InhibitDelayMaxSec).
  void delayShutdown(bool on);

  bool isOnBattery();
  bool isLocked();
  // Of the user, in seconds; nothing where nobody knows.
  std::optional<double> idleSeconds();

 private Q_SLOTS:
  void onPrepareForSleep(bool before);
  void onPrepareForShutdown(bool before);
  void onLock() { setLocked(true); }
  void onUnlock() { setLocked(false); }
  void onSessionChanged(const QString& interface, const QVariantMap& changed, const QStringList& invalidated);
  void onPowerChanged(const QString& interface, const QVariantMap& changed, const QStringList& invalidated);

 private:
  void delaySleep();
  void setLocked(bool locked);
  // The object of the user's session at logind, or an empty path.
  const QString& sessionPath();

  QString app_name_;
  Listener listener_;
  QDBusConnection bus_;
  bool watches_ = false;
  std::optional<QString> session_path_;
  std::optional<bool> on_battery_;
  bool locked_ = false;
  std::optional<LoginInhibitor> sleep_;
  std::optional<LoginInhibitor> shutdown_;
};

}  // namespace bindings
