// The methods of a blueprint: what each adds. The table at the end is the list of all of them.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "frontend/laravel/blueprint.h"
#include "source/ascii.h"

namespace miglint::laravel {

/// One call of a method.
class BlueprintMethods {
 public:
  BlueprintMethods(Blueprint& blueprint, std::string_view method, Attribute::List args, Span span)
      : blueprint_(blueprint), method_(method), args_(std::move(args)), span_(span) {}

  FluentPtr plain_column() { return column(method_); }
  FluentPtr integer() { return integer(method_, arg(1), arg(2)); }
  FluentPtr unsigned_integer() {
    std::string type(method_.substr(8));  // unsignedBigInteger
    type[0] = ascii::lower(type[0]);
    return integer(type, arg(1), true);
  }
  FluentPtr increments() {
    const std::string_view size = method_.substr(0, method_.size() - 10);
    const std::string_view type = size == "tiny"     ? "tinyInteger"
                                  : size == "small"  ? "smallInteger"
                                  : size == "medium" ? "mediumInteger"
                                  : size == "big"    ? "bigInteger"
                                                     : "integer";
    return integer(type, true, true);
  }
  FluentPtr id() {
    if (args_.empty()) args_.emplace_back("id");
    return integer("bigInteger", true, true);
  }
  FluentPtr text_of_length() {
    const bool keep = method_ == "char" && connection().laravel >= 10 && !arg(1).is_null();
    const Attribute length =
        keep || arg(1).truthy() ? arg(1) : Attribute(connection().default_string_length);
    return with(column(method_), {{"length", length}});
  }
  FluentPtr real_number() {
    if (connection().laravel >= 11) {
      FluentPtr made = column(method_);
      if (method_ == "float") made->set("precision", args_.size() > 1 ? arg(1) : Attribute(53));
      return made;
    }
    const bool is_float = method_ == "float";
    return with(column(method_), {{"total", arg(1, is_float ? Attribute(8) : Attribute())},
                                  {"places", arg(2, is_float ? Attribute(2) : Attribute())},
                                  {"unsigned", arg(3, false)}});
  }
  FluentPtr decimal() {
    FluentPtr made = column("decimal");
    made->set("total", arg(1, 8));
    made->set("places", arg(2, 2));
    if (connection().laravel < 11) made->set("unsigned", arg(3, false));
    return made;
  }
  FluentPtr unsigned_number() {
    const std::string_view type = method_ == "unsignedDecimal" ? "decimal"
                                  : method_ == "unsignedFloat" ? "float"
                                                               : "double";
    const bool fixed = type != "double";
    return with(column(type), {{"total", arg(1, fixed ? Attribute(8) : Attribute())},
                               {"places", arg(2, fixed ? Attribute(2) : Attribute())},
                               {"unsigned", true}});
  }
  FluentPtr choices() { return with(column(method_), {{"allowed", arg(1)}}); }
  FluentPtr moment() { return moment(method_, arg(0), arg(1)); }
  FluentPtr timestamps() {
    const std::string_view type = method_.ends_with("Tz")  ? "timestampTz"
                                  : method_ == "datetimes" ? "dateTime"
                                                           : "timestamp";
    moment(type, "created_at", arg(0))->set("nullable", true);
    moment(type, "updated_at", arg(0))->set("nullable", true);
    return nullptr;
  }
  FluentPtr soft_deletes() {
    const std::string_view type = method_ == "softDeletes"     ? "timestamp"
                                  : method_ == "softDeletesTz" ? "timestampTz"
                                                               : "dateTime";
    FluentPtr made = moment(type, arg(0, "deleted_at"), arg(1));
    made->set("nullable", true);
    return made;
  }
  FluentPtr binary() {
    return with(column("binary"), {{"length", arg(1)}, {"fixed", arg(2, false)}});
  }
  FluentPtr named_by_default() {
    static constexpr auto names = std::to_array<std::pair<std::string_view, std::string_view>>(
        {{"uuid", "uuid"}, {"ipAddress", "ip_address"}, {"macAddress", "mac_address"}});
    const auto name = std::ranges::find(names, method_, [](const auto& n) { return n.first; });
    return blueprint_.add_column(method_, arg(0, std::string(name->second)), span_);
  }
  FluentPtr ulid() {
    return with(blueprint_.add_column("char", arg(0, "ulid"), span_), {{"length", arg(1, 26)}});
  }
  FluentPtr foreign_id() {
    return with(blueprint_.add_column("bigInteger", arg(0), span_, Fluent::Kind::foreign_id),
                {{"autoIncrement", false}, {"unsigned", true}});
  }
  FluentPtr foreign_uuid() {
    return blueprint_.add_column("uuid", arg(0), span_, Fluent::Kind::foreign_id);
  }
  FluentPtr foreign_ulid() {
    return with(blueprint_.add_column("char", arg(0), span_, Fluent::Kind::foreign_id),
                {{"length", arg(1, 26)}});
  }
  FluentPtr spatial() {
    const bool geometry = method_ == "geometry";
    if (connection().laravel < 11) return with(column(method_), {{"spatial", true}});
    return with(column(method_), {{"subtype", arg(1)}, {"srid", arg(2, geometry ? 0 : 4326)}});
  }
  FluentPtr point() {
    FluentPtr made =
        with(blueprint_.add_column(lower_method(), arg(0), span_), {{"spatial", true}});
    if (method_ == "point") made->set("srid", arg(1));
    return made;
  }
  FluentPtr vector() {
    FluentPtr made = column("vector");
    if (arg(1).truthy()) made->set("dimensions", arg(1));
    return made;
  }
  FluentPtr computed() { return with(column("computed"), {{"expression", arg(1)}}); }
  FluentPtr raw_column() { return with(column("raw"), {{"definition", arg(1)}}); }
  FluentPtr add_column() {
    FluentPtr made = blueprint_.add_column(arg(0).text(), arg(1), span_);
    return made;
  }
  FluentPtr remember_token() {
    return with(blueprint_.add_column("string", "remember_token", span_),
                {{"length", 100}, {"nullable", true}});
  }
  FluentPtr morphs() {
    const bool nullable = method_.starts_with("nullable");
    const bool by_default = method_ == "morphs" || method_ == "nullableMorphs";
    const std::string kind = by_default                   ? connection().morph_key_type
                             : has("Uuid") || has("uuid") ? "uuid"
                             : has("Ulid") || has("ulid") ? "ulid"
                                                          : "int";
    const std::string name = arg(0).text();
    const Attribute after = connection().laravel >= 11 ? arg(2) : Attribute();
    FluentPtr type = with(blueprint_.add_column("string", Attribute(name + "_type"), span_),
                          {{"length", connection().default_string_length}});
    FluentPtr key;
    const Attribute key_name(name + "_id");
    if (kind == "uuid") {
      key = blueprint_.add_column("uuid", key_name, span_);
    } else if (kind == "ulid") {
      key = with(blueprint_.add_column("char", key_name, span_), {{"length", 26}});
    } else {
      key = with(blueprint_.add_column("bigInteger", key_name, span_),
                 {{"autoIncrement", false}, {"unsigned", true}});
    }
    if (nullable) {
      type->set("nullable", true);
      key->set("nullable", true);
    }
    if (!after.is_null()) {
      type->set("after", after);
      key->set("after", Attribute(name + "_type"));
    }
    blueprint_.index("index", Attribute::List{Attribute(name + "_type"), key_name}, arg(1), span_);
    return nullptr;
  }

  FluentPtr index() {
    FluentPtr made =
        blueprint_.index(method_ == "fullText" ? "fulltext" : method_, arg(0), arg(1), span_);
    if (method_ == "spatialIndex") {
      made->set("operatorClass", arg(2));
    } else {
      made->set("algorithm", arg(2));
    }
    return made;
  }
  FluentPtr vector_index() {
    FluentPtr made = blueprint_.index("vectorIndex", arg(0), arg(1), span_);
    const bool mysql = connection().is_mysql();
    made->set("algorithm", mysql ? Attribute() : Attribute("hnsw"));
    made->set("operatorClass", mysql ? "M=6 DISTANCE=cosine" : "vector_cosine_ops");
    return made;
  }
  FluentPtr raw_index() {
    return blueprint_.index("index", Attribute::List{Attribute(Raw{arg(0).text()})}, arg(1), span_);
  }
  FluentPtr foreign() {
    FluentPtr made = blueprint_.index("foreign", arg(0), arg(1), span_);
    made->kind = Fluent::Kind::foreign_key;
    return made;
  }
  FluentPtr command() { return blueprint_.add_command(method_, span_); }
  FluentPtr drop_column() { return drop_columns(arg(0).list() ? *arg(0).list() : args_); }
  FluentPtr drop_named() {
    if (method_.starts_with("dropTimestamps")) return drop_columns({"created_at", "updated_at"});
    if (method_ == "dropRememberToken") return drop_columns({"remember_token"});
    return drop_columns(as_list(arg(0, "deleted_at")));
  }
  FluentPtr drop_morphs() {
    const std::string name = arg(0).text();
    const Attribute::List columns{Attribute(name + "_type"), Attribute(name + "_id")};
    blueprint_.drop_index("dropIndex", "index", arg(1).truthy() ? arg(1) : Attribute(columns),
                          span_);
    return drop_columns(columns);
  }
  FluentPtr drop_index() {
    static constexpr auto types = std::to_array<std::pair<std::string_view, std::string_view>>(
        {{"dropPrimary", "primary"},
         {"dropUnique", "unique"},
         {"dropIndex", "index"},
         {"dropFullText", "fulltext"},
         {"dropSpatialIndex", "spatialIndex"},
         {"dropForeign", "foreign"}});
    const auto type = std::ranges::find(types, method_, [](const auto& t) { return t.first; });
    return blueprint_.drop_index(method_, type->second, arg(0), span_);
  }
  FluentPtr drop_constrained() {
    blueprint_.drop_index("dropForeign", "foreign", Attribute::List{arg(0)}, span_);
    return drop_columns({arg(0)});
  }
  FluentPtr from_to() {
    return with(blueprint_.add_command(method_, span_), {{"from", arg(0)}, {"to", arg(1)}});
  }
  FluentPtr rename() { return with(blueprint_.add_command("rename", span_), {{"to", arg(0)}}); }
  FluentPtr comment() {
    return with(blueprint_.add_command("tableComment", span_), {{"comment", arg(0)}});
  }
  FluentPtr option() {
    blueprint_.options_.set(method_ == "innoDb" ? "engine" : method_,
                            method_ == "temporary" ? Attribute(true)
                            : method_ == "innoDb"  ? Attribute("InnoDB")
                                                   : arg(0));
    return nullptr;
  }
  FluentPtr remove_column() {
    blueprint_.remove_column(arg(0));
    return nullptr;
  }

 private:
  [[nodiscard]] const Connection& connection() const { return blueprint_.connection_; }
  [[nodiscard]] bool has(std::string_view part) const { return method_.find(part) != method_.npos; }
  [[nodiscard]] Attribute arg(std::size_t i, const Attribute& fallback = {}) const {
    return i < args_.size() ? args_[i] : fallback;
  }
  [[nodiscard]] std::string lower_method() const { return ascii::lower_case(method_); }
  static FluentPtr with(FluentPtr fluent,
                        std::initializer_list<std::pair<std::string_view, Attribute>> attributes) {
    for (const auto& [name, value] : attributes)
      fluent->set(name, value);
    return fluent;
  }
  FluentPtr column(std::string_view type) { return blueprint_.add_column(type, arg(0), span_); }
  FluentPtr integer(std::string_view type, const Attribute& increments, const Attribute& positive) {
    return with(column(type), {{"autoIncrement", increments}, {"unsigned", positive}});
  }
  FluentPtr moment(std::string_view type, const Attribute& name, const Attribute& precision) {
    FluentPtr made = blueprint_.add_column(type, name, span_);
    const auto& usual = connection().default_time_precision;
    if (!precision.is_null()) {
      made->set("precision", precision);
    } else if (usual) {
      made->set("precision", Attribute(*usual));
    }
    return made;
  }
  FluentPtr drop_columns(Attribute::List columns) {
    return with(blueprint_.add_command("dropColumn", span_), {{"columns", std::move(columns)}});
  }

  Blueprint& blueprint_;
  std::string_view method_;
  Attribute::List args_;
  Span span_;
};

namespace {

using Call = FluentPtr (BlueprintMethods::*)();
using Names = std::array<std::string_view, 4>;

struct Method {
  std::string_view name;
  Call call;
  Names parameters{};  ///< Names of the parameters, for calls that use them.
  int until = 99;      ///< The last major version that has it.
};

using M = BlueprintMethods;
constexpr Names kColumn{"column"};
constexpr Names kInteger{"column", "autoIncrement", "unsigned"};
constexpr Names kIndex{"columns", "name", "algorithm"};
constexpr Names kMoment{"column", "precision"};
constexpr Names kNumber{"column", "total", "places", "unsigned"};
constexpr Names kMorphs{"name", "indexName", "after"};
constexpr Names kDropIndex{"index"};

constexpr auto methods = std::to_array<Method>({
    {"id", &M::id, kColumn},
    {"increments", &M::increments, kColumn},
    {"integerIncrements", &M::increments, kColumn},
    {"tinyIncrements", &M::increments, kColumn},
    {"smallIncrements", &M::increments, kColumn},
    {"mediumIncrements", &M::increments, kColumn},
    {"bigIncrements", &M::increments, kColumn},
    {"char", &M::text_of_length, {"column", "length"}},
    {"string", &M::text_of_length, {"column", "length"}},
    {"tinyText", &M::plain_column, kColumn},
    {"text", &M::plain_column, kColumn},
    {"mediumText", &M::plain_column, kColumn},
    {"longText", &M::plain_column, kColumn},
    {"integer", &M::integer, kInteger},
    {"tinyInteger", &M::integer, kInteger},
    {"smallInteger", &M::integer, kInteger},
    {"mediumInteger", &M::integer, kInteger},
    {"bigInteger", &M::integer, kInteger},
    {"unsignedInteger", &M::unsigned_integer, kInteger},
    {"unsignedTinyInteger", &M::unsigned_integer, kInteger},
    {"unsignedSmallInteger", &M::unsigned_integer, kInteger},
    {"unsignedMediumInteger", &M::unsigned_integer, kInteger},
    {"unsignedBigInteger", &M::unsigned_integer, kInteger},
    {"foreignId", &M::foreign_id, kColumn},
    {"foreignUuid", &M::foreign_uuid, kColumn},
    {"foreignUlid", &M::foreign_ulid, {"column", "length"}},
    {"float", &M::real_number, {"column", "precision"}},
    {"double", &M::real_number, kNumber},
    {"decimal", &M::decimal, kNumber},
    {"unsignedFloat", &M::unsigned_number, kNumber, 10},
    {"unsignedDouble", &M::unsigned_number, kNumber, 10},
    {"unsignedDecimal", &M::unsigned_number, kNumber, 10},
    {"boolean", &M::plain_column, kColumn},
    {"enum", &M::choices, {"column", "allowed"}},
    {"set", &M::choices, {"column", "allowed"}},
    {"json", &M::plain_column, kColumn},
    {"jsonb", &M::plain_column, kColumn},
    {"date", &M::plain_column, kColumn},
    {"dateTime", &M::moment, kMoment},
    {"dateTimeTz", &M::moment, kMoment},
    {"time", &M::moment, kMoment},
    {"timeTz", &M::moment, kMoment},
    {"timestamp", &M::moment, kMoment},
    {"timestampTz", &M::moment, kMoment},
    {"timestamps", &M::timestamps, {"precision"}},
    {"nullableTimestamps", &M::timestamps, {"precision"}},
    {"timestampsTz", &M::timestamps, {"precision"}},
    {"nullableTimestampsTz", &M::timestamps, {"precision"}},
    {"datetimes", &M::timestamps, {"precision"}},
    {"softDeletes", &M::soft_deletes, kMoment},
    {"softDeletesTz", &M::soft_deletes, kMoment},
    {"softDeletesDatetime", &M::soft_deletes, kMoment},
    {"year", &M::plain_column, kColumn},
    {"binary", &M::binary, {"column", "length", "fixed"}},
    {"uuid", &M::named_by_default, kColumn},
    {"ulid", &M::ulid, {"column", "length"}},
    {"ipAddress", &M::named_by_default, kColumn},
    {"macAddress", &M::named_by_default, kColumn},
    {"geometry", &M::spatial, {"column", "subtype", "srid"}},
    {"geography", &M::spatial, {"column", "subtype", "srid"}},
    {"point", &M::point, {"column", "srid"}, 10},
    {"lineString", &M::point, kColumn, 10},
    {"polygon", &M::point, kColumn, 10},
    {"geometryCollection", &M::point, kColumn, 10},
    {"multiPoint", &M::point, kColumn, 10},
    {"multiLineString", &M::point, kColumn, 10},
    {"multiPolygon", &M::point, kColumn, 10},
    {"multiPolygonZ", &M::point, kColumn, 10},
    {"vector", &M::vector, {"column", "dimensions"}},
    {"tsvector", &M::plain_column, kColumn},
    {"computed", &M::computed, {"column", "expression"}},
    {"rawColumn", &M::raw_column, {"column", "definition"}},
    {"addColumn", &M::add_column, {"type", "name", "parameters"}},
    {"rememberToken", &M::remember_token, {}},
    {"morphs", &M::morphs, kMorphs},
    {"nullableMorphs", &M::morphs, kMorphs},
    {"numericMorphs", &M::morphs, kMorphs},
    {"nullableNumericMorphs", &M::morphs, kMorphs},
    {"uuidMorphs", &M::morphs, kMorphs},
    {"nullableUuidMorphs", &M::morphs, kMorphs},
    {"ulidMorphs", &M::morphs, kMorphs},
    {"nullableUlidMorphs", &M::morphs, kMorphs},
    {"primary", &M::index, kIndex},
    {"unique", &M::index, kIndex},
    {"index", &M::index, kIndex},
    {"fullText", &M::index, kIndex},
    {"spatialIndex", &M::index, {"columns", "name", "operatorClass"}},
    {"vectorIndex", &M::vector_index, {"column", "name"}},
    {"rawIndex", &M::raw_index, {"expression", "name"}},
    {"foreign", &M::foreign, {"columns", "name"}},
    {"create", &M::command, {}},
    {"drop", &M::command, {}},
    {"dropIfExists", &M::command, {}},
    {"dropColumn", &M::drop_column, {"columns"}},
    {"dropTimestamps", &M::drop_named, {}},
    {"dropTimestampsTz", &M::drop_named, {}},
    {"dropSoftDeletes", &M::drop_named, kColumn},
    {"dropSoftDeletesTz", &M::drop_named, kColumn},
    {"dropRememberToken", &M::drop_named, {}},
    {"dropMorphs", &M::drop_morphs, {"name", "indexName"}},
    {"dropPrimary", &M::drop_index, kDropIndex},
    {"dropUnique", &M::drop_index, kDropIndex},
    {"dropIndex", &M::drop_index, kDropIndex},
    {"dropFullText", &M::drop_index, kDropIndex},
    {"dropSpatialIndex", &M::drop_index, kDropIndex},
    {"dropForeign", &M::drop_index, kDropIndex},
    {"dropConstrainedForeignId", &M::drop_constrained, kColumn},
    {"renameColumn", &M::from_to, {"from", "to"}},
    {"renameIndex", &M::from_to, {"from", "to"}},
    {"rename", &M::rename, {"to"}},
    {"comment", &M::comment, {"comment"}},
    {"engine", &M::option, {"engine"}},
    {"innoDb", &M::option, {}},
    {"charset", &M::option, {"charset"}},
    {"collation", &M::option, {"collation"}},
    {"temporary", &M::option, {}},
    {"removeColumn", &M::remove_column, {"name"}},
});

/// PHP's method names do not care about case.
const Method* find_method(std::string_view name) {
  const auto found = std::ranges::find_if(
      methods, [&](const Method& method) { return ascii::same(method.name, name); });
  return found == methods.end() ? nullptr : &*found;
}

}  // namespace

std::expected<FluentPtr, std::string> Blueprint::call(std::string_view method, Attribute::List args,
                                                      Span span) {
  const Method* found = find_method(method);
  if (found == nullptr) {
    return std::unexpected(
        fmt::format("Laravel's Blueprint has no method {}(): a macro, which is not read", method));
  }
  if (connection_.laravel > found->until) {
    return std::unexpected(
        fmt::format("Laravel {} has no {}() any more", connection_.laravel, found->name));
  }
  BlueprintMethods call(*this, found->name, std::move(args), span);
  return (call.*found->call)();
}

std::span<const std::string_view> blueprint_parameters(std::string_view method) {
  const Method* found = find_method(method);
  if (found == nullptr) return {};
  const auto end = std::ranges::find(found->parameters, std::string_view());
  return {found->parameters.begin(), end};
}

}  // namespace miglint::laravel
