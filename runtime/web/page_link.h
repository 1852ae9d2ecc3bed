#pragma once

#include "runtime/web/bulk_inbox.h"

#include <QObject>
#include <QPointer>
#include <QStringList>
#include <QWebChannel>
#include <QWebChannelAbstractTransport>
#include <deque>
#include <functional>

class QWebEnginePage;

namespace runtime {

// The two doors between a page and main: qt.webChannelTransport for asynchronous messages, window.prompt()
// for synchronous ones. Both carry one opaque text; what it means is known in lib/js only. The page keeps the
// order of its messages over both doors. Owned by its Page; GUI thread.
class PageLink : public QObject {
  Q_OBJECT
  // Each document writes it before anything else. The first time the link takes the transport out of the
  // channel's hands: from then on texts pass without QObject properties, signals and their JSON.
  Q_PROPERTY(bool attached READ isAttached WRITE attach)

 public:
  using AsyncHandler = std::function<void(const QString& text)>;
  // Answers the text for the page; called with the page's syncDepth raised.
  using SyncHandler = std::function<QString(const QString& text)>;

  // The answer to a text of a sub-frame; nothing for one that is not waited for.
  using FrameHandler = std::function<QString(const QString& text)>;

  PageLink();

  // Opens the channel in one world of the page; at most once a page's life and before its first load.
  void open(QWebEnginePage* page, quint32 world_id);

  void setHandlers(AsyncHandler on_async,
                   SyncHandler on_sync,
                   FrameHandler on_frame = nullptr,
                   BulkInbox::BulkHandler on_bulk = nullptr);

  // Main → page. Lost while the document changes, as a message without a listener is.
  void send(const QString& text);
  // The same for what the page waits for: the replies to messages that came together go together.
  void reply(const QString& text);
  // How much of what was sent the page has not taken yet, in characters: a page that is busy, or stands
  // still.
  double unread() const { return static_cast<double>(sent_ - read_); }
  // The document to which it was sent is gone.
  void forgetUnread() { read_ = sent_; }

  // What marks a message of the shim's, and one to it: the start of an asynchronous one, the message text of
  // a prompt. Unguessable; the web channel is there for all that runs in its world.
  const QString& tag() const { return tag_; }
  // What a shim asks first, under its tag; anything but "no" lets it go on.
  static constexpr QLatin1String kWhose{"whose"};
  // Whether it is a tag of some page's link, or is meant to look like one.
  static bool isTag(const QString& text);
  QString handleSync(const QString& text);

  // The web channel serves main frames only. Sub-frames have the synchronous door alone, under a tag of their
  // own. A text that begins with '>' is not waited for: it is delivered, in its order, after its frame went
  // on.
  const QString& frameTag() const { return frame_tag_; }
  QString handleFrame(const QString& text);

  // The name under which the page gives what travels beside its texts; see BulkInbox.
  const QString& bulkFunction() const { return bulk_function_; }
  // The process of the page is gone.
  void dropParts();

  // What the page's side must know of the channel: the index of `attached`.
  static int attachedIndex();

  QWebChannel& channel() { return channel_; }

 private:
  bool isAttached() const { return !transport_.isNull(); }
  void attach(bool on);
  void post(const QString& text);
  void deliver(const QString& message);
  void deliverAll(QStringView joined);
  struct Waiting {
    QString text;
    bool of_sub_frame = false;
  };

  void take(const Waiting& message);
  // Takes what waits, for the time of a slice; the rest in a later turn of the event loop, so that other
  // pages have theirs, and Node its timers.
  void drainSlice();
  void drain();
  void schedule();
  void onMark(const QString& text);
  void transmit(const QString& text);
  void flushReplies();

  QWebChannel channel_;
  QPointer<QWebChannelAbstractTransport> transport_;  // the page's
  QString tag_;
  QString frame_tag_;
  QString bulk_function_;
  BulkInbox inbox_;
  SyncHandler on_sync_;
  FrameHandler on_frame_;
  // What came together is delivered one by one. A nested event loop in between delivers the rest, in order.
  std::deque<Waiting> waiting_;
  bool is_scheduled_ = false;
  bool in_batch_ = false;
  QStringList replies_;
  // Either side sets marks: `?` and a number after so many characters, and the other sends it back as `!` and
  // the number when it has taken all before it. See lib/js/renderer/outflow.js for the page's.
  QString last_mark_;
  qint64 sent_ = 0;
  qint64 marked_ = 0;
  qint64 read_ = 0;
};

// 128 random bits as hexadecimal text.
QString randomToken();

// What wire-text.js calls `joinTexts`, its counterpart, and the text behind the `~`.
QString joinTexts(const QStringList& texts);
QStringList splitTexts(QStringView joined);
QString unmarked(QStringView text);

}  // namespace runtime
