#pragma once

#include <QObject>
#include <QString>
#include <QWebChannel>
#include <functional>

class QWebEnginePage;

namespace runtime {

// The two doors between a page and main: qt.webChannelTransport for asynchronous messages, window.prompt() for
// synchronous ones. Both carry one opaque text; what it means is known in lib/js only. The page keeps the order of its
// messages over both doors. Owned by its Page; GUI thread.
class PageLink : public QObject {
  Q_OBJECT
  // The page writes this property (web channel message type 9): unlike a method call, that is not answered.
  Q_PROPERTY(QString inbox READ inbox WRITE deliver)

 public:
  using AsyncHandler = std::function<void(const QString& text)>;
  // Answers the text for the page; called with the page's syncDepth raised.
  using SyncHandler = std::function<QString(const QString& text)>;

  PageLink();

  // Opens the channel in one world of the page; at most once a page's life and before its first load.
  void open(QWebEnginePage* page, quint32 world_id);

  void setHandlers(AsyncHandler on_async, SyncHandler on_sync);

  // Main → page. Lost while the document changes, as a message without a listener is.
  void send(const QString& text) { Q_EMIT message(text); }

  // What marks a message of the shim's: the start of an asynchronous one, the message text of a prompt. Unguessable.
  const QString& tag() const { return tag_; }
  QString handleSync(const QString& text);

  // What the page's side must know of the channel: the indices of `inbox` and `message`.
  static int inboxIndex();
  static int messageIndex();

 Q_SIGNALS:
  void message(const QString& text);

 private:
  QString inbox() const { return {}; }
  void deliver(const QString& text);

  QWebChannel channel_;
  QString tag_;
  AsyncHandler on_async_;
  SyncHandler on_sync_;
};

// 128 random bits as hexadecimal text.
QString randomToken();

}  // namespace runtime
