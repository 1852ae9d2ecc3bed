#include "runtime/web/protocol_call.h"

#include "runtime/web/page_protocol.h"
#include "runtime/web/profile_task.h"

#include <QJsonDocument>
#include <QUrl>
#include <utility>

namespace runtime {
namespace {

// Its line goes before its page.
class ProtocolCall : public ProfileTask {
 public:
  ProtocolCall(QWebEngineProfile* profile, Done done)
      : ProfileTask(new HiddenPage(profile), std::move(done)), line_(page(), [this](const QString& answer) {
          finish(!answer.contains(QLatin1String("\"error\":")));
        }) {
    page()->load(QUrl(QStringLiteral("about:blank")));
  }

  void send(const QString& method, const QJsonObject& parameters) {
    const QJsonObject command{{QStringLiteral("id"), 1},
                              {QStringLiteral("method"), method},
                              {QStringLiteral("params"), parameters}};
    line_.send(QString::fromUtf8(QJsonDocument(command).toJson(QJsonDocument::Compact)));
  }

 private:
  PageProtocol line_;
};

}  // namespace

void callProtocol(QWebEngineProfile* profile,
                  const QString& method,
                  const QJsonObject& parameters,
                  std::function<void(bool)> done) {
  (new ProtocolCall(profile, std::move(done)))->send(method, parameters);
}

}  // namespace runtime
