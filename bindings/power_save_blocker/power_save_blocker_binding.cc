#include "bindings/power_save_blocker/power_save_blocker_binding.h"

#include "bindings/glue/object_template.h"
#include "bindings/glue/system_bus.h"
#include "bindings/glue/x11_idle.h"

#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>

namespace bindings {
namespace {

QDBusMessage screenSaverCall(const char* method) {
  const QString name = QStringLiteral("org.freedesktop.ScreenSaver");
  return QDBusMessage::createMethodCall(name, QStringLiteral("/org/freedesktop/ScreenSaver"), name,
                                        QLatin1String(method));
}

// Keeps the screen on until it ends: at the desktop's screen saver; where there is none, at logind; and at
// the X server.
class DisplayInhibitor {
 public:
  DisplayInhibitor(const QString& who, const QString& why) : state_(std::make_shared<State>()) {
    suspendX11ScreenSaver(true);
    const auto bus = sessionBus();
    const auto use_login = [state = std::weak_ptr(state_), who, why] {
      if (const auto alive = state.lock())
        alive->idle.emplace(QStringLiteral("idle"), who, why, QStringLiteral("block"));
    };
    if (!bus) {
      use_login();
      return;
    }
    QDBusMessage call = screenSaverCall("Inhibit");
    call << who << why;
    auto* watcher = new QDBusPendingCallWatcher(bus->asyncCall(call));
    QObject::connect(watcher, &QDBusPendingCallWatcher::finished, watcher,
                     [watcher, use_login, weak = std::weak_ptr(state_)] {
                       watcher->deleteLater();
                       const QDBusPendingReply<uint> reply = *watcher;
                       const auto state = weak.lock();
                       if (reply.isError()) {
                         use_login();
                       } else if (state) {
                         state->cookie = reply.value();
                       } else {
                         uninhibit(reply.value());
                       }
                     });
  }
  ~DisplayInhibitor() {
    suspendX11ScreenSaver(false);
    if (state_->cookie) uninhibit(*state_->cookie);
  }
  DisplayInhibitor(const DisplayInhibitor&) = delete;
  DisplayInhibitor& operator=(const DisplayInhibitor&) = delete;

 private:
  // Answers may come when the object is gone.
  struct State {
    std::optional<uint> cookie;
    std::optional<LoginInhibitor> idle;
  };

  static void uninhibit(uint cookie) {
    QDBusMessage call = screenSaverCall("UnInhibit");
    call << cookie;
    if (const auto bus = sessionBus()) bus->send(call);
  }

  std::shared_ptr<State> state_;
};

// `new PowerSaveBlocker({ who, why, display })` of lib/js: the machine stays awake, with `display` its screen
// too, until release().
class PowerSaveBlockerBinding : public Wrapped {
 public:
  PowerSaveBlockerBinding(BindingContext& context,
                          v8::Local<v8::Object> wrapper,
                          v8::Local<v8::Object> options)
      : Wrapped(context, wrapper) {
    QString who;
    QString why;
    bool display = false;
    ObjectReader(context.node.isolate(), options)
        .read("who", &who)
        .read("why", &why)
        .read("display", &display);
    sleep_.emplace(QStringLiteral("sleep"), who, why, QStringLiteral("block"));
    if (display) display_.emplace(who, why);
  }

  void release() {
    markDestroyed();
    context_.deleteLater(this);
  }

 private:
  std::optional<LoginInhibitor> sleep_;
  std::optional<DisplayInhibitor> display_;
};

}  // namespace

void initializePowerSaveBlocker(v8::Local<v8::Object> exports, v8::Local<v8::Context>, void* data) {
  auto& context = *static_cast<BindingContext*>(data);
  ObjectTemplate<PowerSaveBlockerBinding>(context, "PowerSaveBlocker")
      .method<&PowerSaveBlockerBinding::release>("release")
      .install(exports);
}

}  // namespace bindings
