#include "runtime/web/page_protocol.h"

#include "runtime/web/page.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QWebEngineProfile>
#include <QWebEngineScript>
#include <QWebEngineScriptCollection>
#include <utility>

namespace runtime {
namespace {

// Replaces the inspector's document by an empty one. It stays the inspector's to the engine, which gives it
// DevToolsHost and attaches it once it is loaded. What the engine calls in it has no effect.
const char kEmptyInspector[] =
    "document.open(); document.close();"
    "window.DevToolsAPI = new Proxy({}, { get: () => () => {} })";

QString textOf(const QJsonObject& object) {
  return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

}  // namespace

class PageProtocol::Inspector : public QWebEnginePage {
 public:
  using QWebEnginePage::QWebEnginePage;

 protected:
  void javaScriptConsoleMessage(JavaScriptConsoleMessageLevel, const QString&, int, const QString&) override {
  }
};

PageProtocol::PageProtocol(QWebEnginePage* page)
    : inspector_(new Inspector(page->profile(), page->profile())) {
  QWebEngineScript script;
  script.setInjectionPoint(QWebEngineScript::DocumentCreation);
  script.setWorldId(kMainWorld);
  script.setSourceCode(QString::fromLatin1(kEmptyInspector));
  inspector_->scripts().insert(script);
  QObject::connect(inspector_, &QWebEnginePage::loadFinished, inspector_, [this] { onReady(); });
  inspector_->setInspectedPage(page);
}

PageProtocol::~PageProtocol() {
  if (!inspector_) return;
  inspector_->disconnect();
  inspector_->setInspectedPage(nullptr);
  inspector_->deleteLater();
}

void PageProtocol::onReady() {
  is_ready_ = true;
  for (const QString& command : std::exchange(waiting_, {})) inspector_->runJavaScript(command, kMainWorld);
}

void PageProtocol::send(const QString& method, const QJsonObject& parameters) {
  const int id = ++last_id_;
  const QString command = textOf({{QStringLiteral("id"), id},
                                  {QStringLiteral("method"), method},
                                  {QStringLiteral("params"), parameters}});
  const QString message = textOf({{QStringLiteral("id"), id},
                                  {QStringLiteral("method"), QStringLiteral("dispatchProtocolMessage")},
                                  {QStringLiteral("params"), QJsonArray{command}}});
  // A text within a list, since JSON of a text alone is no document.
  const QString literal =
      QString::fromUtf8(QJsonDocument(QJsonArray{message}).toJson(QJsonDocument::Compact));
  const QString script = QStringLiteral("DevToolsHost.sendMessageToEmbedder(%1[0])").arg(literal);
  if (!is_ready_)
    waiting_.append(script);
  else if (inspector_)
    inspector_->runJavaScript(script, kMainWorld);
}

}  // namespace runtime
