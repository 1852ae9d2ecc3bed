# Embeds V8's compiled form of what every start runs (runtime/node/code_cache.h) into a target.
#
#   embed_code_cache(<target> MAKER <executable target> APP <dir>)
#
# The build runs MAKER (tools/make_code_cache.cc) on the app, headless. Where that fails – a machine for building need not
# be able to run the engine – it says so and embeds what there is: the program starts more slowly, and is the same otherwise.

set(CODE_CACHE_DIR "${CMAKE_CURRENT_LIST_DIR}")

function(embed_code_cache target)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "MAKER;APP" "")
  if(NOT arg_MAKER OR NOT arg_APP OR arg_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "embed_code_cache(<target> MAKER <executable target> APP <dir>)")
  endif()
  get_filename_component(app "${arg_APP}" ABSOLUTE)
  file(GLOB files CONFIGURE_DEPENDS "${app}/*")
  set(cache "${CMAKE_CURRENT_BINARY_DIR}/generated/code_cache.bin")
  add_custom_command(
    OUTPUT "${cache}"
    COMMAND ${CMAKE_COMMAND} "-DMAKER=$<TARGET_FILE:${arg_MAKER}>" "-DAPP=${app}" "-DOUTPUT=${cache}" -P
            "${CODE_CACHE_DIR}/MakeCodeCache.cmake"
    DEPENDS ${arg_MAKER} ${files} "${CODE_CACHE_DIR}/MakeCodeCache.cmake"
    COMMENT "Compiling JavaScript ahead"
    VERBATIM)
  set(source "${CMAKE_CURRENT_BINARY_DIR}/generated/code_cache.cc")
  configure_file("${CODE_CACHE_DIR}/code_cache.cc.in" "${source}" @ONLY)
  set_source_files_properties("${source}" PROPERTIES OBJECT_DEPENDS "${cache}" SKIP_AUTOGEN ON SKIP_PRECOMPILE_HEADERS ON)
  target_sources(${target} PRIVATE "${source}")
endfunction()
