#pragma once

#include <v8.h>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace runtime {

// V8's compiled form of the scripts that every start runs: lib/js and Node's own. The build makes it, by
// running a small app (tools/make_code_cache.cc), and embeds it. It is an aid only: what it lacks, and what
// this V8 or libnode refuses, is compiled from its source. Any thread, once the process has begun.

// The bytes that the build made; none in programs that link the library's objects themselves.
std::span<const std::uint8_t> embeddedCodeCache();

// Of one script; empty when there is none.
std::span<const std::uint8_t> findCodeCache(std::string_view id);

// Makes this process collect the scripts that cachedCompile() compiles, instead of using a cache, and write
// them to `file` when it ends. On the main thread, in a process without workers.
void recordCodeCache(const std::string& file);
bool isRecordingCodeCache();
void addToCodeCache(v8::Isolate* isolate, std::string_view id, v8::Local<v8::Function> function);
// The last moment of a main isolate that is entered: writes what was recorded, with the functions that have
// run.
void finishCodeCache(v8::Isolate* isolate);

}  // namespace runtime
