#include "bindings/session/cookie_store_binding.h"

#include "bindings/session/session_binding.h"
#include "bindings/session/stored_cookies.h"
#include "runtime/app_host.h"
#include "runtime/web/profile.h"

#include <QDateTime>
#include <QWebEngineCookieStore>
#include <QWebEnginePage>
#include <QWebEngineProfile>

namespace bindings {
namespace {

// Two cookies are the same one when these are.
QByteArray keyOf(const QNetworkCookie& cookie) {
  return cookie.name() + '\n' + cookie.domain().toUtf8() + '\n' + cookie.path().toUtf8();
}

// WORKAROUND (6.4): what is asked of the store waits until a page of the profile loads something.
void startStore(QWebEngineProfile* profile) {
  auto* page = new QWebEnginePage(profile, profile);
  page->load(QUrl(QStringLiteral("about:blank")));
  page->deleteLater();
}

}  // namespace

CookieStoreBinding::CookieStoreBinding(BindingContext& context,
                                       v8::Local<v8::Object> wrapper,
                                       v8::Local<v8::Object> options)
    : Wrapped(context, wrapper), profile_(profileOf(context, options)), store_(profile_->cookieStore()) {
  QObject::connect(store_, &QWebEngineCookieStore::cookieAdded, &anchor_,
                   [this](const QNetworkCookie& cookie) { note(cookie, false); });
  QObject::connect(store_, &QWebEngineCookieStore::cookieRemoved, &anchor_,
                   [this](const QNetworkCookie& cookie) { note(cookie, true); });
}

v8::Local<v8::Value> CookieStoreBinding::open() {
  std::vector<v8::Local<v8::Value>> cookies;
  if (!std::exchange(is_open_, true)) {
    if (!profile_->isOffTheRecord()) {
      const QString file = profile_->persistentStoragePath() + QStringLiteral("/Cookies");
      for (const QNetworkCookie& cookie : readStoredCookies(file))
        changes_.insert({keyOf(cookie), {cookie, false}});
    }
    for (const auto& [key, change] : std::exchange(changes_, {})) {
      if (!change.is_removed) cookies.push_back(toJs(change.cookie));
    }
    startStore(profile_);
  }
  return v8::Array::New(context_.node.isolate(), cookies.data(), cookies.size());
}

void CookieStoreBinding::set(v8::Local<v8::Object> cookie, const QUrl& url) {
  QString name, value, domain, path;
  bool secure = false, http_only = false;
  int same_site = 0;
  std::optional<double> expires;
  ObjectReader(context_.node.isolate(), cookie)
      .read("name", &name)
      .read("value", &value)
      .read("domain", &domain)
      .read("path", &path)
      .read("secure", &secure)
      .read("httpOnly", &http_only)
      .read("sameSite", &same_site)
      .read("expires", &expires);
  QNetworkCookie result(name.toUtf8(), value.toUtf8());
  result.setDomain(domain);
  result.setPath(path);
  result.setSecure(secure);
  result.setHttpOnly(http_only);
  result.setSameSitePolicy(static_cast<QNetworkCookie::SameSite>(same_site));
  if (expires)
    result.setExpirationDate(QDateTime::fromMSecsSinceEpoch(static_cast<qint64>(*expires), Qt::UTC));
  store_->setCookie(result, url);
}

void CookieStoreBinding::remove(const QString& name, const QUrl& url) {
  store_->deleteCookie(QNetworkCookie(name.toUtf8()), url);
}

void CookieStoreBinding::removeAll() {
  store_->deleteAllCookies();
}

void CookieStoreBinding::note(const QNetworkCookie& cookie, bool is_removed) {
  if (!is_open_) {
    changes_.insert_or_assign(keyOf(cookie), Change{cookie, is_removed});
    return;
  }
  const v8::HandleScope handle_scope(context_.node.isolate());
  callMethod("_onCookie", toJs(cookie), is_removed);
}

v8::Local<v8::Value> CookieStoreBinding::toJs(const QNetworkCookie& cookie) const {
  ObjectWriter writer(context_.node.isolate());
  writer.write("name", QString::fromUtf8(cookie.name()))
      .write("value", QString::fromUtf8(cookie.value()))
      .write("domain", cookie.domain())
      .write("path", cookie.path())
      .write("secure", cookie.isSecure())
      .write("httpOnly", cookie.isHttpOnly())
      .write("sameSite", static_cast<int>(cookie.sameSitePolicy()));
  if (!cookie.isSessionCookie())
    writer.write("expires", static_cast<double>(cookie.expirationDate().toMSecsSinceEpoch()));
  return writer.object();
}

}  // namespace bindings
