#include "bindings/safe_storage/kwallet.h"

#include "bindings/glue/js_error.h"
#include "bindings/glue/system_bus.h"

#include <climits>

namespace bindings {
namespace {

class Wallet {
 public:
  Wallet(const QDBusConnection& bus, int version, QString application)
      : bus_(bus), name_(QStringLiteral("kwalletd%1").arg(version)), application_(std::move(application)) {
    const QString wallet = call("networkWallet", {}).toString();
    handle_ = call("open", {wallet, qlonglong(0), application_}).toInt();
    if (handle_ < 0) throw JsError(JsError::Kind::kError, "the wallet was not opened");
  }
  ~Wallet() {
    QDBusMessage close = message("close");
    close << handle_ << false << application_;
    bus_.send(close);
  }
  Wallet(const Wallet&) = delete;
  Wallet& operator=(const Wallet&) = delete;

  QString password(const QString& folder, const QString& key, const QString& fresh) {
    if (!call("hasFolder", {handle_, folder, application_}).toBool() &&
        !call("createFolder", {handle_, folder, application_}).toBool())
      throw JsError(JsError::Kind::kError, "the wallet has no place for it");
    const QString kept = call("readPassword", {handle_, folder, key, application_}).toString();
    if (!kept.isEmpty()) return kept;
    if (call("writePassword", {handle_, folder, key, fresh, application_}).toInt() != 0)
      throw JsError(JsError::Kind::kError, "the wallet did not keep it");
    return fresh;
  }

 private:
  QDBusMessage message(const char* method) const {
    return QDBusMessage::createMethodCall(QStringLiteral("org.kde.") + name_,
                                          QStringLiteral("/modules/") + name_,
                                          QStringLiteral("org.kde.KWallet"), QLatin1String(method));
  }

  // Without a deadline: the user may be asked.
  QVariant call(const char* method, const QVariantList& arguments) {
    QDBusMessage request = message(method);
    request.setArguments(arguments);
    const QDBusMessage answer = bus_.call(request, QDBus::Block, INT_MAX);
    if (answer.type() != QDBusMessage::ReplyMessage || answer.arguments().isEmpty())
      throw JsError(JsError::Kind::kError, answer.errorMessage().toStdString());
    return answer.arguments().constFirst();
  }

  QDBusConnection bus_;
  QString name_;
  QString application_;
  int handle_ = -1;
};

}  // namespace

QString kwalletPassword(int version,
                        const QString& application,
                        const QString& folder,
                        const QString& key,
                        const QString& fresh) {
  const auto bus = sessionBus();
  if (!bus) throw JsError(JsError::Kind::kError, "there is no message bus");
  return Wallet(*bus, version, application).password(folder, key, fresh);
}

}  // namespace bindings
