#pragma once

#include <dlfcn.h>

namespace runtime {

// The runtime takes the place of a few functions that libnode exports and calls through its symbol table:
// what comes first in the order of loading is called. They are in no header of Node's, so that each is
// declared where it is replaced.

// The function of that (mangled) name that would be called without ours.
template <typename Function>
Function nextSymbol(const char* name) {
  return reinterpret_cast<Function>(dlsym(RTLD_NEXT, name));
}

// Whether `function`, of that name, is the one that is called. Another order of loading may prevent it.
inline bool isInPlace(const char* name, const void* function) {
  return dlsym(RTLD_DEFAULT, name) == function;
}

}  // namespace runtime
