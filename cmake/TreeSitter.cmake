# tree-sitter's runtime and grammars, built from the C sources that scripts/setup-tree-sitter fetched.
#
# Defines TreeSitter::runtime (with <tree_sitter/api.h>), TreeSitter::python and TreeSitter::php:
# static C libraries. A grammar's one function, `tree_sitter_<name>()`, is declared by its user.

set(TreeSitter_ROOT "${CMAKE_SOURCE_DIR}/.deps/tree-sitter" CACHE PATH
  "Folder with the C sources of tree-sitter (runtime/) and of its grammars (python/, php/)")
if(NOT EXISTS "${TreeSitter_ROOT}/versions")
  message(FATAL_ERROR "No tree-sitter in ${TreeSitter_ROOT}: run scripts/setup")
endif()

# Others' C: their warnings are theirs. Always optimised: a debug build parses as many files.
function(_tree_sitter_library name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;PRIVATE_INCLUDES")
  add_library(tree_sitter_${name} STATIC ${arg_SOURCES})
  add_library(TreeSitter::${name} ALIAS tree_sitter_${name})
  set_target_properties(tree_sitter_${name} PROPERTIES
    C_STANDARD 11 C_EXTENSIONS ON CXX_CLANG_TIDY "" C_CLANG_TIDY "")
  target_include_directories(tree_sitter_${name} PRIVATE ${arg_PRIVATE_INCLUDES})
  target_compile_options(tree_sitter_${name} PRIVATE -w -O2)
endfunction()

set(_TreeSitter_lib "${TreeSitter_ROOT}/runtime/vendor/tree-sitter/lib")
_tree_sitter_library(runtime
  SOURCES "${_TreeSitter_lib}/src/lib.c"
  PRIVATE_INCLUDES "${_TreeSitter_lib}/src" "${_TreeSitter_lib}/include")
target_include_directories(tree_sitter_runtime SYSTEM INTERFACE "${_TreeSitter_lib}/include")

foreach(_TreeSitter_grammar IN ITEMS python php)
  set(_TreeSitter_src "${TreeSitter_ROOT}/${_TreeSitter_grammar}/src")
  if(_TreeSitter_grammar STREQUAL "php")
    set(_TreeSitter_src "${TreeSitter_ROOT}/php/php/src")
  endif()
  _tree_sitter_library(${_TreeSitter_grammar}
    SOURCES "${_TreeSitter_src}/parser.c" "${_TreeSitter_src}/scanner.c"
    PRIVATE_INCLUDES "${_TreeSitter_src}")
  target_link_libraries(tree_sitter_${_TreeSitter_grammar} PUBLIC tree_sitter_runtime)
endforeach()
