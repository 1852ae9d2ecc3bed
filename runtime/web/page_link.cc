#include "runtime/web/page_link.h"

#include <QElapsedTimer>
#include <QJsonObject>
#include <QMetaProperty>
#include <QRandomGenerator>
#include <QWebEnginePage>
#include <algorithm>
#include <chrono>
#include <utility>

namespace runtime {

QString randomToken() {
  quint32 words[4];
  QRandomGenerator::system()->fillRange(words);
  return QString::fromLatin1(QByteArray(reinterpret_cast<const char*>(words), sizeof(words)).toHex());
}

namespace {

// How long a page's messages are taken before it is other pages' turn.
constexpr std::chrono::microseconds kSlice(500);

// A page is asked how far it has read whenever it was sent so much more; a text weighs something besides its
// characters.
constexpr qint64 kMarkDistance = 1 << 18;
constexpr qint64 kTextWeight = 64;

// A frame within a page has to wait when so many of its texts do, each of which may be many messages.
constexpr size_t kMostOfFrames = 8;

constexpr QLatin1Char kMark('?');
constexpr QLatin1Char kTaken('!');

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

PageLink::PageLink()
    : tag_(tagPrefix() + randomChars()),
      frame_tag_(tagPrefix() + randomChars()),
      bulk_function_(QLatin1Char('_') + randomToken()) {
  channel_.registerObject(QStringLiteral("link"), this);
}

bool PageLink::isTag(const QString& text) {
  return text.startsWith(tagPrefix());
}

void PageLink::open(QWebEnginePage* page, quint32 world_id) {
  page->setWebChannel(&channel_, world_id);
  inbox_.open(page, world_id, bulk_function_);
}

void PageLink::setHandlers(AsyncHandler on_async,
                           SyncHandler on_sync,
                           FrameHandler on_frame,
                           BulkInbox::BulkHandler on_bulk) {
  inbox_.setHandlers(
      [this, on_async = std::move(on_async)](const QString& text) {
        if (text.startsWith(kMark)) {
          onMark(text);
        } else if (on_async) {
          on_async(text);
        }
      },
      std::move(on_bulk));
  on_sync_ = std::move(on_sync);
  on_frame_ = std::move(on_frame);
}

// The engine makes the transport and tells nobody. But the channel's publisher has it as its sender while it
// handles a message, and this is called from there.
void PageLink::attach(bool on) {
  struct Receiver : QObject {
    using QObject::sender;
  };
  if (!on || isAttached()) return;
  for (const QObject* child : channel_.children()) {
    auto* transport = qobject_cast<QWebChannelAbstractTransport*>((child->*&Receiver::sender)());
    if (transport == nullptr) continue;
    channel_.disconnectFrom(transport);
    transport_ = transport;
    connect(transport, &QWebChannelAbstractTransport::messageReceived, this,
            [this](const QJsonObject& message) { deliver(message.value(QLatin1String()).toString()); });
    return;
  }
}

void PageLink::post(const QString& text) {
  if (transport_) transport_->sendMessage({{QString(), tag_ + text}});
}

void PageLink::send(const QString& text) {
  flushReplies();
  transmit(text);
}

void PageLink::reply(const QString& text) {
  if (in_batch_) {
    replies_ << text;
  } else {
    send(text);
  }
}

void PageLink::flushReplies() {
  if (replies_.isEmpty()) return;
  const QStringList replies = std::exchange(replies_, {});
  transmit(replies.size() == 1 ? replies.front() : joinTexts(replies));
}

void PageLink::transmit(const QString& text) {
  post(text);
  sent_ += text.size() + kTextWeight;
  if (sent_ - marked_ < kMarkDistance) return;
  marked_ = sent_;
  post(kMark + QString::number(sent_));
}

void PageLink::deliver(const QString& message) {
  // The channel is open to all that runs in its world; only the shim knows the tag.
  if (!message.startsWith(tag_)) return;
  const QStringView rest = QStringView(message).mid(tag_.size());
  const QString text = rest.startsWith(QLatin1Char('~')) ? unmarked(rest.mid(1)) : rest.toString();
  if (text.startsWith(QLatin1Char('*'))) {
    deliverAll(text);
  } else if (text.startsWith(kTaken)) {
    read_ = std::max(read_, std::min(QStringView(text).mid(1).toLongLong(), sent_));
  } else if (waiting_.empty()) {
    take({text});
  } else {
    waiting_.push_back({text});
  }
}

void PageLink::deliverAll(QStringView joined) {
  const bool is_first = waiting_.empty();
  for (const QString& text : splitTexts(joined)) waiting_.push_back({text});
  if (is_first) drainSlice();
}

void PageLink::take(const Waiting& message) {
  if (message.of_sub_frame) {
    on_frame_(message.text);
  } else {
    inbox_.deliver(message.text);
  }
}

void PageLink::onMark(const QString& text) {
  last_mark_ = kTaken + text.mid(1);
  reply(last_mark_);
}

void PageLink::schedule() {
  if (std::exchange(is_scheduled_, true)) return;
  QMetaObject::invokeMethod(
      this,
      [this] {
        is_scheduled_ = false;
        drainSlice();
      },
      Qt::QueuedConnection);
}

void PageLink::drainSlice() {
  if (waiting_.empty()) return;
  const QPointer<PageLink> alive(this);
  QElapsedTimer timer;
  timer.start();
  in_batch_ = waiting_.size() > 1;
  do {
    const Waiting next = std::move(waiting_.front());
    waiting_.pop_front();
    // Also for the loop of a dialog that a listener opens.
    if (!waiting_.empty()) schedule();
    take(next);
    if (!alive) return;
  } while (!waiting_.empty() && timer.nsecsElapsed() < std::chrono::nanoseconds(kSlice).count());
  in_batch_ = false;
  flushReplies();
}

void PageLink::drain() {
  const QPointer<PageLink> alive(this);
  while (alive && !waiting_.empty()) drainSlice();
}

QString PageLink::handleSync(const QString& text) {
  const QPointer<PageLink> alive(this);
  const QString own = inbox_.takeRest(text);
  if (own == kMark) {
    // What came along is not to pile up here.
    do drainSlice();
    while (alive && inbox_.hasRest() && !waiting_.empty());
    if (alive) inbox_.deliverAll();
    return alive ? last_mark_ : QString();
  }
  drain();
  if (alive) dropParts();
  return alive && on_sync_ ? on_sync_(own) : QString();
}

void PageLink::dropParts() {
  const QPointer<PageLink> alive(this);
  inbox_.deliverAll();
  if (alive) inbox_.forgetRest();
}

QString PageLink::handleFrame(const QString& text) {
  if (!on_frame_) return {};
  const QPointer<PageLink> alive(this);
  if (text.startsWith(QLatin1Char('>'))) {
    waiting_.push_back({text.mid(1), true});
    schedule();
    while (alive && waiting_.size() > kMostOfFrames) drainSlice();
    return {};
  }
  drain();
  return alive ? on_frame_(text) : QString();
}

int PageLink::attachedIndex() {
  return staticMetaObject.indexOfProperty("attached");
}

}  // namespace runtime
