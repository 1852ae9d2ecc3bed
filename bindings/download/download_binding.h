#pragma once

#include "bindings/glue/wrapped.h"

#include <QObject>
#include <QPointer>
#include <QWebEngineDownloadRequest>
#include <memory>
#include <set>

class QWebEnginePage;

namespace bindings {

class DownloadRequestBinding;

// What a session's pages download. Qt takes the decision whether and where to only while it tells of the
// request: so JavaScript decides in _onRequested, where it takes the request by making a DownloadRequest.
class DownloadsBinding : public Wrapped {
 public:
  // `options`: partition
  DownloadsBinding(BindingContext& context, v8::Local<v8::Object> wrapper, v8::Local<v8::Object> options);
  ~DownloadsBinding() override;

  // Without a page of the app's.
  void download(const QUrl& url);
  // Null but in _onRequested.
  QWebEngineDownloadRequest* pending() const { return pending_; }
  void add(DownloadRequestBinding* download) { running_.insert(download); }
  void remove(DownloadRequestBinding* download) { running_.erase(download); }

 private:
  void onRequested(QWebEngineDownloadRequest* request);

  QString partition_;
  std::unique_ptr<QWebEnginePage> page_;
  QPointer<QWebEngineDownloadRequest> pending_;
  std::set<DownloadRequestBinding*> running_;
  QObject anchor_;
};

// One download, until it has ended.
class DownloadRequestBinding : public Wrapped {
 public:
  // `options`: downloads
  DownloadRequestBinding(BindingContext& context,
                         v8::Local<v8::Object> wrapper,
                         v8::Local<v8::Object> options);
  ~DownloadRequestBinding() override;

  // What of it changes.
  v8::Local<v8::Value> progress() const;
  // What does not. `urlChain` only of a download that the app has asked for, once.
  v8::Local<v8::Value> origin() const;
  void accept(const QString& folder, const QString& name);
  void cancel();
  void pause();
  void resume();
  void destroy();

  quint32 id() const { return id_; }
  // The engine begins anew after the connection broke.
  void adopt(QWebEngineDownloadRequest* request);
  void forgetDownloads() { downloads_ = nullptr; }

 private:
  void follow(QWebEngineDownloadRequest* request);
  void onChange();

  DownloadsBinding* downloads_ = nullptr;
  QPointer<QWebEngineDownloadRequest> request_;
  quint32 id_ = 0;
  QString folder_;
  QString name_;
  bool change_pending_ = false;
  QObject anchor_;
};

void initializeDownload(v8::Local<v8::Object> exports, v8::Local<v8::Context> context, void* data);

}  // namespace bindings
