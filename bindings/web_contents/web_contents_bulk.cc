// What travels beside the texts of messages.

#include "bindings/web_contents/web_contents_binding.h"
#include "runtime/app_host.h"
#include "runtime/web/bulk_scheme.h"
#include "runtime/web/profile.h"

#include <QtEndian>

namespace bindings {
namespace {

using runtime::BulkPart;

// V8 takes the memory as it is.
class OneByteText : public v8::String::ExternalOneByteStringResource {
 public:
  explicit OneByteText(BulkPart part) : part_(std::move(part)) {}
  const char* data() const override { return part_.data.get(); }
  size_t length() const override { return static_cast<size_t>(part_.length); }

 private:
  BulkPart part_;
};

class TwoByteText : public v8::String::ExternalStringResource {
 public:
  explicit TwoByteText(BulkPart part) : part_(std::move(part)) {}
  const uint16_t* data() const override { return reinterpret_cast<const uint16_t*>(part_.data.get()); }
  size_t length() const override { return static_cast<size_t>(part_.length); }

 private:
  BulkPart part_;
};

template <typename Text, typename Make>
v8::Local<v8::Value> externalText(v8::Isolate* isolate, BulkPart part, Make make) {
  auto text = std::make_unique<Text>(std::move(part));
  v8::Local<v8::String> string;
  if (!make(isolate, text.get()).ToLocal(&string)) return v8::Undefined(isolate);
  text.release();  // the string's
  return string;
}

v8::Local<v8::Value> toJs(v8::Isolate* isolate, BulkPart part) {
  if (part.is_text && part.is_wide) {
    return externalText<TwoByteText>(isolate, std::move(part), v8::String::NewExternalTwoByte);
  }
  if (part.is_text) {
    return externalText<OneByteText>(isolate, std::move(part), v8::String::NewExternalOneByte);
  }
  const auto length = static_cast<size_t>(part.length);
  return v8::ArrayBuffer::New(isolate, v8::ArrayBuffer::NewBackingStore(
                                           part.data.release(), length,
                                           [](void* memory, size_t, void*) { std::free(memory); }, nullptr));
}

bool isAscii(const QByteArray& bytes) {
  quint64 all = 0;
  qsizetype at = 0;
  for (; at + 8 <= bytes.size(); at += 8) all |= qFromUnaligned<quint64>(bytes.constData() + at);
  for (; at < bytes.size(); ++at) all |= static_cast<unsigned char>(bytes[at]);
  return (all & 0x8080808080808080) == 0;
}

// A text is UTF-8.
QByteArray bytesOf(v8::Isolate* isolate, v8::Local<v8::Value> part) {
  if (part->IsArrayBuffer()) {
    const auto buffer = part.As<v8::ArrayBuffer>();
    return {static_cast<const char*>(buffer->GetBackingStore()->Data()),
            static_cast<qsizetype>(buffer->ByteLength())};
  }
  const v8::Local<v8::String> text = part.As<v8::String>();
  if (text->IsOneByte()) {
    QByteArray ascii(text->Length(), Qt::Uninitialized);
    text->WriteOneByte(isolate, reinterpret_cast<uint8_t*>(ascii.data()), 0, -1,
                       v8::String::NO_NULL_TERMINATION);
    if (isAscii(ascii)) return ascii;
  }
  QByteArray bytes(text->Utf8Length(isolate), Qt::Uninitialized);
  text->WriteUtf8(isolate, bytes.data(), static_cast<int>(bytes.size()), nullptr,
                  v8::String::NO_NULL_TERMINATION);
  return bytes;
}

}  // namespace

void WebContentsBinding::onBulkMessage(const QString& text,
                                       std::vector<BulkPart> parts,
                                       const QString& rest) {
  v8::Isolate* isolate = context_.node.isolate();
  if (!context_.node.canRunJs()) return;
  const v8::HandleScope handle_scope(isolate);
  if (!rest.isEmpty()) {
    callMethod("_onBulkMessage", text, rest);
    return;
  }
  const v8::Context::Scope context_scope(context_.node.context());
  std::vector<v8::Local<v8::Value>> values;
  for (BulkPart& part : parts) values.push_back(toJs(isolate, std::move(part)));
  const v8::Local<v8::Value> list = v8::Array::New(isolate, values.data(), values.size());
  callMethod("_onBulkMessage", text, list);
}

runtime::BulkScheme& WebContentsBinding::bulkScheme() const {
  return context_.app.profiles()->bulkScheme(partition_);
}

QString WebContentsBinding::keepBulk(const std::vector<v8::Local<v8::Value>>& parts) {
  runtime::BulkScheme::Parts kept;
  QStringList sizes;
  for (const v8::Local<v8::Value> part : parts) {
    kept.push_back(bytesOf(context_.node.isolate(), part));
    sizes << QLatin1Char(part->IsString() ? 't' : 'b') + QString::number(kept.back().size());
  }
  return bulkScheme().keep(page_, std::move(kept)) + QLatin1Char(':') + sizes.join(QLatin1Char(',')) +
         QLatin1Char(':');
}

v8::Local<v8::Value> WebContentsBinding::takeBulk(const QString& name) {
  v8::Isolate* isolate = context_.node.isolate();
  const auto parts = bulkScheme().take(name);
  if (!parts) return v8::Undefined(isolate);
  return Convert<std::vector<QByteArray>>::toJs(isolate, *parts);
}

void WebContentsBinding::dropBulk(const std::vector<QString>& waiting) {
  if (runtime::Profiles* profiles = context_.app.profiles()) {
    profiles->bulkScheme(partition_).drop(page_, waiting);
  }
}

}  // namespace bindings
