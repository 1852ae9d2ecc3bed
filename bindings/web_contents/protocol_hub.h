#pragma once

#include "bindings/glue/wrapped.h"
#include "runtime/web/page_protocol.h"

#include <QPointer>
#include <memory>

namespace runtime {
class HiddenPage;
}

namespace bindings {

// `new ProtocolHub({})` of lib/js: a line of Chromium's DevTools protocol from which all pages can be
// reached, by attaching to their targets. It is the line of a page that is there for nothing else, so no
// page's own inspector has anything to do with it. Calls _onMessage(text) on itself, with "" when it has
// broken.
class ProtocolHub : public Wrapped {
 public:
  ProtocolHub(BindingContext& context, v8::Local<v8::Object> wrapper, v8::Local<v8::Object> options);
  ~ProtocolHub() override;

  static void install(BindingContext& context, v8::Local<v8::Object> exports);

 private:
  void send(const QString& message);
  void hear(const QString& session, const QString& domains);
  void close();
  void drop();

  QPointer<runtime::HiddenPage> page_;
  std::unique_ptr<runtime::PageProtocol> line_;
};

}  // namespace bindings
