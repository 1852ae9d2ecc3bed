#include "bindings/web_contents/protocol_hub.h"

#include "bindings/glue/object_template.h"
#include "runtime/app_host.h"
#include "runtime/web/hidden_page.h"
#include "runtime/web/profile.h"

namespace bindings {

ProtocolHub::ProtocolHub(BindingContext& context, v8::Local<v8::Object> wrapper, v8::Local<v8::Object>)
    : Wrapped(context, wrapper) {
  runtime::Profiles* profiles = context.app.profiles();
  if (profiles == nullptr) throw JsError("There are no pages before the app is ready");
  page_ = new runtime::HiddenPage(profiles->get({}));
  line_ = std::make_unique<runtime::PageProtocol>(
      page_, [this](const QString& message) { callMethod("_onMessage", message); });
}

ProtocolHub::~ProtocolHub() {
  drop();
}

void ProtocolHub::send(const QString& message) {
  line_->send(message);
}

void ProtocolHub::hear(const QString& session, const QString& domains) {
  line_->hear(session, domains.split(QLatin1Char(','), Qt::SkipEmptyParts));
}

void ProtocolHub::close() {
  markDestroyed();
  drop();
  context_.deleteLater(this);
}

// The inspector refers to its page.
void ProtocolHub::drop() {
  line_.reset();
  if (page_) page_->deleteLater();
}

void ProtocolHub::install(BindingContext& context, v8::Local<v8::Object> exports) {
  ObjectTemplate<ProtocolHub>(context, "ProtocolHub")
      .method<&ProtocolHub::send>("send")
      .method<&ProtocolHub::hear>("hear")
      .method<&ProtocolHub::close>("close")
      .install(exports);
}

}  // namespace bindings
