#pragma once

#include "bindings/glue/wrapped.h"
#include "runtime/web/scheme_handler.h"

#include <memory>
#include <vector>

namespace bindings {

// The app's own schemes in one partition. lib/js/main/api/protocol.js makes one for each session that has
// any.
class ProtocolBinding : public Wrapped, private runtime::SchemeHandler::Delegate {
 public:
  // `options`: partition
  ProtocolBinding(BindingContext& context, v8::Local<v8::Object> wrapper, v8::Local<v8::Object> options);

  // False for a scheme that is the engine's or the runtime's own.
  bool install(const QString& scheme);
  // Of the engine's own schemes; these only, from now on.
  void intercept(const std::vector<QString>& schemes);
  void replyBytes(int id, const QString& content_type, const QByteArray& bytes);
  bool replyFile(int id, const QString& content_type, const QString& path);
  void beginStream(int id, const QString& content_type, double size);
  bool write(int id, const QByteArray& bytes) { return handler_.write(id, bytes); }
  void finish(int id) { handler_.finish(id); }
  // The value of QWebEngineUrlRequestJob::Error.
  void fail(int id, int error);
  // False for what Qt takes for no URL.
  bool redirect(int id, const QUrl& url);

 private:
  void onRequest(const runtime::SchemeRequest& request) override;
  void onDrained(int id) override { callMethod("_onDrained", id); }
  void onGone(int id) override { callMethod("_onGone", id); }

  QString partition_;
  runtime::SchemeHandler handler_;
};

void initializeProtocol(v8::Local<v8::Object> exports, v8::Local<v8::Context> context, void* data);

}  // namespace bindings
