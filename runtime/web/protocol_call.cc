#include "runtime/web/protocol_call.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QPointer>
#include <QTimer>
#include <QUuid>
#include <QWebEnginePage>
#include <QWebEngineProfile>
#include <QWebEngineScript>
#include <QWebEngineScriptCollection>
#include <chrono>

namespace runtime {
namespace {

constexpr std::chrono::seconds kLongestAnswer(10);

// Runs in the place of the inspector's own scripts. The connection is there some time after the document:
// until an answer comes the command is sent again, which none of those used here minds.
constexpr char kScript[] = R"js((([tag, command]) => {
  const answer = (text) => {
    const { id, error } = typeof text === 'string' ? JSON.parse(text) : text
    if (id !== 1) return
    clearInterval(timer)
    console.log(tag + (error ? 'no' : 'yes'))
  }
  const get = (target, name) => name === 'dispatchMessage' ? answer : () => {}
  Object.defineProperty(window, 'DevToolsAPI', { value: new Proxy(Object.freeze({}), { get }) })
  const send = () => DevToolsHost.sendMessageToEmbedder(JSON.stringify({ id: 1, method: 'dispatchProtocolMessage', params: [command] }))
  const timer = setInterval(send, 50)
})(%1))js";

class ToolsPage : public QWebEnginePage {
 public:
  ToolsPage(QWebEngineProfile* profile, std::function<void(bool)> done)
      : QWebEnginePage(profile, profile), done_(std::move(done)) {
    inspected_ = new QWebEnginePage(profile, profile);
    QTimer::singleShot(kLongestAnswer, this, [this] { finish(false); });
  }

  void start(const QString& method, const QJsonObject& parameters) {
    const QJsonObject command{{QStringLiteral("id"), 1},
                              {QStringLiteral("method"), method},
                              {QStringLiteral("params"), parameters}};
    const QString text = QString::fromUtf8(QJsonDocument(command).toJson(QJsonDocument::Compact));
    QWebEngineScript script;
    script.setInjectionPoint(QWebEngineScript::DocumentCreation);
    script.setWorldId(QWebEngineScript::MainWorld);
    script.setSourceCode(QString::fromLatin1(kScript).arg(
        QString::fromUtf8(QJsonDocument(QJsonArray{tag_, text}).toJson(QJsonDocument::Compact))));
    scripts().insert(script);
    inspected_->load(QUrl(QStringLiteral("about:blank")));
    setInspectedPage(inspected_);
  }

  // The inspector refers to the inspected page: it lets go first.
  void drop() {
    done_ = nullptr;
    setInspectedPage(nullptr);
    if (inspected_) inspected_->deleteLater();
    inspected_.clear();
    deleteLater();
  }

 protected:
  void javaScriptConsoleMessage(JavaScriptConsoleMessageLevel,
                                const QString& text,
                                int,
                                const QString&) override {
    if (text.startsWith(tag_)) finish(text.endsWith(QLatin1String("yes")));
  }

 private:
  void finish(bool ok) {
    if (!done_) return;
    // Not from inside the page's own message.
    QTimer::singleShot(0, this, [this, ok, done = std::exchange(done_, nullptr)] {
      drop();
      done(ok);
    });
  }

  const QString tag_ = QUuid::createUuid().toString();
  std::function<void(bool)> done_;
  QPointer<QWebEnginePage> inspected_;
};

}  // namespace

void callProtocol(QWebEngineProfile* profile,
                  const QString& method,
                  const QJsonObject& parameters,
                  std::function<void(bool)> done) {
  (new ToolsPage(profile, std::move(done)))->start(method, parameters);
}

void dropProtocolCalls(QWebEngineProfile* profile) {
  for (QWebEnginePage* page : profile->findChildren<QWebEnginePage*>(QString(), Qt::FindDirectChildrenOnly)) {
    if (auto* tools = dynamic_cast<ToolsPage*>(page)) tools->drop();
  }
}

}  // namespace runtime
