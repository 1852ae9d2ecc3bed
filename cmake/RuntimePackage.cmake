# The layout of the build tree, what `cmake --install` installs, and the CMake package `runtime`.
#
#   runtime_package(LIBRARY <target> EXECUTABLE <target>)
#
# To be called once, in the top CMakeLists.txt, after find_package(Node18) and the two targets. The library becomes
# libruntime.so and is exported as runtime::runtime (the name works inside the project too); its public headers are
# runtime/include/runtime/*.h. The executable becomes bin/runtime. The build tree has the same bin/ and lib/ as an
# installation, and an installation runs from wherever it is moved. Where Node's library is a private copy, it comes
# along.
#
# The package has a second target for programs that add native bindings, runtime::node_api: the headers of Node-API
# (node_api.h) and the library that has its functions. Programs without any need no Node and no Qt.

include(CMakePackageConfigHelpers)
include(GNUInstallDirs)

set(RUNTIME_PACKAGE_DIR "${CMAKE_CURRENT_LIST_DIR}")

function(runtime_package)
  cmake_parse_arguments(PARSE_ARGV 0 arg "" "LIBRARY;EXECUTABLE" "")
  if(NOT TARGET "${arg_LIBRARY}" OR NOT TARGET "${arg_EXECUTABLE}" OR arg_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "runtime_package(LIBRARY <target> EXECUTABLE <target>)")
  endif()
  get_filename_component(source_dir "${RUNTIME_PACKAGE_DIR}/.." ABSOLUTE)
  set(public_headers "${source_dir}/runtime/include")
  set(package_dir "${CMAKE_INSTALL_LIBDIR}/cmake/runtime")
  set(private_dir "${CMAKE_INSTALL_LIBDIR}/runtime")

  set_target_properties(
    ${arg_LIBRARY}
    PROPERTIES OUTPUT_NAME runtime
               EXPORT_NAME runtime
               VERSION "${PROJECT_VERSION}"
               SOVERSION "${PROJECT_VERSION_MAJOR}"
               LIBRARY_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/lib")
  target_include_directories(${arg_LIBRARY} PUBLIC "$<BUILD_INTERFACE:${public_headers}>"
                                                   "$<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>")
  target_compile_features(${arg_LIBRARY} PUBLIC cxx_std_20)
  if(NOT TARGET runtime::runtime)
    add_library(runtime::runtime ALIAS ${arg_LIBRARY})
  endif()

  file(RELATIVE_PATH lib_from_bin "/${CMAKE_INSTALL_BINDIR}" "/${CMAKE_INSTALL_LIBDIR}")
  set_target_properties(
    ${arg_EXECUTABLE}
    PROPERTIES OUTPUT_NAME runtime
               RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bin"
               INSTALL_RPATH "$ORIGIN/${lib_from_bin}")

  set(node_api_dir "${CMAKE_INSTALL_INCLUDEDIR}/runtime/node_api")
  foreach(header IN ITEMS node_api.h node_api_types.h js_native_api.h js_native_api_types.h)
    install(FILES "${Node18_INCLUDE_DIR}/${header}" DESTINATION "${node_api_dir}")
  endforeach()

  set(node_library "${Node18_LIBRARY}")
  if(Node18_IS_PRIVATE)
    set(node_library "${private_dir}/libnode.so.108")
    set_target_properties(${arg_LIBRARY} PROPERTIES INSTALL_RPATH "$ORIGIN/runtime")
    set_property(TARGET ${arg_EXECUTABLE} APPEND PROPERTY INSTALL_RPATH "$ORIGIN/${lib_from_bin}/runtime")
    install(PROGRAMS "${Node18_LIBRARY}" DESTINATION "${private_dir}")
    install(FILES "${Node18_INCLUDE_DIR}/../../share/doc/libnode108/copyright"
            DESTINATION "${CMAKE_INSTALL_DATADIR}/doc/runtime" RENAME libnode.copyright)
  endif()

  install(TARGETS ${arg_LIBRARY} EXPORT runtimeTargets LIBRARY DESTINATION "${CMAKE_INSTALL_LIBDIR}")
  install(TARGETS ${arg_EXECUTABLE} RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}")
  install(DIRECTORY "${public_headers}/" DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}" FILES_MATCHING PATTERN "*.h")
  install(EXPORT runtimeTargets NAMESPACE runtime:: DESTINATION "${package_dir}")

  configure_package_config_file(
    "${RUNTIME_PACKAGE_DIR}/runtimeConfig.cmake.in" "${CMAKE_BINARY_DIR}/package/runtimeConfig.cmake"
    INSTALL_DESTINATION "${package_dir}"
    PATH_VARS node_library node_api_dir)
  write_basic_package_version_file("${CMAKE_BINARY_DIR}/package/runtimeConfigVersion.cmake"
                                   VERSION "${PROJECT_VERSION}" COMPATIBILITY SameMajorVersion)
  install(FILES "${CMAKE_BINARY_DIR}/package/runtimeConfig.cmake"
                "${CMAKE_BINARY_DIR}/package/runtimeConfigVersion.cmake" DESTINATION "${package_dir}")
endfunction()
