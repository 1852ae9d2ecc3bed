#pragma once

#include <QElapsedTimer>
#include <QTimer>

namespace runtime {

// Gives back to the system what the allocator keeps: a window's pictures and documents are many megabytes in
// pieces, and the allocator returns only what lies at the end. Owned by Profiles; GUI thread.
class MemoryTrimmer {
 public:
  MemoryTrimmer();

  // Before the process has threads: few of them allocate much, and what is free in the pools of the others is
  // of use to nobody.
  static void limitPools();

  // Much may have been freed, or will be in a moment.
  void note();

 private:
  static void trim();

  QTimer timer_;
  QElapsedTimer waiting_;  // since the first note that was not followed by a trim
};

}  // namespace runtime
