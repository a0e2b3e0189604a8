// Code of the application that a migration calls: methods of its classes, run where they stand.
#include <algorithm>
#include <array>
#include <iterator>

#include "frontend/laravel/placeholder.h"
#include "frontend/laravel/pluralize.h"
#include "frontend/laravel/session.h"
#include "source/ascii.h"

namespace miglint::laravel {

using eval::Arguments;
using eval::Value;

namespace {

/// Calls within calls of the application's code; beyond, it is not followed.
constexpr std::size_t deepest = 6;
/// The files of the run have small numbers.
constexpr std::uint32_t first_number = 0x8000'0000;

}  // namespace

php::Interpreter* Session::interpreter_of(const std::string& class_name) {
  const auto [found, is_new] = applications_.try_emplace(class_name);
  if (!is_new || !around_.class_file) return found->second.get();
  // What the framework's classes do is known here; an application may bring copies of them along.
  if (class_name.starts_with("Illuminate\\")) return nullptr;
  const ClassFile* file = around_.class_file(class_name);
  if (file == nullptr) return nullptr;
  const auto number = static_cast<FileId>(first_number + applications_.size());
  found->second = std::make_unique<php::Interpreter>(file->tree.root(), file->text, number, *this);
  return found->second.get();
}

/// A constant or a static property of a class of the application, its own or inherited.
std::optional<Value> Session::application_member(const std::string& class_name,
                                                 std::string_view name, bool is_constant,
                                                 std::size_t depth) {
  php::Interpreter* interpreter = interpreter_of(class_name);
  if (interpreter == nullptr || depth > deepest || reading_members_ > deepest) return std::nullopt;
  const auto of = std::ranges::find(interpreter->classes(), class_name, &php::Class::name);
  if (of == interpreter->classes().end()) return std::nullopt;
  ++reading_members_;
  auto value = is_constant ? interpreter->constant(*of, name) : interpreter->property(*of, name);
  --reading_members_;
  if (value) return value;
  std::vector<std::string> bases = of->traits;
  std::ranges::copy(of->interfaces, std::back_inserter(bases));
  if (!of->parent.empty()) bases.push_back(of->parent);
  for (const std::string& base : bases) {
    value = application_member(base, name, is_constant, depth + 1);
    if (value) return value;
  }
  return std::nullopt;
}

/// `Status::cases()` of an enum of the application.
std::optional<Value> Session::application_cases(const std::string& class_name) {
  const auto cases_in = [&](php::Interpreter& interpreter) -> std::optional<Value> {
    const auto of = std::ranges::find(interpreter.classes(), class_name, &php::Class::name);
    if (of == interpreter.classes().end() || of->cases.empty()) return std::nullopt;
    return interpreter.cases(*of);
  };
  if (auto own = cases_in(*php_)) return own;
  php::Interpreter* interpreter = interpreter_of(class_name);
  return interpreter == nullptr ? std::nullopt : cases_in(*interpreter);
}

Session::ClassMethod Session::class_method(const std::string& class_name, std::string_view method,
                                           std::size_t depth) {
  php::Interpreter* interpreter = interpreter_of(class_name);
  if (interpreter == nullptr || depth > deepest) return {};
  const auto of = std::ranges::find(interpreter->classes(), class_name, &php::Class::name);
  if (of == interpreter->classes().end()) return {};
  if (of->methods.contains(ascii::lower_case(method))) return {interpreter, &*of};
  for (const std::string& trait : of->traits) {
    if (const ClassMethod found = class_method(trait, method, depth + 1); found.of != nullptr)
      return found;
  }
  return of->parent.empty() ? ClassMethod{} : class_method(of->parent, method, depth + 1);
}

std::optional<Value> Session::call_application(const std::string& class_name,
                                               std::string_view method, const Value& self,
                                               Arguments& arguments) {
  const ClassMethod found = class_method(class_name, method, 0);
  if (found.of == nullptr || running_.size() > deepest) return std::nullopt;
  running_.push_back(php_);
  const std::optional<Span> outside = called_at_;
  if (!called_at_) called_at_ = arguments.span;
  php_ = found.interpreter;
  auto result = php_->call(*found.of, method, self, arguments);
  php_ = running_.back();
  running_.pop_back();
  called_at_ = outside;
  return result;
}

std::optional<Value> Session::call_inherited(const Value& receiver, std::string_view method,
                                             Arguments& arguments) {
  const std::string& type = receiver.object()->type;
  for (const php::Class& one : php_->classes()) {
    if (type != (one.name.empty() ? "class@anonymous" : one.name)) continue;
    for (const std::string& trait : one.traits) {
      if (auto result = call_application(trait, method, receiver, arguments)) return result;
    }
    if (one.parent.empty()) return std::nullopt;
    return call_application(one.parent, method, receiver, arguments);
  }
  return std::nullopt;
}

/// Where the migration itself calls what stands in another file.
Span Session::in_migration(Span span) const {
  return called_at_ && static_cast<std::uint32_t>(span.file) >= first_number ? *called_at_ : span;
}

std::vector<Guard> Session::guards() const {
  std::vector<Guard> all;
  const auto add = [&](const php::Interpreter& interpreter) {
    for (Guard guard : interpreter.guards()) {
      guard.span = in_migration(guard.span);
      all.push_back(std::move(guard));
    }
  };
  for (const php::Interpreter* outer : running_)
    add(*outer);
  add(*php_);
  return all;
}

std::string_view Session::text_elsewhere(Span span) const {
  const auto text_in = [&](const php::Interpreter* interpreter) {
    return interpreter != nullptr && interpreter->file() == span.file;
  };
  for (const php::Interpreter* outer : running_) {
    if (text_in(outer)) return outer->text(span);
  }
  for (const auto& [name, interpreter] : applications_) {
    if (text_in(interpreter.get())) return interpreter->text(span);
  }
  return {};
}

std::optional<Value> Session::relation(const Value& row, const Query& of, std::string_view method,
                                       Arguments& arguments) {
  static constexpr auto known = std::to_array<std::string_view>(
      {"hasMany", "hasOne", "belongsTo", "belongsToMany", "morphMany", "morphOne"});
  if (std::ranges::find(known, method) == known.end()) return std::nullopt;
  const Span span = arguments.span;
  const auto related_name = argument(arguments, 0, "related").str();
  if (!related_name) return std::nullopt;
  const Model related = around_.model(*related_name);
  const auto text = [&](std::size_t at, std::string_view named, std::string otherwise) {
    return argument(arguments, at, named).str().value_or(std::move(otherwise));
  };
  const auto value_of = [&](const std::string& column) {
    return unknown_value((row.object()->origin.empty() ? "$row" : row.object()->origin) + "->" +
                         column);
  };
  const std::string own_key = snake(class_basename(of.model)) + "_" + of.key;
  if (method == "belongsToMany") {
    std::array<std::string, 2> names{snake(class_basename(of.model)),
                                     snake(class_basename(*related_name))};
    std::ranges::sort(names);
    Value pivot = new_query(Attribute(text(1, "table", names[0] + "_" + names[1])), span);
    const std::string own = text(2, "foreignPivotKey", own_key);
    Query& query = *query_of(pivot);
    query.wheres.emplace_back("and", query.compare(Attribute(own), "=", value_of(of.key)));
    pivot.object()->type = "Pivot";
    pivot.object()->attributes.set("own", Value(own));
    pivot.object()->attributes.set("value", eval::Symbol{"$row->" + of.key});
    pivot.object()->attributes.set(
        "other", Value(text(3, "relatedPivotKey",
                            snake(class_basename(*related_name)) + "_" + related.key)));
    return pivot;
  }
  Value made = model_query(related, span);
  Query& query = *query_of(made);
  const bool morphs = method.starts_with("morph");
  if (morphs) {
    const std::string morph = text(1, "name", "morph");
    query.wheres.emplace_back("and",
                              query.compare(Attribute(morph + "_id"), "=", value_of(of.key)));
    query.wheres.emplace_back("and", query.compare(Attribute(morph + "_type"), "=", of.model));
  } else if (method == "belongsTo") {
    const std::string column =
        text(1, "foreignKey", snake(class_basename(*related_name)) + "_" + related.key);
    query.wheres.emplace_back("and", query.compare(Attribute(related.key), "=", value_of(column)));
  } else {
    query.wheres.emplace_back("and", query.compare(Attribute(text(1, "foreignKey", own_key)), "=",
                                                   value_of(text(2, "localKey", of.key))));
  }
  return made;
}

Value Session::pivot(const Value& receiver, std::string_view method, Arguments& arguments) {
  const Span span = arguments.span;
  const eval::Object& object = *receiver.object();
  const Query* of = query_of(receiver);
  const std::string own = *object.attributes.find("own")->str();
  const std::string other = *object.attributes.find("other")->str();
  const Value given = argument(arguments, 0);
  if (method == "attach" && !given.is_null()) {
    Row values{{own, bound(*object.attributes.find("value"), span)}};
    values.emplace_back(other, bound(given, span));
    if (const eval::Map* more = argument(arguments, 1).map()) {
      for (const auto& [key, value] : more->entries)
        values.emplace_back(name(key, span).text(), bound(value, span));
    }
    Query target(on(), of->from());
    send(target.insert({values}), span, true);
    return {};
  }
  if (method == "detach") {
    Query target = *of;
    if (!given.is_null())
      target.wheres.emplace_back("and", target.compare(Attribute(other), "=", bound(given, span)));
    send(target.remove(), span, true);
    return {};
  }
  if (is_harmless_method(method)) return harmless(arguments);
  opaque(span,
         "what " + std::string(method) + "() does to the rows between two tables is not known");
  return php_->symbol(span);
}

}  // namespace miglint::laravel
