#include "runtime/web/protocol_call.h"

#include "runtime/web/hidden_page.h"
#include "runtime/web/page_protocol.h"

#include <QJsonDocument>
#include <QPointer>
#include <QTimer>
#include <QWebEngineProfile>
#include <chrono>
#include <memory>
#include <utility>

namespace runtime {
namespace {

constexpr std::chrono::seconds kLongestAnswer(10);

// Its page goes last.
class ProtocolCall : public QObject {
 public:
  ProtocolCall(QWebEngineProfile* profile, std::function<void(bool)> done)
      : QObject(profile), page_(new HiddenPage(profile)), done_(std::move(done)) {
    page_->load(QUrl(QStringLiteral("about:blank")));
    line_ = std::make_unique<PageProtocol>(
        page_, [this](const QString& answer) { finish(!answer.contains(QLatin1String("\"error\":"))); });
    QTimer::singleShot(kLongestAnswer, this, [this] { finish(false); });
  }

  ~ProtocolCall() override {
    line_.reset();
    if (page_) page_->deleteLater();
  }

  void send(const QString& method, const QJsonObject& parameters) {
    const QJsonObject command{{QStringLiteral("id"), 1},
                              {QStringLiteral("method"), method},
                              {QStringLiteral("params"), parameters}};
    line_->send(QString::fromUtf8(QJsonDocument(command).toJson(QJsonDocument::Compact)));
  }

 private:
  void finish(bool ok) {
    const auto done = std::exchange(done_, nullptr);
    delete this;
    done(ok);
  }

  QPointer<HiddenPage> page_;
  std::unique_ptr<PageProtocol> line_;
  std::function<void(bool)> done_;
};

}  // namespace

void callProtocol(QWebEngineProfile* profile,
                  const QString& method,
                  const QJsonObject& parameters,
                  std::function<void(bool)> done) {
  (new ProtocolCall(profile, std::move(done)))->send(method, parameters);
}

void dropProtocolCalls(QWebEngineProfile* profile) {
  for (QObject* child : profile->findChildren<QObject*>(QString(), Qt::FindDirectChildrenOnly)) {
    if (dynamic_cast<ProtocolCall*>(child) != nullptr) delete child;
  }
}

}  // namespace runtime
