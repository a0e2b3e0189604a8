# cmake -D MADE=<file> -D COMMITTED=<file> -D TARGET=<target> -P check_document.cmake
execute_process(COMMAND "${CMAKE_COMMAND}" -E compare_files "${MADE}" "${COMMITTED}"
  RESULT_VARIABLE differs OUTPUT_QUIET ERROR_QUIET)
if(differs)
  message(FATAL_ERROR "${COMMITTED} is stale. Refresh it with\n"
    "  cmake --build --preset dev --target ${TARGET}")
endif()
