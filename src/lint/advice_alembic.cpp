#include "lint/advice_alembic.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "source/ascii.h"

namespace miglint {
namespace {

/// A call that would be longer has an argument a line.
constexpr std::size_t longest_line = 96;

std::string quoted(std::string_view text) {
  const char quote = text.contains('"') && !text.contains('\'') ? '\'' : '"';
  std::string out(1, quote);
  for (const char c : text) {
    if (c == '\\' || c == quote) out += '\\';
    out += c;
  }
  return out + quote;
}

std::string list_of(std::span<const std::string_view> names) {
  std::string out = "[";
  for (const std::string_view name : names)
    out += (out.size() > 1 ? ", " : "") + quoted(name);
  return out + "]";
}

std::string as_text(std::string_view sql) {
  return fmt::format("sa.text({})", quoted(sql));
}

/// A call before it is written; no arguments: there is none.
struct Call {
  std::string function;
  std::vector<std::string> arguments;

  Call& add(std::string argument) {
    arguments.push_back(std::move(argument));
    return *this;
  }
  Call& name(std::string_view text) { return add(quoted(text)); }
  Call& keyword(std::string_view key, std::string_view value) {
    return add(fmt::format("{}={}", key, value));
  }
  Call& keyword_if(bool holds, std::string_view key, std::string_view value = "True") {
    return holds ? keyword(key, value) : *this;
  }
  Call& schema(std::string_view key, std::string_view schema) {
    return keyword_if(!schema.empty(), key, quoted(schema));
  }
};

/// Nothing for a type that is written in another way, or is the project's own.
std::string type_call(const TypeName& type) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 12> plain{{
      {"int2", "sa.SmallInteger()"},
      {"int4", "sa.Integer()"},
      {"int8", "sa.BigInteger()"},
      {"bool", "sa.Boolean()"},
      {"text", "sa.Text()"},
      {"date", "sa.Date()"},
      {"timestamp", "sa.DateTime()"},
      {"timestamptz", "sa.DateTime(timezone=True)"},
      {"uuid", "postgresql.UUID()"},
      {"jsonb", "postgresql.JSONB()"},
      {"json", "sa.JSON()"},
      {"float8", "postgresql.DOUBLE_PRECISION()"},
  }};
  const bool builtin = type.name.schema.empty() || type.name.schema == "pg_catalog";
  if (!builtin || type.array_dimensions > 0 || type.serial) return {};
  if (type.name.name == "varchar") {
    return type.modifiers.empty() ? "sa.String()" : fmt::format("sa.String({})", type.modifiers[0]);
  }
  if (type.name.name == "numeric")
    return fmt::format("sa.Numeric({})", fmt::join(type.modifiers, ", "));
  if (!type.modifiers.empty()) return {};
  const auto* found = std::ranges::find(plain, type.name.name,
                                        &std::pair<std::string_view, std::string_view>::first);
  return found == plain.end() ? std::string() : std::string(found->second);
}

std::string_view action_words(ReferentialAction action) {
  switch (action) {
    case ReferentialAction::no_action:
      return {};
    case ReferentialAction::restrict:
      return "RESTRICT";
    case ReferentialAction::cascade:
      return "CASCADE";
    case ReferentialAction::set_null:
      return "SET NULL";
    case ReferentialAction::set_default:
      return "SET DEFAULT";
  }
  return {};
}

bool is_plain(const op::AlterTarget& table) {
  return !table.only && !table.if_exists && table.word == op::RelationWord::table;
}

/// The call of a statement, from its one operation; none where Alembic has no call for it.
class Calls {
 public:
  explicit Calls(const AdviceStep& step) : step_(step) {}

  Call operator()(const op::CreateIndex& create) const {
    const bool only_columns = std::ranges::all_of(create.keys, [](const IndexKey& key) {
      return !key.column.empty() && key.operator_class.name.empty() && key.collation.name.empty() &&
             !key.descending && !key.nulls_reversed;
    });
    const bool has_more = create.only || create.if_not_exists || create.nulls_not_distinct ||
                          !create.tablespace.empty();
    if (!only_columns || has_more || create.name.empty()) return {};
    std::vector<std::string_view> columns;
    for (const IndexKey& key : create.keys)
      columns.push_back(key.column);
    Call call{"op.create_index", {}};
    call.name(create.name).name(create.table.name).add(list_of(columns));
    call.keyword_if(create.unique, "unique").schema("schema", create.table.schema);
    const bool btree = create.method.empty() || create.method == "btree";
    call.keyword_if(!btree, "postgresql_using", quoted(create.method));
    call.keyword_if(!create.include.empty(), "postgresql_include", list_of(create.include));
    if (create.predicate != nullptr) {
      const std::string_view where = step_.text(create.predicate->span);
      if (where.empty()) return {};
      call.keyword("postgresql_where", as_text(where));
    }
    return std::move(call.keyword_if(create.concurrently, "postgresql_concurrently"));
  }

  Call operator()(const op::DropIndex& drop) const {
    if (drop.if_exists || drop.cascade) return {};
    Call call{"op.drop_index", {}};
    call.name(drop.index.name).schema("schema", drop.index.schema);
    return std::move(call.keyword_if(drop.concurrently, "postgresql_concurrently"));
  }

  Call operator()(const op::AddConstraint& add) const {
    const Constraint& constraint = add.constraint;
    const bool has_more = constraint.not_enforced || constraint.no_inherit || constraint.temporal ||
                          constraint.nulls_not_distinct || !constraint.include.empty() ||
                          !constraint.using_index.empty();
    if (!is_plain(add.table) || has_more || constraint.name.empty()) return {};
    const ObjectName& table = add.table.name;
    Call call;
    call.arguments = {quoted(constraint.name), quoted(table.name)};
    switch (constraint.kind) {
      case ConstraintKind::foreign_key:
        if (constraint.referenced_columns.empty()) return {};
        call.function = "op.create_foreign_key";
        call.name(constraint.referenced_table.name)
            .add(list_of(constraint.columns))
            .add(list_of(constraint.referenced_columns))
            .schema("source_schema", table.schema)
            .schema("referent_schema", constraint.referenced_table.schema);
        call.schema("ondelete", action_words(constraint.on_delete))
            .schema("onupdate", action_words(constraint.on_update));
        break;
      case ConstraintKind::check: {
        const std::string_view condition =
            constraint.condition == nullptr ? "" : step_.text(constraint.condition->span);
        // Alembic takes it for text with bind parameters.
        if (condition.empty() || condition.find_first_of(":%") != std::string_view::npos) return {};
        call.function = "op.create_check_constraint";
        call.name(condition).schema("schema", table.schema);
        break;
      }
      case ConstraintKind::unique:
      case ConstraintKind::primary_key:
        call.function = constraint.kind == ConstraintKind::unique ? "op.create_unique_constraint"
                                                                  : "op.create_primary_key";
        call.add(list_of(constraint.columns)).schema("schema", table.schema);
        break;
      case ConstraintKind::not_null:
      case ConstraintKind::exclude:
        return {};
    }
    call.keyword_if(constraint.deferrable, "deferrable")
        .keyword_if(constraint.initially_deferred, "initially", "\"DEFERRED\"");
    return std::move(call.keyword_if(constraint.not_valid, "postgresql_not_valid"));
  }

  Call operator()(const op::DropConstraint& drop) const {
    if (!is_plain(drop.table) || drop.if_exists || drop.cascade) return {};
    Call call{"op.drop_constraint", {}};
    return std::move(call.name(drop.constraint)
                         .name(drop.table.name.name)
                         .schema("schema", drop.table.name.schema));
  }

  Call operator()(const op::AddColumn& add) const {
    const ColumnDefinition& column = add.column;
    const std::string type = type_call(column.type);
    const bool has_more = !column.constraints.empty() && !only_not_null(column);
    if (!is_plain(add.table) || add.if_not_exists || type.empty() || has_more ||
        column.generated != Generated::no || column.identity != Identity::no ||
        !column.collation.name.empty()) {
      return {};
    }
    Call made{"sa.Column", {}};
    made.name(column.name).add(type);
    if (column.default_value != nullptr) {
      const std::string_view value = step_.text(column.default_value->span);
      if (value.empty()) return {};
      made.keyword("server_default", as_text(value));
    }
    made.keyword_if(column.not_null, "nullable", "False");
    Call call{"op.add_column", {}};
    call.name(add.table.name.name)
        .add(fmt::format("{}({})", made.function, fmt::join(made.arguments, ", ")));
    return std::move(call.schema("schema", add.table.name.schema));
  }

  Call operator()(const op::DropColumn& drop) const {
    if (!is_plain(drop.table) || drop.if_exists || drop.cascade) return {};
    Call call{"op.drop_column", {}};
    return std::move(
        call.name(drop.table.name.name).name(drop.column).schema("schema", drop.table.name.schema));
  }

  Call operator()(const op::AlterColumnType& alter) const {
    const std::string type = type_call(alter.type);
    if (type.empty() || !alter.collation.name.empty()) return {};
    Call call = altered(alter.table, alter.column, "type_", type);
    if (alter.using_expression == nullptr) return call;
    const std::string_view value = step_.text(alter.using_expression->span);
    if (value.empty()) return {};
    return std::move(call.keyword("postgresql_using", quoted(value)));
  }

  Call operator()(const op::SetNotNull& set) const {
    return altered(set.table, set.column, "nullable", "False");
  }
  Call operator()(const op::DropNotNull& drop) const {
    return altered(drop.table, drop.column, "nullable", "True");
  }
  Call operator()(const op::DropDefault& drop) const {
    return altered(drop.table, drop.column, "server_default", "None");
  }
  Call operator()(const op::SetDefault& set) const {
    const std::string_view value = set.value == nullptr ? "" : step_.text(set.value->span);
    if (value.empty()) return {};
    return altered(set.table, set.column, "server_default", as_text(value));
  }
  Call operator()(const op::RenameColumn& rename) const {
    const op::AlterTarget table{rename.relation, rename.word, false, rename.if_exists};
    return altered(table, rename.column, "new_column_name", quoted(rename.new_name));
  }
  Call operator()(const op::RenameRelation& rename) const {
    if (rename.word != op::RelationWord::table || rename.if_exists) return {};
    Call call{"op.rename_table", {}};
    return std::move(call.name(rename.relation.name)
                         .name(rename.new_name)
                         .schema("schema", rename.relation.schema));
  }
  Call operator()(const op::DropTable& drop) const {
    if (drop.if_exists || drop.cascade) return {};
    Call call{"op.drop_table", {}};
    return std::move(call.name(drop.table.name).schema("schema", drop.table.schema));
  }
  template <class Other>
  Call operator()(const Other&) const {
    return {};
  }

 private:
  static bool only_not_null(const ColumnDefinition& column) {
    return std::ranges::all_of(column.constraints, [](const Constraint& constraint) {
      return constraint.kind == ConstraintKind::not_null;
    });
  }

  static Call altered(const op::AlterTarget& table, std::string_view column, std::string_view key,
                      std::string_view value) {
    if (!is_plain(table)) return {};
    Call call{"op.alter_column", {}};
    call.name(table.name.name).name(column).keyword(key, value);
    return std::move(call.schema("schema", table.name.schema));
  }

  const AdviceStep& step_;
};

/// `:name` is a bind parameter in the text that op.execute takes.
std::string without_binds(std::string_view sql) {
  std::string out;
  for (std::size_t at = 0; at < sql.size(); ++at) {
    const char before = at == 0 ? ' ' : sql[at - 1];
    const bool is_bind = sql[at] == ':' && at + 1 < sql.size() && ascii::is_word(sql[at + 1]) &&
                         !ascii::is_word(before) && before != ':';
    if (is_bind) out += '\\';
    out += sql[at];
  }
  return out;
}

/// It is of use only once it has committed, and all pending revisions are one transaction.
bool adds_enum_value(const AdviceStep& step) {
  return step.operations.size() == 1 &&
         std::holds_alternative<op::AddEnumValue>(step.operations.front().action);
}

class AlembicAdvice {
 public:
  std::string write(std::span<const AdviceStep> steps) {
    for (const AdviceStep& step : steps) {
      enter(step.where != AdviceStep::Where::anywhere || adds_enum_value(step));
      if (step.sql.empty()) {
        line(fmt::format("# {}", step.comment));
      } else {
        add(step);
      }
    }
    return std::move(out_);
  }

 private:
  /// Comments before the block of their statement stand outside of it.
  void enter(bool in_block) {
    pending_ = in_block && !in_block_;
    if (!in_block) in_block_ = false;
  }

  void add(const AdviceStep& step) {
    if (const auto* control = transaction_control(step)) {
      using Kind = op::TransactionControl::Kind;
      if (control->kind == Kind::begin && has_committed_) {
        line("# in a revision of its own, deployed by itself:");
      }
      has_committed_ = control->kind == Kind::commit;
      if (has_committed_ || control->kind == Kind::begin) return;
    }
    if (pending_) {
      line("with op.get_context().autocommit_block():");
      in_block_ = true;
      pending_ = false;
    }
    const Call call = step.operations.size() == 1
                          ? std::visit(Calls(step), step.operations.front().action)
                          : Call{};
    if (call.arguments.empty()) {
      execute(step.sql);
    } else {
      write_call(call);
    }
  }

  static const op::TransactionControl* transaction_control(const AdviceStep& step) {
    if (step.operations.size() != 1 || step.operations.front().nesting.in_block) return nullptr;
    return std::get_if<op::TransactionControl>(&step.operations.front().action);
  }

  void execute(std::string_view sql) {
    const std::string text = without_binds(sql);
    if (!text.contains('\n')) {
      write_call({"op.execute", {quoted(text)}});
      return;
    }
    line("op.execute(");
    line(std::string("    ") + (text.contains('\\') ? "r" : "") + "\"\"\"");
    for (std::size_t begin = 0; begin <= text.size();) {
      const std::size_t end = std::min(text.find('\n', begin), text.size());
      line("    " + text.substr(begin, end - begin));
      begin = end + 1;
    }
    line("    \"\"\"");
    line(")");
  }

  void write_call(const Call& call) {
    const std::string whole = fmt::format("{}({})", call.function, fmt::join(call.arguments, ", "));
    if (whole.size() <= longest_line) {
      line(whole);
      return;
    }
    line(call.function + "(");
    for (const std::string& argument : call.arguments)
      line(fmt::format("    {},", argument));
    line(")");
  }

  void line(std::string_view text) {
    if (in_block_) out_ += "    ";
    out_ += text;
    out_ += '\n';
  }

  std::string out_;
  bool in_block_ = false;
  bool pending_ = false;
  bool has_committed_ = false;
};

}  // namespace

std::string write_alembic_advice(std::span<const AdviceStep> steps,
                                 const Migration& /*migration*/) {
  return AlembicAdvice().write(steps);
}

}  // namespace miglint
