#pragma once

#include <span>
#include <string_view>

namespace runtime {

// A JavaScript source of lib/js that is compiled into the program.
struct BuiltinJs {
  std::string_view id;      // path below lib/js without extension: "main/init", "common/codec"
  std::string_view source;  // the file's bytes
};

// All of them, sorted by id. The code behind this is generated (cmake/EmbedJs.cmake, tools/embed_js.cc).
std::span<const BuiltinJs> builtinJs();

// Null when there is no file of that id.
const BuiltinJs* findBuiltinJs(std::string_view id);

}  // namespace runtime
