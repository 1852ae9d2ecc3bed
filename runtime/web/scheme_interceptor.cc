#include "runtime/web/scheme_interceptor.h"

#include "runtime/web/page_link.h"

#include <QWebEngineProfile>
#include <QWebEngineUrlRequestInfo>
#include <QWebEngineUrlScheme>

namespace runtime {
namespace {

constexpr char kScheme[] = "runtime-intercept";

// How a request came here, at the end of its query.
constexpr QLatin1String kRedirected("runtime-redirected");
constexpr QLatin1String kImported("runtime-imported");

bool isMarked(const QString& query, QLatin1String mark) {
  return query == mark || (query.endsWith(mark) && query.chopped(mark.size()).endsWith(QLatin1Char('&')));
}

QUrl marked(QUrl url, QLatin1String mark) {
  const QString query = url.query(QUrl::FullyEncoded);
  url.setQuery(query.isEmpty() ? QString(mark) : query + QLatin1Char('&') + mark);
  return url;
}

// Takes the mark away; false when there is none.
bool unmark(QUrl& url, QLatin1String mark) {
  const QString query = url.query(QUrl::FullyEncoded);
  if (!isMarked(query, mark)) return false;
  const QString rest = query.chopped(mark.size());
  url.setQuery(rest.isEmpty() ? QString() : rest.chopped(1));
  return true;
}

}  // namespace

void SchemeInterceptor::registerScheme() {
  if (QWebEngineUrlScheme::schemeByName(kScheme) != QWebEngineUrlScheme()) return;
  QWebEngineUrlScheme scheme(kScheme);
  scheme.setSyntax(QWebEngineUrlScheme::Syntax::Host);
  scheme.setFlags(QWebEngineUrlScheme::SecureScheme | QWebEngineUrlScheme::CorsEnabled |
                  QWebEngineUrlScheme::ContentSecurityPolicyIgnored);
  QWebEngineUrlScheme::registerScheme(scheme);
}

QByteArray SchemeInterceptor::scheme() {
  return kScheme;
}

void SchemeInterceptor::install(QWebEngineProfile* profile) {
  profile->setUrlRequestInterceptor(this);
}

QString SchemeInterceptor::hostFor(const QUrl& url) {
  const QString origin = url.scheme() + QLatin1String("://") + url.authority(QUrl::FullyEncoded);
  QString& host = hosts_[origin];
  if (host.isEmpty()) {
    host = randomToken().toLower();
    QUrl original;
    original.setScheme(url.scheme());
    original.setAuthority(url.authority());
    originals_[host] = original;
  }
  return host;
}

std::optional<SchemeInterceptor::Original> SchemeInterceptor::originalOf(const QUrl& url) const {
  const auto found = originals_.find(url.host());
  if (found == originals_.end()) return std::nullopt;
  QUrl original = found->second;
  original.setPath(url.path(QUrl::FullyEncoded), QUrl::TolerantMode);
  original.setQuery(url.hasQuery() ? url.query(QUrl::FullyEncoded) : QString());
  const bool is_import = unmark(original, kImported);
  if (!is_import) unmark(original, kRedirected);
  return Original{original, is_import};
}

void SchemeInterceptor::interceptRequest(QWebEngineUrlRequestInfo& info) {
  if (info.resourceType() == QWebEngineUrlRequestInfo::ResourceTypeMainFrame) return;
  QUrl url = info.requestUrl();
  if (url.scheme() == QLatin1String(kScheme)) {
    const QString query = url.query(QUrl::FullyEncoded);
    const bool is_script = info.resourceType() == QWebEngineUrlRequestInfo::ResourceTypeScript;
    if (is_script && !isMarked(query, kRedirected) && !isMarked(query, kImported))
      info.redirect(marked(url, kImported));
    return;
  }
  if (!schemes_.contains(url.scheme())) return;
  const QString host = hostFor(url);
  url.setScheme(QLatin1String(kScheme));
  url.setAuthority(host);
  info.redirect(marked(url, kRedirected));
}

}  // namespace runtime
