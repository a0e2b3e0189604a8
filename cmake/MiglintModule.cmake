# miglint_module(<name> [FOLDER <folder>] [FLAT] [SOURCES <file>...]
#                [DEPENDS <module>...] [LIBRARIES <target>...])
#
# One static library `miglint_<name>` of all the .cpp files under FOLDER (default: <name>, below the
# current folder). It sees the headers of src/, but is linked only to the modules named after
# DEPENDS, so a call to any other fails to link. LIBRARIES are third-party: nobody above inherits
# their headers. FLAT leaves out the folders below FOLDER, which are modules of their own; SOURCES
# are generated ones. A module without .cpp files is an interface library. Files are found by
# pattern: adding one needs no edit. A main.cpp is left to its program.
function(miglint_module name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "FLAT" "FOLDER" "SOURCES;DEPENDS;LIBRARIES")
  if(arg_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "miglint_module(${name}): unknown ${arg_UNPARSED_ARGUMENTS}")
  endif()
  if(NOT arg_FOLDER)
    set(arg_FOLDER "${name}")
  endif()
  cmake_path(ABSOLUTE_PATH arg_FOLDER NORMALIZE)

  if(arg_FLAT)
    file(GLOB sources CONFIGURE_DEPENDS "${arg_FOLDER}/*.cpp")
  else()
    file(GLOB_RECURSE sources CONFIGURE_DEPENDS "${arg_FOLDER}/*.cpp")
  endif()
  set_property(GLOBAL APPEND PROPERTY MIGLINT_MODULE_SOURCES ${sources})
  list(FILTER sources EXCLUDE REGEX "/main\\.cpp$")
  list(APPEND sources ${arg_SOURCES})
  list(TRANSFORM arg_DEPENDS PREPEND "miglint_")

  set(library "miglint_${name}")
  if(sources)
    add_library(${library} STATIC ${sources})
    target_link_libraries(${library}
      PUBLIC miglint_options ${arg_DEPENDS} PRIVATE fmt::fmt ${arg_LIBRARIES})
  else()
    add_library(${library} INTERFACE)
    target_link_libraries(${library} INTERFACE miglint_options ${arg_DEPENDS})
  endif()
endfunction()

# Fails when a .cpp below the current folder is in no module: it would be left out without a word.
function(miglint_check_every_source_has_a_module)
  file(GLOB_RECURSE orphans CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/*.cpp")
  get_property(sources GLOBAL PROPERTY MIGLINT_MODULE_SOURCES)
  list(REMOVE_ITEM orphans ${sources})
  if(orphans)
    list(JOIN orphans "\n  " orphans)
    message(FATAL_ERROR "in no module of ${CMAKE_CURRENT_LIST_FILE}:\n  ${orphans}")
  endif()
endfunction()
