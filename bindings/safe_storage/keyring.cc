#include "bindings/safe_storage/keyring.h"

#include "bindings/glue/js_error.h"

#include <libsecret/secret.h>
#include <QLibrary>
#include <string>

namespace bindings {
namespace {

// What Chromium's os_crypt gives its items: an app finds what it stored with another Chromium of the same
// name.
const SecretSchema kSchema = {
    "chrome_libsecret_os_crypt_password_v2",
    SECRET_SCHEMA_DONT_MATCH_NAME,
    {{"application", SECRET_SCHEMA_ATTRIBUTE_STRING}, {nullptr, SECRET_SCHEMA_ATTRIBUTE_STRING}},
    0,
    nullptr,
    nullptr,
    nullptr,
    nullptr,
    nullptr,
    nullptr,
    nullptr};

struct SecretLibrary {
  decltype(&secret_password_lookup_sync) lookup = nullptr;
  decltype(&secret_password_store_sync) store = nullptr;
  decltype(&secret_password_free) free = nullptr;

  bool isLoaded() const { return lookup != nullptr && store != nullptr && free != nullptr; }
};

const SecretLibrary& library() {
  static const SecretLibrary loaded = [] {
    QLibrary file(QStringLiteral("secret-1"), 0);
    SecretLibrary found;
    found.lookup = reinterpret_cast<decltype(found.lookup)>(file.resolve("secret_password_lookup_sync"));
    found.store = reinterpret_cast<decltype(found.store)>(file.resolve("secret_password_store_sync"));
    found.free = reinterpret_cast<decltype(found.free)>(file.resolve("secret_password_free"));
    return found;
  }();
  if (!loaded.isLoaded()) throw JsError(JsError::Kind::kError, "libsecret is not installed");
  return loaded;
}

void throwError(GError* error) {
  if (error == nullptr) return;
  const std::string text = error->message;
  g_error_free(error);
  throw JsError(JsError::Kind::kError, text);
}

}  // namespace

std::optional<QString> Keyring::read(const QString& application) {
  const SecretLibrary& secrets = library();
  GError* error = nullptr;
  gchar* found =
      secrets.lookup(&kSchema, nullptr, &error, "application", application.toUtf8().constData(), nullptr);
  throwError(error);
  if (found == nullptr) return std::nullopt;
  const QString secret = QString::fromUtf8(found);
  secrets.free(found);
  return secret;
}

void Keyring::store(const QString& application, const QString& label, const QString& secret) {
  GError* error = nullptr;
  library().store(&kSchema, SECRET_COLLECTION_DEFAULT, label.toUtf8().constData(),
                  secret.toUtf8().constData(), nullptr, &error, "application",
                  application.toUtf8().constData(), nullptr);
  throwError(error);
}

}  // namespace bindings
