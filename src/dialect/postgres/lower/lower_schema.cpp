// Schemas and extensions.
#include "dialect/postgres/lower/names.h"

namespace miglint::postgres {
namespace {

/// An object made inside CREATE SCHEMA belongs to the new schema when its name has none.
void put_into_schema(Action& action, std::string_view schema) {
  const auto put = [&](ObjectName& name) {
    if (name.schema.empty()) name.schema = schema;
  };
  std::visit(
      [&](auto& made) {
        using T = std::remove_cvref_t<decltype(made)>;
        if constexpr (std::is_same_v<T, op::CreateTable> || std::is_same_v<T, op::CreateIndex> ||
                      std::is_same_v<T, op::CreateTrigger>) {
          put(made.table);
        } else if constexpr (std::is_same_v<T, op::CreateView>) {
          put(made.view);
        } else if constexpr (std::is_same_v<T, op::CreateSequence>) {
          put(made.sequence);
        }
      },
      action);
}

}  // namespace

void lower_create_schema(const CreateSchemaStmt& statement, Lowering& to) {
  op::CreateSchema schema;
  schema.schema = statement.schemaname == nullptr ? role_name(statement.authrole, to)
                                                  : to.copy(statement.schemaname);
  schema.if_not_exists = statement.if_not_exists;
  to.emit(statement.schemaElts == nullptr ? to.whole() : to.head(schema.schema), schema);
  auto& context = to.context();
  for (const Node* element : ListOf<Node>(statement.schemaElts)) {
    // Each is a command of its own that the server runs after the other.
    ++context.command;
    const std::size_t before = context.out.size();
    lower_statement(*element, to);
    for (std::size_t i = before; i < context.out.size(); ++i) {
      put_into_schema(context.out[i].action, schema.schema);
    }
  }
}

void lower_create_extension(const CreateExtensionStmt& statement, Lowering& to) {
  const DefElem* schema = find_option(statement.options, "schema");
  to.emit(to.whole(), op::CreateExtension{
                          .extension = to.copy(statement.extname),
                          .schema = schema == nullptr ? std::string_view()
                                                      : to.arena().copy(string_value(schema->arg)),
                          .if_not_exists = statement.if_not_exists});
}

}  // namespace miglint::postgres
