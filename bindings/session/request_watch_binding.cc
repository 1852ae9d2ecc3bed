#include "bindings/session/request_watch_binding.h"

#include "bindings/session/session_binding.h"
#include "bindings/web_contents/web_contents_binding.h"
#include "runtime/app_host.h"
#include "runtime/web/asked_download.h"
#include "runtime/web/page.h"
#include "runtime/web/page_interceptor.h"
#include "runtime/web/profile.h"

#include <QEventLoop>
#include <QPointer>
#include <QTimer>

namespace bindings {

RequestWatchBinding::RequestWatchBinding(BindingContext& context,
                                         v8::Local<v8::Object> wrapper,
                                         v8::Local<v8::Object> options)
    : Wrapped(context, wrapper) {
  ObjectReader(context.node.isolate(), options).read("partition", &partition_);
  profileOf(context, options);
}

void RequestWatchBinding::start() {
  is_on_ = true;
  if (std::exchange(is_watching_, true)) return;
  context_.app.profiles()->watchPages(partition_, [this](runtime::Page* page) {
    // Pages may still end when the environment has.
    runtime::PageInterceptor::of(page).setHook(
        [this, alive = std::weak_ptr(alive_), page](QWebEngineUrlRequestInfo& info) {
          if (!alive.expired() && is_on_) onRequest(page, info);
        });
  });
}

void RequestWatchBinding::settle() {
  if (waiting_ != nullptr) waiting_->quit();
}

v8::Local<v8::Value> RequestWatchBinding::details(runtime::Page* page,
                                                  const QWebEngineUrlRequestInfo& info) const {
  v8::Isolate* isolate = context_.node.isolate();
  v8::Local<v8::Value> wrapper = v8::Null(isolate);
  if (auto* contents = WebContentsBinding::of(page)) wrapper = contents->wrapper();
  return ObjectWriter(isolate)
      .write("url", runtime::withoutDownloadMark(info.requestUrl()))
      .write("method", QString::fromLatin1(info.requestMethod()))
      .write("type", static_cast<int>(info.resourceType()))
      .write("initiator", info.initiator())
      .write("firstParty", info.firstPartyUrl())
      .write("contents", wrapper)
      .object();
}

// Chromium runs none of its tasks meanwhile, so that everything of it stands still; Node's timers and sockets
// go on.
void RequestWatchBinding::wait(runtime::Page* page, int milliseconds) {
  QEventLoop loop;
  QEventLoop* const outer = std::exchange(waiting_, &loop);
  QTimer::singleShot(milliseconds, &loop, &QEventLoop::quit);
  page->waitIn(loop);
  waiting_ = outer;
}

void RequestWatchBinding::onRequest(runtime::Page* page, QWebEngineUrlRequestInfo& info) {
  v8::Isolate* isolate = context_.node.isolate();
  const v8::HandleScope handle_scope(isolate);
  v8::Local<v8::Value> answer;
  if (!callMethod("_onRequest", details(page, info)).ToLocal(&answer)) return;
  if (answer->IsNumber()) {
    wait(page, answer.As<v8::Integer>()->Int32Value(context_.node.context()).FromMaybe(0));
    if (!callMethod("_takeAnswer").ToLocal(&answer)) return;
  }
  if (!answer->IsObject()) return;
  bool cancel = false;
  std::optional<QString> redirect;
  std::vector<QString> headers;
  ObjectReader(isolate, answer.As<v8::Object>())
      .read("cancel", &cancel)
      .read("redirectURL", &redirect)
      .read("headers", &headers);
  for (size_t i = 0; i + 1 < headers.size(); i += 2)
    info.setHttpHeader(headers[i].toLatin1(), headers[i + 1].toUtf8());
  if (cancel) info.block(true);
  if (redirect) info.redirect(QUrl(*redirect));
}

}  // namespace bindings
