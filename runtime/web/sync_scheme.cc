#include "runtime/web/sync_scheme.h"

#include "runtime/web/internal_scheme.h"
#include "runtime/web/page.h"

#include <QBuffer>
#include <QTimer>
#include <QWebEngineUrlRequestJob>
#include <algorithm>

namespace runtime {
namespace {

constexpr char kScheme[] = "runtime-sync";
constexpr int kLongestDelay = 100;  // milliseconds

}  // namespace

void SyncScheme::registerScheme() {
  registerInternalScheme(kScheme);
}

QString SyncScheme::url() {
  return QLatin1String(kScheme) + QStringLiteral(":message");
}

void SyncScheme::add(Page* page) {
  std::erase_if(pages_, [](const auto& entry) { return entry.second.isNull(); });
  pages_[page->link().tag()] = page;
  pages_[page->link().frameTag()] = page;
}

void SyncScheme::requestStarted(QWebEngineUrlRequestJob* job) {
  const QMap<QByteArray, QByteArray> headers = job->requestHeaders();
  // A worker asks for an answer that is late, while its page goes on.
  if (const int delay = std::clamp(headers.value("X-Delay").toInt(), 0, kLongestDelay); delay > 0) {
    QTimer::singleShot(delay, Qt::PreciseTimer, job, [this, job, headers] { answer(job, headers); });
  } else {
    answer(job, headers);
  }
}

void SyncScheme::answer(QWebEngineUrlRequestJob* job, const QMap<QByteArray, QByteArray>& headers) {
  const QString tag = QString::fromLatin1(headers.value("X-Tag"));
  const auto found = pages_.find(tag);
  if (found == pages_.end() || found->second.isNull()) {
    job->fail(QWebEngineUrlRequestJob::RequestDenied);
    return;
  }
  // The answer may come late, from a nested event loop; the page may have given up by then.
  const QPointer<QWebEngineUrlRequestJob> waiting(job);
  const QString text = QString::fromUtf8(QByteArray::fromPercentEncoding(headers.value("X-Message")));
  Page* page = found->second;
  const QString answer = tag == page->link().tag() ? page->answerSync(text) : page->answerFrame(text);
  if (!waiting) return;
  auto* body = new QBuffer(job);
  body->setData(answer.toUtf8());
  body->open(QIODevice::ReadOnly);
  job->reply("text/plain;charset=utf-8", body);
}

}  // namespace runtime
