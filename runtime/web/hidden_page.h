#pragma once

#include <QWebEnginePage>
#include <QWebEngineProfile>

namespace runtime {

// A page that the runtime makes for itself, and that nobody sees: it asks nobody, and its complaints are not
// the app's.
class HiddenPage : public QWebEnginePage {
 public:
  explicit HiddenPage(QWebEngineProfile* profile) : QWebEnginePage(profile, profile) {}

 protected:
  void javaScriptAlert(const QUrl&, const QString&) override {}
  bool javaScriptConfirm(const QUrl&, const QString&) override { return false; }
  bool javaScriptPrompt(const QUrl&, const QString&, const QString&, QString*) override { return false; }
  void javaScriptConsoleMessage(JavaScriptConsoleMessageLevel, const QString&, int, const QString&) override {
  }
};

}  // namespace runtime
