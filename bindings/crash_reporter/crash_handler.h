#pragma once

#include <string>

namespace bindings {

// What this process writes of itself when a signal ends it: a text file with `about`, the signal, the stack
// of the thread that it hit, and what was mapped where. Then the signal takes its course. Signals that V8 or
// Node handle stay theirs. All that a signal handler can reach is static.

// From now on. `path` is the file; its folder exists.
void startCrashHandler(const std::string& path);

// The first lines of the file.
void setCrashHeader(const std::string& about);

}  // namespace bindings
