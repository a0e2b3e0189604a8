// Core's statements, and text with bound values.
#include <fmt/format.h>

#include <algorithm>
#include <ranges>

#include "frontend/alembic/core.h"
#include "frontend/alembic/types.h"
#include "source/ascii.h"

namespace miglint::alembic {

using eval::Object;
using eval::Value;

namespace {

Sql names_of(const std::vector<CoreTable>& tables) {
  Sql sql;
  for (std::size_t i = 0; i < tables.size(); ++i) {
    if (i > 0) sql += ", ";
    sql += tables[i].name;
  }
  return sql;
}

Value values_given(const std::shared_ptr<eval::Map>& row) {
  std::vector<Value> values;
  for (const auto& entry : row->entries)
    values.push_back(entry.second);
  return eval::make_list(std::move(values));
}

std::string_view statement_word(std::string_view type) {
  for (const std::string_view word : {"insert", "update", "delete", "select"})
    if (type == fmt::format(".{}", word) || type == fmt::format("sqlalchemy.{}", word) ||
        type == fmt::format("postgresql.{}", word) || type == fmt::format("mysql.{}", word))
      return word;
  return {};
}

const Value* argument(const Object& object, std::size_t at, std::string_view name) {
  return at < object.positional.size() ? &object.positional[at] : object.attributes.find(name);
}

/// Keys of a row: names, or columns.
std::string key_of(const Value& key, const Words& words) {
  if (const auto text = key.str()) return words.quote(*text);
  if (is_column(key)) return words.name(column_name(*key.object())).text;
  return words.name(key).text;
}

}  // namespace

bool is_statement(const Value& value) {
  const Object* object = value.object();
  for (int depth = 0; object != nullptr && depth < 100; ++depth) {
    if (object->type == "sqlalchemy.text" || !statement_word(object->type).empty()) return true;
    if (!object->type.starts_with('.')) return false;
    object = object->receiver.object();
  }
  return false;
}

CoreWriter::Chain CoreWriter::chain_of(const Value& value) {
  Chain chain;
  Value at = value;
  while (const Object* object = at.object()) {
    if (!object->type.starts_with('.')) {
      if (!statement_word(object->type).empty() || object->type == "sqlalchemy.text") {
        chain.steps.push_back(
            {std::string(object->type.substr(object->type.rfind('.') + 1)), object});
        chain.root = object->positional.empty() ? Value() : object->positional[0];
      } else {
        chain.root = at;
      }
      break;
    }
    chain.steps.push_back({object->type.substr(1), object});
    if (!statement_word(object->type).empty()) {
      chain.root = object->receiver;
      break;
    }
    at = object->receiver;
  }
  std::ranges::reverse(chain.steps);
  return chain;
}

Sql CoreWriter::text(const Value& value, const Value* parameters) {
  // bindparams() calls stand around the text.
  eval::Attributes bound;
  Value at = value;
  while (at.object() != nullptr && at.object()->type.starts_with('.')) {
    if (at.object()->type == ".bindparams" || at.object()->type == ".params") {
      for (const auto& [name, given] : at.object()->attributes.entries)
        bound.set(name, given);
      for (const Value& given : at.object()->positional) {
        if (const auto* map = given.map()) {
          for (const auto& [key, item] : map->entries)
            if (const auto name = key.str()) bound.set(*name, item);
          continue;
        }
        const Object* parameter = given.object();
        if (parameter == nullptr || parameter->positional.empty()) continue;
        const Value* own = argument(*parameter, 1, "value");
        if (own != nullptr && parameter->positional[0].str())
          bound.set(*parameter->positional[0].str(), *own);
      }
    }
    at = at.object()->receiver;
  }
  const Object* object = at.object();
  const Value* source = object != nullptr ? argument(*object, 0, "text") : &at;
  if (source == nullptr || source->text() == nullptr) {
    if (source != nullptr && source->get<eval::Opaque>() != nullptr)
      return cannot_be_known(source->get<eval::Opaque>()->reason);
    return cannot_be_known(
        fmt::format("the SQL text comes from `{}`", source != nullptr ? origin_of(*source) : "?"));
  }
  if (const Value* list = object != nullptr ? object->attributes.find("bindparams") : nullptr;
      list != nullptr && list->list() != nullptr) {
    for (const Value& given : list->list()->items) {
      const Object* parameter = given.object();
      if (parameter == nullptr || parameter->positional.empty()) continue;
      const Value* own = argument(*parameter, 1, "value");
      if (own != nullptr && parameter->positional[0].str())
        bound.set(*parameter->positional[0].str(), *own);
    }
  }
  const Sql raw = words_.statement(*source->text());
  if (!raw.known()) return raw;
  // `:name` that no word, colon or backslash stands before, and no colon after.
  Sql out;
  out.symbolic = raw.symbolic;
  const std::string& sql = raw.text;
  bool in_quotes = false;
  for (std::size_t i = 0; i < sql.size(); ++i) {
    const char c = sql[i];
    if (c == '\'') in_quotes = !in_quotes;
    if (c == '\\' && i + 1 < sql.size() && sql[i + 1] == ':') continue;
    const char before = i > 0 ? sql[i - 1] : ' ';
    std::size_t end = i + 1;
    while (end < sql.size() && ascii::is_word(sql[end]))
      ++end;
    const bool is_bound = c == ':' && end > i + 1 && before != ':' && before != '\\' &&
                          !ascii::is_word(before) && (end == sql.size() || sql[end] != ':');
    if (!is_bound) {
      out += std::string_view(&c, 1);
      continue;
    }
    const std::string name = sql.substr(i + 1, end - i - 1);
    const Value* given = nullptr;
    if (parameters != nullptr && parameters->map() != nullptr) given = parameters->map()->get(name);
    if (given == nullptr) given = bound.find(name);
    if (given != nullptr) {
      out += given->list() != nullptr ? write_list(*given) : write(*given, 0);
    } else if (in_quotes) {
      out += sql.substr(i, end - i);
    } else {
      // A value, and no name: it must not be taken for a column that is called like it.
      out += words_.quoted(name);
      out.symbolic = true;
    }
    i = end - 1;
  }
  return out;
}

Sql CoreWriter::statement(const Value& value, const Value* parameters) {
  const Value* outer_parameters = std::exchange(parameters_, parameters);
  const Chain chain = chain_of(value);
  Sql sql;
  const auto at = std::ranges::find_if(chain.steps, [](const Step& step) {
    return step.name == "insert" || step.name == "update" || step.name == "delete" ||
           step.name == "select" || step.name == "text";
  });
  const auto first = static_cast<std::size_t>(at - chain.steps.begin());
  if (at == chain.steps.end()) {
    sql = cannot_be_known(fmt::format("`{}` is not rendered", origin_of(value)));
  } else if (at->name == "text") {
    sql = text(value, parameters);
  } else if (at->name == "select") {
    sql = write_select(chain);
  } else {
    const auto table = as_table(chain.root, words_);
    if (!table) {
      sql = cannot_be_known(fmt::format("the table `{}` is described in code that is not read",
                                        origin_of(chain.root)));
    } else {
      enclosing_.push_back(table->key);
      if (at->name == "insert") sql = write_insert(*table, chain, first, parameters);
      if (at->name == "update") sql = write_update(*table, chain, first, parameters);
      if (at->name == "delete") sql = write_delete(*table, chain, first);
      enclosing_.pop_back();
    }
  }
  parameters_ = outer_parameters;
  return sql;
}

/// Names and values of a row, in the order of the table's columns.
Sql CoreWriter::write_row(const CoreTable& table, const Value& row, std::vector<std::string>& names,
                          std::vector<Sql>& values) {
  if (row.map() == nullptr) {
    if (row.get<eval::Opaque>() != nullptr) return cannot_be_known(row.get<eval::Opaque>()->reason);
    return cannot_be_known(fmt::format("which columns `{}` gives is not known", origin_of(row)));
  }
  std::vector<std::pair<std::string, const Value*>> given;
  for (const auto& [key, item] : row.map()->entries)
    given.emplace_back(key_of(key, words_), &item);
  const auto add = [&](const std::pair<std::string, const Value*>& entry) {
    names.push_back(entry.first);
    // Any precedence but none: sums are put in parentheses.
    const Object* made = entry.second->object();
    values.push_back(write(*entry.second, made != nullptr && made->type == "operator" ? 15 : 0));
  };
  std::vector<std::string> known;
  for (const Value& column : table.columns) {
    const std::string name = words_.name(column_name(*column.object())).text;
    known.push_back(name);
    const auto found = std::ranges::find(given, name, &std::pair<std::string, const Value*>::first);
    if (found != given.end()) add(*found);
  }
  for (const auto& entry : given)
    if (std::ranges::find(known, entry.first) == known.end()) add(entry);
  return {};
}

Sql CoreWriter::write_returning(const Object& step) {
  Sql sql(" RETURNING ");
  for (std::size_t i = 0; i < step.positional.size(); ++i) {
    if (i > 0) sql += ", ";
    sql += write(step.positional[i], 1);
  }
  return sql;
}

Sql CoreWriter::write_insert(const CoreTable& table, const Chain& chain, std::size_t first,
                             const Value* parameters) {
  std::vector<Value> rows;
  auto merged = std::make_shared<eval::Map>();
  Sql tail;
  const Object* select_from = nullptr;
  const auto take_values = [&](const Object& step) {
    for (const Value& given : step.positional) {
      if (given.list() != nullptr && !given.list()->tuple) {
        rows.insert(rows.end(), given.list()->items.begin(), given.list()->items.end());
      } else if (given.map() != nullptr) {
        for (const auto& [key, value] : given.map()->entries)
          merged->set(key, value);
      } else {
        rows.push_back(given);
      }
    }
    for (const auto& [key, value] : step.attributes.entries)
      merged->set(key, value);
  };
  for (std::size_t i = first + 1; i < chain.steps.size(); ++i) {
    const Step& step = chain.steps[i];
    if (step.name == "values") {
      take_values(*step.object);
    } else if (step.name == "from_select") {
      select_from = step.object;
    } else if (step.name == "on_conflict_do_nothing") {
      tail += " ON CONFLICT";
      const Value* elements = step.object->attributes.find("index_elements");
      if (elements != nullptr && elements->list() != nullptr) {
        tail += " (";
        for (std::size_t k = 0; k < elements->list()->items.size(); ++k) {
          if (k > 0) tail += ", ";
          tail += key_of(elements->list()->items[k], words_);
        }
        tail += ")";
      }
      tail += " DO NOTHING";
    } else if (step.name == "returning") {
      tail += write_returning(*step.object);
    } else if (step.name != "inline" && step.name != "execution_options") {
      return cannot_be_known(fmt::format("`.{}()` of an INSERT is not rendered", step.name));
    }
  }
  if (parameters != nullptr && parameters->map() != nullptr)
    for (const auto& [key, value] : parameters->map()->entries)
      merged->set(key, value);
  Sql sql("INSERT INTO ");
  sql += table.name;
  if (select_from != nullptr) {
    const Value* columns = argument(*select_from, 0, "names");
    const Value* source = argument(*select_from, 1, "select");
    if (columns == nullptr || columns->list() == nullptr || source == nullptr)
      return cannot_be_known("the columns of an INSERT … SELECT are not known");
    sql += " (";
    for (std::size_t i = 0; i < columns->list()->items.size(); ++i) {
      if (i > 0) sql += ", ";
      sql += key_of(columns->list()->items[i], words_);
    }
    sql += ") ";
    enclosing_.pop_back();
    sql += statement(*source, nullptr);
    enclosing_.push_back(table.key);
    sql += tail;
    return sql;
  }
  if (!merged->entries.empty()) rows.insert(rows.begin(), Value(merged));
  if (rows.empty()) return cannot_be_known("which columns the INSERT gives is not known");
  for (std::size_t i = 0; i < rows.size(); ++i) {
    std::vector<std::string> names;
    std::vector<Sql> values;
    if (Sql problem = write_row(table, rows[i], names, values); !problem.known()) return problem;
    if (i == 0) sql += fmt::format(" ({}) VALUES ", fmt::join(names, ", "));
    sql += i == 0 ? "(" : ", (";
    for (std::size_t k = 0; k < values.size(); ++k) {
      if (k > 0) sql += ", ";
      sql += values[k];
    }
    sql += ")";
  }
  sql += tail;
  return sql;
}

/// Tables that the conditions, or the values, name beside the statement's own.
std::vector<CoreTable> CoreWriter::other_tables(const CoreTable& table, const Chain& chain,
                                                std::size_t first, const Value& values) {
  std::vector<CoreTable> others;
  for (std::size_t i = first; i < chain.steps.size(); ++i)
    if (chain.steps[i].name == "where")
      for (const Value& condition : chain.steps[i].object->positional)
        note_tables(condition, others, 0);
  note_tables(values, others, 0);
  std::erase_if(others, [&](const CoreTable& other) { return other.key == table.key; });
  return others;
}

Sql CoreWriter::write_update(const CoreTable& table, const Chain& chain, std::size_t first,
                             const Value* parameters) {
  auto row = std::make_shared<eval::Map>();
  Sql tail;
  const auto take = [&](const Object& step) {
    for (const Value& given : step.positional)
      if (given.map() != nullptr)
        for (const auto& [key, value] : given.map()->entries)
          row->set(key, value);
    for (const auto& [key, value] : step.attributes.entries)
      if (key != "whereclause") row->set(key, value);
  };
  for (std::size_t i = first + 1; i < chain.steps.size(); ++i) {
    const Step& step = chain.steps[i];
    if (step.name == "values" || step.name == "ordered_values") {
      take(*step.object);
    } else if (step.name == "returning") {
      tail += write_returning(*step.object);
    } else if (step.name != "where" && step.name != "filter" && step.name != "execution_options") {
      return cannot_be_known(fmt::format("`.{}()` of an UPDATE is not rendered", step.name));
    }
  }
  if (const Value* values = chain.steps[first].object->attributes.find("values");
      values != nullptr && values->map() != nullptr) {
    for (const auto& [key, value] : values->map()->entries)
      row->set(key, value);
  }
  // Parameters of execute() fill the bound names of the conditions, and the rest are columns.
  if (parameters != nullptr && parameters->map() != nullptr && row->entries.empty())
    row->entries = parameters->map()->entries;
  if (row->entries.empty()) return cannot_be_known("which columns the UPDATE sets is not known");
  std::vector<std::string> names;
  std::vector<Sql> values;
  if (Sql problem = write_row(table, row, names, values); !problem.known()) return problem;
  const std::vector<CoreTable> others = other_tables(table, chain, first, values_given(row));
  Sql sql("UPDATE ");
  sql += table.name;
  // MySQL names all tables first, and then says whose column is set.
  const bool all_first = words_.is_mysql() && !others.empty();
  if (all_first) {
    sql += ", ";
    sql += names_of(others);
  }
  sql += " SET ";
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) sql += ", ";
    if (all_first) sql += table.key + ".";
    sql += names[i] + "=";
    sql += values[i];
  }
  if (!others.empty() && !all_first) {
    sql += " FROM ";
    sql += names_of(others);
  }
  sql += write_where(chain, first);
  sql += tail;
  return sql;
}

Sql CoreWriter::write_delete(const CoreTable& table, const Chain& chain, std::size_t first) {
  Sql sql("DELETE FROM ");
  sql += table.name;
  const std::vector<CoreTable> others = other_tables(table, chain, first, {});
  if (!others.empty()) {
    sql += " USING ";
    if (words_.is_mysql()) {
      sql += table.name;
      sql += ", ";
    }
    sql += names_of(others);
  }
  sql += write_where(chain, first);
  return sql;
}

Sql CoreWriter::write_where(const Chain& chain, std::size_t first) {
  std::vector<Value> conditions;
  for (std::size_t i = first; i < chain.steps.size(); ++i) {
    const Step& step = chain.steps[i];
    if (step.name == "where" || step.name == "filter")
      conditions.insert(conditions.end(), step.object->positional.begin(),
                        step.object->positional.end());
    if (const Value* own = step.object->attributes.find("whereclause")) conditions.push_back(*own);
  }
  // `t.update(condition)`, `sa.delete(t, condition)`.
  const Object& start = *chain.steps[first].object;
  const std::size_t skip = start.type.starts_with('.') ? 0 : 1;
  if (chain.steps[first].name != "select" && chain.steps[first].name != "insert")
    for (std::size_t i = skip; i < start.positional.size(); ++i)
      if (start.positional[i].map() == nullptr) conditions.push_back(start.positional[i]);
  if (conditions.empty()) return {};
  Sql sql(" WHERE ");
  sql += write_joined(conditions, "AND", 3, 0);
  return sql;
}

}  // namespace miglint::alembic
