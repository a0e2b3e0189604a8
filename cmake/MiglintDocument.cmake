# Pages of docs/ that are generated and committed.

# miglint_document_target(<name>): generated/<name>.md, which the build makes, is docs/<name>.md. The
# target `<name>_document` takes it over, and the test `<name>_document_is_current` fails while the
# two differ.
function(miglint_document_target name)
  set(made "${CMAKE_BINARY_DIR}/generated/${name}.md")
  set(committed "${CMAKE_SOURCE_DIR}/docs/${name}.md")
  add_custom_target(${name}_document
    COMMAND "${CMAKE_COMMAND}" -E make_directory "${CMAKE_SOURCE_DIR}/docs"
    COMMAND "${CMAKE_COMMAND}" -E copy_if_different "${made}" "${committed}"
    DEPENDS "${made}"
    COMMENT "Refreshing docs/${name}.md"
    VERBATIM)
  if(MIGLINT_BUILD_TESTS)
    add_test(NAME ${name}_document_is_current
      COMMAND "${CMAKE_COMMAND}" -D "MADE=${made}" -D "COMMITTED=${committed}"
        -D "TARGET=${name}_document" -P "${CMAKE_SOURCE_DIR}/cmake/check_document.cmake")
  endif()
endfunction()

# miglint_document(<name> COMMAND <what writes generated/<name>.md> DEPENDS <what it is made from>)
function(miglint_document name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "COMMAND;DEPENDS")
  add_custom_command(
    OUTPUT "${CMAKE_BINARY_DIR}/generated/${name}.md"
    COMMAND ${arg_COMMAND}
    DEPENDS ${arg_DEPENDS}
    COMMENT "Writing ${name}.md"
    VERBATIM)
  add_custom_target(${name}_page ALL DEPENDS "${CMAKE_BINARY_DIR}/generated/${name}.md")
  miglint_document_target(${name})
endfunction()
