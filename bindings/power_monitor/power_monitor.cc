#include "bindings/power_monitor/power_monitor.h"

#include "bindings/glue/x11_idle.h"

#include <QCoreApplication>
#include <QDBusObjectPath>
#include <QDateTime>
#include <QPointer>

namespace bindings {
namespace {

const QString kLogin = QLatin1String(kLoginService);
const QString kSessionInterface = QStringLiteral("org.freedesktop.login1.Session");
const QString kPower = QStringLiteral("org.freedesktop.UPower");
const QString kPowerPath = QStringLiteral("/org/freedesktop/UPower");
const QString kOnBattery = QStringLiteral("OnBattery");
const QString kMutterIdle = QStringLiteral("org.gnome.Mutter.IdleMonitor");
const QString kMutterIdlePath = QStringLiteral("/org/gnome/Mutter/IdleMonitor/Core");
const QString kLockedHint = QStringLiteral("LockedHint");

// What GNOME knows, which on Wayland nobody else does.
std::optional<double> mutterIdleSeconds() {
  const auto bus = sessionBus();
  if (!bus) return std::nullopt;
  const auto milliseconds =
      askBus(*bus, QDBusMessage::createMethodCall(kMutterIdle, kMutterIdlePath, kMutterIdle,
                                                  QStringLiteral("GetIdletime")));
  if (!milliseconds) return std::nullopt;
  return static_cast<double>(milliseconds->toULongLong()) / 1000;
}

}  // namespace

PowerMonitor::PowerMonitor(QString app_name, Listener listener)
    : app_name_(std::move(app_name)), listener_(std::move(listener)), bus_(QDBusConnection::systemBus()) {}

void PowerMonitor::watch() {
  if (watches_ || !bus_.isConnected()) return;
  locked_ = isLocked();
  watches_ = true;
  const QString manager_path = QLatin1String(kLoginPath);
  const QString manager = QLatin1String(kLoginManager);
  const QString properties = QStringLiteral("org.freedesktop.DBus.Properties");
  const QString changed = QStringLiteral("PropertiesChanged");
  bus_.connect(kLogin, manager_path, manager, QStringLiteral("PrepareForSleep"), this,
               SLOT(onPrepareForSleep(bool)));
  bus_.connect(kLogin, manager_path, manager, QStringLiteral("PrepareForShutdown"), this,
               SLOT(onPrepareForShutdown(bool)));
  bus_.connect(kPower, kPowerPath, properties, changed, this,
               SLOT(onPowerChanged(QString, QVariantMap, QStringList)));
  if (!sessionPath().isEmpty()) {
    bus_.connect(kLogin, sessionPath(), kSessionInterface, QStringLiteral("Lock"), this, SLOT(onLock()));
    bus_.connect(kLogin, sessionPath(), kSessionInterface, QStringLiteral("Unlock"), this, SLOT(onUnlock()));
    bus_.connect(kLogin, sessionPath(), properties, changed, this,
                 SLOT(onSessionChanged(QString, QVariantMap, QStringList)));
  }
  delaySleep();
}

// The app hears of a suspend before the machine is gone.
void PowerMonitor::delaySleep() {
  sleep_.emplace(QStringLiteral("sleep"), app_name_, QStringLiteral("Application cleanup before suspend"),
                 QStringLiteral("delay"));
}

void PowerMonitor::delayShutdown(bool on) {
  if (!on) {
    shutdown_.reset();
  } else if (!shutdown_ && bus_.isConnected()) {
    shutdown_.emplace(QStringLiteral("shutdown"), app_name_, QStringLiteral("Ensure a clean shutdown"),
                      QStringLiteral("delay"));
  }
}

void PowerMonitor::onPrepareForSleep(bool before) {
  const QPointer<PowerMonitor> self(this);
  if (before) {
    listener_("suspend");
    if (self) sleep_.reset();
  } else {
    delaySleep();
    listener_("resume");
  }
}

void PowerMonitor::onPrepareForShutdown(bool before) {
  if (!before) return;
  const QPointer<PowerMonitor> self(this);
  const bool waits = listener_("shutdown");
  if (self && !waits) shutdown_.reset();
}

void PowerMonitor::setLocked(bool locked) {
  if (locked_ == locked) return;
  locked_ = locked;
  listener_(locked ? "lock-screen" : "unlock-screen");
}

void PowerMonitor::onSessionChanged(const QString&, const QVariantMap& changed, const QStringList&) {
  const auto found = changed.constFind(kLockedHint);
  if (found != changed.constEnd()) setLocked(found->toBool());
}

void PowerMonitor::onPowerChanged(const QString&, const QVariantMap& changed, const QStringList&) {
  const auto found = changed.constFind(kOnBattery);
  if (found == changed.constEnd() || on_battery_ == found->toBool()) return;
  on_battery_ = found->toBool();
  listener_(*on_battery_ ? "on-battery" : "on-ac");
}

bool PowerMonitor::isOnBattery() {
  // Once watched, a change is told.
  if (on_battery_ && watches_) return *on_battery_;
  const auto answer = readProperty(bus_, kPower, kPowerPath, kPower, kOnBattery);
  if (answer) on_battery_ = answer->toBool();
  return on_battery_.value_or(false);
}

const QString& PowerMonitor::sessionPath() {
  if (session_path_) return *session_path_;
  const QString id = qEnvironmentVariable("XDG_SESSION_ID");
  QDBusMessage call = loginCall(id.isEmpty() ? "GetSessionByPID" : "GetSession");
  if (id.isEmpty())
    call << static_cast<uint>(QCoreApplication::applicationPid());
  else
    call << id;
  const auto answer = askBus(bus_, call);
  session_path_ = answer ? answer->value<QDBusObjectPath>().path() : QString();
  return *session_path_;
}

bool PowerMonitor::isLocked() {
  if (watches_) return locked_;
  if (sessionPath().isEmpty()) return false;
  const auto hint = readProperty(bus_, kLogin, sessionPath(), kSessionInterface, kLockedHint);
  return hint && hint->toBool();
}

std::optional<double> PowerMonitor::idleSeconds() {
  if (const auto seconds = x11IdleSeconds()) return seconds;
  if (const auto seconds = mutterIdleSeconds()) return seconds;
  if (sessionPath().isEmpty()) return std::nullopt;
  const auto idle = readProperty(bus_, kLogin, sessionPath(), kSessionInterface, QStringLiteral("IdleHint"));
  if (!idle) return std::nullopt;
  if (!idle->toBool()) return 0;
  const auto since =
      readProperty(bus_, kLogin, sessionPath(), kSessionInterface, QStringLiteral("IdleSinceHint"));
  if (!since) return std::nullopt;
  const double since_ms =
      static_cast<double>(since->toULongLong()) / 1000;  // of microseconds since the epoch
  return qMax(0.0, (static_cast<double>(QDateTime::currentMSecsSinceEpoch()) - since_ms) / 1000);
}

}  // namespace bindings
