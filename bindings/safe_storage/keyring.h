#pragma once

#include <QString>
#include <optional>

namespace bindings {

// The user's keyring at the Secret Service, through libsecret, which is loaded when it is first used. Calls
// wait for the service, and for the user where it asks to unlock the keyring.
class Keyring {
 public:
  // What the keyring has for `application`; nothing when it has none. Throws JsError when there is no
  // keyring.
  static std::optional<QString> read(const QString& application);
  // Throws JsError when it cannot be kept. `label` is what the user is shown.
  static void store(const QString& application, const QString& label, const QString& secret);
};

}  // namespace bindings
