#include "bindings/web_contents/web_contents_binding.h"

#include <QWebEngineNewWindowRequest>

namespace bindings {

bool WebContentsBinding::onNavigationRequest(const QUrl& url, int type, bool is_main_frame) {
  const v8::HandleScope handle_scope(context_.node.isolate());
  v8::Local<v8::Value> allowed;
  return !callMethod("_onNavigationRequest", url, type, is_main_frame).ToLocal(&allowed) ||
         !allowed->IsFalse();
}

void WebContentsBinding::onConsoleMessage(int level, const QString& text, int line, const QString& source) {
  callMethod("_onConsoleMessage", level, text, line, source);
}

void WebContentsBinding::onNewWindow(QWebEngineNewWindowRequest& request) {
  // Answers the WebContents that shall adopt the new page, or nothing.
  const v8::HandleScope handle_scope(context_.node.isolate());
  v8::Local<v8::Value> answer;
  if (!callMethod("_onNewWindow", request.requestedUrl(), static_cast<int>(request.destination()),
                  request.requestedGeometry(), request.isUserInitiated())
           .ToLocal(&answer) ||
      !answer->IsObject()) {
    return;
  }
  auto* target = dynamic_cast<WebContentsBinding*>(unwrap(answer.As<v8::Object>()));
  if (target == nullptr) return;
  request.openIn(target->page_);
  // Until then its page was another, which nothing could be told.
  target->callMethod("_onAdopted");
}

std::optional<bool> WebContentsBinding::onBeforeUnload() {
  const v8::HandleScope handle_scope(context_.node.isolate());
  v8::Local<v8::Value> leave;
  if (!callMethod("_onBeforeUnload").ToLocal(&leave) || !leave->IsBoolean()) return std::nullopt;
  return leave->IsTrue();
}

bool WebContentsBinding::onDialog() {
  const v8::HandleScope handle_scope(context_.node.isolate());
  v8::Local<v8::Value> shown;
  return !callMethod("_onDialog").ToLocal(&shown) || !shown->IsFalse();
}

}  // namespace bindings
