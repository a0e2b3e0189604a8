// What ALTER COLUMN … TYPE has to do, from the old type and the new one.
//
// Source: ATColumnChangeRequiresRewrite and CheckIndexCompatible in the server's tablecmds.c and
// indexcmds.c; binary-coercible casts from pg_cast; planner support functions of varchar, numeric,
// varbit and the date/time types.
#pragma once

#include <string_view>

#include "schema/schema.h"

namespace miglint::postgres {

struct TypeChange {
  bool rewrite = true;
  /// Indexes over the column are built again even without a rewrite: another operator class.
  bool new_operator_class = true;
};

/// `time_zone` is the session's TimeZone; empty: unknown, taken as not UTC.
[[nodiscard]] TypeChange type_change(const ColumnType& from, const TypeName& to,
                                     const Schema& schema, std::string_view time_zone);

/// The type is a domain with a CHECK or NOT NULL, or stands on one.
[[nodiscard]] bool is_constrained_domain(const TypeName& type, const Schema& schema);

/// The session's zone has no offset, so that timestamp and timestamptz have the same bytes.
[[nodiscard]] bool is_utc(std::string_view time_zone);

}  // namespace miglint::postgres
