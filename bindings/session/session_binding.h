#pragma once

#include "bindings/glue/wrapped.h"

#include <QWebEngineProfile>

namespace bindings {

// The native half of a Session: the engine's profile of a partition. Lives as long as the environment.
class SessionBinding : public Wrapped {
 public:
  SessionBinding(BindingContext& context, v8::Local<v8::Object> wrapper, v8::Local<v8::Object> options);

  QWebEngineProfile* profile() const { return profile_; }

  bool isPersistent() const;
  QString storagePath() const;  // empty for one in memory
  QString userAgent() const;
  void setUserAgent(const QString& user_agent);

 private:
  QWebEngineProfile* profile_;
};

void initializeSession(v8::Local<v8::Object> exports, v8::Local<v8::Context> v8_context, void* data);

}  // namespace bindings
