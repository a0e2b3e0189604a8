#include "frontend/alembic/library_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace miglint::alembic {

using std::string_view_literals::operator""sv;

namespace {

constexpr std::array kHarmless{
    "datetime"sv,   "uuid"sv,         "json"sv,         "os"sv,        "re"sv,
    "logging"sv,    "time"sv,         "random"sv,       "hashlib"sv,   "decimal"sv,
    "string"sv,     "enum"sv,         "itertools"sv,    "functools"sv, "typing"sv,
    "pathlib"sv,    "textwrap"sv,     "warnings"sv,     "math"sv,      "secrets"sv,
    "base64"sv,     "copy"sv,         "collections"sv,  "sys"sv,       "builtins"sv,
    "operator"sv,   "contextlib"sv,   "click"sv,        "tqdm"sv,      "pytz"sv,
    "dateutil"sv,   "io"sv,           "csv"sv,          "shutil"sv,    "tempfile"sv,
    "traceback"sv,  "dataclasses"sv,  "abc"sv,          "inspect"sv,   "types"sv,
    "calendar"sv,   "zlib"sv,         "binascii"sv,     "struct"sv,    "unicodedata"sv,
    "urllib"sv,     "packaging"sv,    "cryptography"sv, "bcrypt"sv,    "passlib"sv,
    "werkzeug"sv,   "itsdangerous"sv, "structlog"sv,    "loguru"sv,    "oslo_log"sv,
    "oslo_utils"sv, "alembic"sv,      "__future__"sv,   "psycopg2"sv,  "getpass"sv};

constexpr std::array kLibraries{"sqlalchemy"sv,
                                "alembic"sv,
                                "sqlalchemy_utils"sv,
                                "geoalchemy2"sv,
                                "pgvector"sv,
                                "flask"sv,
                                "flask_sqlalchemy"sv,
                                "sqlmodel"sv,
                                "advanced_alchemy"sv,
                                "fastapi_users_db_sqlalchemy"sv,
                                "citext"sv};

std::string_view first_part(std::string_view path) {
  return path.substr(0, path.find('.'));
}

bool is_one_of(std::string_view name, const auto& names) {
  return std::ranges::find(names, name) != names.end();
}

/// Objects that this front-end makes itself.
bool is_own_type(std::string_view type) {
  constexpr std::array own{"operator"sv,   "connection"sv, "session"sv,    "sessionmaker"sv,
                           "batch"sv,      "context"sv,    "autocommit"sv, "inspector"sv,
                           "dialect"sv,    "engine"sv,     "class"sv,      "module"sv,
                           "enum member"sv};
  return is_one_of(type, own);
}

}  // namespace

bool is_app_database(std::string_view path) {
  const std::size_t last = path.rfind('.');
  if (last == std::string_view::npos) return false;
  const std::string_view above = path.substr(0, last);
  return above == "db" || above.ends_with(".db") || above.ends_with(".db.func") ||
         above == "sqlmodel" || above.starts_with("sqlmodel.");
}

std::string sqlalchemy_type(std::string_view path) {
  const std::string_view name = path.substr(path.rfind('.') + 1);
  for (const std::string_view dialect : {"postgresql"sv, "mysql"sv, "mariadb"sv})
    if (path.contains(fmt::format(".{}.", dialect))) return fmt::format("{}.{}", dialect, name);
  return fmt::format("sqlalchemy.{}", name);
}

std::string function_name(std::string_view path) {
  for (const std::string_view mark : {".func."sv, ".functions."sv}) {
    const std::size_t at = path.find(mark);
    if (at != std::string_view::npos) return std::string(path.substr(at + mark.size()));
  }
  return {};
}

bool is_library_module(std::string_view name) {
  const std::string_view first = first_part(name);
  return is_one_of(first, kLibraries) || is_one_of(first, kHarmless);
}

bool is_harmless(std::string_view path) {
  return is_one_of(first_part(path), kHarmless);
}

std::string unread_root(const eval::Value& value) {
  const eval::Object* object = value.object();
  for (int depth = 0; object != nullptr && depth < 100; ++depth) {
    if (object->type.starts_with('.')) {
      if (object->receiver.get<eval::Symbol>() != nullptr) return {};
      object = object->receiver.object();
      continue;
    }
    // An instance of a class of the file: its methods are read.
    if (object->receiver.object() != nullptr) return {};
    const std::string& type = object->type;
    if (is_own_type(type) || is_harmless(type) || is_one_of(first_part(type), kLibraries) ||
        type.starts_with("postgresql.") || type.starts_with("mysql.") ||
        type.starts_with("mariadb.") || type.contains("log")) {
      return {};
    }
    return type;
  }
  return {};
}

}  // namespace miglint::alembic
