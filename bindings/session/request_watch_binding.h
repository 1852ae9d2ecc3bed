#pragma once

#include "bindings/glue/wrapped.h"

#include <QWebEngineUrlRequestInfo>
#include <memory>

class QEventLoop;

namespace runtime {
class Page;
}

namespace bindings {

// The requests of a partition's pages before they are sent. Lives as long as the environment.
class RequestWatchBinding : public Wrapped {
 public:
  // `options`: partition
  RequestWatchBinding(BindingContext& context, v8::Local<v8::Object> wrapper, v8::Local<v8::Object> options);

  // From now on calls _onRequest(details), which answers what becomes of the request: {cancel, redirectURL,
  // headers: [name, value, …]}, undefined for nothing, or for how many milliseconds at most to wait until
  // settle(); then _takeAnswer() answers it.
  void start();
  void stop() { is_on_ = false; }
  void settle();

 private:
  void onRequest(runtime::Page* page, QWebEngineUrlRequestInfo& info);
  v8::Local<v8::Value> details(runtime::Page* page, const QWebEngineUrlRequestInfo& info) const;
  void wait(runtime::Page* page, int milliseconds);

  QString partition_;
  bool is_on_ = false;
  bool is_watching_ = false;
  QEventLoop* waiting_ = nullptr;  // on the stack of wait()
  std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
};

}  // namespace bindings
