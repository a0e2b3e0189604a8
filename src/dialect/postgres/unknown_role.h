// SQL built at run time whose unknown parts are names of roles: what such a statement locks is
// known all the same.
//
// Comes in: a parsed text in which `kUnknownRole` stands for each unknown part. Goes out: whether
// each of them is the name of a role. Building the text does not belong here.
#pragma once

#include <string_view>

struct List;

namespace miglint::postgres {

/// Stands for a part of a string that is known at run time only.
inline constexpr std::string_view kUnknownRole = "miglint_unknown_role";

/// `statements` are those of `text`.
[[nodiscard]] bool only_roles_are_unknown(const List* statements, std::string_view text);

}  // namespace miglint::postgres
