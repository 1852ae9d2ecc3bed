#include "runtime/web/page_link.h"

#include <QMetaMethod>
#include <QPointer>
#include <QRandomGenerator>
#include <QWebEnginePage>

namespace runtime {

QString randomToken() {
  quint32 words[4];
  QRandomGenerator::system()->fillRange(words);
  return QString::fromLatin1(QByteArray(reinterpret_cast<const char*>(words), sizeof(words)).toHex());
}

namespace {

// What the tags of this process begin with.
const QString& tagPrefix() {
  static const QString kPrefix = randomToken();
  return kPrefix;
}

// A text that begins with `g` travels as two pieces; see link.js.
void appendPieces(const QString& text, QStringList* pieces) {
  const qsizetype colon = text.startsWith(QLatin1Char('g')) ? text.indexOf(QLatin1Char(':')) : -1;
  if (colon < 0) {
    pieces->append(text);
    return;
  }
  const qsizetype end = colon + 1 + QStringView(text).mid(1, colon - 1).toLongLong();
  pieces->append(text.left(end));
  pieces->append(text.mid(end));
}

}  // namespace

PageLink::PageLink() : tag_(tagPrefix() + randomToken()), frame_tag_(tagPrefix() + randomToken()) {}

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
  if (!text.startsWith(QLatin1Char('g'))) {
    Q_EMIT message(tag_ + text);
    return;
  }
  QStringList pieces(tag_);
  appendPieces(text, &pieces);
  Q_EMIT texts(pieces);
}

void PageLink::reply(const QString& text) {
  if (in_batch_) {
    appendPieces(text, &replies_);
  } else {
    send(text);
  }
}

void PageLink::deliver(const QVariant& value) {
  if (!on_async_) return;
  if (value.typeId() == QMetaType::QVariantList) {
    deliverPieces(value.toList());
    return;
  }
  const QString text = value.toString();
  // The channel is open to all that runs in its world; only the shim knows the tag.
  if (!text.startsWith(tag_)) return;
  const QPointer<PageLink> alive(this);
  drain();
  if (alive) on_async_(text.mid(tag_.size()));
}

void PageLink::deliverPieces(const QVariantList& pieces) {
  if (pieces.isEmpty() || pieces.front().toString() != tag_) return;
  for (qsizetype i = 1; i < pieces.size(); ++i) {
    QString text = pieces[i].toString();
    if (text.startsWith(QLatin1Char('g')) && i + 1 < pieces.size()) text += pieces[++i].toString();
    waiting_.push_back({text});
  }
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
  replies_.prepend(tag_);
  Q_EMIT texts(std::exchange(replies_, {}));
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

int PageLink::textsIndex() {
  return staticMetaObject.indexOfSignal("texts(QStringList)");
}

}  // namespace runtime
