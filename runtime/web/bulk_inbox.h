#pragma once

#include <QObject>
#include <QString>
#include <QVariant>
#include <cstdlib>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <vector>

class QWebEnginePage;

namespace runtime {

// What a page has sent beside a message's text: bytes, or a long text.
struct BulkPart {
  struct Free {
    void operator()(void* memory) const { std::free(memory); }
  };
  qint64 byteLength() const { return is_wide ? 2 * length : length; }

  bool is_text = false;
  bool is_wide = false;  // a text of UTF-16 units; of Latin-1 otherwise
  qint64 length = 0;     // bytes, or units of the text
  std::unique_ptr<char, Free> data;
};

// Delivers a page's asynchronous texts in order, and waits with those that follow a text whose parts are
// still in the page (lib/js/renderer/bulk-outbox.js): `B<id>:<sizes>:<text>`. The parts are fetched in
// pieces, by scripts, so that neither side keeps more than one of them twice. While a prompt is open the page
// runs no scripts, and a document that is left none either: what was not fetched until then comes as
// `R<id>,<length>:<rest>`, as the page's codec has written it. Owned by its PageLink; GUI thread.
class BulkInbox : public QObject {
 public:
  using TextHandler = std::function<void(const QString& text)>;
  // Either all parts, or what the page's codec made of them.
  using BulkHandler =
      std::function<void(const QString& text, std::vector<BulkPart> parts, const QString& rest)>;

  // Bytes, or units of a text, in a piece. More leave the processor's cache on their way.
  static constexpr qint64 kPiece = 128 * 1024;

  // `function` is the name under which the page gives pieces in `world`.
  void open(QWebEnginePage* page, quint32 world, const QString& function);
  void setHandlers(TextHandler on_text, BulkHandler on_bulk);

  void deliver(const QString& text);
  // Takes the rest that stands before a text; answers what is behind it.
  QString takeRest(const QString& text);
  // Delivers all that came. What has not come with a synchronous text has gone with the document.
  void deliverAll();
  // Whether a rest waits for its text.
  bool hasRest() const { return !early_.empty(); }
  // A rest may come before its text. There is none to come any more.
  void forgetRest() { early_.clear(); }

 private:
  struct Message {
    void complete(const QString& given);

    QString id;
    QString text;
    QString rest;
    std::vector<BulkPart> parts;
    bool is_ready = true;
    bool is_lost = false;
    bool is_fetching = false;
    int open_questions = 0;
    // What is asked for next, and what comes next.
    size_t asked_part = 0;
    qint64 asked = 0;
    size_t part = 0;
    qint64 received = 0;
  };

  std::shared_ptr<Message> read(const QString& text);
  void deliverReady();
  void fetchNext();
  void askNext(const std::shared_ptr<Message>& message);
  void receive(const std::shared_ptr<Message>& message, const QVariant& piece);
  static bool store(Message& message, const QVariant& piece);

  QWebEnginePage* page_ = nullptr;
  quint32 world_ = 0;
  QString function_;
  TextHandler on_text_;
  BulkHandler on_bulk_;
  std::deque<std::shared_ptr<Message>> waiting_;
  std::map<QString, QString> early_;  // by id
};

}  // namespace runtime
