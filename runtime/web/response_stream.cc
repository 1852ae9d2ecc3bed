#include "runtime/web/response_stream.h"

#include <QMutexLocker>
#include <algorithm>
#include <cstring>

namespace runtime {
namespace {

constexpr qint64 kHighWater = 256 * 1024;
constexpr qint64 kLowWater = 64 * 1024;

}  // namespace

ResponseStream::ResponseStream(qint64 size, QObject* parent) : QIODevice(parent), size_(size) {
  open(QIODevice::ReadOnly | QIODevice::Unbuffered);
}

bool ResponseStream::append(const QByteArray& bytes) {
  bool more = true;
  {
    const QMutexLocker lock(&mutex_);
    if (!bytes.isEmpty()) chunks_.push_back(bytes);
    buffered_ += bytes.size();
    more = buffered_ < kHighWater;
    writer_waits_ = !more;
  }
  Q_EMIT readyRead();
  return more;
}

void ResponseStream::finish() {
  {
    const QMutexLocker lock(&mutex_);
    finished_ = true;
  }
  Q_EMIT readyRead();
}

qint64 ResponseStream::bytesAvailable() const {
  const QMutexLocker lock(&mutex_);
  return buffered_;
}

bool ResponseStream::atEnd() const {
  const QMutexLocker lock(&mutex_);
  return finished_ && buffered_ == 0;
}

qint64 ResponseStream::readData(char* data, qint64 length) {
  qint64 read = 0;
  bool wake = false;
  {
    const QMutexLocker lock(&mutex_);
    // Only so does the engine know that a sequential device has come to its end.
    if (finished_ && buffered_ == 0) return -1;
    while (read < length && !chunks_.empty()) {
      const QByteArray& chunk = chunks_.front();
      const qint64 part = std::min(length - read, chunk.size() - offset_);
      memcpy(data + read, chunk.constData() + offset_, static_cast<size_t>(part));
      read += part;
      offset_ += part;
      if (offset_ < chunk.size()) continue;
      chunks_.pop_front();
      offset_ = 0;
    }
    buffered_ -= read;
    wake = writer_waits_ && buffered_ <= kLowWater;
    if (wake) writer_waits_ = false;
  }
  if (wake) Q_EMIT drained();
  return read;
}

}  // namespace runtime
