// Names that the server makes up for what a script leaves unnamed, as its indexcmds.c and
// pg_constraint.c make them.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "schema/schema.h"

namespace miglint {

struct Catalog;

/// "name1_name2_label" cut to what an identifier may be long; empty parts are left out.
[[nodiscard]] std::string make_object_name(std::string_view name1, std::string_view name2,
                                           std::string_view label);

/// The first such name, with a number behind the label if need be, that no relation of the schema
/// has, and for the index of a constraint no constraint either. `free` counts as not taken.
[[nodiscard]] std::string choose_relation_name(const Catalog& catalog, std::string_view schema,
                                               std::string_view name1, std::string_view name2,
                                               std::string_view label, bool for_constraint,
                                               std::string_view free = {});

/// The first such name that no constraint of the schema has.
[[nodiscard]] std::string choose_constraint_name(const Catalog& catalog, std::string_view schema,
                                                 std::string_view name1, std::string_view name2,
                                                 std::string_view label);

/// Name of an unnamed index of `table`; `kind` is that of the constraint it is made for, or null.
/// `own_name`: the index stands there already, and this name counts as free.
[[nodiscard]] std::string choose_index_name(const Catalog& catalog, const Table& table,
                                            const Index& index, const ConstraintKind* kind,
                                            std::string_view own_name = {});

/// The columns of a constraint as they stand in its name: "a_b".
[[nodiscard]] std::string joined_names(std::span<const std::string> names);

}  // namespace miglint
