#pragma once

#include <QByteArray>
#include <QMap>
#include <QPointer>
#include <QString>
#include <QUrl>
#include <QWebEngineUrlRequestJob>
#include <QWebEngineUrlSchemeHandler>
#include <functional>
#include <map>
#include <memory>
#include <set>

class QWebEngineProfile;

namespace runtime {

class ResponseStream;
class SchemeInterceptor;

// What a scheme may do; Electron's privileges as far as the engine has them.
struct SchemePrivileges {
  bool standard = false;
  bool secure = false;
  bool bypass_csp = false;
  bool service_workers = false;
  bool cors = false;
};

// Before the first profile: the engine learns of schemes when it starts.
void registerScheme(const QByteArray& name, const SchemePrivileges& privileges);

// What a page asks of one of the app's schemes. The engine hands on no body before Qt 6.7.
struct SchemeRequest {
  int id;
  QUrl url;
  QByteArray method;
  QUrl initiator;
  QMap<QByteArray, QByteArray> headers;
  // See SchemeInterceptor::Original.
  bool is_import = false;
};

// Hands the requests of one profile for the app's schemes to `delegate` and its answers back, by number: a
// request whose page is gone, and one that has its answer, are not known any more, and answering them does
// nothing. GUI thread.
class SchemeHandler : public QWebEngineUrlSchemeHandler {
 public:
  class Delegate {
   public:
    virtual ~Delegate() = default;
    virtual void onRequest(const SchemeRequest& request) = 0;
    // The body may go on.
    virtual void onDrained(int id) = 0;
    // Nobody waits for it any more.
    virtual void onGone(int id) = 0;
  };

  explicit SchemeHandler(Delegate* delegate);
  ~SchemeHandler() override;
  SchemeHandler(const SchemeHandler&) = delete;
  SchemeHandler& operator=(const SchemeHandler&) = delete;

  // What pages ask of these schemes of the engine's own comes here as well. Empty: of none any more.
  void intercept(QWebEngineProfile* profile, std::set<QString> schemes);

  // From now on, for good: a request of a scheme that has no handler any more would wait for ever.
  void install(QWebEngineProfile* profile, const QByteArray& scheme);

  void replyBytes(int id, const QByteArray& content_type, const QByteArray& bytes);
  // False when the file cannot be read; the request then still waits.
  bool replyFile(int id, const QByteArray& content_type, const QString& path);
  void beginStream(int id, const QByteArray& content_type, qint64 size);
  bool write(int id, const QByteArray& bytes);
  void finish(int id);
  // Also in the middle of a stream.
  void fail(int id, QWebEngineUrlRequestJob::Error error);
  void redirect(int id, const QUrl& url);

  void requestStarted(QWebEngineUrlRequestJob* job) override;

 private:
  struct Entry {
    QPointer<QWebEngineUrlRequestJob> job;
    QPointer<ResponseStream> stream;
  };
  QWebEngineUrlRequestJob* find(int id) const;
  QWebEngineUrlRequestJob* take(int id);

  Delegate* delegate_;
  std::map<int, Entry> entries_;
  std::unique_ptr<SchemeInterceptor> interceptor_;
  int last_id_ = 0;
};

}  // namespace runtime
