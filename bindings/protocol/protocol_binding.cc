#include "bindings/protocol/protocol_binding.h"

#include "bindings/glue/object_template.h"
#include "runtime/app_host.h"
#include "runtime/web/profile.h"

#include <QMimeDatabase>

namespace bindings {
namespace {

void registerScheme(BindingContext& context, const QString& name, const v8::Local<v8::Object>& options) {
  runtime::SchemePrivileges privileges;
  ObjectReader(context.node.isolate(), options)
      .read("standard", &privileges.standard)
      .read("secure", &privileges.secure)
      .read("bypassCSP", &privileges.bypass_csp)
      .read("allowServiceWorkers", &privileges.service_workers)
      .read("corsEnabled", &privileges.cors);
  runtime::registerScheme(name.toLatin1(), privileges);
}

// By its name and what is in it.
QString mimeTypeOfFile(BindingContext&, const QString& path) {
  return QMimeDatabase().mimeTypeForFile(path).name();
}

}  // namespace

ProtocolBinding::ProtocolBinding(BindingContext& context,
                                 v8::Local<v8::Object> wrapper,
                                 v8::Local<v8::Object> options)
    : Wrapped(context, wrapper), handler_(this) {
  ObjectReader(context.node.isolate(), options).read("partition", &partition_);
}

bool ProtocolBinding::install(const QString& scheme) {
  runtime::Profiles* profiles = context_.app.profiles();
  if (profiles == nullptr) throw JsError("Session can only be received when app is ready");
  QWebEngineProfile* profile = profiles->get(partition_);
  const QByteArray name = scheme.toLatin1();
  handler_.install(profile, name);
  return profile->urlSchemeHandler(name) == &handler_;
}

void ProtocolBinding::intercept(const std::vector<QString>& schemes) {
  runtime::Profiles* profiles = context_.app.profiles();
  if (profiles == nullptr) throw JsError("Session can only be received when app is ready");
  handler_.intercept(profiles->get(partition_), {schemes.begin(), schemes.end()});
}

void ProtocolBinding::replyBytes(int id, const QString& content_type, const QByteArray& bytes) {
  handler_.replyBytes(id, content_type.toLatin1(), bytes);
}

bool ProtocolBinding::replyFile(int id, const QString& content_type, const QString& path) {
  return handler_.replyFile(id, content_type.toLatin1(), path);
}

void ProtocolBinding::beginStream(int id, const QString& content_type, double size) {
  handler_.beginStream(id, content_type.toLatin1(), static_cast<qint64>(size));
}

void ProtocolBinding::fail(int id, int error) {
  handler_.fail(id, static_cast<QWebEngineUrlRequestJob::Error>(error));
}

bool ProtocolBinding::redirect(int id, const QUrl& url) {
  if (url.isValid()) handler_.redirect(id, url);
  return url.isValid();
}

void ProtocolBinding::onRequest(const runtime::SchemeRequest& request) {
  const v8::HandleScope handle_scope(context_.node.isolate());
  std::vector<QString> headers;  // name, value, name, value
  for (auto it = request.headers.begin(); it != request.headers.end(); ++it) {
    headers.push_back(QString::fromLatin1(it.key()));
    headers.push_back(QString::fromUtf8(it.value()));
  }
  callMethod("_onRequest", request.id, request.url, QString::fromLatin1(request.method), request.initiator,
             headers, request.is_import);
}

void initializeProtocol(v8::Local<v8::Object> exports, v8::Local<v8::Context>, void* data) {
  using Self = ProtocolBinding;
  auto& context = *static_cast<BindingContext*>(data);
  ObjectTemplate<Self>(context, "ProtocolHost")
      .method<&Self::install>("_install")
      .method<&Self::intercept>("_intercept")
      .method<&Self::replyBytes>("_replyBytes")
      .method<&Self::replyFile>("_replyFile")
      .method<&Self::beginStream>("_beginStream")
      .method<&Self::write>("_write")
      .method<&Self::finish>("_finish")
      .method<&Self::fail>("_fail")
      .method<&Self::redirect>("_redirect")
      .install(exports);
  setFunction<&registerScheme>(context, exports, "registerScheme");
  setFunction<&mimeTypeOfFile>(context, exports, "mimeTypeOfFile");
}

}  // namespace bindings
