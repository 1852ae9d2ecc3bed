#include "bindings/download/download_binding.h"

#include "bindings/glue/object_template.h"
#include "bindings/web_contents/web_contents_binding.h"
#include "runtime/app_host.h"
#include "runtime/web/asked_download.h"
#include "runtime/web/page.h"
#include "runtime/web/profile.h"

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <QWebEngineProfile>
#include <cerrno>
#include <csignal>

namespace bindings {
namespace {

QWebEngineProfile* profileOf(BindingContext& context, const QString& partition) {
  runtime::Profiles* profiles = context.app.profiles();
  if (profiles == nullptr) throw JsError("Session can only be received when app is ready");
  return profiles->get(partition);
}

// WORKAROUND (6.4): page() follows a null pointer once the page is gone that the download comes from, and
// nothing else tells. So a copy of this process tries it.
QWebEnginePage* pageOf(const QWebEngineDownloadRequest& request) {
  const pid_t child = fork();
  if (child == 0) {
    // Neither a core file nor a handler that would run on.
    const rlimit none{};
    setrlimit(RLIMIT_CORE, &none);
    std::signal(SIGSEGV, SIG_DFL);
    _exit(request.page() != nullptr ? 0 : 1);
  }
  int status = 1;
  while (child > 0 && waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return child > 0 && WIFEXITED(status) && WEXITSTATUS(status) == 0 ? request.page() : nullptr;
}

}  // namespace

DownloadsBinding::DownloadsBinding(BindingContext& context,
                                   v8::Local<v8::Object> wrapper,
                                   v8::Local<v8::Object> options)
    : Wrapped(context, wrapper) {
  ObjectReader(context.node.isolate(), options).read("partition", &partition_);
  QObject::connect(profileOf(context, partition_), &QWebEngineProfile::downloadRequested, &anchor_,
                   [this](QWebEngineDownloadRequest* request) { onRequested(request); });
}

DownloadsBinding::~DownloadsBinding() {
  for (DownloadRequestBinding* download : running_) download->forgetDownloads();
}

void DownloadsBinding::download(const QUrl& url) {
  if (!page_) page_ = std::make_unique<QWebEnginePage>(profileOf(context_, partition_));
  runtime::askForDownload(page_.get(), url);
}

void DownloadsBinding::onRequested(QWebEngineDownloadRequest* request) {
  for (DownloadRequestBinding* download : running_) {
    if (download->id() != request->id()) continue;
    download->adopt(request);
    return;
  }
  if (request->isSavePageDownload()) return;  // see WebContentsBinding::savePage
  const v8::HandleScope handle_scope(context_.node.isolate());
  v8::Local<v8::Value> wrapper = v8::Null(context_.node.isolate());
  if (auto* contents = WebContentsBinding::of(pageOf(*request))) wrapper = contents->wrapper();
  pending_ = request;
  callMethod("_onRequested", wrapper);
  pending_.clear();
}

DownloadRequestBinding::DownloadRequestBinding(BindingContext& context,
                                               v8::Local<v8::Object> wrapper,
                                               v8::Local<v8::Object> options)
    : Wrapped(context, wrapper) {
  v8::Local<v8::Object> object;
  ObjectReader(context.node.isolate(), options).read("downloads", &object);
  auto* downloads = object.IsEmpty() ? nullptr : dynamic_cast<DownloadsBinding*>(unwrap(object));
  if (downloads == nullptr || downloads->pending() == nullptr) throw JsError("There is no request");
  downloads_ = downloads;
  downloads_->add(this);
  id_ = downloads->pending()->id();
  follow(downloads->pending());
}

DownloadRequestBinding::~DownloadRequestBinding() {
  if (downloads_ != nullptr) downloads_->remove(this);
}

void DownloadRequestBinding::follow(QWebEngineDownloadRequest* request) {
  if (request_) request_->disconnect(&anchor_);
  request_ = request;
  using Request = QWebEngineDownloadRequest;
  QObject::connect(request, &Request::stateChanged, &anchor_, [this] { onChange(); });
  QObject::connect(request, &Request::receivedBytesChanged, &anchor_, [this] { onChange(); });
  QObject::connect(request, &Request::totalBytesChanged, &anchor_, [this] { onChange(); });
  QObject::connect(request, &Request::isPausedChanged, &anchor_, [this] { onChange(); });
}

void DownloadRequestBinding::adopt(QWebEngineDownloadRequest* request) {
  follow(request);
  accept(folder_, name_);
}

// What changes together Qt tells one by one.
void DownloadRequestBinding::onChange() {
  if (std::exchange(change_pending_, true)) return;
  QMetaObject::invokeMethod(
      &anchor_,
      [this] {
        change_pending_ = false;
        callMethod("_onChange");
      },
      Qt::QueuedConnection);
}

v8::Local<v8::Value> DownloadRequestBinding::progress() const {
  ObjectWriter writer(context_.node.isolate());
  if (!request_) {
    return writer.write("state", static_cast<int>(QWebEngineDownloadRequest::DownloadCancelled)).object();
  }
  return writer.write("state", static_cast<int>(request_->state()))
      .write("received", request_->receivedBytes())
      .write("total", request_->totalBytes())
      .write("paused", request_->isPaused())
      .write("reason", static_cast<int>(request_->interruptReason()))
      .object();
}

v8::Local<v8::Value> DownloadRequestBinding::origin() const {
  ObjectWriter writer(context_.node.isolate());
  if (!request_) return writer.object();
  if (const auto chain = runtime::takeUrlChain(request_->url()))
    writer.write("urlChain", std::vector<QString>(chain->begin(), chain->end()));
  return writer.write("url", runtime::withoutDownloadMark(request_->url()))
      .write("filename", request_->suggestedFileName())
      .write("mimeType", request_->mimeType())
      .object();
}

void DownloadRequestBinding::accept(const QString& folder, const QString& name) {
  folder_ = folder;
  name_ = name;
  if (!request_ || request_->state() != QWebEngineDownloadRequest::DownloadRequested) return;
  request_->setDownloadDirectory(folder);
  request_->setDownloadFileName(name);
  request_->accept();
}

void DownloadRequestBinding::cancel() {
  if (request_) request_->cancel();
}

void DownloadRequestBinding::pause() {
  if (request_) request_->pause();
}

void DownloadRequestBinding::resume() {
  if (request_) request_->resume();
}

void DownloadRequestBinding::destroy() {
  markDestroyed();
  if (downloads_ != nullptr) std::exchange(downloads_, nullptr)->remove(this);
  // Qt deletes what was not accepted itself, and nothing else before the profile.
  if (request_ && request_->isFinished()) request_->deleteLater();
  context_.deleteLater(this);
}

void initializeDownload(v8::Local<v8::Object> exports, v8::Local<v8::Context>, void* data) {
  auto& context = *static_cast<BindingContext*>(data);
  ObjectTemplate<DownloadsBinding>(context, "Downloads")
      .method<&DownloadsBinding::download>("_download")
      .install(exports);
  using Self = DownloadRequestBinding;
  ObjectTemplate<Self>(context, "DownloadRequest")
      .method<&Self::progress>("progress")
      .method<&Self::origin>("origin")
      .method<&Self::accept>("accept")
      .method<&Self::cancel>("cancel")
      .method<&Self::pause>("pause")
      .method<&Self::resume>("resume")
      .method<&Self::destroy>("destroy")
      .install(exports);
}

}  // namespace bindings
