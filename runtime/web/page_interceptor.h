#pragma once

#include <QByteArray>
#include <QWebEngineUrlRequestInterceptor>
#include <functional>

class QWebEnginePage;

namespace runtime {

// What looks at the requests of a page before they are sent. One a page, made when it is first needed; owned
// by the page.
class PageInterceptor : public QWebEngineUrlRequestInterceptor {
 public:
  // Called on the GUI thread, from inside Qt WebEngine: the request waits for it.
  using Hook = std::function<void(QWebEngineUrlRequestInfo&)>;

  // The page's, which it makes and installs.
  static PageInterceptor& of(QWebEnginePage* page);

  // A header of all requests; empty leaves the engine's.
  void setUserAgent(const QByteArray& user_agent) { user_agent_ = user_agent; }
  void setHook(Hook hook) { hook_ = std::move(hook); }

  void interceptRequest(QWebEngineUrlRequestInfo& info) override;

 private:
  explicit PageInterceptor(QWebEnginePage* page);

  QByteArray user_agent_;
  Hook hook_;
};

}  // namespace runtime
