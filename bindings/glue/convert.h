#pragma once

#include <v8.h>
#include <QByteArray>
#include <QPoint>
#include <QRect>
#include <QSize>
#include <QString>
#include <QUrl>
#include <QWidget>
#include <algorithm>
#include <optional>
#include <string_view>
#include <vector>

namespace bindings {

// C++ value ↔ JavaScript value, one specialization a type. fromJs answers nullopt when the value is of
// another type: lib/js has checked the arguments before, so that is a bug there, reported as a TypeError.
template <typename T>
struct Convert;

inline v8::Local<v8::String> jsString(v8::Isolate* isolate, std::string_view text) {
  return v8::String::NewFromUtf8(isolate, text.data(), v8::NewStringType::kNormal,
                                 static_cast<int>(text.size()))
      .ToLocalChecked();
}

// A property name: interned, so that repeated look-ups compare pointers.
inline v8::Local<v8::String> jsKey(v8::Isolate* isolate, std::string_view text) {
  return v8::String::NewFromUtf8(isolate, text.data(), v8::NewStringType::kInternalized,
                                 static_cast<int>(text.size()))
      .ToLocalChecked();
}

template <>
struct Convert<bool> {
  static std::optional<bool> fromJs(v8::Isolate* isolate, v8::Local<v8::Value> value) {
    return value->BooleanValue(isolate);
  }
  static v8::Local<v8::Value> toJs(v8::Isolate* isolate, bool value) {
    return v8::Boolean::New(isolate, value);
  }
};

template <>
struct Convert<int> {
  static std::optional<int> fromJs(v8::Isolate* isolate, v8::Local<v8::Value> value) {
    if (!value->IsNumber()) return std::nullopt;
    return value->Int32Value(isolate->GetCurrentContext()).FromMaybe(0);
  }
  static v8::Local<v8::Value> toJs(v8::Isolate* isolate, int value) {
    return v8::Integer::New(isolate, value);
  }
};

template <>
struct Convert<double> {
  static std::optional<double> fromJs(v8::Isolate*, v8::Local<v8::Value> value) {
    if (!value->IsNumber()) return std::nullopt;
    return value.As<v8::Number>()->Value();
  }
  static v8::Local<v8::Value> toJs(v8::Isolate* isolate, double value) {
    return v8::Number::New(isolate, value);
  }
};

template <>
struct Convert<qint64> {
  static v8::Local<v8::Value> toJs(v8::Isolate* isolate, qint64 value) {
    return v8::Number::New(isolate, static_cast<double>(value));
  }
};

template <>
struct Convert<QString> {
  static std::optional<QString> fromJs(v8::Isolate* isolate, v8::Local<v8::Value> value) {
    if (!value->IsString()) return std::nullopt;
    const v8::Local<v8::String> text = value.As<v8::String>();
    QString result(text->Length(), Qt::Uninitialized);
    text->Write(isolate, reinterpret_cast<uint16_t*>(result.data()), 0, -1, v8::String::NO_NULL_TERMINATION);
    return result;
  }
  static v8::Local<v8::Value> toJs(v8::Isolate* isolate, const QString& value) {
    return v8::String::NewFromTwoByte(isolate, reinterpret_cast<const uint16_t*>(value.constData()),
                                      v8::NewStringType::kNormal, static_cast<int>(value.size()))
        .ToLocalChecked();
  }
};

template <>
struct Convert<const char*> {
  static v8::Local<v8::Value> toJs(v8::Isolate* isolate, const char* value) {
    return jsString(isolate, value);
  }
};

// A URL's text. What Chromium takes for a URL and Qt does not, such as app://-/, is kept by Qt in its
// complaint only.
QString urlText(const QUrl& url);

template <>
struct Convert<QUrl> {
  static std::optional<QUrl> fromJs(v8::Isolate* isolate, v8::Local<v8::Value> value) {
    const auto text = Convert<QString>::fromJs(isolate, value);
    if (!text) return std::nullopt;
    return QUrl(*text);
  }
  static v8::Local<v8::Value> toJs(v8::Isolate* isolate, const QUrl& value) {
    return Convert<QString>::toJs(isolate, urlText(value));
  }
};

// Bytes are an ArrayBuffer of JavaScript's; lib/js wraps it.
template <>
struct Convert<QByteArray> {
  static std::optional<QByteArray> fromJs(v8::Isolate*, v8::Local<v8::Value> value) {
    if (!value->IsArrayBufferView()) return std::nullopt;
    const v8::Local<v8::ArrayBufferView> view = value.As<v8::ArrayBufferView>();
    QByteArray result(static_cast<qsizetype>(view->ByteLength()), Qt::Uninitialized);
    view->CopyContents(result.data(), view->ByteLength());
    return result;
  }
  static v8::Local<v8::Value> toJs(v8::Isolate* isolate, const QByteArray& value) {
    const auto buffer = v8::ArrayBuffer::New(isolate, static_cast<size_t>(value.size()));
    if (!value.isEmpty()) memcpy(buffer->GetBackingStore()->Data(), value.constData(), value.size());
    return buffer;
  }
};

template <>
struct Convert<v8::Local<v8::Value>> {
  static std::optional<v8::Local<v8::Value>> fromJs(v8::Isolate*, v8::Local<v8::Value> value) {
    return value;
  }
  static v8::Local<v8::Value> toJs(v8::Isolate*, v8::Local<v8::Value> value) { return value; }
};

template <>
struct Convert<v8::Local<v8::Object>> {
  static std::optional<v8::Local<v8::Object>> fromJs(v8::Isolate*, v8::Local<v8::Value> value) {
    if (!value->IsObject()) return std::nullopt;
    return value.As<v8::Object>();
  }
  static v8::Local<v8::Value> toJs(v8::Isolate*, v8::Local<v8::Object> value) { return value; }
};

template <typename T>
struct Convert<std::optional<T>> {
  // The outer optional says whether conversion worked, the inner whether a value was given.
  static std::optional<std::optional<T>> fromJs(v8::Isolate* isolate, v8::Local<v8::Value> value) {
    if (value->IsNullOrUndefined()) return std::optional<std::optional<T>>(std::in_place, std::nullopt);
    auto inner = Convert<T>::fromJs(isolate, value);
    if (!inner) return std::nullopt;
    return std::optional<std::optional<T>>(std::in_place, std::move(inner));
  }
  static v8::Local<v8::Value> toJs(v8::Isolate* isolate, const std::optional<T>& value) {
    return value ? Convert<T>::toJs(isolate, *value) : v8::Local<v8::Value>(v8::Null(isolate));
  }
};

template <typename T>
struct Convert<std::vector<T>> {
  static std::optional<std::vector<T>> fromJs(v8::Isolate* isolate, v8::Local<v8::Value> value) {
    if (!value->IsArray()) return std::nullopt;
    const auto context = isolate->GetCurrentContext();
    const auto array = value.As<v8::Array>();
    std::vector<T> result;
    for (uint32_t i = 0; i < array->Length(); ++i) {
      v8::Local<v8::Value> item;
      if (!array->Get(context, i).ToLocal(&item)) return std::nullopt;
      auto converted = Convert<T>::fromJs(isolate, item);
      if (!converted) return std::nullopt;
      result.push_back(std::move(*converted));
    }
    return result;
  }
  static v8::Local<v8::Value> toJs(v8::Isolate* isolate, const std::vector<T>& value) {
    std::vector<v8::Local<v8::Value>> items;
    for (const T& item : value) items.push_back(Convert<T>::toJs(isolate, item));
    return v8::Array::New(isolate, items.data(), items.size());
  }
};

// Reads and writes an object's properties by name; a property that is absent keeps the field's default.
class ObjectReader {
 public:
  ObjectReader(v8::Isolate* isolate, v8::Local<v8::Object> object) : isolate_(isolate), object_(object) {}

  template <typename T>
  ObjectReader& read(std::string_view key, T* field) {
    v8::Local<v8::Value> value;
    if (object_->Get(isolate_->GetCurrentContext(), jsKey(isolate_, key)).ToLocal(&value) &&
        !value->IsUndefined()) {
      if (auto converted = Convert<T>::fromJs(isolate_, value)) *field = std::move(*converted);
    }
    return *this;
  }

 private:
  v8::Isolate* isolate_;
  v8::Local<v8::Object> object_;
};

class ObjectWriter {
 public:
  explicit ObjectWriter(v8::Isolate* isolate) : isolate_(isolate), object_(v8::Object::New(isolate)) {}

  template <typename T>
  ObjectWriter& write(std::string_view key, const T& value) {
    object_->Set(isolate_->GetCurrentContext(), jsKey(isolate_, key), Convert<T>::toJs(isolate_, value))
        .Check();
    return *this;
  }
  v8::Local<v8::Object> object() const { return object_; }

 private:
  v8::Isolate* isolate_;
  v8::Local<v8::Object> object_;
};

template <>
struct Convert<QRect> {
  static std::optional<QRect> fromJs(v8::Isolate* isolate, v8::Local<v8::Value> value) {
    if (!value->IsObject()) return std::nullopt;
    int x = 0, y = 0, width = 0, height = 0;
    ObjectReader(isolate, value.As<v8::Object>())
        .read("x", &x)
        .read("y", &y)
        .read("width", &width)
        .read("height", &height);
    // What an app asks for may be any number; what Qt reckons with it must fit into an int.
    static constexpr int kLimit = QWIDGETSIZE_MAX;
    const auto bounded = [](int value) { return std::clamp(value, -kLimit, kLimit); };
    return QRect(bounded(x), bounded(y), bounded(width), bounded(height));
  }
  static v8::Local<v8::Value> toJs(v8::Isolate* isolate, const QRect& rect) {
    return ObjectWriter(isolate)
        .write("x", rect.x())
        .write("y", rect.y())
        .write("width", rect.width())
        .write("height", rect.height())
        .object();
  }
};

template <>
struct Convert<QPoint> {
  static std::optional<QPoint> fromJs(v8::Isolate* isolate, v8::Local<v8::Value> value) {
    if (!value->IsObject()) return std::nullopt;
    int x = 0, y = 0;
    ObjectReader(isolate, value.As<v8::Object>()).read("x", &x).read("y", &y);
    return QPoint(x, y);
  }
};

template <>
struct Convert<QSize> {
  static v8::Local<v8::Value> toJs(v8::Isolate* isolate, const QSize& size) {
    return Convert<std::vector<int>>::toJs(isolate, {size.width(), size.height()});
  }
};

}  // namespace bindings
