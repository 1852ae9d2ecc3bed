#pragma once

#include "bindings/glue/convert.h"

#include <QImage>

namespace bindings {

// A picture for nativeImage: `width`, `height`, and `bitmap`, premultiplied BGRA without gaps.
ObjectWriter writePicture(v8::Isolate* isolate, const QImage& picture);

}  // namespace bindings
