// Sessions of the ORM, queries on them, and Python's own modules.
#include <fmt/format.h>

#include <algorithm>

#include "frontend/alembic/library.h"
#include "frontend/alembic/library_words.h"

namespace miglint::alembic {

using eval::Arguments;
using eval::Object;
using eval::Symbol;
using eval::Value;

namespace {

const Object* query_root(const Object& object) {
  const Object* at = &object;
  for (int depth = 0; at != nullptr && depth < 100; ++depth) {
    if (at->type == ".query") return at;
    if (!at->type.starts_with('.')) return nullptr;
    at = at->receiver.object();
  }
  return nullptr;
}

}  // namespace

Value Library::call_on_session(std::string_view name, const Arguments& arguments,
                               const Value& receiver) {
  const auto& given_arguments = arguments.positional;
  if (name == "execute" || name == "scalar" || name == "scalars" || name == "get_bind" ||
      name == "connection")
    return name == "get_bind" || name == "connection"
               ? attribute(receiver, "bind").value_or(Value())
               : call_on_connection(name, arguments, receiver);
  if (name == "query") {
    Object query{.type = ".query",
                 .positional = given_arguments,
                 .receiver = receiver,
                 .span = arguments.span,
                 .origin = arguments.origin};
    return eval::make_object(std::move(query));
  }
  if (name == "add" || name == "merge") {
    if (!given_arguments.empty()) insert_object(given_arguments[0], arguments.span);
    return given_arguments.empty() ? Value() : given_arguments[0];
  }
  if (name == "add_all" || name == "bulk_save_objects") {
    const eval::List* list = given_arguments.empty() ? nullptr : given_arguments[0].list();
    if (list == nullptr) {
      emit(cannot_be_known("which objects the session saves is not known"), arguments.span);
    } else {
      for (const Value& item : list->items)
        insert_object(item, arguments.span);
    }
    return {};
  }
  if (name == "bulk_insert_mappings" && given_arguments.size() > 1) {
    Object insert{.type = ".insert", .receiver = given_arguments[0], .origin = arguments.origin};
    operations_.execute(eval::make_object(std::move(insert)), &given_arguments[1], arguments.span);
    return {};
  }
  if (name == "delete" || name == "bulk_update_mappings") {
    emit(
        cannot_be_known(fmt::format("what session.{} sends depends on rows of the database", name)),
        arguments.span);
    return {};
  }
  if (name == "begin" || name == "begin_nested" || name == "__call__") return receiver;
  // commit() and flush() send what was added, which stands where it was added. A session that is
  // bound to Alembic's connection does not end the transaction around it.
  return Symbol{arguments.origin};
}

/// `session.add(Model(a=1))` is an INSERT.
void Library::insert_object(const Value& object, Span span) {
  const Object* made = object.object();
  const auto table = made != nullptr ? as_table(made->receiver, words_) : std::nullopt;
  if (!table) {
    emit(cannot_be_known(
             fmt::format("what the session saves for `{}` is not known", origin_of(object))),
         span);
    return;
  }
  auto row = std::make_shared<eval::Map>();
  for (const auto& [name, value] : made->attributes.entries)
    row->set(name, value);
  const Value parameters = row;
  Object insert{.type = ".insert", .receiver = made->receiver, .origin = made->origin};
  operations_.execute(eval::make_object(std::move(insert)), &parameters, span);
}

std::optional<Value> Library::call_on_query(const Object& query, std::string_view name,
                                            const Arguments& arguments) {
  const Object* root = query_root(query);
  if (root == nullptr) return std::nullopt;
  if (name == "update" || name == "delete") {
    // `query(Model).filter(a).update({...})` is a Core statement under another name.
    const Value target = root->positional.empty() ? Value() : root->positional[0];
    Object start{.type = fmt::format(".{}", name), .receiver = target, .origin = arguments.origin};
    Value statement = eval::make_object(std::move(start));
    std::vector<const Object*> steps;
    for (const Object* at = &query; at != nullptr && at != root; at = at->receiver.object())
      steps.push_back(at);
    std::ranges::reverse(steps);
    for (const Object* step : steps) {
      Object where{.type = ".where", .receiver = statement, .origin = step->origin};
      if (step->type == ".filter" || step->type == ".where") {
        where.positional = step->positional;
      } else if (step->type == ".filter_by") {
        for (const auto& [column, value] : step->attributes.entries) {
          Object equal{.type = "operator",
                       .positional = {column_of(target, column, words_, column), value},
                       .origin = step->origin};
          equal.attributes.set("operator", "==");
          where.positional.push_back(eval::make_object(std::move(equal)));
        }
      } else {
        emit(cannot_be_known(fmt::format("`{}` of a query is not rendered", step->type)),
             arguments.span);
        return Symbol{arguments.origin};
      }
      statement = eval::make_object(std::move(where));
    }
    if (name == "update") {
      Object values{.type = ".values",
                    .positional = arguments.positional,
                    .receiver = statement,
                    .origin = arguments.origin};
      if (const Value* named = arguments.named.find("values")) values.positional = {*named};
      statement = eval::make_object(std::move(values));
    }
    operations_.execute(statement, nullptr, arguments.span);
    return Symbol{arguments.origin};
  }
  static constexpr std::string_view ends[] = {"all",    "first",   "one", "one_or_none",
                                              "count",  "scalar",  "get", "yield_per",
                                              "exists", "__iter__"};
  if (std::ranges::find(ends, name) != std::end(ends)) return Symbol{arguments.origin};
  return std::nullopt;
}

std::optional<Value> Library::call_standard(const std::string& path, const Arguments& arguments) {
  const auto& given_arguments = arguments.positional;
  if (!is_harmless(path)) return std::nullopt;
  if (!given_arguments.empty()) {
    const Value& first = given_arguments[0];
    if (path == "textwrap.dedent" || path == "uuid.UUID" || path == "decimal.Decimal" ||
        path == "typing.cast") {
      if (path == "typing.cast") return given_arguments.size() > 1 ? given_arguments[1] : first;
      if (first.text() != nullptr || path == "decimal.Decimal") return first;
    }
    if (path.starts_with("copy.")) return eval::copy(first);
    if (path == "collections.OrderedDict" && first.list() != nullptr) {
      auto map = std::make_shared<eval::Map>();
      for (const Value& pair : first.list()->items)
        if (pair.list() != nullptr && pair.list()->items.size() == 2)
          map->set(pair.list()->items[0], pair.list()->items[1]);
      return map;
    }
    if (path == "collections.OrderedDict" && first.map() != nullptr) return eval::copy(first);
    if (path == "itertools.chain") {
      std::vector<Value> items;
      for (const Value& part : given_arguments) {
        if (part.list() == nullptr) return Symbol{arguments.origin};
        items.insert(items.end(), part.list()->items.begin(), part.list()->items.end());
      }
      return eval::make_list(std::move(items));
    }
    if (path == "itertools.product") {
      std::vector<std::vector<Value>> rows{{}};
      for (const Value& part : given_arguments) {
        if (part.list() == nullptr) return Symbol{arguments.origin};
        std::vector<std::vector<Value>> longer;
        for (const std::vector<Value>& row : rows) {
          for (const Value& item : part.list()->items) {
            longer.push_back(row);
            longer.back().push_back(item);
          }
        }
        rows = std::move(longer);
        if (rows.size() > 10000) return Symbol{arguments.origin};
      }
      std::vector<Value> tuples;
      for (std::vector<Value>& row : rows)
        tuples.push_back(eval::make_list(std::move(row), true));
      return eval::make_list(std::move(tuples));
    }
    if (path == "collections.namedtuple" && given_arguments.size() > 1) {
      std::vector<std::string> fields;
      if (const auto text = given_arguments[1].str()) {
        std::string word;
        for (const char c : *text + " ") {
          if (c != ' ' && c != ',') {
            word += c;
          } else if (!word.empty()) {
            fields.push_back(std::exchange(word, {}));
          }
        }
      } else if (given_arguments[1].list() != nullptr) {
        for (const Value& field : given_arguments[1].list()->items)
          fields.push_back(field.str().value_or("field"));
      }
      const std::string name = first.str().value_or("namedtuple");
      return eval::make_callable(name, [fields, name](const Arguments& values) -> Value {
        Object made{.type = name, .span = values.span, .origin = values.origin};
        for (std::size_t i = 0; i < fields.size(); ++i) {
          const Value* value = values.get(i, fields[i]);
          made.attributes.set(fields[i], value != nullptr ? *value : Value());
        }
        return eval::make_object(std::move(made));
      });
    }
  }
  if (path == "collections.OrderedDict" && given_arguments.empty()) return eval::make_map();
  return Symbol{arguments.origin};
}

}  // namespace miglint::alembic
