#include "runtime/node/builtin_js.h"

#include <algorithm>

namespace runtime {

const BuiltinJs* findBuiltinJs(std::string_view id) {
  const auto all = builtinJs();
  const auto found = std::ranges::find(all, id, &BuiltinJs::id);
  return found == all.end() ? nullptr : &*found;
}

}  // namespace runtime
