#include "bindings/native_image/resample.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <numeric>
#include <vector>

namespace bindings {
namespace {

// Weights are fixed-point numbers, so that the sum of a constant area is that constant.
constexpr int kShift = 14;
constexpr int kOne = 1 << kShift;

double sinc(double x) {
  const double angle = x * std::numbers::pi;
  return std::abs(angle) < 1e-9 ? 1 : std::sin(angle) / angle;
}

double reach(Resampling method) {
  return method == Resampling::kLanczos3 ? 3 : 1;
}

double weight(Resampling method, double x) {
  if (std::abs(x) >= reach(method)) return 0;
  if (method == Resampling::kLanczos3) return sinc(x) * sinc(x / 3);
  return sinc(x) * (0.54 + 0.46 * std::cos(x * std::numbers::pi));
}

// What of the source goes into one pixel of the result.
struct Span {
  int first = 0;
  std::vector<int> weights;
};

Span spanOf(int index, int from, int to, Resampling method) {
  const double scale = static_cast<double>(to) / from;
  const double shrink = std::min(1.0, scale);
  const double center = (index + 0.5) / scale;
  const double support = reach(method) / shrink;
  const int first = std::max(0, static_cast<int>(std::floor(center - support)));
  const int last = std::min(from - 1, static_cast<int>(std::ceil(center + support)));
  std::vector<double> exact;
  for (int at = first; at <= last; ++at) exact.push_back(weight(method, (at + 0.5 - center) * shrink));
  const double sum = std::accumulate(exact.begin(), exact.end(), 0.0);
  Span span{first, {}};
  for (const double value : exact) span.weights.push_back(static_cast<int>(value / sum * kOne));
  // What rounding has lost goes to the middle.
  const int lost = kOne - std::accumulate(span.weights.begin(), span.weights.end(), 0);
  span.weights[span.weights.size() / 2] += lost;
  return span;
}

std::vector<Span> spansOf(int from, int to, Resampling method) {
  std::vector<Span> spans;
  spans.reserve(static_cast<size_t>(to));
  for (int index = 0; index < to; ++index) spans.push_back(spanOf(index, from, to, method));
  return spans;
}

uchar channel(int sum, int most) {
  return static_cast<uchar>(std::clamp(sum >> kShift, 0, most));
}

// `source`: the first pixel of a row or column, whose pixels are `stride` bytes apart.
void blend(const uchar* source, qsizetype stride, const Span& span, uchar* result) {
  std::array<int, 4> sums{};
  const uchar* pixel = source + span.first * stride;
  for (const int factor : span.weights) {
    for (size_t i = 0; i < sums.size(); ++i) sums[i] += factor * pixel[i];
    pixel += stride;
  }
  result[3] = channel(sums[3], 255);
  // Premultiplied: no colour is above the alpha.
  for (size_t i = 0; i < 3; ++i) result[i] = channel(sums[i], result[3]);
}

}  // namespace

QImage resample(const QImage& image, QSize size, Resampling method) {
  if (image.size() == size) return image.copy();
  QImage across(size.width(), image.height(), image.format());
  QImage result(size, image.format());
  if (across.isNull() || result.isNull()) return QImage();
  const std::vector<Span> columns = spansOf(image.width(), size.width(), method);
  for (int y = 0; y < image.height(); ++y) {
    uchar* target = across.scanLine(y);
    for (const Span& span : columns) {
      blend(image.constScanLine(y), 4, span, target);
      target += 4;
    }
  }
  const std::vector<Span> rows = spansOf(image.height(), size.height(), method);
  for (int y = 0; y < size.height(); ++y) {
    uchar* target = result.scanLine(y);
    for (int x = 0; x < size.width(); ++x) {
      blend(across.constBits() + 4 * x, across.bytesPerLine(), rows[static_cast<size_t>(y)], target + 4 * x);
    }
  }
  return result;
}

}  // namespace bindings
