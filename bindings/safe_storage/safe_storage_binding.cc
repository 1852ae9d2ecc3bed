#include "bindings/safe_storage/safe_storage_binding.h"

#include "bindings/glue/object_template.h"
#include "bindings/safe_storage/keyring.h"
#include "bindings/safe_storage/kwallet.h"

namespace bindings {
namespace {

std::optional<QString> readSecret(BindingContext&, const QString& application) {
  return Keyring::read(application);
}

void storeSecret(BindingContext&, const QString& application, const QString& label, const QString& secret) {
  Keyring::store(application, label, secret);
}

QString walletSecret(BindingContext&,
                     int version,
                     const QString& application,
                     const QString& folder,
                     const QString& key,
                     const QString& fresh) {
  return kwalletPassword(version, application, folder, key, fresh);
}

}  // namespace

void initializeSafeStorage(v8::Local<v8::Object> exports, v8::Local<v8::Context>, void* data) {
  auto& context = *static_cast<BindingContext*>(data);
  setFunction<&readSecret>(context, exports, "readSecret");
  setFunction<&storeSecret>(context, exports, "storeSecret");
  setFunction<&walletSecret>(context, exports, "walletSecret");
}

}  // namespace bindings
