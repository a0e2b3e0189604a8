# Finds libpg_query: its header, PostgreSQL's headers that come with it, and the static library.
#
# Looked for below PgQuery_ROOT when that is given, else in what scripts/setup put into .deps/. Two
# layouts are known: an installed one (include/pg_query.h, include/pg_query/pg_query_internal.h,
# include/pg_query/postgres/, lib*/libpg_query.a) and a built source tree (pg_query.h,
# src/pg_query_internal.h, src/postgres/include/, libpg_query.a). In both, include them as
# <pg_query.h>, <pg_query_internal.h> and <nodes/parsenodes.h>.
#
# Sets PgQuery_FOUND, PgQuery_VERSION (of the PostgreSQL whose grammar it is), and the target
# PgQuery::PgQuery.

if(PgQuery_ROOT)
  set(_PgQuery_roots "${PgQuery_ROOT}" "${PgQuery_ROOT}/usr")
else()
  set(_PgQuery_roots "${CMAKE_SOURCE_DIR}/.deps/libpg_query/usr")
endif()

# What was found elsewhere before is not what is asked for now.
if(NOT "${_PgQuery_roots}" STREQUAL "${PgQuery_SEARCHED}")
  foreach(_PgQuery_name IN ITEMS INCLUDE_DIR INTERNAL_INCLUDE_DIR POSTGRES_INCLUDE_DIR LIBRARY)
    unset(PgQuery_${_PgQuery_name} CACHE)
  endforeach()
  set(PgQuery_SEARCHED "${_PgQuery_roots}" CACHE INTERNAL "")
endif()

find_path(PgQuery_INCLUDE_DIR pg_query.h
  PATHS ${_PgQuery_roots} PATH_SUFFIXES include NO_DEFAULT_PATH)
find_path(PgQuery_POSTGRES_INCLUDE_DIR nodes/parsenodes.h
  PATHS ${_PgQuery_roots}
  PATH_SUFFIXES include/pg_query/postgres include/postgres src/postgres/include
  NO_DEFAULT_PATH)
find_path(PgQuery_INTERNAL_INCLUDE_DIR pg_query_internal.h
  PATHS ${_PgQuery_roots} PATH_SUFFIXES include/pg_query include src NO_DEFAULT_PATH)
find_library(PgQuery_LIBRARY libpg_query.a
  PATHS ${_PgQuery_roots} PATH_SUFFIXES lib "lib/${CMAKE_LIBRARY_ARCHITECTURE}" lib64
  NO_DEFAULT_PATH)
find_library(PgQuery_PROTOBUF_C_LIBRARY protobuf-c)
find_library(PgQuery_XXHASH_LIBRARY xxhash)
find_package(Threads)
mark_as_advanced(PgQuery_INCLUDE_DIR PgQuery_INTERNAL_INCLUDE_DIR PgQuery_POSTGRES_INCLUDE_DIR
  PgQuery_LIBRARY PgQuery_PROTOBUF_C_LIBRARY PgQuery_XXHASH_LIBRARY)

if(PgQuery_INCLUDE_DIR)
  file(STRINGS "${PgQuery_INCLUDE_DIR}/pg_query.h" _PgQuery_version_line
    REGEX "^#define PG_VERSION \"[0-9.]+\"")
  string(REGEX REPLACE ".*\"([0-9.]+)\".*" "\\1" PgQuery_VERSION "${_PgQuery_version_line}")
endif()

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(PgQuery
  REQUIRED_VARS PgQuery_LIBRARY PgQuery_INCLUDE_DIR PgQuery_INTERNAL_INCLUDE_DIR
    PgQuery_POSTGRES_INCLUDE_DIR PgQuery_PROTOBUF_C_LIBRARY PgQuery_XXHASH_LIBRARY Threads_FOUND
  VERSION_VAR PgQuery_VERSION
  REASON_FAILURE_MESSAGE
    "Run scripts/setup, or pass -DPgQuery_ROOT=<the folder of your own libpg_query> (README.md)")

if(PgQuery_FOUND AND NOT TARGET PgQuery::PgQuery)
  add_library(PgQuery::PgQuery STATIC IMPORTED)
  set_target_properties(PgQuery::PgQuery PROPERTIES
    IMPORTED_LOCATION "${PgQuery_LIBRARY}"
    INTERFACE_INCLUDE_DIRECTORIES
      "${PgQuery_INCLUDE_DIR};${PgQuery_INTERNAL_INCLUDE_DIR};${PgQuery_POSTGRES_INCLUDE_DIR}")
  set_property(TARGET PgQuery::PgQuery APPEND PROPERTY INTERFACE_LINK_LIBRARIES
    "${PgQuery_PROTOBUF_C_LIBRARY}" "${PgQuery_XXHASH_LIBRARY}" Threads::Threads m)

  # A library built against glibc 2.38 or newer calls names that an older one has not.
  # Which ones are missing here is asked of the linker, name by name.
  include(CheckFunctionExists)
  set(CMAKE_REQUIRED_QUIET ON)
  set(_PgQuery_shim_definitions "")
  foreach(name IN ITEMS __isoc23_strtol __isoc23_strtoul __isoc23_strtoll __isoc23_strtoull
      strlcpy strlcat)
    check_function_exists(${name} PgQuery_LIBC_HAS_${name})
    if(NOT PgQuery_LIBC_HAS_${name})
      list(APPEND _PgQuery_shim_definitions "NEED_${name}")
    endif()
  endforeach()
  unset(CMAKE_REQUIRED_QUIET)
  if(_PgQuery_shim_definitions)
    add_library(PgQueryLibcShim STATIC "${CMAKE_CURRENT_LIST_DIR}/pg_query_libc_shim.c")
    target_compile_definitions(PgQueryLibcShim PRIVATE ${_PgQuery_shim_definitions})
    set_property(TARGET PgQuery::PgQuery APPEND PROPERTY INTERFACE_LINK_LIBRARIES PgQueryLibcShim)
  endif()
endif()
