#include "bindings/web_contents/web_contents_binding.h"

#include <QDir>
#include <QDrag>
#include <QImage>
#include <QMimeData>
#include <QPageLayout>
#include <QPageRanges>
#include <QPageSize>
#include <QPixmap>
#include <QTimer>
#include <QWebEngineDownloadRequest>
#include <QWebEngineProfile>
#include <QWebEngineScript>
#include <QWebEngineScriptCollection>
#include <QWebEngineSettings>

namespace bindings {

void WebContentsBinding::printToPdf(v8::Local<v8::Object> options, v8::Local<v8::Object> callback) {
  const JsCallback answer(context_.node, callback.As<v8::Function>());
  double width = 8.5;
  double height = 11;
  double top = 0.4;
  double right = 0.4;
  double bottom = 0.4;
  double left = 0.4;
  bool landscape = false;
  bool background = true;
  QString ranges;
  ObjectReader(context_.node.isolate(), options)
      .read("width", &width)
      .read("height", &height)
      .read("top", &top)
      .read("right", &right)
      .read("bottom", &bottom)
      .read("left", &left)
      .read("landscape", &landscape)
      .read("background", &background)
      .read("pageRanges", &ranges);
  page_->settings()->setAttribute(QWebEngineSettings::PrintElementBackgrounds, background);
  const QPageLayout layout(QPageSize(QSizeF(width, height), QPageSize::Inch),
                           landscape ? QPageLayout::Landscape : QPageLayout::Portrait,
                           QMarginsF(left, top, right, bottom), QPageLayout::Inch);
  page_->print(layout, QPageRanges::fromString(ranges), [answer](const QByteArray& bytes) { answer(bytes); });
}

namespace {

// Calls back when it ends. The engine tells of a page that is saved as of a download that nobody was asked
// for.
void follow(QWebEngineDownloadRequest* request, const JsCallback& answer) {
  using Request = QWebEngineDownloadRequest;
  const auto tell = [request, answer] {
    if (!request->isFinished()) return;
    request->disconnect();
    answer(request->state() == Request::DownloadCompleted);
    request->deleteLater();
  };
  QObject::connect(request, &Request::stateChanged, request, tell, Qt::QueuedConnection);
}

}  // namespace

void WebContentsBinding::savePage(const QString& path, int format, v8::Local<v8::Object> callback) {
  const JsCallback answer(context_.node, callback.As<v8::Function>());
  auto* anchor = new QObject(page_);
  QObject::connect(
      page_->profile(), &QWebEngineProfile::downloadRequested, anchor,
      [anchor, answer, path](QWebEngineDownloadRequest* request) {
        if (!request->isSavePageDownload()) return;
        const QDir folder(request->downloadDirectory());
        if (QDir::cleanPath(folder.filePath(request->downloadFileName())) != QDir::cleanPath(path)) return;
        anchor->deleteLater();
        anchor->disconnect();
        follow(request, answer);
      });
  page_->save(path, static_cast<QWebEngineDownloadRequest::SavePageFormat>(format));
}

void WebContentsBinding::startDrag(const std::vector<QString>& files, const QByteArray& icon) {
  if (!view_) return;
  // Dragging runs an event loop of its own. The engine stands still in it while one of its tasks is below.
  QTimer::singleShot(0, view_, [view = view_, files, icon] {
    auto* data = new QMimeData;
    QList<QUrl> urls;
    for (const QString& file : files) urls.append(QUrl::fromLocalFile(file));
    data->setUrls(urls);
    auto* drag = new QDrag(view);
    drag->setMimeData(data);
    drag->setPixmap(QPixmap::fromImage(QImage::fromData(icon)));
    drag->exec(Qt::CopyAction | Qt::MoveAction | Qt::LinkAction, Qt::CopyAction);
  });
}

void WebContentsBinding::setStartScript(const QString& name, const QString& source) {
  QWebEngineScriptCollection& scripts = page_->scripts();
  for (const QWebEngineScript& script : scripts.find(name)) scripts.remove(script);
  if (source.isEmpty()) return;
  QWebEngineScript script;
  script.setName(name);
  script.setInjectionPoint(QWebEngineScript::DocumentCreation);
  script.setWorldId(runtime::kMainWorld);
  script.setRunsOnSubFrames(true);
  script.setSourceCode(source);
  scripts.insert(script);
}

}  // namespace bindings
