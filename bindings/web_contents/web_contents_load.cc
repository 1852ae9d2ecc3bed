#include "bindings/web_contents/web_contents_binding.h"

#include "runtime/web/page_interceptor.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QWebEngineHistory>
#include <QWebEngineHttpRequest>
#include <QWebEngineLoadingInfo>
#include <QWebEngineProfile>

namespace bindings {
void WebContentsBinding::onLoading(const QWebEngineLoadingInfo& info) {
  switch (info.status()) {
    case QWebEngineLoadingInfo::LoadStartedStatus:
      callMethod("_onLoadStarted", info.url());
      return;
    case QWebEngineLoadingInfo::LoadStoppedStatus:
      callMethod("_onLoadStopped", info.url());
      return;
    case QWebEngineLoadingInfo::LoadSucceededStatus:
      callMethod("_onLoadSucceeded", info.url(), info.errorCode());
      return;
    case QWebEngineLoadingInfo::LoadFailedStatus:
      callMethod("_onLoadFailed", info.url(), static_cast<int>(info.errorDomain()), info.errorCode(),
                 info.errorString());
      return;
  }
}

namespace {

// Lets the page itself go to a URL that Qt takes for none, such as app://-/.
void loadByScript(QWebEnginePage* page, const QString& url) {
  const QByteArray text = QJsonDocument(QJsonArray{url}).toJson(QJsonDocument::Compact);
  // Assigning the URL that the page has would only look for its fragment.
  page->runJavaScript(
      QStringLiteral("(([url]) => location.href === url ? location.reload() : location.assign(url))(%1)")
          .arg(QString::fromUtf8(text)));
}

}  // namespace

QUrl WebContentsBinding::load(const QString& url,
                              const std::vector<QString>& headers,
                              const std::optional<QByteArray>& post) {
  if (const QUrl strange(url); !strange.isValid()) {
    page_->startLoad([page = page_, url] {
      if (page->renderProcessPid() > 0 || page->history()->count() == 0) {
        loadByScript(page, url);
        return;
      }
      // Its process died: an empty document has a new one.
      QObject::connect(
          page, &QWebEnginePage::loadFinished, page, [page, url] { loadByScript(page, url); },
          Qt::SingleShotConnection);
      page->load(QUrl(QStringLiteral("about:blank")));
    });
    return strange;
  }
  QWebEngineHttpRequest request{QUrl(url), post ? QWebEngineHttpRequest::Post : QWebEngineHttpRequest::Get};
  for (const QString& header : headers) {
    const qsizetype colon = header.indexOf(QLatin1Char(':'));
    if (colon > 0)
      request.setHeader(header.left(colon).trimmed().toUtf8(), header.mid(colon + 1).trimmed().toUtf8());
  }
  if (post) request.setPostData(*post);
  page_->startLoad([page = page_, request] { page->load(request); });
  return request.url();
}

bool WebContentsBinding::setContent(const QUrl& url, const QString& type, const QByteArray& bytes, int most) {
  // The engine makes a data: URL of it.
  if (bytes.size() > most || bytes.toPercentEncoding().size() > most) return false;
  page_->startLoad([page = page_, url, type, bytes] { page->setContent(bytes, type, url); });
  return true;
}

bool WebContentsBinding::stop() {
  const bool was_held = page_->dropHeldLoad();
  page_->triggerAction(QWebEnginePage::Stop);
  return was_held;
}

void WebContentsBinding::reload(bool bypass_cache) {
  page_->whenIdle([page = page_, bypass_cache] {
    page->triggerAction(bypass_cache ? QWebEnginePage::ReloadAndBypassCache : QWebEnginePage::Reload);
  });
}

void WebContentsBinding::goBack() {
  page_->whenIdle([page = page_] { page->history()->back(); });
}

void WebContentsBinding::goForward() {
  page_->whenIdle([page = page_] { page->history()->forward(); });
}

void WebContentsBinding::goToIndex(int index) {
  page_->whenIdle([page = page_, index] {
    const QWebEngineHistoryItem item = page->history()->itemAt(index);
    if (item.isValid()) page->history()->goToItem(item);
  });
}

bool WebContentsBinding::canGoBack() const {
  return page_->history()->canGoBack();
}

bool WebContentsBinding::canGoForward() const {
  return page_->history()->canGoForward();
}

v8::Local<v8::Value> WebContentsBinding::history() const {
  std::vector<QString> urls;
  std::vector<QString> titles;
  for (const QWebEngineHistoryItem& item : page_->history()->items()) {
    urls.push_back(QString::fromLatin1(item.url().toEncoded()));
    titles.push_back(item.title());
  }
  return ObjectWriter(context_.node.isolate())
      .write("urls", urls)
      .write("titles", titles)
      .write("index", page_->history()->currentItemIndex())
      .object();
}

void WebContentsBinding::clearHistory() {
  page_->history()->clear();
}

void WebContentsBinding::setUserAgent(const QString& user_agent) {
  user_agent_ = user_agent;
  runtime::PageInterceptor::of(page_).setUserAgent(user_agent.toUtf8());
}

QString WebContentsBinding::getUserAgent() const {
  return user_agent_.isEmpty() ? page_->profile()->httpUserAgent() : user_agent_;
}

}  // namespace bindings
