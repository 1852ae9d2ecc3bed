#include "runtime/web/scheme_handler.h"

#include "runtime/web/response_stream.h"
#include "runtime/web/scheme_interceptor.h"

#include <QBuffer>
#include <QFile>
#include <QFileInfo>
#include <QWebEngineProfile>
#include <QWebEngineUrlScheme>

namespace runtime {

void registerScheme(const QByteArray& name, const SchemePrivileges& privileges) {
  QWebEngineUrlScheme scheme(name);
  scheme.setSyntax(privileges.standard ? QWebEngineUrlScheme::Syntax::Host
                                       : QWebEngineUrlScheme::Syntax::Path);
  QWebEngineUrlScheme::Flags flags;
  flags.setFlag(QWebEngineUrlScheme::SecureScheme, privileges.secure);
  flags.setFlag(QWebEngineUrlScheme::ContentSecurityPolicyIgnored, privileges.bypass_csp);
  flags.setFlag(QWebEngineUrlScheme::ServiceWorkersAllowed, privileges.service_workers);
  flags.setFlag(QWebEngineUrlScheme::CorsEnabled, privileges.cors);
  scheme.setFlags(flags);
  QWebEngineUrlScheme::registerScheme(scheme);
}

SchemeHandler::SchemeHandler(Delegate* delegate) : delegate_(delegate) {}

SchemeHandler::~SchemeHandler() = default;

void SchemeHandler::intercept(QWebEngineProfile* profile, std::set<QString> schemes) {
  if (!interceptor_) {
    interceptor_ = std::make_unique<SchemeInterceptor>();
    interceptor_->install(profile);
    install(profile, SchemeInterceptor::scheme());
  }
  interceptor_->setSchemes(std::move(schemes));
}

void SchemeHandler::install(QWebEngineProfile* profile, const QByteArray& scheme) {
  if (profile->urlSchemeHandler(scheme) == nullptr) profile->installUrlSchemeHandler(scheme, this);
}

void SchemeHandler::requestStarted(QWebEngineUrlRequestJob* job) {
  QUrl url = job->requestUrl();
  bool is_import = false;
  if (url.scheme() == QLatin1String(SchemeInterceptor::scheme())) {
    const std::optional<SchemeInterceptor::Original> original = interceptor_->originalOf(url);
    if (!original) {
      job->fail(QWebEngineUrlRequestJob::RequestDenied);
      return;
    }
    url = original->url;
    // Classic scripts of a frame that came this way are no imports: they have no origin to tell.
    is_import = original->is_import && job->requestHeaders().contains("Origin");
  }
  const int id = ++last_id_;
  entries_[id].job = job;
  // The engine deletes a job when the page has its answer, or wants none any more.
  connect(job, &QObject::destroyed, this, [this, id] {
    if (entries_.erase(id) > 0) delegate_->onGone(id);
  });
  delegate_->onRequest({id, url, job->requestMethod(), job->initiator(), job->requestHeaders(), is_import});
}

QWebEngineUrlRequestJob* SchemeHandler::find(int id) const {
  const auto found = entries_.find(id);
  return found == entries_.end() ? nullptr : found->second.job.data();
}

QWebEngineUrlRequestJob* SchemeHandler::take(int id) {
  QWebEngineUrlRequestJob* job = find(id);
  entries_.erase(id);
  return job;
}

void SchemeHandler::replyBytes(int id, const QByteArray& content_type, const QByteArray& bytes) {
  QWebEngineUrlRequestJob* job = take(id);
  if (job == nullptr) return;
  auto* body = new QBuffer(job);
  body->setData(bytes);
  body->open(QIODevice::ReadOnly);
  job->reply(content_type, body);
}

bool SchemeHandler::replyFile(int id, const QByteArray& content_type, const QString& path) {
  QWebEngineUrlRequestJob* job = find(id);
  if (job == nullptr) return true;
  auto* body = new QFile(path, job);
  if (!QFileInfo(path).isFile() || !body->open(QIODevice::ReadOnly)) {
    delete body;
    return false;
  }
  entries_.erase(id);
  job->reply(content_type, body);
  return true;
}

void SchemeHandler::beginStream(int id, const QByteArray& content_type, qint64 size) {
  QWebEngineUrlRequestJob* job = find(id);
  if (job == nullptr) return;
  auto* stream = new ResponseStream(size, job);
  connect(
      stream, &ResponseStream::drained, this,
      [this, id] {
        if (entries_.contains(id)) delegate_->onDrained(id);
      },
      Qt::QueuedConnection);
  entries_[id].stream = stream;
  job->reply(content_type, stream);
}

bool SchemeHandler::write(int id, const QByteArray& bytes) {
  const auto found = entries_.find(id);
  return found == entries_.end() || !found->second.stream || found->second.stream->append(bytes);
}

void SchemeHandler::finish(int id) {
  const auto found = entries_.find(id);
  if (found == entries_.end()) return;
  const QPointer<ResponseStream> stream = found->second.stream;
  entries_.erase(found);
  if (stream) stream->finish();
}

void SchemeHandler::fail(int id, QWebEngineUrlRequestJob::Error error) {
  const auto found = entries_.find(id);
  if (found == entries_.end()) return;
  const Entry entry = found->second;
  entries_.erase(found);
  if (!entry.job) return;
  entry.job->fail(error);
  // Its next read tells the engine that a stream broke off.
  if (entry.stream) Q_EMIT entry.stream->readyRead();
}

void SchemeHandler::redirect(int id, const QUrl& url) {
  if (QWebEngineUrlRequestJob* job = take(id)) job->redirect(url);
}

}  // namespace runtime
