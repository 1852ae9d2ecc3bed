#include "bindings/session/session_binding.h"

#include "bindings/glue/object_template.h"
#include "runtime/app_host.h"
#include "runtime/web/profile.h"

namespace bindings {

SessionBinding::SessionBinding(BindingContext& context,
                               v8::Local<v8::Object> wrapper,
                               v8::Local<v8::Object> options)
    : Wrapped(context, wrapper) {
  runtime::Profiles* profiles = context.app.profiles();
  if (profiles == nullptr) throw JsError("Session can only be received when app is ready");
  QString partition;
  bool cache = true;
  ObjectReader(context.node.isolate(), options).read("partition", &partition).read("cache", &cache);
  profile_ = profiles->get(partition);
  if (!cache) profile_->setHttpCacheType(QWebEngineProfile::NoCache);
}

bool SessionBinding::isPersistent() const {
  return !profile_->isOffTheRecord();
}

QString SessionBinding::storagePath() const {
  return isPersistent() ? profile_->persistentStoragePath() : QString();
}

QString SessionBinding::userAgent() const {
  return profile_->httpUserAgent();
}

void SessionBinding::setUserAgent(const QString& user_agent) {
  profile_->setHttpUserAgent(user_agent);
}

void initializeSession(v8::Local<v8::Object> exports, v8::Local<v8::Context>, void* data) {
  auto& context = *static_cast<BindingContext*>(data);
  ObjectTemplate<SessionBinding>(context, "Session")
      .method<&SessionBinding::isPersistent>("isPersistent")
      .method<&SessionBinding::storagePath>("_storagePath")
      .method<&SessionBinding::userAgent>("_userAgent")
      .method<&SessionBinding::setUserAgent>("_setUserAgent")
      .install(exports);
}

}  // namespace bindings
