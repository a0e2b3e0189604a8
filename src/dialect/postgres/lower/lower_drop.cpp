// DROP of anything, name by name.
#include <algorithm>

#include "dialect/postgres/lower/names.h"

namespace miglint::postgres {
namespace {

op::DropObject::Kind drop_kind(ObjectType kind) {
  using Kind = op::DropObject::Kind;
  switch (kind) {
    case OBJECT_VIEW:
      return Kind::view;
    case OBJECT_MATVIEW:
      return Kind::materialized_view;
    case OBJECT_SEQUENCE:
      return Kind::sequence;
    case OBJECT_FOREIGN_TABLE:
      return Kind::foreign_table;
    case OBJECT_TYPE:
      return Kind::type;
    case OBJECT_DOMAIN:
      return Kind::domain;
    case OBJECT_SCHEMA:
      return Kind::schema;
    case OBJECT_EXTENSION:
      return Kind::extension;
    case OBJECT_FUNCTION:
    case OBJECT_ROUTINE:
      return Kind::function;
    case OBJECT_PROCEDURE:
      return Kind::procedure;
    case OBJECT_AGGREGATE:
      return Kind::aggregate;
    case OBJECT_RULE:
      return Kind::rule;
    default:
      return Kind::other;
  }
}

/// `name ON table` of triggers, rules and policies.
bool stands_on_table(ObjectType kind) {
  return kind == OBJECT_TRIGGER || kind == OBJECT_RULE || kind == OBJECT_POLICY;
}

/// Behind DROP, the words of the kind, CONCURRENTLY and IF EXISTS.
std::size_t names_begin(const DropStmt& statement, const Lowering& to) {
  const std::string_view text = to.text();
  const std::string_view words = object_word(statement.removeType);
  auto skip = 2 + std::ranges::count(words, ' ') + (statement.concurrent ? 1 : 0) +
              (statement.missing_ok ? 2 : 0);
  std::size_t at = to.statement().begin;
  for (; skip > 0; --skip)
    at = skip_space(text, token_end(text, at));
  return at;
}

/// The places of the names; none when they cannot be told apart.
void name_places(const DropStmt& statement, Lowering& to, Gather<Range>& places) {
  if (!to.verbatim()) return;
  const std::size_t begin = names_begin(statement, to);
  comma_parts(to.text(), begin, to.statement().end, places);
  if (places.empty()) return;
  // The last part may end in CASCADE or RESTRICT.
  Range& last = places.back();
  if (stands_on_table(statement.removeType)) return;
  last.end = name_end(to.text(), last.begin);
  const std::size_t next = skip_space(to.text(), last.end);
  if (next < to.statement().end && to.text()[next] == '(') {
    last.end = bracket_end(to.text(), next);
  }
}

void drop_one(const DropStmt& statement, const Node& object, Span span, Lowering& to) {
  const bool cascade = statement.behavior == DROP_CASCADE;
  const bool if_exists = statement.missing_ok;
  const auto* parts = node_as<List>(&object, T_List);
  ObjectName name = any_name(statement.removeType, &object, to);
  ObjectName on_table;
  if (stands_on_table(statement.removeType)) {
    on_table = owner_name(parts, to);
    name.schema = {};
  }
  switch (statement.removeType) {
    case OBJECT_TABLE:
      to.emit(span, op::DropTable{.table = name, .if_exists = if_exists, .cascade = cascade});
      break;
    case OBJECT_INDEX:
      to.emit(span, op::DropIndex{.index = name,
                                  .concurrently = statement.concurrent,
                                  .if_exists = if_exists,
                                  .cascade = cascade});
      break;
    case OBJECT_TRIGGER:
      to.emit(span,
              op::DropTrigger{.table = on_table, .trigger = name.name, .if_exists = if_exists});
      break;
    case OBJECT_POLICY:
      to.emit(span, op::DropPolicy{.table = on_table, .policy = name.name, .if_exists = if_exists});
      break;
    default:
      to.emit(span, op::DropObject{.kind = drop_kind(statement.removeType),
                                   .name = name,
                                   .on_table = on_table,
                                   .kind_word = object_word(statement.removeType),
                                   .if_exists = if_exists,
                                   .cascade = cascade});
  }
}

}  // namespace

void lower_drop(const DropStmt& statement, Lowering& to) {
  const ListOf<Node> objects(statement.objects);
  Gather<Range> places;
  name_places(statement, to, places);
  // One name: the whole statement is about it.
  const bool placed = objects.size() > 1 && places.size() == objects.size();
  for (std::size_t i = 0; i < objects.size(); ++i) {
    drop_one(statement, *objects[i], placed ? to.place(places[i]) : to.whole(), to);
  }
}

}  // namespace miglint::postgres
