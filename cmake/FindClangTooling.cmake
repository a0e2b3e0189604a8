# Clang's libraries as `ClangTooling::ClangTooling`, of the version that is asked for; they come as
# one shared library, and LLVM as another.
#
# LLVM's own CMake package asks for the development files of everything that LLVM was built with
# (CURL, Z3, …), of which nothing here is used.
set(root "/usr/lib/llvm-${ClangTooling_FIND_VERSION_MAJOR}")
find_path(ClangTooling_INCLUDE_DIR clang/Tooling/Tooling.h
  PATHS "${root}/include" NO_DEFAULT_PATH)
find_path(LLVM_C_INCLUDE_DIR llvm/Support/VirtualFileSystem.h
  PATHS "${root}/include" NO_DEFAULT_PATH)
# Its name for the linker is in a package of its own.
find_library(ClangTooling_LIBRARY
  NAMES clang-cpp "libclang-cpp.so.${ClangTooling_FIND_VERSION_MAJOR}.1"
  PATHS "${root}/lib" NO_DEFAULT_PATH)
find_library(ClangTooling_LLVM_LIBRARY
  NAMES LLVM "libLLVM.so.${ClangTooling_FIND_VERSION_MAJOR}.1"
  PATHS "${root}/lib" NO_DEFAULT_PATH)
# Headers of the compiler itself, such as stddef.h.
find_path(ClangTooling_RESOURCES include/stddef.h
  PATHS "${root}/lib/clang/${ClangTooling_FIND_VERSION_MAJOR}" NO_DEFAULT_PATH)
mark_as_advanced(ClangTooling_INCLUDE_DIR LLVM_C_INCLUDE_DIR ClangTooling_LIBRARY
  ClangTooling_LLVM_LIBRARY ClangTooling_RESOURCES)

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(ClangTooling
  REQUIRED_VARS ClangTooling_LIBRARY ClangTooling_LLVM_LIBRARY ClangTooling_INCLUDE_DIR
    LLVM_C_INCLUDE_DIR ClangTooling_RESOURCES)

if(ClangTooling_FOUND AND NOT TARGET ClangTooling::ClangTooling)
  add_library(ClangTooling::ClangTooling INTERFACE IMPORTED)
  set_target_properties(ClangTooling::ClangTooling PROPERTIES
    INTERFACE_INCLUDE_DIRECTORIES "${ClangTooling_INCLUDE_DIR};${LLVM_C_INCLUDE_DIR}"
    INTERFACE_LINK_LIBRARIES "${ClangTooling_LIBRARY};${ClangTooling_LLVM_LIBRARY}")
endif()
