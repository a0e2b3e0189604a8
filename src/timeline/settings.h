// Session parameters as a script has set them so far.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "schema/operation.h"
#include "source/span.h"

namespace miglint {

struct Setting {
  std::string value;
  bool value_known = true;  ///< False: set to something that cannot be read from here.
  bool local = false;       ///< Ends with the transaction.
  Span span;                ///< Where it was set.
};

class Settings {
 public:
  /// `in_transaction`: SET LOCAL outside of one has no effect (the server only warns).
  void apply(const op::SetParameter& set, Span span, bool in_transaction);
  /// COMMIT: SET LOCAL ends. ROLLBACK: what the transaction set ends, session-level too.
  void begin_transaction();
  void commit();
  void rollback();

  /// The value in force; nothing when the script has not set it or has reset it.
  [[nodiscard]] const Setting* find(std::string_view parameter) const;

 private:
  struct Entry {
    std::string parameter;
    std::optional<Setting> session;
    std::optional<Setting> local;
  };
  std::vector<Entry> entries_;
  std::optional<std::vector<Entry>> at_begin_;
};

/// A duration parameter's value in milliseconds ("5s", "500", "2 min"); nothing if unreadable.
/// Units as in the manual, "Setting Parameters": a bare number is in `lock_timeout`'s unit, ms.
[[nodiscard]] std::optional<std::int64_t> milliseconds(std::string_view value);

}  // namespace miglint
