#include "frontend/laravel/session.h"

#include <algorithm>
#include <utility>

#include "frontend/laravel/placeholder.h"
#include "frontend/laravel/pluralize.h"
#include "frontend/php/operators.h"

namespace miglint::laravel {

using eval::Arguments;
using eval::Value;

namespace {

/// The expression of the first piece that is not known; empty when all of it is.
std::string unknown_part(const Value& sql) {
  if (const eval::Object* object = sql.object();
      object != nullptr && object->type == "Raw" && !object->positional.empty()) {
    return unknown_part(object->positional.front());
  }
  if (const eval::Text* text = sql.text()) {
    const auto part = std::ranges::find(text->parts, false, &eval::Text::Part::known);
    return part == text->parts.end() ? std::string() : part->text;
  }
  const auto* symbol = sql.get<eval::Symbol>();
  return symbol == nullptr ? std::string() : symbol->origin;
}

}  // namespace

void Session::send(std::string_view sql, Span span, bool symbolic) {
  if (begins_unknown(sql)) {
    opaque(span, "the statement is not known before run time");
    return;
  }
  RenderedSql rendered = render(sql, on().dialect);
  SqlStatement statement;
  statement.text = arena_.copy(rendered.text);
  statement.span = in_migration(span);
  statement.verbatim = false;
  statement.certainty = rendered.symbolic || symbolic ? Certainty::symbolic : Certainty::exact;
  statement.guards = guards();
  place_on_connection(statement);
  script_.statements.push_back(std::move(statement));
}

void Session::send(const CompiledSql& statement) {
  const std::size_t sent = script_.statements.size();
  send(statement.text, statement.span, statement.approximate);
  // Where parts were filled in, the places in the text are others. What another file's code calls
  // stands at the migration's own call.
  const bool is_same =
      sent < script_.statements.size() && script_.statements.back().text == statement.text;
  if (!is_same || called_at_ || statement.pieces.size() < 2) return;
  script_.statements.back().pieces = arena_.copy(std::span<const TextPiece>(statement.pieces));
}

/// Once for each subject.
void Session::note(CodeFact::Kind kind, Span span, std::string subject) {
  const bool known = std::ranges::any_of(migration_.code_facts, [&](const CodeFact& fact) {
    return fact.kind == kind && fact.direction == direction_ && fact.subject == subject;
  });
  if (known) return;
  migration_.code_facts.push_back({kind, direction_, in_migration(span), std::move(subject)});
}

void Session::opaque(Span span, std::string reason) {
  span = in_migration(span);
  // A call within a call that is not known says no more.
  if (last_opaque_ == span) return;
  last_opaque_ = span;
  SqlStatement statement;
  statement.text = arena_.copy(php_->text(span));
  statement.span = span;
  statement.verbatim = false;
  statement.certainty = Certainty::opaque;
  statement.opaque_reason = std::move(reason);
  statement.guards = guards();
  script_.statements.push_back(std::move(statement));
}

void Session::send_raw(const Value& sql, const Value& bindings, Span span) {
  Attribute text = name(sql, span);
  if (text.is_null() || text.text().empty()) return;
  if (std::string origin = unknown_part(sql); !origin.empty()) {
    note(CodeFact::Kind::unknown_in_sql, span, std::move(origin));
  }
  if (begins_unknown(text.text())) {
    opaque(span, "the statement is not known before run time: " + source(span));
    return;
  }
  // Bound values take the places of the question marks outside of strings.
  std::string out;
  char quote = 0;
  std::size_t next = 0;
  const eval::Map* values = bindings.map();
  const Query printer(on(), Attribute("x"));
  const std::string raw = text.text();
  for (std::size_t i = 0; i < raw.size(); ++i) {
    const char c = raw[i];
    if (quote != 0) {
      if (c == '\\' && on().is_mysql() && i + 1 < raw.size()) out += raw[i++];
      if (raw[i] == quote) quote = 0;
    } else if (c == '\'' || c == '"' || c == '`') {
      quote = c;
    } else if (c == '?' && values != nullptr && next < values->entries.size()) {
      out += printer.literal(bound(values->entries[next++].second, span));
      continue;
    } else if (c == '?' && bindings.is_unknown()) {
      out += unknown_value("binding");
      continue;
    } else if (c == ':' && values != nullptr && i + 1 < raw.size() && raw[i + 1] != ':' &&
               (i == 0 || raw[i - 1] != ':')) {
      std::size_t end = i + 1;
      while (end < raw.size() &&
             (std::isalnum(static_cast<unsigned char>(raw[end])) || raw[end] == '_'))
        ++end;
      const Value* named = values->get(raw.substr(i + 1, end - i - 1));
      if (named != nullptr) {
        out += printer.literal(bound(*named, span));
        i = end - 1;
        continue;
      }
    }
    out += raw[i];
  }
  send(out, span);
}

Value Session::handle(std::string type, std::size_t index, Span span) const {
  eval::Object object;
  object.type = std::move(type);
  object.positional.emplace_back(static_cast<std::int64_t>(index));
  object.span = span;
  object.origin = source(span);
  return eval::make_object(std::move(object));
}

std::string Session::source(Span span) const {
  const Value symbol = php_->symbol(span);
  return symbol.get<eval::Symbol>()->origin;
}

void Session::run_closures(Arguments& arguments) {
  for (const Value& value : arguments.positional) {
    if (value.callable() == nullptr) continue;
    php_->in_loop(source(arguments.span), arguments.span, [&] {
      php_->call(value, {php_->symbol(arguments.span), php_->symbol(arguments.span)},
                 arguments.span);
    });
  }
}

/// A call that sends nothing by itself; what it is given to call may.
Value Session::harmless(Arguments& arguments) {
  run_closures(arguments);
  return php_->symbol(arguments.span);
}

Query* Session::query_of(const Value& value) {
  const eval::Object* object = value.object();
  if (object == nullptr || object->positional.empty()) return nullptr;
  if (object->type != "Query" && object->type != "?Rows" && object->type != "?Row" &&
      object->type != "Pivot") {
    return nullptr;
  }
  const auto* index = object->positional.front().get<std::int64_t>();
  return index == nullptr ? nullptr : queries_[static_cast<std::size_t>(*index)].get();
}

Blueprint* Session::blueprint_of(const Value& value) {
  const eval::Object* object = value.object();
  if (object == nullptr || object->type != "Blueprint") return nullptr;
  const auto* index = object->positional.front().get<std::int64_t>();
  return index == nullptr ? nullptr : blueprints_[static_cast<std::size_t>(*index)].get();
}

/// What `config/app.php` calls by a short name.
std::string Session::real_class(const std::string& class_name) const {
  if (class_name.find('\\') != class_name.npos || !around_.config) return class_name;
  const auto aliased = around_.config("app.aliases." + class_name);
  return aliased ? aliased->str().value_or(class_name) : class_name;
}

Value Session::call_static(const std::string& class_name, std::string_view method,
                           Arguments& arguments) {
  const std::string_view base = class_basename(class_name);
  const bool facade = class_name == base || class_name.starts_with("Illuminate\\Support\\Facades");
  if (base == "Schema" && (facade || class_name.ends_with("\\Schema"))) {
    return schema(method, arguments);
  }
  if (base == "DB" && (facade || class_name.ends_with("\\DB"))) return db(method, arguments);
  if (class_name == "Illuminate\\Database\\Capsule\\Manager") {
    return method == "schema" ? handle("SchemaBuilder", 0, arguments.span) : db(method, arguments);
  }
  if (base == "Literal" && method == "from") {
    if (auto literal = phinx_object(class_name, arguments)) return *literal;
  }
  if (auto known = known_class(class_name, method, arguments)) return *known;
  if (auto made = package_call(class_name, method, arguments)) return *made;
  const std::string of = real_class(class_name);
  if (method == "cases") {
    if (auto cases = application_cases(of)) return *cases;
  }
  if (auto result = call_application(of, method, {}, arguments)) return *result;
  if (auto value = model_static(of, method, arguments)) return *value;
  opaque(arguments.span, std::string(base) + "::" + std::string(method) +
                             "() runs code of the application, which is not read");
  return php_->symbol(arguments.span);
}

Value Session::call_method(const Value& receiver, std::string_view method, Arguments& arguments) {
  return on_connection(connection_of(receiver),
                       [&] { return call_object(receiver, method, arguments); });
}

Value Session::call_object(const Value& receiver, std::string_view method, Arguments& arguments) {
  const eval::Object* object = receiver.object();
  if (Blueprint* made = blueprint_of(receiver))
    return blueprint(*made, receiver, method, arguments);
  if (object != nullptr) {
    const std::string& type = object->type;
    if (type == "Column") return fluent(receiver, method, arguments);
    if (type == "Pivot") return pivot(receiver, method, arguments);
    if (type == "Query") return query(receiver, method, arguments);
    if (type == "PhinxTable") return phinx_table(receiver, method, arguments);
    if (type == "PhinxColumn" || type == "PhinxIndex")
      return phinx_setter(receiver, method, arguments);
    if (type == "SchemaBuilder") return schema(method, arguments);
    if (type == "Connection") return connection_method(method, arguments);
    if (type == "?Row" || type == "Model") return row_method(receiver, method, arguments);
    if (type == "Collection" || type == "?Rows") return collection(receiver, method, arguments);
    if (type == "?Harmless" || type == "Raw") {
      run_closures(arguments);
      return receiver;
    }
    if (type == "Schema.foreign") return php_->symbol(arguments.span);
    if (auto result = call_application(type, method, receiver, arguments)) return *result;
    if (type == "DoctrineConnection") return doctrine_connection(method, arguments);
    if (auto result = plain_sql_call(method, arguments)) return *result;
    if (auto result = call_inherited(receiver, method, arguments)) return *result;
  }
  if (is_harmless_method(method)) return harmless(arguments);
  const std::string of = object != nullptr ? object->type : source(arguments.span);
  opaque(arguments.span, object != nullptr
                             ? of + "->" + std::string(method) +
                                   "() runs code of the application, which is not read"
                             : "what " + std::string(method) + "() is called on is not known");
  return php_->symbol(arguments.span);
}

std::optional<Value> Session::member_of(const Value& collection) {
  const eval::Object* object = collection.object();
  if (object == nullptr || (object->type != "?Rows" && object->type != "Query"))
    return std::nullopt;
  Value row = handle("?Row", 0, object->span);
  row.object()->positional = object->positional;
  row.object()->origin.clear();
  return row;
}

}  // namespace miglint::laravel
