#include "bindings/clipboard/clipboard_binding.h"

#include "bindings/glue/object_template.h"

#include <QBuffer>
#include <QClipboard>
#include <QGuiApplication>
#include <QImage>
#include <QMimeData>
#include <memory>

namespace bindings {
namespace {

QClipboard::Mode mode(bool selection) {
  return selection ? QClipboard::Selection : QClipboard::Clipboard;
}

// Never null; empty where the platform has no such clipboard.
const QMimeData& content(bool selection) {
  static const QMimeData kNothing;
  const QMimeData* data = QGuiApplication::clipboard()->mimeData(mode(selection));
  return data != nullptr ? *data : kNothing;
}

std::vector<QString> formats(BindingContext&, bool selection) {
  const QStringList list = content(selection).formats();
  return {list.begin(), list.end()};
}

QString readText(BindingContext&, bool selection) {
  return content(selection).text();
}

QString readHtml(BindingContext&, bool selection) {
  return content(selection).html();
}

QByteArray readData(BindingContext&, const QString& format, bool selection) {
  return content(selection).data(format);
}

// As a PNG file; empty when there is no picture.
QByteArray readImage(BindingContext&, bool selection) {
  const QImage image = qvariant_cast<QImage>(content(selection).imageData());
  QByteArray bytes;
  QBuffer buffer(&bytes);
  buffer.open(QIODevice::WriteOnly);
  if (!image.isNull()) image.save(&buffer, "PNG");
  return bytes;
}

// Replaces all that was there. `content`: text, html, image (a picture file's bytes), formats and data (lists
// of the same length).
void write(BindingContext& context, v8::Local<v8::Object> content, bool selection) {
  std::optional<QString> text;
  std::optional<QString> html;
  std::optional<QByteArray> image;
  std::vector<QString> formats;
  std::vector<QByteArray> data;
  ObjectReader(context.node.isolate(), content)
      .read("text", &text)
      .read("html", &html)
      .read("image", &image)
      .read("formats", &formats)
      .read("data", &data);
  auto mime = std::make_unique<QMimeData>();
  if (text) mime->setText(*text);
  if (html) mime->setHtml(*html);
  if (image) mime->setImageData(QImage::fromData(*image));
  for (size_t i = 0; i < std::min(formats.size(), data.size()); ++i) mime->setData(formats[i], data[i]);
  QGuiApplication::clipboard()->setMimeData(mime.release(), mode(selection));
}

void clear(BindingContext&, bool selection) {
  QGuiApplication::clipboard()->clear(mode(selection));
}

}  // namespace

void initializeClipboard(v8::Local<v8::Object> exports, v8::Local<v8::Context>, void* data) {
  auto& context = *static_cast<BindingContext*>(data);
  setFunction<&formats>(context, exports, "formats");
  setFunction<&readText>(context, exports, "readText");
  setFunction<&readHtml>(context, exports, "readHtml");
  setFunction<&readData>(context, exports, "readData");
  setFunction<&readImage>(context, exports, "readImage");
  setFunction<&write>(context, exports, "write");
  setFunction<&clear>(context, exports, "clear");
}

}  // namespace bindings
