#include "bindings/web_contents/web_contents_binding.h"

#include <QAuthenticator>
#include <QCryptographicHash>
#include <QSslCertificate>
#include <QWebEngineSettings>

namespace bindings {
namespace {

QString nameOf(const QStringList& parts) {
  return parts.isEmpty() ? QString() : parts.first();
}

template <typename Who>
v8::Local<v8::Value> principal(v8::Isolate* isolate, const QSslCertificate& certificate, Who who) {
  const auto list = [&](QSslCertificate::SubjectInfo what) {
    const QStringList found = (certificate.*who)(what);
    return std::vector<QString>(found.begin(), found.end());
  };
  return ObjectWriter(isolate)
      .write("commonName", nameOf((certificate.*who)(QSslCertificate::CommonName)))
      .write("organizations", list(QSslCertificate::Organization))
      .write("organizationUnits", list(QSslCertificate::OrganizationalUnitName))
      .write("locality", nameOf((certificate.*who)(QSslCertificate::LocalityName)))
      .write("state", nameOf((certificate.*who)(QSslCertificate::StateOrProvinceName)))
      .write("country", nameOf((certificate.*who)(QSslCertificate::CountryName)))
      .object();
}

QByteArray withoutColons(QByteArray hex) {
  return hex.replace(':', "");
}

// Electron's Certificate, without its issuerCert.
v8::Local<v8::Value> toJs(v8::Isolate* isolate, const QSslCertificate& certificate) {
  using List = QStringList (QSslCertificate::*)(QSslCertificate::SubjectInfo) const;
  const QByteArray digest = certificate.digest(QCryptographicHash::Sha256);
  return ObjectWriter(isolate)
      .write("data", QString::fromLatin1(certificate.toPem()))
      .write("issuer", principal(isolate, certificate, List(&QSslCertificate::issuerInfo)))
      .write("issuerName", nameOf(certificate.issuerInfo(QSslCertificate::CommonName)))
      .write("subject", principal(isolate, certificate, List(&QSslCertificate::subjectInfo)))
      .write("subjectName", nameOf(certificate.subjectInfo(QSslCertificate::CommonName)))
      .write("serialNumber", QString::fromLatin1(withoutColons(certificate.serialNumber()).toUpper()))
      .write("validStart", certificate.effectiveDate().toSecsSinceEpoch())
      .write("validExpiry", certificate.expiryDate().toSecsSinceEpoch())
      .write("fingerprint", QStringLiteral("sha256/") + QString::fromLatin1(digest.toBase64()))
      .object();
}

v8::Local<v8::Value> toJs(v8::Isolate* isolate, const QList<QSslCertificate>& certificates) {
  std::vector<v8::Local<v8::Value>> items;
  for (const QSslCertificate& certificate : certificates) items.push_back(toJs(isolate, certificate));
  return v8::Array::New(isolate, items.data(), items.size());
}

}  // namespace

void WebContentsBinding::connectTrust() {
  QObject::connect(
      page_, &QWebEnginePage::authenticationRequired, page_,
      [this](const QUrl& url, QAuthenticator* authenticator) { onLogin(url, authenticator, {}); });
  QObject::connect(page_, &QWebEnginePage::proxyAuthenticationRequired, page_,
                   [this](const QUrl& url, QAuthenticator* authenticator, const QString& host) {
                     onLogin(url, authenticator, host);
                   });
  QObject::connect(page_, &QWebEnginePage::certificateError, page_,
                   [this](const QWebEngineCertificateError& error) { onCertificateError(error); });
  QObject::connect(page_, &QWebEnginePage::selectClientCertificate, page_,
                   [this](const QWebEngineClientCertificateSelection& selection) {
                     onSelectClientCertificate(selection);
                   });
}

// The engine takes the answer when this returns. {user, password}, or nothing: the request goes on without.
void WebContentsBinding::onLogin(const QUrl& url, QAuthenticator* authenticator, const QString& proxy_host) {
  const QString realm = authenticator->realm();
  *authenticator = QAuthenticator();
  v8::Isolate* isolate = context_.node.isolate();
  const v8::HandleScope handle_scope(isolate);
  v8::Local<v8::Value> answer;
  if (!callMethod("_onLogin", url, realm, proxy_host).ToLocal(&answer) || !answer->IsObject()) return;
  QString user;
  QString password;
  ObjectReader(isolate, answer.As<v8::Object>()).read("user", &user).read("password", &password);
  authenticator->setUser(user);
  authenticator->setPassword(password);
}

void WebContentsBinding::onCertificateError(QWebEngineCertificateError error) {
  v8::Isolate* isolate = context_.node.isolate();
  const v8::HandleScope handle_scope(isolate);
  const v8::Context::Scope context_scope(context_.node.context());
  error.defer();
  const int id = ++last_question_;
  certificate_errors_.emplace(id, error);
  callMethod("_onCertificateError", id, error.url(), static_cast<int>(error.type()), error.isOverridable(),
             toJs(isolate, error.certificateChain()));
}

void WebContentsBinding::answerCertificate(int id, bool accept) {
  const auto found = certificate_errors_.find(id);
  if (found == certificate_errors_.end()) return;
  QWebEngineCertificateError error = found->second;
  certificate_errors_.erase(found);
  if (accept && error.isOverridable()) {
    error.acceptCertificate();
  } else {
    error.rejectCertificate();
  }
}

void WebContentsBinding::onSelectClientCertificate(QWebEngineClientCertificateSelection selection) {
  v8::Isolate* isolate = context_.node.isolate();
  const v8::HandleScope handle_scope(isolate);
  const v8::Context::Scope context_scope(context_.node.context());
  const int id = ++last_question_;
  certificate_selections_.emplace(id, selection);
  callMethod("_onSelectClientCertificate", id, selection.host(), toJs(isolate, selection.certificates()));
}

void WebContentsBinding::answerClientCertificate(int id, int index) {
  const auto found = certificate_selections_.find(id);
  if (found == certificate_selections_.end()) return;
  QWebEngineClientCertificateSelection selection = found->second;
  certificate_selections_.erase(found);
  const QList<QSslCertificate> certificates = selection.certificates();
  if (index >= 0 && index < certificates.size()) {
    selection.select(certificates.at(index));
  } else {
    selection.selectNone();
  }
}

void WebContentsBinding::setPublicInterfacesOnly(bool on) {
  page_->settings()->setAttribute(QWebEngineSettings::WebRTCPublicInterfacesOnly, on);
}

}  // namespace bindings
