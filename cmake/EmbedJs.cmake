# Compiles JavaScript sources into a target, as the table that runtime/node/builtin_js.h describes.
#
#   embed_js(<target> OUTPUT_NAME <name> ROOT <dir> [FILES <file>...] [GENERATED_ROOT <dir> GENERATED <file>...])
#
# The id of a source is its path below ROOT without the extension: ROOT/main/init.js is `main/init`. Without FILES, all
# ROOT/**/*.js are taken, and a new or deleted file is noticed by the next build. GENERATED are further files, which the
# build makes; their ids are the paths below GENERATED_ROOT. An edited file costs one compilation of <name>.cc. The bytes
# arrive as they are, whatever they are.

set(EMBED_JS_DIR "${CMAKE_CURRENT_LIST_DIR}")

function(embed_js target)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "OUTPUT_NAME;ROOT;GENERATED_ROOT" "FILES;GENERATED")
  if(NOT arg_OUTPUT_NAME OR NOT arg_ROOT OR arg_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "embed_js(<target> OUTPUT_NAME <name> ROOT <dir> [FILES <file>...] "
                        "[GENERATED_ROOT <dir> GENERATED <file>...])")
  endif()

  if(NOT TARGET embed_js)
    add_executable(embed_js "${EMBED_JS_DIR}/../tools/embed_js.cc")
    set_target_properties(embed_js PROPERTIES CXX_STANDARD 20 CXX_STANDARD_REQUIRED ON CXX_EXTENSIONS OFF AUTOMOC OFF)
  endif()

  get_filename_component(root "${arg_ROOT}" ABSOLUTE)
  if(arg_FILES)
    set(files "")
    foreach(file IN LISTS arg_FILES)
      get_filename_component(file "${file}" ABSOLUTE)
      list(APPEND files "${file}")
    endforeach()
  else()
    file(GLOB_RECURSE files CONFIGURE_DEPENDS "${root}/*.js")
  endif()
  list(APPEND files ${arg_GENERATED})
  list(SORT files)

  # The list goes through a file: a command line has a limit. It is a dependency, so that a deleted source is noticed.
  set(output "${CMAKE_CURRENT_BINARY_DIR}/generated/${arg_OUTPUT_NAME}.cc")
  set(list "${CMAKE_CURRENT_BINARY_DIR}/generated/${arg_OUTPUT_NAME}.list")
  string(REPLACE ";" "\n" lines "${files}")
  file(CONFIGURE OUTPUT "${list}" CONTENT "${lines}\n" @ONLY)

  add_custom_command(
    OUTPUT "${output}"
    COMMAND ${CMAKE_COMMAND} -E env ASAN_OPTIONS=detect_leaks=0 $<TARGET_FILE:embed_js> "${output}" "${list}" "${root}"
            ${arg_GENERATED_ROOT}
    DEPENDS embed_js "${list}" ${files}
    COMMENT "Embedding JavaScript (${arg_OUTPUT_NAME})"
    VERBATIM)
  set_source_files_properties("${output}" PROPERTIES SKIP_AUTOGEN ON SKIP_PRECOMPILE_HEADERS ON)
  target_sources(${target} PRIVATE "${output}")
  target_include_directories(${target} PRIVATE "${EMBED_JS_DIR}/..")
endfunction()
