#include "runtime/web/page_protocol.h"

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
  const asked = new Set()
  const log = console.log.bind(console)
  let hearsEvents = false
  let rest = 0
  let pieces = []
  const take = (text) => {
    const id = Number(/^\{"id":(\d+)/.exec(text)?.[1] ?? 0)
    if (id ? asked.delete(id) : hearsEvents) log(text)
  }
  const calls = {
    dispatchMessage: (message) => take(typeof message === 'string' ? message : JSON.stringify(message)),
    dispatchMessageChunk: (piece, size) => {
      if (size) [rest, pieces] = [size, []]
      pieces.push(piece)
      rest -= piece.length
      if (rest <= 0) take(pieces.splice(0).join(''))
    }
  }
  window.DevToolsAPI = new Proxy({}, { get: (target, name) => calls[name] ?? (() => {}) })
  window.protocol = {
    send (id, isAsked, text) {
      if (isAsked) asked.add(id)
      DevToolsHost.sendMessageToEmbedder(JSON.stringify({ id, method: 'dispatchProtocolMessage', params: [text] }))
    },
    hearEvents (on) { hearsEvents = on }
  }
})()
)js";

QString textOf(const QJsonObject& object) {
  return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

}  // namespace

class PageProtocol::Inspector : public HiddenPage {
 public:
  Inspector(QWebEngineProfile* profile, PageProtocol* line) : HiddenPage(profile), line_(line) {}

  void retire() {
    line_ = nullptr;
    setInspectedPage(nullptr);
    deleteLater();
  }

 protected:
  // Not from inside the page's own message: it may be the page's end.
  void javaScriptConsoleMessage(JavaScriptConsoleMessageLevel,
                                const QString& text,
                                int,
                                const QString&) override {
    QMetaObject::invokeMethod(
        this,
        [this, text] {
          if (line_ != nullptr) line_->onMessage(text);
        },
        Qt::QueuedConnection);
  }

 private:
  PageProtocol* line_;
};

PageProtocol::PageProtocol(QWebEnginePage* page) : inspector_(new Inspector(page->profile(), this)) {
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
  inspector_->retire();
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

void PageProtocol::onMessage(const QString& text) {
  const QJsonObject message = QJsonDocument::fromJson(text.toUtf8()).object();
  // Either may end the line.
  if (const auto asked = asked_.extract(message.value(QLatin1String("id")).toInt())) {
    asked.mapped()(message);
  } else if (listener_ && message.contains(QLatin1String("method"))) {
    const Listener listener = listener_;
    listener(message);
  }
}

void PageProtocol::send(const QString& method,
                        const QJsonObject& parameters,
                        Listener done,
                        const QString& session) {
  const int id = ++last_id_;
  QJsonObject command{{QStringLiteral("id"), id},
                      {QStringLiteral("method"), method},
                      {QStringLiteral("params"), parameters}};
  if (!session.isEmpty()) command.insert(QStringLiteral("sessionId"), session);
  // A text within a list, since JSON of a text alone is no document.
  const QString literal =
      QString::fromUtf8(QJsonDocument(QJsonArray{textOf(command)}).toJson(QJsonDocument::Compact));
  const QLatin1String is_asked(done ? "true" : "false");
  if (done) asked_.emplace(id, std::move(done));
  run(QStringLiteral("protocol.send(%1, %2, %3[0])").arg(QString::number(id), is_asked, literal));
}

void PageProtocol::setListener(Listener listener) {
  listener_ = std::move(listener);
  run(QStringLiteral("protocol.hearEvents(%1)").arg(QLatin1String(listener_ ? "true" : "false")));
}

}  // namespace runtime
