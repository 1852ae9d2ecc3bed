# Bundles the npm packages behind Node's pure modules in pages; lib/packages/README.md says what they are.
#
#   bundle_packages(<prefix>)
#
# sets in the caller
#   <prefix>_ROOT       the folder below which the scripts are: <root>/packages/events.js
#   <prefix>_FILES      the scripts
#   <prefix>_LICENCES   a text with the licences of what is in them
#
# One set serves all presets: build/packages. npm is asked when the lock file changes, the bundler when anything in
# lib/packages does.

set(BUNDLE_PACKAGES_SOURCE "${CMAKE_CURRENT_LIST_DIR}/../lib/packages")
set(BUNDLE_PACKAGES_TOOL "${CMAKE_CURRENT_LIST_DIR}/../tools/bundle-packages")
set(BUNDLE_PACKAGES_DIR "${CMAKE_CURRENT_LIST_DIR}/../build/packages")

function(bundle_packages prefix)
  get_filename_component(source "${BUNDLE_PACKAGES_SOURCE}" ABSOLUTE)
  get_filename_component(tool "${BUNDLE_PACKAGES_TOOL}" ABSOLUTE)
  get_filename_component(dir "${BUNDLE_PACKAGES_DIR}" ABSOLUTE)
  file(GLOB_RECURSE inputs CONFIGURE_DEPENDS "${source}/*.js" "${source}/*.mjs" "${source}/*.json")
  list(APPEND inputs "${source}/../js/common/node-errors.js")
  file(GLOB_RECURSE entries CONFIGURE_DEPENDS RELATIVE "${source}/entries" "${source}/entries/*.js" "${source}/entries/*.mjs")
  set(root "${dir}/scripts")
  set(licences "${dir}/LICENCES")
  set(files "")
  foreach(entry IN LISTS entries)
    string(REGEX REPLACE "\\.m?js$" ".js" name "${entry}")
    list(APPEND files "${root}/packages/${name}")
  endforeach()

  add_custom_command(
    OUTPUT ${files} "${licences}"
    COMMAND "${tool}" "${source}" "${dir}"
    DEPENDS "${tool}" ${inputs}
    COMMENT "Bundling npm packages for pages"
    VERBATIM)

  set(${prefix}_ROOT "${root}" PARENT_SCOPE)
  set(${prefix}_FILES "${files}" PARENT_SCOPE)
  set(${prefix}_LICENCES "${licences}" PARENT_SCOPE)
endfunction()
