#include "frontend/laravel/blueprint.h"

#include <algorithm>
#include <array>

#include "frontend/laravel/pluralize.h"
#include "frontend/laravel/schema_grammar.h"
#include "frontend/laravel/wrap.h"
#include "source/ascii.h"

namespace miglint::laravel {
namespace {

/// Kinds of index that a column may ask for by itself, in the order in which they are looked for.
constexpr auto fluent_indexes = std::to_array<std::string_view>(
    {"primary", "unique", "index", "fulltext", "fullText", "spatialIndex", "vectorIndex"});

}  // namespace

bool Blueprint::has_command(std::string_view name) const {
  return std::ranges::any_of(commands_, [&](const Command& command) {
    return command.column == nullptr && command.name == name;
  });
}

bool Blueprint::creating() const {
  return has_command("create");
}

FluentPtr Blueprint::add_column(std::string_view type, const Attribute& name, Span span,
                                Fluent::Kind kind) {
  auto column = std::make_shared<Fluent>();
  column->kind = kind;
  column->name = name.text();
  column->span = span;
  column->set("type", type);
  columns_.push_back(column);
  // Before 11 all columns are added by one command, in front of all others.
  if (!creating() && connection_.laravel >= 11) commands_.push_back({"add", column, column});
  if (after_.truthy()) {
    column->set("after", after_);
    after_ = Attribute(column->name);
  }
  return column;
}

FluentPtr Blueprint::add_command(std::string_view name, Span span) {
  auto fluent = std::make_shared<Fluent>();
  fluent->name = name;
  fluent->span = span;
  commands_.push_back({std::string(name), fluent, nullptr});
  return fluent;
}

std::string Blueprint::index_name(std::string_view type, const Attribute::List& columns) const {
  std::string name = table_.text();
  if (const std::size_t dot = name.rfind('.'); dot != name.npos && connection_.laravel >= 11) {
    name.insert(dot + 1, connection_.prefix);
  } else {
    name.insert(0, connection_.prefix);
  }
  name += '_';
  for (std::size_t i = 0; i < columns.size(); ++i)
    name += (i > 0 ? "_" : "") + columns[i].text();
  name += '_';
  name += type;
  name = ascii::lower_case(name);
  std::ranges::replace(name, '-', '_');
  std::ranges::replace(name, '.', '_');
  return name;
}

FluentPtr Blueprint::index(std::string_view type, const Attribute& columns, const Attribute& name,
                           Span span) {
  const Attribute::List list = as_list(columns);
  FluentPtr command = add_command(type, span);
  command->set("index", name.truthy() ? name : Attribute(index_name(type, list)));
  command->set("columns", Attribute(list));
  return command;
}

FluentPtr Blueprint::drop_index(std::string_view command, std::string_view type,
                                const Attribute& index, Span span) {
  if (const auto* columns = index.list()) {
    return this->index(command, index, Attribute(index_name(type, *columns)), span);
  }
  // An empty name gives one by the command's own name, as the framework does.
  return this->index(command, Attribute(Attribute::List{}), index, span);
}

void Blueprint::remove_column(const Attribute& name) {
  std::erase_if(columns_, [&](const FluentPtr& column) { return column->name == name.text(); });
  std::erase_if(commands_, [&](const Command& command) {
    return command.column != nullptr && command.column->name == name.text();
  });
}

FluentPtr Blueprint::modify(const FluentPtr& fluent, std::string_view method,
                            const Attribute::List& args, Span span) {
  const Attribute first = args.empty() ? Attribute() : args.front();
  const auto argument = [&](std::size_t i) { return i < args.size() ? args[i] : Attribute(); };
  if (fluent->kind == Fluent::Kind::foreign_id) {
    if (method == "references") {
      FluentPtr key = index("foreign", Attribute(fluent->name), argument(1), span);
      key->kind = Fluent::Kind::foreign_key;
      key->set("references", first);
      return key;
    }
    if (method == "constrained") {
      Attribute column = argument(1);
      if (column.is_null()) column = fluent->get("referencesModelColumn");
      if (column.is_null()) column = Attribute("id");
      Attribute table = first.is_null() ? fluent->get("table") : first;
      if (table.is_null()) {
        const std::size_t cut = fluent->name.rfind('_' + column.text());
        table = Attribute(plural(fluent->name.substr(0, cut)));
      }
      FluentPtr key = index("foreign", Attribute(fluent->name), argument(2), span);
      key->kind = Fluent::Kind::foreign_key;
      key->set("references", column);
      key->set("on", table);
      return key;
    }
  }
  if (fluent->kind == Fluent::Kind::foreign_key) {
    struct Action {
      std::string_view method, attribute, value;
    };
    static constexpr auto actions = std::to_array<Action>({
        {"cascadeOnUpdate", "onUpdate", "cascade"},
        {"restrictOnUpdate", "onUpdate", "restrict"},
        {"nullOnUpdate", "onUpdate", "set null"},
        {"noActionOnUpdate", "onUpdate", "no action"},
        {"cascadeOnDelete", "onDelete", "cascade"},
        {"restrictOnDelete", "onDelete", "restrict"},
        {"nullOnDelete", "onDelete", "set null"},
        {"noActionOnDelete", "onDelete", "no action"},
    });
    const auto action = std::ranges::find(actions, method, &Action::method);
    if (action != actions.end()) {
      fluent->set(action->attribute, action->value);
      return fluent;
    }
  }
  fluent->set(method, args.empty() ? Attribute(true) : first);
  return fluent;
}

FluentPtr Blueprint::foreign_id_for(std::string_view key_type, const Attribute& column,
                                    Attribute table, Attribute key, Span span) {
  const bool is_int = key_type == "int";
  FluentPtr added = add_column(is_int               ? "bigInteger"
                               : key_type == "ulid" ? "char"
                                                    : "uuid",
                               column, span, Fluent::Kind::foreign_id);
  if (is_int) {
    added->set("autoIncrement", false);
    added->set("unsigned", true);
  }
  if (key_type == "ulid") added->set("length", 26);
  if (connection_.laravel >= 10) {
    added->set("table", std::move(table));
    added->set("referencesModelColumn", std::move(key));
  }
  return added;
}

void Blueprint::add_fluent_indexes() {
  const std::vector<FluentPtr> columns = columns_;
  for (const FluentPtr& column : columns) {
    for (const std::string_view kind : fluent_indexes) {
      const Attribute wish = column->get(kind);
      const bool changes = column->get("change").truthy();
      if (connection_.laravel >= 10) {
        if (kind == "primary" && column->get("autoIncrement").truthy() && changes &&
            connection_.is_mysql()) {
          break;
        }
        if (wish.is(false) && changes) {
          const Attribute::List own{Attribute(column->name)};
          drop_index("drop" + ascii::upper_first(kind),
                     ascii::lower_case(kind) == "fulltext" ? "fulltext" : kind, Attribute(own),
                     column->span);
          column->set(kind, Attribute());
          break;
        }
      }
      if (wish.is_null() || (wish.is(false) && connection_.laravel >= 10)) continue;
      const bool vector = kind == "index" && column->get("type").text() == "vector";
      const std::string_view type = vector                                  ? "vectorIndex"
                                    : ascii::lower_case(kind) == "fulltext" ? "fulltext"
                                                                            : kind;
      FluentPtr made =
          index(type, Attribute(column->name), wish.is(true) ? Attribute() : wish, column->span);
      if (type == "vectorIndex") {
        made->set("algorithm", connection_.is_mysql() ? Attribute() : Attribute("hnsw"));
        made->set("operatorClass",
                  connection_.is_mysql() ? "M=6 DISTANCE=cosine" : "vector_cosine_ops");
      }
      column->set(kind, Attribute());
      break;
    }
  }
}

void Blueprint::add_implied_commands() {
  const bool creates = creating();
  if (connection_.laravel < 11 && !creates && !columns_.empty()) {
    std::vector<Command> front;
    const auto changed = [](const FluentPtr& column) { return column->get("change").truthy(); };
    for (const FluentPtr& column : columns_) {
      if (changed(column)) front.push_back({"change", column, column});
    }
    if (!std::ranges::all_of(columns_, changed))
      front.push_back({"add", columns_.front(), nullptr});
    commands_.insert(commands_.begin(), front.begin(), front.end());
  }
  add_fluent_indexes();
  for (const FluentPtr& column : columns_) {
    commands_.push_back({"AutoIncrementStartingValues", column, column});
    if (!connection_.is_mysql()) commands_.push_back({"Comment", column, column});
  }
  if (creates) return;
  for (Command& command : commands_) {
    if (command.name == "add" && command.column != nullptr &&
        command.column->get("change").truthy()) {
      command.name = "change";
    }
  }
}

/// Where the columns stand in a statement that has several of them.
std::vector<TextPiece> Blueprint::column_places(std::string_view sql) const {
  std::vector<TextPiece> pieces{{0, span_}};
  const Wrapper wrap(connection_);
  std::size_t from = 0;
  for (const FluentPtr& column : columns_) {
    if (column->get("change").truthy()) continue;
    const std::string name = wrap.value(column->name) + " ";
    std::size_t at = sql.find(name, from);
    while (at != sql.npos && at > 0 && sql[at - 1] != '(' && !sql.substr(0, at).ends_with(", ") &&
           !sql.substr(0, at).ends_with("add ") && !sql.substr(0, at).ends_with("add column "))
      at = sql.find(name, at + 1);
    if (at == sql.npos) continue;
    pieces.push_back({static_cast<std::uint32_t>(at), column->span});
    from = at + name.size();
  }
  return pieces;
}

std::expected<std::vector<CompiledSql>, std::string> Blueprint::to_sql() {
  add_implied_commands();
  std::vector<CompiledSql> all;
  for (std::size_t i = 0; i < commands_.size(); ++i) {
    if (commands_[i].skip) continue;
    Statements statements = compile(*this, commands_[i]);
    if (!statements) return std::unexpected(statements.error());
    const Command& command = commands_[i];
    const bool whole = command.name == "create" || command.fluent == nullptr;
    const bool by_schema = command.name == "change" || command.name == "renameColumn";
    for (std::string& text : *statements) {
      std::vector<TextPiece> pieces;
      if (whole) pieces = column_places(text);
      all.push_back({std::move(text), whole ? span_ : command.fluent->span,
                     by_schema && connection_.laravel < 10, std::move(pieces)});
    }
  }
  return all;
}

}  // namespace miglint::laravel
