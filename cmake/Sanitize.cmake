# With RUNTIME_SANITIZE=ON (preset `asan`), compiles and links everything that follows with the address and
# undefined-behaviour sanitizers. Include before the first target.
#
#   leak_checked(<test>...)
#     Turns the leak detection on for these tests. It is off by default, because V8 and Chromium free little at exit;
#     it suits unit tests that start neither.
option(RUNTIME_SANITIZE "Build with the address and undefined-behaviour sanitizers" OFF)

if(RUNTIME_SANITIZE)
  # vptr needs type information of V8's and Node's classes, which are compiled without any.
  set(sanitizers -fsanitize=address,undefined -fno-sanitize=vptr)
  add_compile_options(${sanitizers} -fno-sanitize-recover=undefined)
  add_link_options(${sanitizers})
  unset(sanitizers)
endif()

function(leak_checked)
  if(RUNTIME_SANITIZE)
    set_property(TEST ${ARGN} APPEND PROPERTY ENVIRONMENT "ASAN_OPTIONS=detect_leaks=1:detect_stack_use_after_return=1")
  endif()
endfunction()
