# How this project's own targets are compiled: link them to `miglint_options`. Third-party headers
# come through imported targets, which are system includes: no warnings from there.

find_program(CCACHE_PROGRAM ccache)
mark_as_advanced(CCACHE_PROGRAM)
if(CCACHE_PROGRAM AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_C_COMPILER_LAUNCHER "${CCACHE_PROGRAM}")
  set(CMAKE_CXX_COMPILER_LAUNCHER "${CCACHE_PROGRAM}")
endif()

add_library(miglint_options INTERFACE)
target_include_directories(miglint_options INTERFACE
  "${CMAKE_SOURCE_DIR}/src" "${CMAKE_BINARY_DIR}/generated")
# A designated initialiser leaves out what keeps its default: that is what it is for.
target_compile_options(miglint_options INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-missing-field-initializers -Werror)
# GCC 12 sees overlapping copies and unset members in std::string's own code once it is inlined
# (GCC bug 105651 and its kin); the other presets, which inline less, keep both warnings.
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  target_compile_options(miglint_options INTERFACE
    "$<$<CONFIG:Release>:-Wno-restrict;-Wno-maybe-uninitialized>")
endif()

# Clang warns of what libstdc++ 12's own stable_sort calls, and of what PostgreSQL's headers hold:
# flexible array members, and macros that are GNU's statement expressions.
if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
  target_compile_options(miglint_options INTERFACE -Wno-deprecated-declarations
    -Wno-zero-length-array -Wno-gnu-statement-expression-from-macro-expansion)
endif()

# A shared library that a program does not call costs it start-up time.
add_link_options(-Wl,--as-needed)

set(MIGLINT_SANITIZE "" CACHE STRING "Sanitizers of the whole build, as -fsanitize= takes them")
if(MIGLINT_SANITIZE)
  # For all targets, not only by miglint_options: what is linked together must agree.
  add_compile_options("-fsanitize=${MIGLINT_SANITIZE}" -fno-sanitize-recover=all
    -fno-omit-frame-pointer)
  add_link_options("-fsanitize=${MIGLINT_SANITIZE}")
  # The instrumented code confuses this warning of GCC (manual, -fsanitize: false positives).
  target_compile_options(miglint_options INTERFACE -Wno-maybe-uninitialized)
endif()
