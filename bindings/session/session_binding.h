#pragma once

#include "bindings/glue/wrapped.h"

#include <QWebEngineNotification>
#include <QWebEngineProfile>
#include <memory>

namespace bindings {

// The profile that `options` name by their `partition`. Throws before the app is ready.
QWebEngineProfile* profileOf(BindingContext& context, v8::Local<v8::Object> options);

// The native half of a Session: the engine's profile of a partition. Lives as long as the environment.
class SessionBinding : public Wrapped {
 public:
  SessionBinding(BindingContext& context, v8::Local<v8::Object> wrapper, v8::Local<v8::Object> options);
  ~SessionBinding() override;

  QWebEngineProfile* profile() const { return profile_; }

  bool isPersistent() const;
  QString storagePath() const;  // empty for one in memory
  QString cachePath() const;    // empty where there is no cache on disk
  QString userAgent() const;
  void setUserAgent(const QString& user_agent);
  // As in the header Accept-Language; navigator.languages follows.
  void setAcceptLanguages(const QString& languages);
  QString acceptLanguages() const;
  // Calls `done` with whether it was done.
  void clearCache(v8::Local<v8::Object> done);
  void clearVisitedLinks();
  // One of runtime::callNetInternals. Calls `done` with whether it was done.
  void callNetInternals(const QString& command, v8::Local<v8::Object> done);
  // `storages`: a list of the engine's protocol, with commas. "" is all origins. Calls `done` with whether it
  // was done.
  void clearStorage(const QString& origin, const QString& storages, v8::Local<v8::Object> done);
  bool isSpellCheckerEnabled() const;
  void setSpellCheckerEnabled(bool enabled);
  std::vector<QString> spellCheckerLanguages() const;
  void setSpellCheckerLanguages(const std::vector<QString>& languages);
  // What _onNotification tells of; null but in it.
  std::unique_ptr<QWebEngineNotification> takeNotification() { return std::move(notification_); }

 private:
  QWebEngineProfile* profile_;
  std::unique_ptr<QWebEngineNotification> notification_;
};

void initializeSession(v8::Local<v8::Object> exports, v8::Local<v8::Context> v8_context, void* data);

}  // namespace bindings
