# The build step of CodeCache.cmake: cmake -DMAKER=PROGRAM -DAPP=DIR -DOUTPUT=FILE -P MakeCodeCache.cmake

# Chromium's sandbox does not work for root.
execute_process(COMMAND id -u OUTPUT_VARIABLE user OUTPUT_STRIP_TRAILING_WHITESPACE)
set(sandbox "")
if(user STREQUAL "0")
  set(sandbox "QTWEBENGINE_DISABLE_SANDBOX=1")
endif()

set(home "${OUTPUT}.home")
file(REMOVE "${OUTPUT}")
file(REMOVE_RECURSE "${home}")
file(MAKE_DIRECTORY "${home}")
execute_process(
  COMMAND
    ${CMAKE_COMMAND} -E env --unset=ELECTRON_RUN_AS_NODE --unset=NODE_OPTIONS --unset=QTWEBENGINE_CHROMIUM_FLAGS
    "ASAN_OPTIONS=handle_segv=2:detect_leaks=0:new_delete_type_mismatch=0" "HOME=${home}" "XDG_CONFIG_HOME=${home}"
    "XDG_CACHE_HOME=${home}" ${sandbox} "${MAKER}" "${OUTPUT}" --headless "${APP}"
  TIMEOUT 120
  RESULT_VARIABLE result
  OUTPUT_VARIABLE output
  ERROR_VARIABLE output)
file(REMOVE_RECURSE "${home}")
if(NOT result EQUAL 0)
  message("The code cache is not whole, so the program will start more slowly (${result}): ${output}")
endif()
if(NOT EXISTS "${OUTPUT}")
  file(WRITE "${OUTPUT}" "")
endif()
