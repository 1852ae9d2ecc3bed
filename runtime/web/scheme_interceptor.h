#pragma once

#include <QByteArray>
#include <QString>
#include <QUrl>
#include <QWebEngineUrlRequestInterceptor>
#include <map>
#include <optional>
#include <set>

class QWebEngineProfile;

namespace runtime {

// Sends what pages ask of the engine's own schemes (http, https, file) to a scheme of the runtime's, where
// the app can answer: the engine installs no handlers for its own. An origin there is one that nobody can
// guess, paths are the same, so that what an answer asks for by a relative URL comes here too. A document of
// the main frame does not: lib/js/main/load-state.js asks for it before the engine does. One per profile,
// from the first interception on; GUI thread.
class SchemeInterceptor : public QWebEngineUrlRequestInterceptor {
 public:
  struct Original {
    QUrl url;
    // By an import of a module that came this way. The page knows modules by the URL that they were asked for
    // with, and must not have this one twice.
    bool is_import;
  };

  // Before the first profile.
  static void registerScheme();
  static QByteArray scheme();

  void install(QWebEngineProfile* profile);
  // Those of which requests come here from now on.
  void setSchemes(std::set<QString> schemes) { schemes_ = std::move(schemes); }

  // What was asked for originally; nothing for an origin that no answer has come from.
  std::optional<Original> originalOf(const QUrl& url) const;

  void interceptRequest(QWebEngineUrlRequestInfo& info) override;

 private:
  QString hostFor(const QUrl& url);

  std::set<QString> schemes_;
  std::map<QString, QString> hosts_;   // by original scheme and authority
  std::map<QString, QUrl> originals_;  // by host: URLs without path
};

}  // namespace runtime
