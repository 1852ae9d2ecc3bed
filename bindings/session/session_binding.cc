#include "bindings/session/session_binding.h"

#include "bindings/glue/object_template.h"
#include "bindings/session/cookie_store_binding.h"
#include "bindings/session/permission_requests_binding.h"
#include "bindings/session/request_watch_binding.h"
#include "runtime/app_host.h"
#include "runtime/web/net_internals.h"
#include "runtime/web/profile.h"
#include "runtime/web/protocol_call.h"

#include <QNetworkProxy>

namespace bindings {
namespace {

// Of the whole app: the engine knows no other. `type`: QNetworkProxy::ProxyType.
void setApplicationProxy(BindingContext&, int type, const QString& host, int port) {
  QNetworkProxy::setApplicationProxy(
      QNetworkProxy(static_cast<QNetworkProxy::ProxyType>(type), host, static_cast<quint16>(port)));
}

// Where a folder of dictionaries is that the engine was started with.
QString dictionaryFolder(BindingContext& context) {
  return context.app.dictionaryFolder();
}

}  // namespace

QWebEngineProfile* profileOf(BindingContext& context, v8::Local<v8::Object> options) {
  runtime::Profiles* profiles = context.app.profiles();
  if (profiles == nullptr) throw JsError("Session can only be received when app is ready");
  QString partition;
  ObjectReader(context.node.isolate(), options).read("partition", &partition);
  return profiles->get(partition);
}

SessionBinding::SessionBinding(BindingContext& context,
                               v8::Local<v8::Object> wrapper,
                               v8::Local<v8::Object> options)
    : Wrapped(context, wrapper), profile_(profileOf(context, options)) {
  bool cache = true;
  ObjectReader(context.node.isolate(), options).read("cache", &cache);
  if (!cache) profile_->setHttpCacheType(QWebEngineProfile::NoCache);
  profile_->setNotificationPresenter([this](std::unique_ptr<QWebEngineNotification> notification) {
    notification_ = std::move(notification);
    callMethod("_onNotification");
    notification_.reset();
  });
}

SessionBinding::~SessionBinding() {
  profile_->setNotificationPresenter({});
}

bool SessionBinding::isPersistent() const {
  return !profile_->isOffTheRecord();
}

QString SessionBinding::storagePath() const {
  return isPersistent() ? profile_->persistentStoragePath() : QString();
}

QString SessionBinding::cachePath() const {
  return profile_->httpCacheType() == QWebEngineProfile::DiskHttpCache ? profile_->cachePath() : QString();
}

QString SessionBinding::userAgent() const {
  return profile_->httpUserAgent();
}

void SessionBinding::setUserAgent(const QString& user_agent) {
  profile_->setHttpUserAgent(user_agent);
}

void SessionBinding::setAcceptLanguages(const QString& languages) {
  profile_->setHttpAcceptLanguage(languages);
}

QString SessionBinding::acceptLanguages() const {
  return profile_->httpAcceptLanguage();
}

// WORKAROUND (6.4): the profile's own clearHttpCache() makes its whole network anew: its pages load nothing
// more, and cookies of the session are gone.
void SessionBinding::clearCache(v8::Local<v8::Object> done) {
  const JsCallback answer(context_.node, done.As<v8::Function>());
  runtime::callProtocol(profile_, QStringLiteral("Network.clearBrowserCache"), {},
                        [answer](bool ok) { answer(ok); });
}

void SessionBinding::clearVisitedLinks() {
  profile_->clearAllVisitedLinks();
}

void SessionBinding::callNetInternals(const QString& command, v8::Local<v8::Object> done) {
  const JsCallback answer(context_.node, done.As<v8::Function>());
  runtime::callNetInternals(profile_, command, [answer](bool ok) { answer(ok); });
}

void SessionBinding::clearStorage(const QString& origin,
                                  const QString& storages,
                                  v8::Local<v8::Object> done) {
  const JsCallback answer(context_.node, done.As<v8::Function>());
  runtime::callProtocol(profile_, QStringLiteral("Storage.clearDataForOrigin"),
                        {{QStringLiteral("origin"), origin}, {QStringLiteral("storageTypes"), storages}},
                        [answer](bool ok) { answer(ok); });
}

bool SessionBinding::isSpellCheckerEnabled() const {
  return profile_->isSpellCheckEnabled();
}

void SessionBinding::setSpellCheckerEnabled(bool enabled) {
  profile_->setSpellCheckEnabled(enabled);
}

std::vector<QString> SessionBinding::spellCheckerLanguages() const {
  const QStringList languages = profile_->spellCheckLanguages();
  return {languages.begin(), languages.end()};
}

void SessionBinding::setSpellCheckerLanguages(const std::vector<QString>& languages) {
  profile_->setSpellCheckLanguages(QStringList(languages.begin(), languages.end()));
}

void initializeSession(v8::Local<v8::Object> exports, v8::Local<v8::Context>, void* data) {
  auto& context = *static_cast<BindingContext*>(data);
  using Self = SessionBinding;
  ObjectTemplate<Self>(context, "Session")
      .method<&Self::isPersistent>("isPersistent")
      .method<&Self::storagePath>("_storagePath")
      .method<&Self::cachePath>("_cachePath")
      .method<&Self::userAgent>("_userAgent")
      .method<&Self::setUserAgent>("_setUserAgent")
      .method<&Self::setAcceptLanguages>("_setAcceptLanguages")
      .method<&Self::acceptLanguages>("_acceptLanguages")
      .method<&Self::clearCache>("_clearCache")
      .method<&Self::clearVisitedLinks>("_clearVisitedLinks")
      .method<&Self::callNetInternals>("_callNetInternals")
      .method<&Self::clearStorage>("_clearStorage")
      .method<&Self::isSpellCheckerEnabled>("_isSpellCheckerEnabled")
      .method<&Self::setSpellCheckerEnabled>("_setSpellCheckerEnabled")
      .method<&Self::spellCheckerLanguages>("_spellCheckerLanguages")
      .method<&Self::setSpellCheckerLanguages>("_setSpellCheckerLanguages")
      .install(exports);
  ObjectTemplate<CookieStoreBinding>(context, "CookieStore")
      .method<&CookieStoreBinding::open>("open")
      .method<&CookieStoreBinding::set>("set")
      .method<&CookieStoreBinding::remove>("remove")
      .method<&CookieStoreBinding::removeAll>("removeAll")
      .install(exports);
  ObjectTemplate<PermissionRequestsBinding>(context, "PermissionRequests")
      .method<&PermissionRequestsBinding::answer>("answer")
      .method<&PermissionRequestsBinding::setStatus>("setStatus")
      .method<&PermissionRequestsBinding::setMayPaste>("setMayPaste")
      .install(exports);
  ObjectTemplate<RequestWatchBinding>(context, "RequestWatch")
      .method<&RequestWatchBinding::start>("start")
      .method<&RequestWatchBinding::stop>("stop")
      .method<&RequestWatchBinding::settle>("settle")
      .install(exports);
  setFunction<&setApplicationProxy>(context, exports, "setApplicationProxy");
  setFunction<&dictionaryFolder>(context, exports, "dictionaryFolder");
}

}  // namespace bindings
