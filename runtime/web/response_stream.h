#pragma once

#include <QByteArray>
#include <QIODevice>
#include <QMutex>
#include <deque>

namespace runtime {

// A response's body while it is being made: written on the GUI thread, read on Chromium's IO thread. Child of
// its job, which outlives all reading.
class ResponseStream : public QIODevice {
  Q_OBJECT

 public:
  // `size` is what the whole body has, or -1.
  ResponseStream(qint64 size, QObject* parent);

  // False asks the writer to wait for drained().
  bool append(const QByteArray& bytes);
  void finish();

  bool isSequential() const override { return true; }
  qint64 size() const override { return size_; }
  qint64 bytesAvailable() const override;
  bool atEnd() const override;

 Q_SIGNALS:
  // Comes from the IO thread: connect it queued.
  void drained();

 protected:
  qint64 readData(char* data, qint64 length) override;
  qint64 writeData(const char*, qint64) override { return -1; }

 private:
  const qint64 size_;
  mutable QMutex mutex_;  // for all that follows
  std::deque<QByteArray> chunks_;
  qint64 offset_ = 0;  // of what is not read yet in the first chunk
  qint64 buffered_ = 0;
  bool writer_waits_ = false;
  bool finished_ = false;
};

}  // namespace runtime
