#pragma once

#include <QMap>
#include <QPointer>
#include <QString>
#include <QWebEngineUrlSchemeHandler>
#include <map>

namespace runtime {

class Page;

// The third door between a page and main: synchronous messages while the page is in HTML fullscreen, which a
// prompt would leave, and all messages of sandboxed frames and workers, which may open no prompt. A blocking
// XMLHttpRequest to a scheme of our own, the message in a header (Qt 6.4 hands on no request body). One per
// profile; pages are told apart by the tag of their link.
class SyncScheme : public QWebEngineUrlSchemeHandler {
 public:
  // Before the first profile.
  static void registerScheme();
  static QString url();

  void add(Page* page);

  void requestStarted(QWebEngineUrlRequestJob* job) override;

 private:
  void answer(QWebEngineUrlRequestJob* job, const QMap<QByteArray, QByteArray>& headers);

  std::map<QString, QPointer<Page>> pages_;  // by both tags of their links
};

}  // namespace runtime
