#include "verify/server/client_library.h"

#include <dlfcn.h>
#include <fmt/format.h>

namespace miglint {

std::expected<ClientLibrary, std::string> ClientLibrary::load(const char* name,
                                                              const char* package) {
  void* const handle = ::dlopen(name, RTLD_NOW | RTLD_LOCAL);
  if (handle == nullptr) {
    return std::unexpected(
        fmt::format("the server's client library cannot be loaded ({}); Debian's package is {}",
                    ::dlerror(), package));
  }
  return ClientLibrary(handle);
}

LibraryFunction ClientLibrary::function(const char* name) {
  void* const address = ::dlsym(handle_, name);
  if (address == nullptr) problem_ = ::dlerror();
  return LibraryFunction(address);
}

}  // namespace miglint
