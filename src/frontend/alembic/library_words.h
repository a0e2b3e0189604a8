// Names of modules: what is Alembic's, SQLAlchemy's, Python's own, and what is not known.
//
// Comes in: dotted paths. Goes out: what they are. What calls of them do does not belong here.
#pragma once

#include <string>
#include <string_view>

#include "frontend/eval/value.h"

namespace miglint::alembic {

/// "sqlalchemy.sql.sqltypes.String" to "sqlalchemy.String", with the dialect where it has one.
[[nodiscard]] std::string sqlalchemy_type(std::string_view path);
/// "sqlalchemy.func.now" to "now"; empty for what is no function of SQL.
[[nodiscard]] std::string function_name(std::string_view path);
/// `app.db.String`: Flask's way to hand SQLAlchemy's names on.
[[nodiscard]] bool is_app_database(std::string_view path);
/// Modules that are installed, never read.
[[nodiscard]] bool is_library_module(std::string_view name);
/// Modules of Python that send nothing to a server.
[[nodiscard]] bool is_harmless(std::string_view path);
/// What code outside an unused value comes from; empty when it sends nothing for sure.
[[nodiscard]] std::string unread_root(const eval::Value& value);

}  // namespace miglint::alembic
