#include "runtime/web/page_link.h"

#include <QMetaMethod>
#include <QRandomGenerator>
#include <QWebEnginePage>

namespace runtime {

QString randomToken() {
  quint32 words[4];
  QRandomGenerator::system()->fillRange(words);
  return QString::fromLatin1(QByteArray(reinterpret_cast<const char*>(words), sizeof(words)).toHex());
}

PageLink::PageLink() : tag_(randomToken()) {}

void PageLink::open(QWebEnginePage* page, quint32 world_id) {
  channel_.registerObject(QStringLiteral("link"), this);
  page->setWebChannel(&channel_, world_id);
}

void PageLink::setHandlers(AsyncHandler on_async, SyncHandler on_sync) {
  on_async_ = std::move(on_async);
  on_sync_ = std::move(on_sync);
}

void PageLink::deliver(const QString& text) {
  // The channel is open to all that runs in its world; only the shim knows the tag.
  if (on_async_ && text.startsWith(tag_)) on_async_(text.mid(tag_.size()));
}

QString PageLink::handleSync(const QString& text) {
  return on_sync_ ? on_sync_(text) : QString();
}

int PageLink::inboxIndex() {
  return staticMetaObject.indexOfProperty("inbox");
}

int PageLink::messageIndex() {
  return staticMetaObject.indexOfSignal("message(QString)");
}

}  // namespace runtime
