# cmake -D MADE=<file> -D COMMITTED=<file> -P check_rules_document.cmake
execute_process(COMMAND "${CMAKE_COMMAND}" -E compare_files "${MADE}" "${COMMITTED}"
  RESULT_VARIABLE differs OUTPUT_QUIET ERROR_QUIET)
if(differs)
  message(FATAL_ERROR "${COMMITTED} is not what the rules' pages say. Refresh it with\n"
    "  cmake --build --preset dev --target rules_document")
endif()
