#pragma once

#include "bindings/glue/wrapped.h"

#include <QObject>
#include <QPointer>
#include <QWebEnginePage>
#include <map>

namespace bindings {

// What the pages of a partition ask leave for. Lives as long as the environment.
class PermissionRequestsBinding : public Wrapped {
 public:
  // `options`: partition. Calls _onRequest(id, webContents, origin, feature) with QWebEnginePage::Feature,
  // _onNavigation(webContents, url, false) before a document, and with true once it is there.
  PermissionRequestsBinding(BindingContext& context,
                            v8::Local<v8::Object> wrapper,
                            v8::Local<v8::Object> options);

  // Once for each id; others are passed over.
  void answer(int id, bool granted);
  // What pages of `origin` read as the state of `feature`: true, false, or null for "not decided".
  void setStatus(v8::Local<v8::Object> contents, const QUrl& origin, int feature, std::optional<bool> status);

  // Whether the page's scripts read the clipboard.
  void setMayPaste(v8::Local<v8::Object> contents, bool allowed);

 private:
  struct Request {
    QPointer<QWebEnginePage> page;
    QUrl origin;
    QWebEnginePage::Feature feature;
  };
  void watch(QWebEnginePage* page);
  void onNavigation(QWebEnginePage* page, const QUrl& url, bool is_there);
  void onRequest(QWebEnginePage* page, const QUrl& origin, QWebEnginePage::Feature feature);

  std::map<int, Request> requests_;
  int last_id_ = 0;
  QObject anchor_;
};

}  // namespace bindings
