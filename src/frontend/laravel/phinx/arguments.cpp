#include "frontend/laravel/phinx/arguments.h"

#include <algorithm>
#include <array>

#include "frontend/laravel/placeholder.h"
#include "frontend/laravel/wrap.h"
#include "frontend/php/functions.h"
#include "source/ascii.h"

namespace miglint::laravel::phinx {
namespace {

using eval::Value;
using Kind = Action::Kind;
using Options = std::vector<std::pair<std::string, Value>>;

const Value& none() {
  static const Value value;
  return value;
}

class Reader {
 public:
  Reader(const Call& call, std::vector<Action>& actions) : call_(call), actions_(actions) {}

  std::string read() {
    const std::string_view method = call_.method;
    if (method == "drop") {
      add(Kind::drop_table);
    } else if (method == "rename") {
      add(Kind::rename_table).new_name = text(0, "newTableName");
    } else if (method == "changePrimaryKey") {
      Action& action = add(Kind::change_primary_key);
      if (!given(0, "columns").is_null()) action.columns = texts(given(0, "columns"));
    } else if (method == "changeComment") {
      add(Kind::change_comment).comment = call_.read(given(0, "comment"));
    } else if (method == "addColumn") {
      read_column(add(Kind::add_column), given(0, "columnName"), given(1, "type"),
                  options_of(given(2, "options")));
    } else if (method == "changeColumn") {
      Action& action = add(Kind::change_column);
      action.name = text(0, "columnName");
      read_column(action, given(0, "columnName"), given(1, "newColumnType"),
                  options_of(given(2, "options")));
    } else if (method == "removeColumn") {
      add(Kind::remove_column).name = text(0, "columnName");
    } else if (method == "renameColumn") {
      Action& action = add(Kind::rename_column);
      action.name = text(0, "oldName");
      action.new_name = text(1, "newName");
    } else if (method == "addIndex") {
      read_index(add(Kind::add_index).index);
    } else if (method == "removeIndex") {
      add(Kind::drop_index).index.columns = texts(given(0, "columns"));
    } else if (method == "removeIndexByName") {
      add(Kind::drop_index).index.name = text(0, "name");
    } else if (method == "addForeignKey" || method == "addForeignKeyWithName") {
      read_foreign_key(add(Kind::add_foreign_key).key, method.ends_with("WithName") ? 1 : 0);
    } else if (method == "dropForeignKey") {
      ForeignKey& key = add(Kind::drop_foreign_key).key;
      key.columns = texts(given(0, "columns"));
      if (!given(1, "constraint").is_null()) key.constraint = text(1, "constraint");
    } else if (method == "addTimestamps" || method == "addTimestampsWithTimezone") {
      add_timestamps(method.ends_with("Timezone"));
    } else {
      return "Phinx's table has no " + std::string(method) + "() that is known";
    }
    return problem_;
  }

 private:
  Action& add(Kind kind) {
    Action& action = actions_.emplace_back();
    action.kind = kind;
    action.column.null = call_.settings.column_null_default;
    return action;
  }

  [[nodiscard]] const Value& given(std::size_t at, std::string_view name) const {
    const Value* found = call_.arguments.get(at, name);
    return found != nullptr ? *found : none();
  }
  [[nodiscard]] std::string text(std::size_t at, std::string_view name) const {
    return call_.read(given(at, name)).text();
  }
  [[nodiscard]] std::vector<std::string> texts(const Value& value) const {
    std::vector<std::string> all;
    for (const Attribute& one : as_list(call_.read(value)))
      all.push_back(one.text());
    return all;
  }

  Options options_of(const Value& value) {
    Options options;
    if (const eval::Map* map = php::as_map(value)) {
      for (const auto& [key, item] : map->entries)
        options.emplace_back(call_.read(key).text(), item);
    } else if (!value.is_null()) {
      problem_ = "the options are not known";
    }
    return options;
  }
  static Options options_of(const eval::Object& object) {
    return {object.attributes.entries.begin(), object.attributes.entries.end()};
  }

  std::optional<std::int64_t> number(const std::string& option, const Value& value) {
    const Attribute read = call_.read(value);
    if (const auto* whole = std::get_if<std::int64_t>(&read.value)) return *whole;
    if (!read.is_null()) problem_ = "the option `" + option + "` is not known";
    return std::nullopt;
  }
  /// What must be known to tell the SQL.
  bool flag(const std::string& option, const Value& value) {
    if (value.is_unknown()) problem_ = "the option `" + option + "` is not known";
    return call_.read(value).truthy();
  }

  void read_type(Column& column, const Value& type) {
    const Attribute read = call_.read(type);
    column.literal = read.raw() != nullptr;
    column.type = column.literal ? read.raw()->sql : read.text();
    if (has_unknown(column.type)) problem_ = "the type of a column is not known";
  }

  void read_column(Action& action, const Value& name, const Value& type, const Options& options) {
    Column& column = action.column;
    const eval::Object* object = name.object();
    if (object == nullptr || object->type != "PhinxColumn") object = type.object();
    if (object != nullptr && object->type == "PhinxColumn") {
      column.name = action.name;
      set_options(column, options_of(*object));
      return;
    }
    column.name = call_.read(name).text();
    read_type(column, type);
    set_options(column, options);
  }

  void set_options(Column& column, const Options& options) {
    const auto is_set = [&](std::string_view wanted) {
      return std::ranges::any_of(options, [&](const auto& option) {
        return option.first == wanted && !option.second.is_null();
      });
    };
    for (const auto& [option, value] : options) {
      if (option == "identity" && flag(option, value) && !is_set("null")) column.null = false;
    }
    for (const auto& [option, value] : options)
      set_option(column, option, value);
  }

  void set_option(Column& column, const std::string& option, const Value& value) {
    const auto as_text = [&](std::string& into) { into = call_.read(value).text(); };
    if (option == "limit" || option == "length" || option == "precision") {
      column.limit = number(option, value);
    } else if (option == "scale") {
      column.scale = number(option, value);
    } else if (option == "srid") {
      column.srid = number(option, value);
    } else if (option == "null") {
      column.null = flag(option, value);
    } else if (option == "default") {
      column.initial = call_.read(value);
    } else if (option == "identity") {
      column.identity = flag(option, value);
    } else if (option == "generated") {
      const Attribute read = call_.read(value);
      column.generated = read.is_null() ? std::nullopt : std::optional(read.text());
    } else if (option == "signed") {
      column.is_signed = flag(option, value);
    } else if (option == "timezone") {
      column.timezone = flag(option, value);
    } else if (option == "values") {
      set_values(column, call_.read(value));
    } else if (option == "name") {
      as_text(column.name);
    } else if (option == "type") {
      read_type(column, value);
    } else if (option == "after") {
      as_text(column.after);
    } else if (option == "update") {
      as_text(column.update);
    } else if (option == "comment") {
      as_text(column.comment);
    } else if (option == "collation") {
      as_text(column.collation);
    } else if (option == "encoding") {
      as_text(column.encoding);
    } else if (option != "properties" && option != "seed" && option != "increment") {
      problem_ = "Phinx refuses the column option `" + option + "`";
    }
  }

  static void set_values(Column& column, const Attribute& values) {
    if (values.list() != nullptr) {
      column.values = *values.list();
      return;
    }
    Attribute::List all;
    for (std::string_view part : split(values.text(), ",")) {
      if (!all.empty()) part.remove_prefix(std::min(part.find_first_not_of(" \t"), part.size()));
      all.emplace_back(part);
    }
    column.values = std::move(all);
  }

  void read_index(Index& index) {
    const Value& columns = given(0, "columns");
    const eval::Object* object = columns.object();
    const bool is_index = object != nullptr && object->type == "PhinxIndex";
    if (!is_index) index.columns = texts(columns);
    for (const auto& [option, value] :
         is_index ? options_of(*object) : options_of(given(1, "options"))) {
      const Attribute read = call_.read(value);
      if (option == "columns") {
        index.columns = texts(value);
      } else if (option == "unique") {
        if (flag(option, value)) index.type = "unique";
      } else if (option == "type") {
        index.type = read.text();
      } else if (option == "name") {
        index.name = read.text();
      } else if (option == "limit") {
        read_limits(index, value);
      } else if (option == "order") {
        for (const auto& [column, order] : options_of(value))
          index.order.emplace_back(column, call_.read(order).text());
      } else if (option == "include") {
        index.include = texts(value);
      } else {
        problem_ = "Phinx refuses the index option `" + option + "`";
      }
    }
  }

  void read_limits(Index& index, const Value& value) {
    if (php::as_map(value) == nullptr) {
      index.limit = call_.read(value);
      return;
    }
    index.limits.emplace();
    for (const auto& [column, limit] : options_of(value))
      index.limits->emplace_back(column, number("limit", limit).value_or(0));
  }

  void read_foreign_key(ForeignKey& key, std::size_t at) {
    if (at == 1) key.constraint = text(0, "name");
    key.columns = texts(given(at, "columns"));
    key.table = text(at + 1, "referencedTable");
    const Value& referenced = given(at + 2, "referencedColumns");
    key.referenced = referenced.is_null() ? std::vector<std::string>{"id"} : texts(referenced);
    for (const auto& [option, value] : options_of(given(at + 3, "options"))) {
      const std::string read = call_.read(value).text();
      if (option == "delete") {
        key.on_delete = action_named(read);
      } else if (option == "update") {
        key.on_update = action_named(read);
      } else if (option == "constraint") {
        key.constraint = read;
      } else {
        problem_ = "Phinx refuses the foreign key option `" + option + "`";
      }
    }
  }

  std::string action_named(std::string_view written) {
    static constexpr auto known =
        std::to_array<std::string_view>({"CASCADE", "RESTRICT", "SET NULL", "NO ACTION"});
    const std::string wanted = replace_all(ascii::lower_case(written), "_", " ");
    for (const std::string_view action : known) {
      if (ascii::lower_case(action) == wanted) return std::string(action);
    }
    problem_ = "Phinx knows no action `" + std::string(written) + "` of a foreign key";
    return {};
  }

  void add_timestamps(bool with_timezone) {
    if (!with_timezone) {
      const Value& zone = given(2, "withTimezone");
      with_timezone = !zone.is_null() && flag("withTimezone", zone);
    }
    const auto stamp = [&](std::size_t at, std::string_view named, std::string_view usual) {
      const Attribute name = call_.read(given(at, named));
      if (name.is(false)) return static_cast<Column*>(nullptr);
      Column& column = add(Kind::add_column).column;
      column.name = name.is_null() ? std::string(usual) : name.text();
      column.type = call_.settings.timestamps_use_datetime ? "datetime" : "timestamp";
      column.timezone = with_timezone;
      return &column;
    };
    if (Column* made = stamp(0, "createdAt", "created_at")) {
      made->null = false;
      made->initial = Attribute("CURRENT_TIMESTAMP");
    }
    if (Column* changed = stamp(1, "updatedAt", "updated_at")) {
      changed->null = true;
      changed->update = "CURRENT_TIMESTAMP";
    }
  }

  const Call& call_;
  std::vector<Action>& actions_;
  std::string problem_;
};

}  // namespace

std::string read_call(const Call& call, std::vector<Action>& actions) {
  return Reader(call, actions).read();
}

std::optional<Value> constant(std::string_view name) {
  static constexpr auto numbers = std::to_array<std::pair<std::string_view, std::int64_t>>(
      {{"TEXT_TINY", 255},          {"TEXT_SMALL", 255},         {"TEXT_REGULAR", 65535},
       {"TEXT_MEDIUM", 16777215},   {"TEXT_LONG", 2147483647},   {"BLOB_TINY", 255},
       {"BLOB_SMALL", 255},         {"BLOB_REGULAR", 65535},     {"BLOB_MEDIUM", 16777215},
       {"BLOB_LONG", 2147483647},   {"INT_TINY", 255},           {"INT_SMALL", 65535},
       {"INT_MEDIUM", 16777215},    {"INT_REGULAR", 1073741823}, {"INT_BIG", 2147483647},
       {"INT_DISPLAY_TINY", 4},     {"INT_DISPLAY_SMALL", 6},    {"INT_DISPLAY_MEDIUM", 8},
       {"INT_DISPLAY_REGULAR", 11}, {"INT_DISPLAY_BIG", 20},     {"BIT", 64}});
  static constexpr auto words = std::to_array<std::pair<std::string_view, std::string_view>>(
      {{"FIRST", "FIRST"},
       {"TYPE_YEAR", "year"},
       {"CASCADE", "CASCADE"},
       {"RESTRICT", "RESTRICT"},
       {"SET_NULL", "SET NULL"},
       {"NO_ACTION", "NO ACTION"},
       {"UNIQUE", "unique"},
       {"FULLTEXT", "fulltext"},
       {"SET", "string"},
       {"GENERATED_ALWAYS", "ALWAYS"},
       {"GENERATED_BY_DEFAULT", "BY DEFAULT"}});
  const auto number = std::ranges::find(numbers, name, [](const auto& one) { return one.first; });
  if (number != numbers.end()) return Value(number->second);
  const auto word = std::ranges::find(words, name, [](const auto& one) { return one.first; });
  if (word != words.end()) return Value(word->second);
  // PHINX_TYPE_BIG_INTEGER, Column::BIGINTEGER
  static constexpr std::string_view prefix = "PHINX_TYPE_";
  if (name.starts_with(prefix)) name.remove_prefix(prefix.size());
  if (name == "INDEX" || name.empty()) return Value("index");
  return Value(replace_all(ascii::lower_case(name), "_", ""));
}

}  // namespace miglint::laravel::phinx
