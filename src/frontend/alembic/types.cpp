#include "frontend/alembic/types.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "frontend/alembic/core.h"
#include "frontend/alembic/ddl.h"
#include "frontend/alembic/library_words.h"
#include "frontend/alembic/mysql_types.h"
#include "source/ascii.h"

namespace miglint::alembic {

using eval::Value;

namespace {

std::optional<std::int64_t> number(const Value* value) {
  if (value == nullptr || value->get<std::int64_t>() == nullptr) return std::nullopt;
  return *value->get<std::int64_t>();
}

/// "(20)" where the length is given, a placeholder where it is not known.
Sql in_parentheses(const Value* value) {
  if (value == nullptr || value->is_null()) return {};
  if (const auto known = number(value)) return *known != 0 ? fmt::format("({})", *known) : "";
  if (value->get<eval::Opaque>() != nullptr)
    return cannot_be_known(value->get<eval::Opaque>()->reason);
  // A type's modifier must be a number for the parser.
  return cannot_be_known(fmt::format("the length `{}` is not known", origin_of(*value)));
}

Sql string_type(std::string_view word, const Value& type) {
  Sql sql(word);
  sql += in_parentheses(type_argument(type, 0, "length"));
  const Value* collation = type_argument(type, 1, "collation");
  if (collation != nullptr && collation->str())
    sql += fmt::format(" COLLATE \"{}\"", *collation->str());
  return sql;
}

Sql numeric_type(std::string_view word, const Value& type) {
  const auto precision = number(type_argument(type, 0, "precision"));
  const auto scale = number(type_argument(type, 1, "scale"));
  if (!precision) return word;
  if (!scale) return fmt::format("{}({})", word, *precision);
  return fmt::format("{}({}, {})", word, *precision, *scale);
}

Sql time_type(std::string_view word, const Value& type, bool has_precision) {
  Sql sql(word);
  if (has_precision) {
    // postgresql.TIMESTAMP(timezone, precision), sqlalchemy.DateTime(timezone)
    const auto precision = number(type_argument(type, 1, "precision"));
    if (precision) sql += fmt::format("({})", *precision);
  }
  sql += is_true(type_argument(type, 0, "timezone")) ? " WITH TIME ZONE" : " WITHOUT TIME ZONE";
  return sql;
}

/// Types that have one name in SQL and nothing else.
std::string_view plain_word(std::string_view name) {
  using Pair = std::pair<std::string_view, std::string_view>;
  static constexpr auto words = std::to_array<Pair>({
      {"Integer", "INTEGER"},
      {"INTEGER", "INTEGER"},
      {"INT", "INTEGER"},
      {"BigInteger", "BIGINT"},
      {"BIGINT", "BIGINT"},
      {"SmallInteger", "SMALLINT"},
      {"SMALLINT", "SMALLINT"},
      {"Boolean", "BOOLEAN"},
      {"BOOLEAN", "BOOLEAN"},
      {"Date", "DATE"},
      {"DATE", "DATE"},
      {"JSON", "JSON"},
      {"JSONB", "JSONB"},
      {"UUID", "UUID"},
      {"INET", "INET"},
      {"CIDR", "CIDR"},
      {"MACADDR", "MACADDR"},
      {"MACADDR8", "MACADDR8"},
      {"MONEY", "MONEY"},
      {"OID", "OID"},
      {"REGCLASS", "REGCLASS"},
      {"HSTORE", "HSTORE"},
      {"TSVECTOR", "TSVECTOR"},
      {"TSQUERY", "TSQUERY"},
      {"INT4RANGE", "INT4RANGE"},
      {"INT8RANGE", "INT8RANGE"},
      {"NUMRANGE", "NUMRANGE"},
      {"DATERANGE", "DATERANGE"},
      {"TSRANGE", "TSRANGE"},
      {"TSTZRANGE", "TSTZRANGE"},
      {"INT4MULTIRANGE", "INT4MULTIRANGE"},
      {"INT8MULTIRANGE", "INT8MULTIRANGE"},
      {"NUMMULTIRANGE", "NUMMULTIRANGE"},
      {"DATEMULTIRANGE", "DATEMULTIRANGE"},
      {"TSMULTIRANGE", "TSMULTIRANGE"},
      {"TSTZMULTIRANGE", "TSTZMULTIRANGE"},
      {"JSONPATH", "JSONPATH"},
      {"BYTEA", "BYTEA"},
      {"LargeBinary", "BYTEA"},
      {"PickleType", "BYTEA"},
      {"REAL", "REAL"},
      {"DOUBLE_PRECISION", "DOUBLE PRECISION"},
      {"DOUBLE", "DOUBLE"},
      {"Double", "DOUBLE PRECISION"},
      {"CITEXT", "CITEXT"},
      {"Interval", "INTERVAL"},
      {"BLOB", "BLOB"},
      {"CLOB", "CLOB"},
  });
  const auto found = std::ranges::find(words, name, &Pair::first);
  return found == words.end() ? "" : found->second;
}

Sql array_type(const Value& type, const Words& words) {
  const Value* item = type_argument(type, 0, "item_type");
  if (item == nullptr) return cannot_be_known("an ARRAY without an item type");
  const auto dimensions = number(type_argument(type, 2, "dimensions")).value_or(1);
  Sql sql = type_sql(*item, words);
  const std::size_t collate = sql.text.find(" COLLATE");
  std::string brackets;
  for (std::int64_t i = 0; i < std::min<std::int64_t>(dimensions, 10); ++i)
    brackets += "[]";
  sql.text.insert(std::min(collate, sql.text.size()), brackets);
  return sql;
}

Sql domain_name(const Value& type, const Words& words) {
  const Value* name = type_argument(type, 0, "name");
  if (name == nullptr) return cannot_be_known("the domain has no name; PostgreSQL requires one");
  return words.table(type.object()->attributes.find("schema"), *name);
}

std::size_t longest_label(const Value& type, const Words& words) {
  std::size_t longest = 0;
  for (const Sql& label : enum_labels(type, words))
    longest = std::max(longest, label.text.size() - 2);
  return longest;
}

Sql postgres_type(const TypeName& name, const Value& type, const Words& words) {
  const std::string& word = name.name;
  if (name.package == "pgvector") {
    // `Vector` and `VECTOR` are one class.
    Sql sql(word == "Vector" ? "VECTOR" : word);
    sql += in_parentheses(type_argument(type, 0, word == "BIT" ? "length" : "dim"));
    return sql;
  }
  if (const std::string_view plain = plain_word(word); !plain.empty()) {
    if (word != "INTERVAL") return plain;
  }
  if (word == "String" || word == "Unicode" || word == "VARCHAR")
    return string_type("VARCHAR", type);
  if (word == "Text" || word == "TEXT" || word == "UnicodeText") return string_type("TEXT", type);
  if (word == "CHAR" || word == "NCHAR" || word == "NVARCHAR") return string_type(word, type);
  if (word == "Numeric" || word == "NUMERIC") return numeric_type("NUMERIC", type);
  if (word == "DECIMAL") return numeric_type("DECIMAL", type);
  if (word == "Float" || word == "FLOAT") {
    const auto precision = number(type_argument(type, 0, "precision"));
    return precision && *precision != 0 ? Sql(fmt::format("FLOAT({})", *precision)) : Sql("FLOAT");
  }
  if (word == "DateTime" || word == "TIMESTAMP" || word == "DATETIME")
    return word == "DATETIME" ? Sql("DATETIME")
                              : time_type("TIMESTAMP", type, name.package == "postgresql");
  if (word == "Time" || word == "TIME")
    return time_type("TIME", type, name.package == "postgresql");
  if (word == "INTERVAL") {
    Sql sql("INTERVAL");
    const Value* fields = type_argument(type, 1, "fields");
    if (fields != nullptr && fields->str()) sql += " " + *fields->str();
    if (const auto precision = number(type_argument(type, 0, "precision")))
      sql += fmt::format(" ({})", *precision);
    return sql;
  }
  if (word == "BIT") {
    const auto length = number(type_argument(type, 0, "length"));
    const bool varying = is_true(type_argument(type, 1, "varying"));
    if (varying) return length ? fmt::format("BIT VARYING({})", *length) : "BIT VARYING";
    return fmt::format("BIT({})", length.value_or(1));
  }
  if (word == "BINARY" || word == "VARBINARY") {
    Sql sql(word);
    sql += in_parentheses(type_argument(type, 0, "length"));
    return sql;
  }
  if (word == "ARRAY") return array_type(type, words);
  if (word == "Uuid") return is_false(type_argument(type, 1, "native_uuid")) ? "CHAR(32)" : "UUID";
  if (word == "DOMAIN") return domain_name(type, words);
  if (word == "Enum" || word == "ENUM") {
    const auto native = native_enum(type, words);
    if (native) return native->name;
    const auto length = number(type_argument(type, 99, "length"));
    return fmt::format("VARCHAR({})",
                       length.value_or(static_cast<std::int64_t>(longest_label(type, words))));
  }
  if (word == "NullType" || word == "NULLTYPE")
    return cannot_be_known(
        "the column has no type, and SQLAlchemy refuses to write it: the call fails");
  if (name.package == "geoalchemy2") {
    const Value* kind = type_argument(type, 0, "geometry_type");
    const auto srid = number(type_argument(type, 1, "srid"));
    std::string base = word == "Geography" ? "geography" : "geometry";
    return fmt::format("{}({},{})", base,
                       kind != nullptr && kind->str() ? *kind->str() : "GEOMETRY",
                       srid.value_or(-1));
  }
  return {};
}

/// `sqlalchemy_utils` and the like: what their `impl` is on PostgreSQL.
std::string_view helper_type(std::string_view name) {
  using Pair = std::pair<std::string_view, std::string_view>;
  static constexpr auto words = std::to_array<Pair>({
      {"UUIDType", "UUID"},
      {"ArrowType", "TIMESTAMP WITHOUT TIME ZONE"},
      {"JSONType", "JSON"},
      {"LtreeType", "LTREE"},
      {"TSVectorType", "TSVECTOR"},
      {"IPAddressType", "VARCHAR(50)"},
      {"CIText", "CITEXT"},
      {"EmailType", "VARCHAR(255)"},
      {"URLType", "TEXT"},
  });
  const auto found = std::ranges::find(words, name, &Pair::first);
  return found == words.end() ? "" : found->second;
}

/// The dotted path of a class of another package, called or not.
std::string_view path_of(const Value& type) {
  if (const auto* external = type.get<eval::External>()) return external->path;
  const eval::Object* object = type.object();
  return object == nullptr ? std::string_view() : std::string_view(object->type);
}

/// The package whose types are known; empty: a class of the application or of any other package,
/// which may be called as one of them is.
std::string_view package_of(std::string_view path) {
  constexpr std::string_view kDialects = "sqlalchemy.dialects.";
  if (path.starts_with(kDialects)) {
    const std::string_view dialect = package_of(path.substr(kDialects.size()));
    return dialect.empty() ? "sqlalchemy" : dialect;
  }
  const std::string_view first = path.substr(0, path.find('.'));
  for (const std::string_view package : {"sqlalchemy", "postgresql", "mysql", "mariadb", "pgvector",
                                         "geoalchemy2", "sqlalchemy_utils", "citext"})
    if (first == package) return package;
  return is_app_database(path) ? "sqlalchemy" : "";
}

/// What the class or one of those that it comes from binds the name to.
const Value* member_of(const eval::Object& cls, std::string_view name, int depth = 0) {
  constexpr int kDeepest = 8;
  if (const Value* found = cls.attributes.find(name)) return found;
  for (const Value& base : cls.positional) {
    const bool readable = base.object() != nullptr && depth < kDeepest;
    const Value* found = readable ? member_of(*base.object(), name, depth + 1) : nullptr;
    if (found != nullptr) return found;
  }
  return nullptr;
}

class TypeWriter {
 public:
  explicit TypeWriter(const Words& words) : words_(words) {}

  Sql write(const Value& type) {
    // A class may name itself in what it says of its columns.
    constexpr int kDeepest = 20;
    if (depth_ >= kDeepest) return words_.placeholder(origin_of(type));
    ++depth_;
    Sql sql = written(type);
    --depth_;
    return sql;
  }

 private:
  Sql written(const Value& type) {
    if (const auto* opaque = type.get<eval::Opaque>()) return cannot_be_known(opaque->reason);
    const eval::Object* object = type.object();
    if (object != nullptr && object->type == ".with_variant") {
      // The variant of this dialect, else the type itself.
      const Value* variant = type_argument(type, 0, "type_");
      const Value* dialect = type_argument(type, 1, "dialect_name");
      const bool ours = dialect != nullptr && dialect->str() == dialect_name();
      return write(ours && variant != nullptr ? *variant : object->receiver);
    }
    const eval::Object* cls = object;
    if (object != nullptr && object->receiver.object() != nullptr &&
        object->receiver.object()->type == "class")
      cls = object->receiver.object();
    if (cls != nullptr && cls->type == "class") return of_class(type, *object, *cls);
    const TypeName name = type_name(type);
    if (!name.name.empty()) return of_package(type, name);
    if (type.is_null())
      return cannot_be_known(
          "the column has no type, and SQLAlchemy refuses to write it: the call fails");
    const std::string_view path = path_of(type);
    return words_.placeholder(path.contains('.') && !path.starts_with('.') ? std::string(path)
                                                                           : origin_of(type));
  }

  /// A class whose code is read: a TypeDecorator has an `impl`, and may choose by the dialect; a
  /// UserDefinedType says its column's text.
  Sql of_class(const Value& type, const eval::Object& object, const eval::Object& cls) {
    const Value* chooses = member_of(cls, "load_dialect_impl");
    if (chooses != nullptr && chooses->callable() != nullptr) {
      eval::Object dialect{.type = "dialect", .span = cls.span, .origin = "dialect"};
      const Value chosen = chooses->callable()->call(
          {.positional = {type, eval::make_object(std::move(dialect))}, .span = cls.span});
      // `super().load_dialect_impl(dialect)` gives the `impl`.
      const bool is_default =
          chosen.is_unknown() && origin_of(chosen).starts_with("super().load_dialect_impl(");
      if (!is_default) return chosen.is_unknown() ? words_.placeholder(cls.origin) : write(chosen);
    }
    const Value* implementation = object.attributes.find("impl");
    if (implementation == nullptr) implementation = member_of(cls, "impl");
    if (implementation != nullptr) return write(*implementation);
    const Value* text = member_of(cls, "get_col_spec");
    if (text != nullptr && text->callable() != nullptr) {
      const Value given = text->callable()->call({.positional = {type}});
      if (given.text() != nullptr) return words_.statement(*given.text());
    }
    return words_.placeholder(cls.origin);
  }

  Sql of_package(const Value& type, const TypeName& name) {
    Sql sql =
        words_.is_mysql() ? mysql_type(name, type, words_) : postgres_type(name, type, words_);
    if (!sql.text.empty() || !sql.known()) return sql;
    const std::string_view helper = words_.is_mysql() ? "" : helper_type(name.name);
    return helper.empty() ? words_.placeholder(name.name) : helper;
  }

  [[nodiscard]] std::string_view dialect_name() const {
    return words_.is_mysql() ? "mysql" : "postgresql";
  }

  const Words& words_;
  int depth_ = 0;
};

}  // namespace

const Value* type_argument(const Value& type, std::size_t position, std::string_view name) {
  const eval::Object* object = type.object();
  if (object == nullptr) return nullptr;
  if (position < object->positional.size()) return &object->positional[position];
  return object->attributes.find(name);
}

TypeName type_name(const Value& type) {
  const std::string_view path = path_of(type);
  const std::size_t dot = path.rfind('.');
  if (dot == std::string_view::npos) return {};
  const std::string_view package = package_of(path);
  if (package.empty()) return {};
  return {.package = std::string(package), .name = std::string(path.substr(dot + 1))};
}

Sql type_sql(const Value& type, const Words& words) {
  return TypeWriter(words).write(type);
}

bool is_integer_like(const Value& type) {
  static constexpr auto names = std::to_array<std::string_view>(
      {"Integer", "INTEGER", "INT", "BigInteger", "BIGINT", "SmallInteger", "SMALLINT", "Numeric",
       "NUMERIC", "DECIMAL", "Float", "FLOAT", "REAL", "MEDIUMINT", "TINYINT", "DOUBLE",
       "DOUBLE_PRECISION"});
  const eval::Object* object = type.object();
  if (object != nullptr && object->type == ".with_variant")
    return is_integer_like(object->receiver);
  return std::ranges::find(names, type_name(type).name) != names.end();
}

std::vector<Sql> enum_labels(const Value& type, const Words& words) {
  std::vector<Sql> labels;
  const eval::Object* object = type.object();
  if (object == nullptr) return labels;
  for (const Value& given : object->positional) {
    if (given.text() != nullptr || given.is_unknown()) {
      labels.push_back(words.string(given));
    } else if (const eval::Object* cls = given.object(); cls != nullptr && cls->type == "class") {
      // A class of Python's enum: the names of its members.
      for (const auto& [name, value] : cls->attributes.entries)
        if (value.callable() == nullptr && !name.starts_with("_"))
          labels.emplace_back(words.quoted(name));
    } else if (given.list() != nullptr) {
      for (const Value& item : given.list()->items)
        labels.push_back(words.string(item));
    } else {
      labels.push_back(cannot_be_known(fmt::format(
          "the labels of the enum come from `{}`, which is not read", origin_of(given))));
    }
  }
  return labels;
}

std::optional<NativeEnum> native_enum(const Value& type, const Words& words) {
  const TypeName name = type_name(type);
  const eval::Object* object = type.object();
  if (object == nullptr) return std::nullopt;
  if (name.name == "ARRAY") {
    const Value* item = type_argument(type, 0, "item_type");
    return item != nullptr ? native_enum(*item, words) : std::nullopt;
  }
  if (name.name != "Enum" && name.name != "ENUM") return std::nullopt;
  if (is_false(object->attributes.find("native_enum"))) return std::nullopt;
  NativeEnum native;
  const Value* given = object->attributes.find("name");
  Value own;
  if (given == nullptr && !object->positional.empty() &&
      object->positional[0].object() != nullptr) {
    // The class's name in small letters.
    own = object->positional[0].object()->origin;
    own = ascii::lower_case(own.str().value_or(""));
    given = &own;
  }
  if (given == nullptr) {
    native.name = cannot_be_known("the enum has no name; PostgreSQL requires one");
  } else {
    native.name = words.table(object->attributes.find("schema"), *given);
  }
  native.labels = enum_labels(type, words);
  // With a MetaData of its own it is made with that, not with a table.
  const bool has_metadata = alembic::given(object->attributes.find("metadata")) != nullptr;
  native.create_type = !has_metadata && (!is_false(object->attributes.find("create_type")) ||
                                         name.package != "postgresql");
  return native;
}

std::optional<Sql> domain_command(const Value& type, bool create, const Words& words) {
  const eval::Object* object = type.object();
  if (object == nullptr || words.is_mysql() || type_name(type).name != "DOMAIN")
    return std::nullopt;
  Sql sql(create ? "CREATE DOMAIN " : "DROP DOMAIN ");
  sql += domain_name(type, words);
  if (!create) return sql;
  const auto option = [&](std::string_view name) {
    return alembic::given(object->attributes.find(name));
  };
  sql += " AS ";
  const Value* base = type_argument(type, 1, "data_type");
  sql += base != nullptr ? type_sql(*base, words) : cannot_be_known("a DOMAIN without its type");
  if (const Value* collation = option("collation")) {
    sql += " COLLATE ";
    sql += words.name(*collation);
  }
  if (const Value* standard = option("default")) {
    sql += " DEFAULT ";
    sql += standard->text() != nullptr ? words.string(*standard)
                                       : CoreWriter(words).without_tables().expression(*standard);
  }
  if (const Value* name = option("constraint_name")) {
    sql += " CONSTRAINT ";
    sql += words.name(*name);
  }
  if (is_true(option("not_null"))) sql += " NOT NULL";
  if (const Value* condition = option("check")) {
    sql += " CHECK (";
    sql += condition->text() != nullptr ? words.statement(*condition->text())
                                        : CoreWriter(words).without_tables().expression(*condition);
    sql += ")";
  }
  return sql;
}

bool makes_check(const Value& type) {
  const TypeName name = type_name(type);
  const eval::Object* object = type.object();
  if (object == nullptr || !is_true(object->attributes.find("create_constraint"))) return false;
  if (name.name == "Enum") return is_false(object->attributes.find("native_enum"));
  return false;
}

}  // namespace miglint::alembic
