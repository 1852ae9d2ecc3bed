#include "bindings/session/permission_requests_binding.h"

#include "bindings/session/session_binding.h"
#include "bindings/web_contents/web_contents_binding.h"
#include "runtime/app_host.h"
#include "runtime/web/page.h"
#include "runtime/web/profile.h"

#include <QWebEngineLoadingInfo>
#include <QWebEngineSettings>

namespace bindings {

PermissionRequestsBinding::PermissionRequestsBinding(BindingContext& context,
                                                     v8::Local<v8::Object> wrapper,
                                                     v8::Local<v8::Object> options)
    : Wrapped(context, wrapper) {
  QString partition;
  ObjectReader(context.node.isolate(), options).read("partition", &partition);
  profileOf(context, options);
  context.app.profiles()->watchPages(partition, [this](runtime::Page* page) { watch(page); });
}

void PermissionRequestsBinding::watch(QWebEnginePage* page) {
  QObject::connect(page, &QWebEnginePage::featurePermissionRequested, &anchor_,
                   [this, page](const QUrl& origin, QWebEnginePage::Feature feature) {
                     onRequest(page, origin, feature);
                   });
  QObject::connect(page, &QWebEnginePage::loadingChanged, &anchor_,
                   [this, page](const QWebEngineLoadingInfo& info) {
                     if (info.status() == QWebEngineLoadingInfo::LoadStartedStatus)
                       onNavigation(page, info.url(), false);
                   });
  QObject::connect(page, &QWebEnginePage::urlChanged, &anchor_,
                   [this, page](const QUrl& url) { onNavigation(page, url, true); });
}

void PermissionRequestsBinding::onNavigation(QWebEnginePage* page, const QUrl& url, bool is_there) {
  const v8::HandleScope handle_scope(context_.node.isolate());
  if (auto* contents = WebContentsBinding::of(page))
    callMethod("_onNavigation", contents->wrapper(), url, is_there);
}

void PermissionRequestsBinding::onRequest(QWebEnginePage* page,
                                          const QUrl& origin,
                                          QWebEnginePage::Feature feature) {
  auto* contents = WebContentsBinding::of(page);
  if (contents == nullptr) {
    page->setFeaturePermission(origin, feature, QWebEnginePage::PermissionDeniedByUser);
    return;
  }
  const v8::HandleScope handle_scope(context_.node.isolate());
  const int id = ++last_id_;
  requests_[id] = {page, origin, feature};
  callMethod("_onRequest", id, contents->wrapper(), origin, static_cast<int>(feature));
}

void PermissionRequestsBinding::answer(int id, bool granted) {
  const auto found = requests_.find(id);
  if (found == requests_.end()) return;
  const Request request = found->second;
  requests_.erase(found);
  if (!request.page) return;
  request.page->setFeaturePermission(
      request.origin, request.feature,
      granted ? QWebEnginePage::PermissionGrantedByUser : QWebEnginePage::PermissionDeniedByUser);
}

void PermissionRequestsBinding::setStatus(v8::Local<v8::Object> object,
                                          const QUrl& origin,
                                          int feature,
                                          std::optional<bool> status) {
  auto* contents = dynamic_cast<WebContentsBinding*>(unwrap(object));
  if (contents == nullptr || contents->page() == nullptr) return;
  const auto policy = !status   ? QWebEnginePage::PermissionUnknown
                      : *status ? QWebEnginePage::PermissionGrantedByUser
                                : QWebEnginePage::PermissionDeniedByUser;
  contents->page()->setFeaturePermission(origin, static_cast<QWebEnginePage::Feature>(feature), policy);
}

void PermissionRequestsBinding::setMayPaste(v8::Local<v8::Object> object, bool allowed) {
  auto* contents = dynamic_cast<WebContentsBinding*>(unwrap(object));
  if (contents == nullptr || contents->page() == nullptr) return;
  contents->page()->settings()->setAttribute(QWebEngineSettings::JavascriptCanPaste, allowed);
}

}  // namespace bindings
