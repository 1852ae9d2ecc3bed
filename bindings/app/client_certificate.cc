#include "bindings/app/client_certificate.h"

#include <QFile>
#include <QSslCertificate>
#include <QSslKey>
#include <QWebEngineClientCertificateStore>
#include <QWebEngineProfile>

namespace bindings {
namespace {

constexpr int kFileNotFound = -6;
constexpr int kImportFailed = -702;  // ERR_PKCS12_IMPORT_FAILED, the wrong password included

}  // namespace

int importClientCertificate(QWebEngineProfile& profile, const QString& path, const QString& password) {
  QFile file(path);
  if (!file.open(QIODevice::ReadOnly)) return kFileNotFound;
  QSslKey key;
  QSslCertificate certificate;
  if (!QSslCertificate::importPkcs12(&file, &key, &certificate, nullptr, password.toUtf8()))
    return kImportFailed;
  profile.clientCertificateStore()->add(certificate, key);
  return 0;
}

}  // namespace bindings
