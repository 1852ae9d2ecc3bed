#include "runtime/web/page_link.h"

#include <QMetaMethod>
#include <QPointer>
#include <QRandomGenerator>
#include <QWebEnginePage>
#include <utility>

namespace runtime {

QString randomToken() {
  quint32 words[4];
  QRandomGenerator::system()->fillRange(words);
  return QString::fromLatin1(QByteArray(reinterpret_cast<const char*>(words), sizeof(words)).toHex());
}

namespace {

// 96 random bits in 16 characters. Every message carries a tag, so it is no longer than it must be.
QString randomChars() {
  quint32 words[3];
  QRandomGenerator::system()->fillRange(words);
  return QString::fromLatin1(QByteArray(reinterpret_cast<const char*>(words), sizeof(words))
                                 .toBase64(QByteArray::Base64UrlEncoding));
}

// What the tags of this process begin with.
const QString& tagPrefix() {
  static const QString kPrefix = randomChars();
  return kPrefix;
}

}  // namespace

QString joinTexts(const QStringList& texts) {
  QString lengths;
  for (const QString& text : texts) {
    lengths += QLatin1Char(lengths.isEmpty() ? '*' : ',') + QString::number(text.size());
  }
  return lengths + QLatin1Char(':') + texts.join(QString());
}

QStringList splitTexts(QStringView joined) {
  QStringList texts;
  const qsizetype colon = joined.indexOf(QLatin1Char(':'));
  if (colon < 1) return texts;
  qsizetype start = colon + 1;
  for (const QStringView length : joined.mid(1, colon - 1).tokenize(QLatin1Char(','))) {
    const qsizetype size = length.toLongLong();
    if (size < 0 || size > joined.size() - start) break;
    texts << joined.mid(start, size).toString();
    start += size;
  }
  return texts;
}

QString unmarked(QStringView text) {
  QString result = text.toString();
  result.replace(QChar(0x7f), QLatin1Char('"'));
  result.replace(QChar(0x80), QLatin1Char('\\'));
  result.replace(QChar(0x81), QLatin1Char('\n'));
  return result;
}

PageLink::PageLink() : tag_(tagPrefix() + randomChars()), frame_tag_(tagPrefix() + randomChars()) {}

bool PageLink::isTag(const QString& text) {
  return text.startsWith(tagPrefix());
}

void PageLink::open(QWebEnginePage* page, quint32 world_id) {
  channel_.registerObject(QStringLiteral("link"), this);
  page->setWebChannel(&channel_, world_id);
}

void PageLink::setHandlers(AsyncHandler on_async, SyncHandler on_sync, FrameHandler on_frame) {
  on_async_ = std::move(on_async);
  on_sync_ = std::move(on_sync);
  on_frame_ = std::move(on_frame);
}

void PageLink::send(const QString& text) {
  flushReplies();
  Q_EMIT message(tag_ + text);
}

void PageLink::reply(const QString& text) {
  if (in_batch_) {
    replies_ << text;
  } else {
    send(text);
  }
}

void PageLink::deliver(const QString& message) {
  // The channel is open to all that runs in its world; only the shim knows the tag.
  if (!on_async_ || !message.startsWith(tag_)) return;
  const QStringView rest = QStringView(message).mid(tag_.size());
  const QString text = rest.startsWith(QLatin1Char('~')) ? unmarked(rest.mid(1)) : rest.toString();
  if (text.startsWith(QLatin1Char('*'))) {
    deliverAll(text);
    return;
  }
  const QPointer<PageLink> alive(this);
  drain();
  if (alive) on_async_(text);
}

void PageLink::deliverAll(QStringView joined) {
  for (const QString& text : splitTexts(joined)) waiting_.push_back({text});
  // For the loop of a dialog that a listener opens.
  if (waiting_.size() > 1) QMetaObject::invokeMethod(this, &PageLink::drain, Qt::QueuedConnection);
  drain();
}

void PageLink::drain() {
  const QPointer<PageLink> alive(this);
  if (waiting_.empty()) return;
  in_batch_ = waiting_.size() > 1;
  while (!waiting_.empty()) {
    const Waiting next = std::move(waiting_.front());
    waiting_.pop_front();
    if (next.of_sub_frame) {
      on_frame_(next.text);
    } else {
      on_async_(next.text);
    }
    if (!alive) return;
  }
  in_batch_ = false;
  flushReplies();
}

void PageLink::flushReplies() {
  if (replies_.isEmpty()) return;
  const QStringList replies = std::exchange(replies_, {});
  Q_EMIT message(tag_ + (replies.size() == 1 ? replies.front() : joinTexts(replies)));
}

QString PageLink::handleSync(const QString& text) {
  const QPointer<PageLink> alive(this);
  drain();
  return alive && on_sync_ ? on_sync_(text) : QString();
}

QString PageLink::handleFrame(const QString& text) {
  if (!on_frame_) return {};
  if (text.startsWith(QLatin1Char('>'))) {
    waiting_.push_back({text.mid(1), true});
    QMetaObject::invokeMethod(this, &PageLink::drain, Qt::QueuedConnection);
    return {};
  }
  const QPointer<PageLink> alive(this);
  drain();
  return alive ? on_frame_(text) : QString();
}

int PageLink::inboxIndex() {
  return staticMetaObject.indexOfProperty("inbox");
}

int PageLink::messageIndex() {
  return staticMetaObject.indexOfSignal("message(QString)");
}

}  // namespace runtime
