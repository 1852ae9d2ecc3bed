#include "bindings/web_contents/picture.h"

#include <algorithm>

namespace bindings {

ObjectWriter writePicture(v8::Isolate* isolate, const QImage& picture) {
  const QImage pixels = picture.convertToFormat(QImage::Format_ARGB32_Premultiplied);
  const qsizetype line = static_cast<qsizetype>(pixels.width()) * 4;
  QByteArray bitmap(line * pixels.height(), Qt::Uninitialized);
  for (int y = 0; y < pixels.height(); ++y)
    std::copy_n(pixels.constScanLine(y), line, bitmap.data() + line * y);
  return ObjectWriter(isolate)
      .write("width", pixels.width())
      .write("height", pixels.height())
      .write("bitmap", bitmap);
}

}  // namespace bindings
