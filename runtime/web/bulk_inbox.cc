#include "runtime/web/bulk_inbox.h"

#include <QPointer>
#include <QWebEnginePage>
#include <algorithm>
#include <cstring>
#include <utility>

namespace runtime {
namespace {

// So many are asked for at a time.
constexpr int kWidth = 4;
// What V8 can make of them. Memory is set aside when the part's first piece is there.
constexpr qint64 kLongestBytes = qint64(1) << 32;
constexpr qint64 kLongestText = (qint64(1) << 29) - 24;

bool isLatin1(const QString& text) {
  char16_t all = 0;
  for (const QChar unit : text) all |= unit.unicode();
  return all < 256;
}

void widen(BulkPart* part, qint64 filled) {
  std::unique_ptr<char, BulkPart::Free> wide(static_cast<char*>(std::malloc(2 * part->length)));
  if (wide) {
    auto* units = reinterpret_cast<char16_t*>(wide.get());
    for (qint64 i = 0; i < filled; ++i) units[i] = static_cast<unsigned char>(part->data.get()[i]);
  }
  part->data = std::move(wide);
  part->is_wide = true;
}

bool addText(BulkPart* part, qint64 filled, const QString& piece) {
  if (!part->is_wide && !isLatin1(piece)) widen(part, filled);
  if (!part->data) return false;
  if (part->is_wide) {
    memcpy(part->data.get() + 2 * filled, piece.constData(), static_cast<size_t>(2 * piece.size()));
  } else {
    std::ranges::transform(QStringView(piece), part->data.get() + filled,
                           [](QChar unit) { return static_cast<char>(unit.unicode()); });
  }
  return true;
}

}  // namespace

void BulkInbox::open(QWebEnginePage* page, quint32 world, const QString& function) {
  page_ = page;
  world_ = world;
  function_ = function;
}

void BulkInbox::setHandlers(TextHandler on_text, BulkHandler on_bulk) {
  on_text_ = std::move(on_text);
  on_bulk_ = std::move(on_bulk);
}

void BulkInbox::Message::complete(const QString& given) {
  rest = given;
  parts.clear();
  is_ready = true;
}

// A text without a header, or one that makes no sense, is left to those who read texts.
std::shared_ptr<BulkInbox::Message> BulkInbox::read(const QString& text) {
  auto message = std::make_shared<Message>();
  message->text = text;
  const qsizetype id_end = text.startsWith(QLatin1Char('B')) ? text.indexOf(QLatin1Char(':')) : -1;
  const qsizetype end = id_end < 0 ? -1 : text.indexOf(QLatin1Char(':'), id_end + 1);
  if (end < 0) return message;
  for (const QStringView size : QStringView(text).mid(id_end + 1, end - id_end - 1).split(QLatin1Char(','))) {
    BulkPart part;
    part.is_text = size.startsWith(QLatin1Char('t'));
    part.length = size.mid(1).toLongLong();
    if (part.length <= 0 || part.length > (part.is_text ? kLongestText : kLongestBytes)) return message;
    message->parts.push_back(std::move(part));
  }
  message->id = text.mid(1, id_end - 1);
  // It stands in a script.
  if (!std::ranges::all_of(message->id,
                           [](QChar c) { return c.isLetterOrNumber() || c == QLatin1Char('-'); })) {
    message->parts.clear();
    return message;
  }
  message->text = text.mid(end + 1);
  message->is_ready = false;
  if (const auto rest = early_.extract(message->id)) message->complete(rest.mapped());
  return message;
}

void BulkInbox::deliver(const QString& text) {
  if (text.startsWith(QLatin1Char('R'))) {
    takeRest(text);
  } else if (waiting_.empty() && !text.startsWith(QLatin1Char('B'))) {
    if (on_text_) on_text_(text);
    return;
  } else {
    waiting_.push_back(read(text));
    fetchNext();
  }
  deliverReady();
}

QString BulkInbox::takeRest(const QString& text) {
  qsizetype at = 0;
  while (at < text.size() && text[at] == QLatin1Char('R')) {
    const qsizetype comma = text.indexOf(QLatin1Char(','), at);
    const qsizetype colon = text.indexOf(QLatin1Char(':'), at);
    if (comma < 0 || colon < comma) break;
    const qint64 length = QStringView(text).mid(comma + 1, colon - comma - 1).toLongLong();
    if (length < 0 || length > text.size() - colon - 1) break;
    const QString id = text.mid(at + 1, comma - at - 1);
    const auto found = std::ranges::find_if(waiting_, [&](const auto& message) { return message->id == id; });
    if (found == waiting_.end()) {
      early_[id] = text.mid(colon + 1, length);
    } else if (!(*found)->is_ready) {
      (*found)->complete(text.mid(colon + 1, length));
    }
    at = colon + 1 + length;
  }
  return at == 0 ? text : text.mid(at);
}

void BulkInbox::deliverAll() {
  for (const auto& message : waiting_) {
    if (message->is_ready) continue;
    message->is_ready = true;
    message->is_lost = true;
    message->parts.clear();
  }
  deliverReady();
}

// A nested event loop in between delivers the rest, in order.
void BulkInbox::deliverReady() {
  const QPointer<BulkInbox> alive(this);
  while (!waiting_.empty() && waiting_.front()->is_ready) {
    const std::shared_ptr<Message> message = std::move(waiting_.front());
    waiting_.pop_front();
    // What is fetched next travels while this is used.
    fetchNext();
    if (message->is_lost) continue;
    if (message->id.isEmpty()) {
      if (on_text_) on_text_(message->text);
    } else if (on_bulk_) {
      on_bulk_(message->text, std::move(message->parts), message->rest);
    }
    if (!alive) return;
  }
}

void BulkInbox::fetchNext() {
  const auto next = std::ranges::find_if(waiting_, [](const auto& message) { return !message->is_ready; });
  if (next == waiting_.end() || (*next)->is_fetching || page_ == nullptr) return;
  const std::shared_ptr<Message> message = *next;
  message->is_fetching = true;
  for (int i = 0; i < kWidth; ++i) askNext(message);
}

void BulkInbox::askNext(const std::shared_ptr<Message>& message) {
  if (message->asked_part == message->parts.size()) return;
  message->asked += kPiece;
  if (message->asked >= message->parts[message->asked_part].length) {
    message->asked = 0;
    ++message->asked_part;
  }
  ++message->open_questions;
  // Always the same: then V8 compiles it once.
  const QString source = QStringLiteral("%1('%2')").arg(function_, message->id);
  page_->runJavaScript(source, world_, [inbox = QPointer<BulkInbox>(this), message](const QVariant& piece) {
    if (inbox) inbox->receive(message, piece);
  });
}

void BulkInbox::receive(const std::shared_ptr<Message>& message, const QVariant& piece) {
  --message->open_questions;
  if (message->is_ready) return;
  const bool is_right = store(*message, piece);
  if (is_right) askNext(message);
  if (is_right && message->part == message->parts.size()) {
    message->is_ready = true;
  } else if (is_right && message->open_questions > 0) {
    return;
  } else {
    message->is_lost = true;
    message->is_ready = true;
    message->parts.clear();
  }
  deliverReady();
}

// False when it is not what the page has promised: another document answers, or nobody.
bool BulkInbox::store(Message& message, const QVariant& piece) {
  BulkPart& part = message.parts[message.part];
  if (!part.data) part.data.reset(static_cast<char*>(std::malloc(static_cast<size_t>(part.length))));
  if (!part.data) return false;
  const qint64 room = part.length - message.received;
  if (part.is_text) {
    if (piece.typeId() != QMetaType::QString) return false;
    const QString text = piece.toString();
    if (text.size() > room || !addText(&part, message.received, text)) return false;
    message.received += text.size();
  } else {
    if (piece.typeId() != QMetaType::QByteArray) return false;
    const QByteArray bytes = piece.toByteArray();
    if (bytes.size() != std::min(room, kPiece)) return false;
    memcpy(part.data.get() + message.received, bytes.constData(), static_cast<size_t>(bytes.size()));
    message.received += bytes.size();
  }
  if (message.received == part.length) {
    message.received = 0;
    ++message.part;
  }
  return true;
}

}  // namespace runtime
