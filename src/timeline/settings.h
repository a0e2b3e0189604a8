// Session parameters as a script has set them so far.
//
// Comes in: SET, SET LOCAL, RESET and set_config, and where transactions begin and end. Goes out:
// the value in force. What a value means for a migration does not belong here.
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
  /// RESET ALL and DISCARD ALL.
  void reset_all();

  void begin_transaction();
  /// SET LOCAL ends. True when it changed a value in force.
  bool commit();
  /// What the transaction set ends, session-level too.
  void rollback();

  /// The value in force; nothing when the script has not set it or has reset it.
  [[nodiscard]] const Setting* find(std::string_view parameter) const;

 private:
  struct Local {
    bool in_force = false;
    /// Nothing: SET LOCAL … TO DEFAULT, which hides the session's value.
    std::optional<Setting> setting;
  };
  struct Entry {
    std::string parameter;
    std::optional<Setting> session;
    Local local;
  };

  Entry& entry(std::string_view parameter);
  void save();

  std::vector<Entry> entries_;
  /// As they were when the transaction began. Copied by the first SET in it, since most
  /// transactions have none.
  std::vector<Entry> at_begin_;
  bool in_transaction_ = false;
  bool saved_ = false;
};

/// A duration parameter's value in milliseconds ("5s", "500", "2 min"); nothing if unreadable.
/// Units as in the manual, "Setting Parameters": a bare number is in `lock_timeout`'s unit, ms.
[[nodiscard]] std::optional<std::int64_t> milliseconds(std::string_view value);

}  // namespace miglint
