#include "runtime/web/page_protocol.h"

#include "runtime/web/frame_guard.h"
#include "runtime/web/hidden_page.h"
#include "runtime/web/page.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QWebEngineScript>
#include <QWebEngineScriptCollection>
#include <utility>

namespace runtime {
namespace {

// Replaces the inspector's document by an empty one. It stays the inspector's to the engine, which gives it
// DevToolsHost and attaches it once it is loaded. Of what the engine calls in it only messages have an
// effect: they go to the console, from which PageProtocol has them. Those of over a MB come in pieces.
const char kEmptyInspector[] = R"js(
document.open(); document.close();
(() => {
  const log = console.log.bind(console)
  let domains = []
  let missing = 0
  let pieces = []
  const isHeard = (method) => domains.includes('*') || domains.includes(method.split('.')[0])
  const take = (text) => {
    const method = /^\{"method":"([^"]+)/.exec(text)?.[1]
    if (!method || isHeard(method)) log(text)
  }
  const calls = {
    dispatchMessage: (message) => take(typeof message === 'string' ? message : JSON.stringify(message)),
    dispatchMessageChunk: (piece, size) => {
      if (size) [missing, pieces] = [size, []]
      pieces.push(piece)
      missing -= piece.length
      if (missing <= 0) take(pieces.splice(0).join(''))
    }
  }
  window.DevToolsAPI = new Proxy({}, { get: (target, name) => calls[name] ?? (() => {}) })
  window.protocol = {
    send: (text) => DevToolsHost.sendMessageToEmbedder(JSON.stringify({ id: 1, method: 'dispatchProtocolMessage', params: [text] })),
    hear: (list) => { domains = list }
  }
})()
)js";

QString literalOf(const QJsonArray& list) {
  return QString::fromUtf8(QJsonDocument(list).toJson(QJsonDocument::Compact));
}

}  // namespace

class PageProtocol::Inspector : public HiddenPage {
 public:
  Inspector(QWebEngineProfile* profile, PageProtocol* line) : HiddenPage(profile), line_(line) {}

  void retire() {
    line_ = nullptr;
    disconnect();
    setInspectedPage(nullptr);
    deleteLater();
  }

 protected:
  bool javaScriptPrompt(const QUrl&,
                        const QString& message,
                        const QString& default_value,
                        QString* result) override {
    if (!FrameGuard::asks(message)) return false;
    *result = FrameGuard::answer(*this, default_value);
    return true;
  }

  // Not from inside the page's own message, which may be the page's end.
  void javaScriptConsoleMessage(JavaScriptConsoleMessageLevel,
                                const QString& text,
                                int,
                                const QString&) override {
    QMetaObject::invokeMethod(
        this,
        [this, text] {
          if (line_ == nullptr) return;
          const Listener listener = line_->listener_;
          listener(text);
        },
        Qt::QueuedConnection);
  }

 private:
  PageProtocol* line_;
};

PageProtocol::PageProtocol(QWebEnginePage* page, Listener listener)
    : inspector_(new Inspector(page->profile(), this)), listener_(std::move(listener)) {
  QWebEngineScript script;
  script.setInjectionPoint(QWebEngineScript::DocumentCreation);
  script.setWorldId(kMainWorld);
  script.setSourceCode(FrameGuard::sign() + QString::fromLatin1(kEmptyInspector));
  inspector_->scripts().insert(script);
  QObject::connect(inspector_, &QWebEnginePage::loadFinished, inspector_, [this] { onReady(); });
  inspector_->setInspectedPage(page);
}

PageProtocol::~PageProtocol() {
  if (inspector_) inspector_->retire();
}

void PageProtocol::run(const QString& script) {
  if (!is_ready_)
    waiting_.append(script);
  else if (inspector_)
    inspector_->runJavaScript(script, kMainWorld);
}

void PageProtocol::onReady() {
  is_ready_ = true;
  for (const QString& script : std::exchange(waiting_, {})) run(script);
}

void PageProtocol::send(const QString& message) {
  // A text within a list, since JSON of a text alone is no document.
  run(QStringLiteral("protocol.send(%1[0])").arg(literalOf({message})));
}

void PageProtocol::hear(const QStringList& domains) {
  run(QStringLiteral("protocol.hear(%1)").arg(literalOf(QJsonArray::fromStringList(domains))));
}

}  // namespace runtime
