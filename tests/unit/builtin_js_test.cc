#include "runtime/node/builtin_js.h"

#include <doctest/doctest.h>
#include <algorithm>

TEST_CASE("the sources of lib/js are compiled in, sorted by id") {
  const auto all = runtime::builtinJs();
  REQUIRE(all.size() > 30);
  CHECK(std::ranges::is_sorted(all, {}, &runtime::BuiltinJs::id));
  CHECK(std::ranges::adjacent_find(all, {}, &runtime::BuiltinJs::id) == all.end());
  for (const runtime::BuiltinJs& js : all) CHECK_FALSE(js.source.empty());
}

TEST_CASE("a source is found by its id, and only by it") {
  REQUIRE(runtime::findBuiltinJs("main/boot") != nullptr);
  CHECK(runtime::findBuiltinJs("main/boot")->id == "main/boot");
  CHECK(runtime::findBuiltinJs("renderer/boot") != nullptr);
  for (const char* id : {"", "main", "main/", "main/boot.js", "main/boo", "main/bootx", "zzz"}) {
    CAPTURE(id);
    CHECK(runtime::findBuiltinJs(id) == nullptr);
  }
}
