#include "runtime/web/memory_trimmer.h"

#include <malloc.h>
#include <chrono>

namespace runtime {
namespace {

// A page's process and its last messages take a moment to end. Where one note follows the other, there is a
// trim now and then.
constexpr std::chrono::milliseconds kQuiet(1000);
constexpr std::chrono::milliseconds kLongest(5000);

// The GUI thread has one of its own.
constexpr int kPools = 2;

// Less is not worth the work, and is soon in use again.
constexpr size_t kWorthwhile = size_t{8} << 20;

}  // namespace

void MemoryTrimmer::limitPools() {
  mallopt(M_ARENA_MAX, kPools);
}

MemoryTrimmer::MemoryTrimmer() {
  timer_.setSingleShot(true);
  timer_.setTimerType(Qt::CoarseTimer);
  timer_.callOnTimeout([this] {
    waiting_.invalidate();
    trim();
  });
}

void MemoryTrimmer::note() {
  if (!waiting_.isValid()) waiting_.start();
  if (!waiting_.hasExpired(kLongest.count() - kQuiet.count()) || !timer_.isActive()) timer_.start(kQuiet);
}

void MemoryTrimmer::trim() {
  if (mallinfo2().fordblks >= kWorthwhile) malloc_trim(0);
}

}  // namespace runtime
