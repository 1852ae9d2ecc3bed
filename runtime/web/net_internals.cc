#include "runtime/web/net_internals.h"

#include "runtime/web/profile_task.h"

#include <QPointer>
#include <QUrl>
#include <utility>

namespace runtime {
namespace {

const QString kDone = QStringLiteral("net-internals: done");

// The commands have no answer. A question about a host has one, and goes the same way after them.
const QString kScript = QStringLiteral(
    "cr.webUIResponse = () => console.log('%2');"
    "chrome.send('%1');"
    "chrome.send('hstsQuery', ['asked', 'host.invalid'])");

class NetInternalsPage : public HiddenPage {
 public:
  using HiddenPage::HiddenPage;

  // For as long as there is `context`.
  void setListener(QObject* context, std::function<void()> listener) {
    context_ = context;
    listener_ = std::move(listener);
  }

 protected:
  // Not from inside the page's own message: it is the page's end.
  void javaScriptConsoleMessage(JavaScriptConsoleMessageLevel,
                                const QString& text,
                                int,
                                const QString&) override {
    if (text == kDone && context_) QMetaObject::invokeMethod(context_, listener_, Qt::QueuedConnection);
  }

 private:
  QPointer<QObject> context_;
  std::function<void()> listener_;
};

class NetInternalsCall : public ProfileTask {
 public:
  NetInternalsCall(NetInternalsPage* page, const QString& command, Done done)
      : ProfileTask(page, std::move(done)) {
    page->setListener(this, [this] { finish(true); });
    connect(page, &QWebEnginePage::loadFinished, this,
            [page, command] { page->runJavaScript(kScript.arg(command, kDone)); });
    page->load(QUrl(QStringLiteral("chrome://net-internals")));
  }
};

}  // namespace

void callNetInternals(QWebEngineProfile* profile, const QString& command, std::function<void(bool)> done) {
  new NetInternalsCall(new NetInternalsPage(profile), command, std::move(done));
}

}  // namespace runtime
