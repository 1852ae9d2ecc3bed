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
// effect: they go to the console, from which PageProtocol has them. Those of over a MB come in pieces. A
// session that nobody has said anything about belongs to one that is heard: a worker's, a frame's.
const char kEmptyInspector[] = R"js(
document.open(); document.close();
(() => {
  const log = console.log.bind(console)
  const heard = { '': [] }
  let missing = 0
  let pieces = []
  const isHeard = (text, method) => {
    const session = /"sessionId":"(\w+)"\}$/.exec(text.slice(-80))?.[1] ?? ''
    const domain = method.split('.')[0]
    const domains = heard[session]
    return !domains || domains.includes('*') || domains.includes(domain) || (session !== '' && domain === 'Target')
  }
  const take = (text) => {
    const method = /^\{"method":"([^"]+)/.exec(text)?.[1]
    if (!method || isHeard(text, method)) log(text)
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
    hear: (session, domains) => { heard[session] = domains }
  }
})()
)js";

QString literalOf(const QJsonArray& list) {
  return QString::fromUtf8(QJsonDocument(list).toJson(QJsonDocument::Compact));
}

}  // namespace

class PageProtocol::Inspector : public HiddenPage {
 public:
  Inspector(QWebEngineProfile* profile, PageProtocol* line) : HiddenPage(profile), line_(line) {
    connect(this, &QWebEnginePage::renderProcessTerminated, this, [this] { tell({}); });
  }

  // Null once it is retired.
  PageProtocol* line() const { return line_; }

  void retire() {
    line_ = nullptr;
    disconnect();
    setInspectedPage(nullptr);
    deleteLater();
  }

 protected:
  bool javaScriptPrompt(const QUrl&, const QString& message, const QString&, QString* result) override {
    const auto scripts = FrameGuard::answer(*this, message);
    if (scripts) *result = *scripts;
    return scripts.has_value();
  }

  // Not from inside the page's own message, which may be the page's end.
  void javaScriptConsoleMessage(JavaScriptConsoleMessageLevel,
                                const QString& text,
                                int,
                                const QString&) override {
    if (line_ != nullptr && line_->is_ready_) tell(text);
  }

 private:
  void tell(const QString& text) {
    QMetaObject::invokeMethod(
        this,
        [this, text] {
          if (line_ == nullptr) return;
          const Listener listener = line_->listener_;
          listener(text);
        },
        Qt::QueuedConnection);
  }

  PageProtocol* line_;
};

PageProtocol::PageProtocol(QWebEnginePage* page, Listener listener)
    : page_(page), listener_(std::move(listener)) {
  open();
}

PageProtocol::~PageProtocol() {
  if (inspector_) inspector_->retire();
}

void PageProtocol::open() {
  if (!page_) return;
  inspector_ = new Inspector(page_->profile(), this);
  QWebEngineScript script;
  script.setInjectionPoint(QWebEngineScript::DocumentCreation);
  script.setWorldId(kMainWorld);
  script.setSourceCode(FrameGuard::sign() + QString::fromLatin1(kEmptyInspector));
  inspector_->scripts().insert(script);
  QObject::connect(inspector_, &QWebEnginePage::loadFinished, inspector_, [this] { look(); });
  inspector_->setInspectedPage(page_);
}

// WORKAROUND (6.4): a page that is made after another's process has died may be without its scripts (see
// FrameGuard). This one is then what the engine takes it for, and another has to take its place.
void PageProtocol::look() {
  if (is_ready_) return;
  inspector_->runJavaScript(QStringLiteral("typeof window.protocol?.send"), kMainWorld,
                            [inspector = inspector_](const QVariant& type) {
                              if (!inspector || inspector->line() == nullptr) return;
                              inspector->line()->onLooked(type == QLatin1String("function"));
                            });
}

void PageProtocol::onLooked(bool is_emptied) {
  if (is_ready_) return;
  if (!is_emptied) {
    inspector_->retire();
    open();
    return;
  }
  is_ready_ = true;
  for (const QString& script : std::exchange(waiting_, {})) run(script);
}

void PageProtocol::run(const QString& script) {
  if (!is_ready_)
    waiting_.append(script);
  else if (inspector_)
    inspector_->runJavaScript(script, kMainWorld);
}

void PageProtocol::send(const QString& message) {
  // A text within a list, since JSON of a text alone is no document.
  run(QStringLiteral("protocol.send(%1[0])").arg(literalOf({message})));
}

void PageProtocol::hear(const QString& session, const QStringList& domains) {
  run(QStringLiteral("protocol.hear(...%1)").arg(literalOf({session, QJsonArray::fromStringList(domains)})));
}

}  // namespace runtime
