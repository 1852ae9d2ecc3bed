#include "runtime/web/bulk_scheme.h"

#include "runtime/web/internal_scheme.h"
#include "runtime/web/page_link.h"
#include "runtime/web/response_stream.h"

#include <QPointer>
#include <QTimer>
#include <QWebEngineUrlRequestJob>
#include <algorithm>
#include <chrono>
#include <utility>

namespace runtime {
namespace {

constexpr char kScheme[] = "runtime-bulk";

// What the engine has read is kept so long, for a page that stops the request before it arrives, but no more
// than so much.
constexpr std::chrono::milliseconds kArrival(100);
constexpr qint64 kMostRead = 1 << 23;

}  // namespace

void BulkScheme::registerScheme() {
  registerInternalScheme(kScheme);
}

QString BulkScheme::url() {
  return QLatin1String(kScheme) + QLatin1Char(':');
}

QString BulkScheme::keep(const Page* page, Parts parts) {
  qint64 size = 0;
  for (const QByteArray& part : parts) size += part.size();
  const QString name = randomToken();
  entries_[name] = {page, std::move(parts), size};
  sizes_[page] += size;
  return name;
}

std::optional<BulkScheme::Parts> BulkScheme::take(const QString& name) {
  const auto found = entries_.find(name);
  if (found == entries_.end()) return std::nullopt;
  Parts parts = std::move(found->second.parts);
  erase(name);
  return parts;
}

qint64 BulkScheme::sizeFor(const Page* page) const {
  const auto found = sizes_.find(page);
  return found == sizes_.end() ? 0 : found->second;
}

void BulkScheme::drop(const Page* page, const std::vector<QString>& waiting) {
  std::vector<QString> names;
  for (const auto& [name, entry] : entries_) {
    if (entry.page == page && !std::ranges::count(waiting, name)) names.push_back(name);
  }
  for (const QString& name : names) erase(name);
}

void BulkScheme::erase(const QString& name) {
  const auto found = entries_.find(name);
  if (found == entries_.end()) return;
  if (!found->second.is_read) discount(found->second);
  entries_.erase(found);
}

void BulkScheme::discount(const Entry& entry) {
  const auto total = sizes_.find(entry.page);
  total->second -= entry.size;
  if (total->second == 0) sizes_.erase(total);
}

void BulkScheme::requestStarted(QWebEngineUrlRequestJob* job) {
  const QString name = job->requestUrl().path();
  const auto found = entries_.find(name);
  if (found == entries_.end() || std::exchange(found->second.is_requested, true)) {
    job->fail(QWebEngineUrlRequestJob::UrlNotFound);
    return;
  }
  auto* body = new ResponseStream(found->second.size, job);
  for (const QByteArray& part : found->second.parts) body->append(part);
  body->finish();
  connect(job, &QObject::destroyed, this, [this, name, body = QPointer<ResponseStream>(body)] {
    if (body && body->bytesAvailable() == 0) onRead(name);
  });
  job->reply("application/octet-stream", body);
}

void BulkScheme::onRead(const QString& name) {
  const auto found = entries_.find(name);
  if (found == entries_.end()) return;
  found->second.is_read = true;
  discount(found->second);
  read_.emplace_back(name, found->second.size);
  read_size_ += found->second.size;
  const auto forgetFirst = [this] {
    erase(read_.front().first);
    read_size_ -= read_.front().second;
    read_.pop_front();
  };
  while (read_size_ > kMostRead) forgetFirst();
  QTimer::singleShot(kArrival, this, [this, name, forgetFirst] {
    if (!read_.empty() && read_.front().first == name) forgetFirst();
  });
}

}  // namespace runtime
