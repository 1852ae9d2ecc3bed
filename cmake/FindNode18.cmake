# Finds the library of Node 18, in this order: Debian's libnode-dev, then what scripts/setup unpacked into build/node18.
#
#   find_package(Node18 REQUIRED)
#
# gives the target
#   Node18::Node18      headers (node.h, v8.h) and libnode.so.108
# and the variables
#   Node18_FOUND, Node18_VERSION, Node18_INCLUDE_DIR, Node18_LIBRARY
#   Node18_IS_PRIVATE   true where it is the one in build/node18, which an installation has to bring along
#
# Node18_PREFIX (cache) names another place than build/node18. Nothing else is cached: each configuration looks again.

set(Node18_PREFIX "${CMAKE_CURRENT_LIST_DIR}/../build/node18" CACHE PATH "Where scripts/setup unpacks libnode")
mark_as_advanced(Node18_PREFIX)

# Sets VERSION in the caller when root holds headers of Node 18 together with its library.
function(node18_look root)
  set(Node18_VERSION "" PARENT_SCOPE)
  set(header "${root}/usr/include/node/node_version.h")
  file(GLOB libraries "${root}/usr/lib/${CMAKE_LIBRARY_ARCHITECTURE}/libnode.so.108")
  if(NOT libraries OR NOT EXISTS "${header}")
    return()
  endif()
  file(STRINGS "${header}" lines REGEX "^#define NODE_(MAJOR|MINOR|PATCH)_VERSION +[0-9]+")
  string(REGEX REPLACE "[^;]*_VERSION +([0-9]+)[^;]*" "\\1" numbers "${lines}")
  string(REPLACE ";" "." version "${numbers}")
  if(version MATCHES "^18\\.")
    list(GET libraries 0 library)
    set(Node18_VERSION "${version}" PARENT_SCOPE)
    set(Node18_INCLUDE_DIR "${root}/usr/include/node" PARENT_SCOPE)
    set(Node18_LIBRARY "${library}" PARENT_SCOPE)
  endif()
endfunction()

get_filename_component(node18_prefix "${Node18_PREFIX}" ABSOLUTE)
set(Node18_IS_PRIVATE FALSE)
node18_look("")
if(NOT Node18_VERSION)
  node18_look("${node18_prefix}")
  if(Node18_VERSION)
    set(Node18_IS_PRIVATE TRUE)
  endif()
endif()
unset(node18_prefix)

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(
  Node18
  REQUIRED_VARS Node18_LIBRARY Node18_INCLUDE_DIR
  VERSION_VAR Node18_VERSION
  REASON_FAILURE_MESSAGE "Run scripts/setup: it installs Node 18's library, or unpacks it beside another Node")

if(Node18_FOUND)
  # Another Node, or none, the next time: configure again.
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${Node18_INCLUDE_DIR}/node_version.h")
  if(NOT TARGET Node18::Node18)
    add_library(Node18::Node18 SHARED IMPORTED)
    # These come before /usr/include/node, should anything else bring that in.
    set_target_properties(
      Node18::Node18
      PROPERTIES IMPORTED_LOCATION "${Node18_LIBRARY}"
                 IMPORTED_SONAME libnode.so.108
                 INTERFACE_INCLUDE_DIRECTORIES "${Node18_INCLUDE_DIR}")
  endif()
endif()
