#include "bindings/native_image/native_image_binding.h"

#include "bindings/glue/object_template.h"
#include "bindings/native_image/resample.h"

#include <QBuffer>
#include <QImage>
#include <QImageReader>
#include <algorithm>

namespace bindings {
namespace {

// Bitmaps are BGRA with premultiplied alpha, row by row without gaps: what QImage calls ARGB32 on a
// little-endian machine.
constexpr QImage::Format kFormat = QImage::Format_ARGB32_Premultiplied;

// Shares `bitmap`, which must outlive it.
QImage wrap(const QByteArray& bitmap, int width, int height) {
  if (width <= 0 || height <= 0 || bitmap.size() != static_cast<qsizetype>(width) * height * 4) {
    throw JsError(JsError::Kind::kTypeError, "The bitmap's size is not width * height * 4");
  }
  return QImage(reinterpret_cast<const uchar*>(bitmap.constData()), width, height, width * 4, kFormat);
}

v8::Local<v8::Value> write(BindingContext& context, const QImage& image) {
  if (image.isNull()) return v8::Null(context.node.isolate());
  const QImage plain = image.convertToFormat(kFormat);
  return ObjectWriter(context.node.isolate())
      .write("width", plain.width())
      .write("height", plain.height())
      .write("bitmap", QByteArray(reinterpret_cast<const char*>(plain.constBits()), plain.sizeInBytes()))
      .object();
}

// Photographs of today need more than Qt allows a picture by itself.
constexpr int kLargestPictureMb = 1024;

// `format`: PNG or JPEG. Null when it cannot be read.
v8::Local<v8::Value> decode(BindingContext& context, const QByteArray& bytes, const QString& format) {
  if (QImageReader::allocationLimit() < kLargestPictureMb)
    QImageReader::setAllocationLimit(kLargestPictureMb);
  return write(context, QImage::fromData(bytes, format.toLatin1().constData()));
}

bool isOpaque(const QByteArray& bitmap) {
  for (qsizetype i = 3; i < bitmap.size(); i += 4) {
    if (bitmap[i] != '\xff') return false;
  }
  return true;
}

QByteArray encode(BindingContext&,
                  const QByteArray& bitmap,
                  int width,
                  int height,
                  const QString& format,
                  int quality) {
  QByteArray bytes;
  QBuffer buffer(&bytes);
  buffer.open(QIODevice::WriteOnly);
  QImage image = wrap(bitmap, width, height);
  if (isOpaque(bitmap)) image.reinterpretAsFormat(QImage::Format_RGB32);
  image.save(&buffer, format.toLatin1().constData(), quality);
  return bytes;
}

// `quality`: good, better or best. Null when the new picture would be too large.
v8::Local<v8::Value> resize(BindingContext& context,
                            const QByteArray& bitmap,
                            int width,
                            int height,
                            int new_width,
                            int new_height,
                            const QString& quality) {
  const Resampling method = quality == QLatin1String("best") ? Resampling::kLanczos3 : Resampling::kHamming;
  return write(context, resample(wrap(bitmap, width, height), QSize(new_width, new_height), method));
}

}  // namespace

void initializeNativeImage(v8::Local<v8::Object> exports, v8::Local<v8::Context>, void* data) {
  auto& context = *static_cast<BindingContext*>(data);
  setFunction<&decode>(context, exports, "decode");
  setFunction<&encode>(context, exports, "encode");
  setFunction<&resize>(context, exports, "resize");
}

}  // namespace bindings
