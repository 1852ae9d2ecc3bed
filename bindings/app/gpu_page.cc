#include "bindings/app/gpu_page.h"

#include <QCoreApplication>
#include <QTimer>
#include <QUrl>
#include <QWebEnginePage>
#include <QWebEngineProfile>
#include <memory>
#include <utility>

namespace bindings {
namespace {

constexpr int kDeadlineMs = 10'000;
constexpr int kRetryMs = 50;
// The last of what is filled in by the page's scripts.
const QString kLastRow = QStringLiteral("GPU0");

// Ends itself, and with the app. The engine answers also while the page is being deleted: then nobody hears
// it.
class GpuPage : public QWebEnginePage {
 public:
  using Listener = std::function<void(const QString& text)>;

  GpuPage(QWebEngineProfile* profile, Listener listener)
      : QWebEnginePage(profile, profile), listener_(std::make_shared<Listener>(std::move(listener))) {
    const std::weak_ptr<Listener> alive = listener_;
    connect(this, &QWebEnginePage::loadFinished, this, [this, alive] {
      if (!alive.expired()) look();
    });
    connect(qApp, &QCoreApplication::aboutToQuit, this, [this] { delete this; });
    QTimer::singleShot(kDeadlineMs, this, [this] { answer({}); });
    load(QUrl(QStringLiteral("chrome://gpu")));
  }

 private:
  void look() {
    const std::weak_ptr<Listener> alive = listener_;
    runJavaScript(QStringLiteral("document.body.innerText"), [this, alive](const QVariant& result) {
      if (alive.expired()) return;
      const QString text = result.toString();
      if (text.contains(kLastRow))
        answer(text);
      else
        QTimer::singleShot(kRetryMs, this, [this] {
          if (listener_) look();
        });
    });
  }

  void answer(const QString& text) {
    if (!listener_) return;
    const std::shared_ptr<Listener> listener = std::exchange(listener_, nullptr);
    deleteLater();
    (*listener)(text);
  }

  // The engine's complaints about its own page are not the app's.
  void javaScriptConsoleMessage(JavaScriptConsoleMessageLevel, const QString&, int, const QString&) override {
  }

  std::shared_ptr<Listener> listener_;
};

}  // namespace

void readGpuPage(QWebEngineProfile* profile, std::function<void(const QString& text)> listener) {
  new GpuPage(profile, std::move(listener));
}

}  // namespace bindings
