// A shared library that is loaded when it is first needed.
//
// Only what speaks to a server needs a server's client library. Linked in, libpq and libmariadb
// would have the loader map some twenty libraries (TLS, Kerberos, LDAP) at every start, several
// times the work of linting a file, and miglint would not start where they are not installed.
#pragma once

#include <expected>
#include <string>

namespace miglint {

/// A function of a library, to be stored in a pointer to a function of its type.
class LibraryFunction {
 public:
  explicit LibraryFunction(void* address) : address_(address) {}
  template <class Function>
  operator Function*() const {
    return reinterpret_cast<Function*>(address_);
  }

 private:
  void* address_;
};

/// Stays loaded to the end of the program.
class ClientLibrary {
 public:
  /// `name` as the loader knows it: "libpq.so.5". The error says what to install: `package`.
  static std::expected<ClientLibrary, std::string> load(const char* name, const char* package);

  /// Null when the library has no such function, which `problem` tells from then on.
  [[nodiscard]] LibraryFunction function(const char* name);
  /// Empty, or for the user: the library is another one than its name says.
  [[nodiscard]] const std::string& problem() const { return problem_; }

 private:
  explicit ClientLibrary(void* handle) : handle_(handle) {}
  void* handle_;
  std::string problem_;
};

}  // namespace miglint
