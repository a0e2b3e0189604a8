# miglint_module(<name> [FOLDER <folder>] [SOURCES <file>...] [DEPENDS <module>...] [LIBRARIES <target>...])
#
# One static library `miglint_<name>` of all the .cpp files under FOLDER (default: <name>, below the
# current folder). It sees the headers of src/, but is linked only to the modules named after DEPENDS, so a
# call to any other fails to link. LIBRARIES are third-party: nobody above inherits their headers.
# SOURCES are generated ones. A module without .cpp files is an interface library. Files are found by
# pattern: adding one needs no edit. A main.cpp is left to its program.
function(miglint_module name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "FOLDER" "SOURCES;DEPENDS;LIBRARIES")
  if(arg_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "miglint_module(${name}): unknown ${arg_UNPARSED_ARGUMENTS}")
  endif()
  if(NOT arg_FOLDER)
    set(arg_FOLDER "${name}")
  endif()
  cmake_path(ABSOLUTE_PATH arg_FOLDER NORMALIZE)

  file(GLOB_RECURSE sources CONFIGURE_DEPENDS "${arg_FOLDER}/*.cpp")
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
