#pragma once

#include "bindings/glue/wrapped.h"

#include <QNetworkCookie>
#include <QObject>
#include <map>

class QWebEngineCookieStore;
class QWebEngineProfile;

namespace bindings {

// The cookies of a partition. The engine cannot be asked for them: it sets, deletes, and tells of every
// change. So this is made with the session, before its first page, and what it was told, with what the last
// run left on disk, is all there is. Lives as long as the environment.
class CookieStoreBinding : public Wrapped {
 public:
  // `options`: partition
  CookieStoreBinding(BindingContext& context, v8::Local<v8::Object> wrapper, v8::Local<v8::Object> options);

  // Once: all cookies that there are. From then on _onCookie(cookie, is_removed) is called for each change.
  v8::Local<v8::Value> open();
  // `cookie`: name, value, domain ("" for one of that host alone), path, secure, httpOnly, sameSite
  // (QNetworkCookie::SameSite), expires (ms since 1970; absent for one of the session).
  void set(v8::Local<v8::Object> cookie, const QUrl& url);
  // All of that name that `url` gets.
  void remove(const QString& name, const QUrl& url);
  void removeAll();

 private:
  struct Change {
    QNetworkCookie cookie;
    bool is_removed;
  };
  void note(const QNetworkCookie& cookie, bool is_removed);
  v8::Local<v8::Value> toJs(const QNetworkCookie& cookie) const;

  QWebEngineProfile* profile_;
  QWebEngineCookieStore* store_;
  bool is_open_ = false;
  std::map<QByteArray, Change> changes_;  // until open()
  QObject anchor_;
};

}  // namespace bindings
