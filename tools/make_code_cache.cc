// Runs an app and writes what V8 has compiled by its end, for cmake/CodeCache.cmake:
//
//   make_code_cache FILE [switch...] APP

#include "runtime/include/runtime/runtime.h"
#include "runtime/node/code_cache.h"

#include <cstdio>

int main(int argc, char** argv) {
  if (argc < 3) return 2;
  runtime::recordCodeCache(argv[1]);
  runtime::Options options;
  options.arguments.assign(argv + 1, argv + argc);
  options.onError = [](const runtime::Error& error) { std::fprintf(stderr, "%s\n", error.message.c_str()); };
  return runtime::Runtime(std::move(options)).run();
}
