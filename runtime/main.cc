#include <runtime/runtime.h>
#include <cstdio>

int main(int argc, char** argv) {
  runtime::Options options;
  options.arguments.assign(argv, argv + argc);
  options.onError = [](const runtime::Error& error) { std::fprintf(stderr, "%s\n", error.message.c_str()); };
  return runtime::Runtime(std::move(options)).run();
}
