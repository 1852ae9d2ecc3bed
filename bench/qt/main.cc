// The benchmark's main process as a plain Qt WebEngine program: what bench/app/main.js does, with QWebChannel
// and prompt().

#include <QApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTimer>
#include <QUrlQuery>
#include <QWebChannel>
#include <QWebEnginePage>
#include <QWebEngineScript>
#include <QWebEngineScriptCollection>
#include <QWebEngineView>
#include <cstdio>
#include <functional>
#include <memory>

namespace {

constexpr int kMegabyte = 1 << 20;

void report(const QJsonObject& result) {
  std::printf("BENCH %s\n", QJsonDocument(result).toJson(QJsonDocument::Compact).constData());
  std::fflush(stdout);
}

// The object that pages see as `main`.
class Main : public QObject {
  Q_OBJECT

 public:
  Q_INVOKABLE QVariant echo(const QVariant& value) {
    ++echoes;
    return value;
  }
  Q_INVOKABLE void ping(const QVariant& value) { Q_EMIT pong(value); }
  Q_INVOKABLE int take(const QString& text) { return static_cast<int>(text.size()); }
  Q_INVOKABLE int takeBytes(const QString& base64) {
    return static_cast<int>(QByteArray::fromBase64(base64.toLatin1()).size());
  }
  Q_INVOKABLE QString giveText() { return text_; }
  Q_INVOKABLE QString giveBytes() { return QString::fromLatin1(bytes_.toBase64()); }
  Q_INVOKABLE void result(const QString& json) {
    report(QJsonDocument::fromJson(json.toUtf8()).object());
    QCoreApplication::exit(0);
  }

   int echoes = 0;

Q_SIGNALS:
  void pong(const QVariant& value);

 private:
  QString text_{kMegabyte, QLatin1Char('x')};
  QByteArray bytes_{kMegabyte, 7};
};

class Page : public QWebEnginePage {
 public:
  using QWebEnginePage::QWebEnginePage;

 protected:
  bool javaScriptPrompt(const QUrl&, const QString&, const QString& value, QString* result) override {
    *result = QString::fromUtf8(QJsonDocument::fromJson(value.toUtf8()).toJson(QJsonDocument::Compact));
    return true;
  }
};

struct Window {
  Main main;
  QWebChannel channel;
  QWebEngineView view;
};

std::unique_ptr<Window> open(const QUrl& url, std::function<void()> on_loaded) {
  static const QString kChannelScript = [] {
    QFile file(QStringLiteral(":/qtwebchannel/qwebchannel.js"));
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
  }();
  auto window = std::make_unique<Window>();
  auto* page = new Page(&window->view);
  QWebEngineScript script;
  script.setInjectionPoint(QWebEngineScript::DocumentCreation);
  script.setWorldId(QWebEngineScript::MainWorld);
  script.setSourceCode(kChannelScript);
  page->scripts().insert(script);
  window->channel.registerObject(QStringLiteral("main"), &window->main);
  page->setWebChannel(&window->channel);
  window->view.setPage(page);
  window->view.resize(800, 600);
  QObject::connect(page, &QWebEnginePage::loadFinished, page,
                   [on_loaded = std::move(on_loaded)] { on_loaded(); });
  page->load(url);
  window->view.show();
  return window;
}

class Bench : public QObject {
 public:
  explicit Bench(const QUrl& page) : page_(page), mode_(qEnvironmentVariable("BENCH_MODE")) {
    count_ = qEnvironmentVariableIntValue("BENCH_COUNT");
    rest_ = qEnvironmentVariableIntValue("BENCH_REST");
  }

  void start() {
    QUrl url = page_;
    if (mode_ == QLatin1String("ipc") || mode_ == QLatin1String("cost")) {
      QUrlQuery query;
      query.addQueryItem(QStringLiteral("rows"), qEnvironmentVariable("BENCH_ROWS"));
      query.addQueryItem(QStringLiteral("ms"), qEnvironmentVariable("BENCH_MS"));
      url.setQuery(query);
    }
    windows_.push_back(open(url, [this] { onLoaded(); }));
  }

 private:
  void onLoaded() {
    ++loaded_;
    if (mode_ == QLatin1String("ipc")) return;
    if (mode_ == QLatin1String("cost")) {
      reports_.callOnTimeout([this] {
        report({{QStringLiteral("echoes"), windows_.front()->main.echoes}});
      });
      reports_.start(500);
    }
    if (mode_ == QLatin1String("launch")) {
      report({{QStringLiteral("loaded"), true}});
      QCoreApplication::exit(0);
    } else if (mode_ == QLatin1String("memory")) {
      if (loaded_ == count_) {
        report({{QStringLiteral("loaded"), true}});
      } else {
        next();
      }
    } else if (mode_ == QLatin1String("windows")) {
      if (loaded_ > 1) {
        times_.append(static_cast<double>(timer_.nsecsElapsed()) / 1e6);
        QTimer::singleShot(0, this, [this] { windows_.pop_back(); });
      }
      if (loaded_ <= count_) {
        next();
      } else {
        report({{QStringLiteral("times"), times_}});
        QCoreApplication::exit(0);
      }
    }
  }

  void next() {
    QTimer::singleShot(rest_, this, [this] {
      timer_.start();
      windows_.push_back(open(page_, [this] { onLoaded(); }));
    });
  }

  QUrl page_;
  QString mode_;
  int count_ = 1;
  int rest_ = 0;  // milliseconds between two windows
  int loaded_ = 0;
  QElapsedTimer timer_;
  QTimer reports_;
  QJsonArray times_;
  std::vector<std::unique_ptr<Window>> windows_;
};

}  // namespace

int main(int argc, char** argv) {
  QCoreApplication::setAttribute(Qt::AA_ShareOpenGLContexts);
  QApplication app(argc, argv);
  QApplication::setQuitOnLastWindowClosed(false);
  if (app.arguments().size() < 2) {
    std::fprintf(stderr, "usage: bench_qt PAGE\n");
    return 2;
  }
  Bench bench(QUrl::fromLocalFile(app.arguments().at(1)));
  bench.start();
  return QApplication::exec();
}

#include "main.moc"
