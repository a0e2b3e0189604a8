// The functions that send SQL: libraries that are known, and what a config adds.
//
// Comes in: the name of a function and of its class. Goes out: which of its arguments is SQL, for
// which server, and how values are marked in it. Evaluating the argument does not belong here.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace miglint::cxx {

enum class Server : unsigned char { any, postgres, mysql, sqlite };

/// Which argument is the SQL, beside an index from 0.
inline constexpr int kFirstText = -1;  ///< The first one that is a string.
inline constexpr int kLast = -2;       ///< The last one.

struct Api {
  std::string_view title;  ///< "libpq"
  std::string_view of;     ///< The class, or a class above it; empty: a plain function.
  std::string_view name;
  int argument = 0;
  Server server = Server::any;
  /// How values are marked: 'n' as PostgreSQL has it ($1), 'q' question marks, 'c' also :names.
  char values = 'n';
  bool one_message = true;  ///< Several statements in it go to the server as one message.
};

/// What an object does for transactions by its type.
struct HolderType {
  std::string_view of;
  bool commits_at_end = false;
  bool is_savepoint = false;
};

/// A call that the config names.
struct ConfiguredCall {
  std::string of;  ///< "ns::Db"; empty for a plain function.
  std::string name;
  int argument = 0;
};

/// "ns::Db::run:0" or "run"; the argument is 0 when it is not said.
[[nodiscard]] ConfiguredCall parse_call(std::string_view text);

[[nodiscard]] std::span<const Api> known_apis();
[[nodiscard]] std::span<const HolderType> holder_types();

/// Classes whose `<<` takes a statement in parts ("soci::session"), and those whose `<<` takes the
/// statement once and then its values.
struct StreamType {
  std::string_view title;
  std::string_view of;
  bool parts = true;
  Server server = Server::any;
  char values = 'c';
};
[[nodiscard]] std::span<const StreamType> stream_types();

/// Methods that begin and end a transaction by themselves, of any of the known classes.
enum class Control : unsigned char { none, begin, commit, rollback };
[[nodiscard]] Control control_of(std::string_view of, std::string_view name);

}  // namespace miglint::cxx
