#pragma once

#include <QDBusConnection>
#include <QImage>
#include <QObject>
#include <functional>
#include <map>
#include <vector>

class QDBusPendingCallWatcher;

namespace bindings {

// What a notification is made of.
struct NotificationRequest {
  QString title;
  QString body;
  bool is_plain = false;  // the body means no markup
  QImage icon;
  int urgency = 1;  // 0 low, 1 normal, 2 critical
  bool silent = false;
  bool stays = false;  // until the user closes it
  int replaces = 0;    // the key of one that is shown and that this takes the place of
};

// The desktop's notifications: org.freedesktop.Notifications on the session bus, which is connected when the
// first is shown. Notifications are known by a key of the caller's, from show() until "close" or "failed".
class NotificationServer : public QObject {
  Q_OBJECT

 public:
  enum class Event { kShow, kClick, kClose, kFailed };
  // `detail` says why it failed. The server may be gone after the call.
  using Listener = std::function<void(Event event, int key, const QString& detail)>;

  NotificationServer(QString app_name, Listener listener);

  // Whether somebody shows notifications, or would be started to.
  static bool isAvailable();
  void show(int key, const NotificationRequest& request);
  void close(int key);

 private Q_SLOTS:
  void onClosed(uint id, uint reason);
  void onAction(uint id, const QString& action);

 private:
  struct Shown {
    uint id = 0;  // 0 until the server has answered
    bool closing = false;
  };
  void connectOnce();
  void send(int key, const NotificationRequest& request);
  void onSent(int key, QDBusPendingCallWatcher* call);
  int keyOf(uint id) const;

  QString app_name_;
  Listener listener_;
  QDBusConnection bus_;
  bool connected_ = false;
  bool asks_ = false;  // what the server can do
  bool knows_ = false;
  bool has_actions_ = false;
  bool has_markup_ = false;
  std::vector<std::pair<int, NotificationRequest>> waiting_;  // for the answer to that
  std::map<int, Shown> shown_;
};

}  // namespace bindings
