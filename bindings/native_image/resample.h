#pragma once

#include <QImage>

namespace bindings {

// As Chromium resizes pictures: kLanczos3 for NativeImage's quality "best", kHamming for the others.
enum class Resampling { kHamming, kLanczos3 };

// `image`: ARGB32 with premultiplied alpha. A null image when there is no memory for the result.
QImage resample(const QImage& image, QSize size, Resampling method);

}  // namespace bindings
