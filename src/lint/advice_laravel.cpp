#include "lint/advice_laravel.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "lint/advice_php.h"

namespace miglint {
namespace {

using Where = AdviceStep::Where;

std::string quoted(std::string_view text) {
  return php_literal(text);
}

std::string list_of(std::span<const std::string_view> names) {
  std::string out = "[";
  for (const std::string_view name : names)
    out += (out.size() > 1 ? ", " : "") + quoted(name);
  return out + "]";
}

std::string name_of(const ObjectName& table) {
  return quoted(table.schema.empty() ? std::string(table.name)
                                     : fmt::format("{}.{}", table.schema, table.name));
}

bool is_plain(const op::AlterTarget& table) {
  return !table.only && !table.if_exists && table.word == op::RelationWord::table;
}

/// A call on `$table`, and the table; no call: the schema builder has none for it.
struct TableCall {
  std::string table;
  std::string call;
  int since = 0;  ///< The version of Laravel that has it; 0: all that are supported.
};

/// `->online()`, `->instant()` and `->lock()`.
constexpr int kOnline = 12;

class TableCalls {
 public:
  TableCall operator()(const op::AddConstraint& add) const {
    const Constraint& constraint = add.constraint;
    const bool is_key = constraint.kind == ConstraintKind::foreign_key;
    const bool has_more = (constraint.not_valid && !is_key) || constraint.not_enforced ||
                          constraint.deferrable || constraint.temporal ||
                          constraint.nulls_not_distinct || !constraint.include.empty() ||
                          !constraint.using_index.empty();
    if (!is_plain(add.table) || has_more || constraint.name.empty()) return {};
    const std::string table = name_of(add.table.name);
    const std::string columns = list_of(constraint.columns);
    switch (constraint.kind) {
      case ConstraintKind::foreign_key: {
        if (constraint.referenced_columns.empty()) return {};
        std::string call = fmt::format(
            "$table->foreign({}, {})->references({})->on({})", columns, quoted(constraint.name),
            list_of(constraint.referenced_columns), name_of(constraint.referenced_table));
        const bool plain = constraint.on_update == ReferentialAction::no_action;
        if (!plain || constraint.on_delete == ReferentialAction::set_default) return {};
        if (constraint.on_delete == ReferentialAction::cascade) call += "->cascadeOnDelete()";
        if (constraint.on_delete == ReferentialAction::set_null) call += "->nullOnDelete()";
        if (constraint.on_delete == ReferentialAction::restrict) call += "->restrictOnDelete()";
        if (constraint.not_valid) call += "->notValid()";
        return {table, call};
      }
      case ConstraintKind::unique:
        return {table, fmt::format("$table->unique({}, {})", columns, quoted(constraint.name))};
      default:
        return {};
    }
  }
  TableCall operator()(const op::CreateIndex& create) const {
    std::vector<std::string_view> columns;
    for (const IndexKey& key : create.keys) {
      const bool is_plain_key = !key.column.empty() && key.expression == nullptr &&
                                key.operator_class.name.empty() && key.collation.name.empty() &&
                                !key.descending && !key.nulls_reversed;
      if (!is_plain_key) return {};
      columns.push_back(key.column);
    }
    // A unique index of Laravel's is a constraint, too.
    const bool has_more = create.unique || create.only || create.if_not_exists ||
                          create.predicate != nullptr || !create.include.empty() ||
                          !create.tablespace.empty() || create.name.empty();
    if (has_more || !create.concurrently) return {};
    const std::string method =
        create.method == "btree" ? "" : fmt::format(", {}", quoted(create.method));
    return {name_of(create.table),
            fmt::format("$table->index({}, {}{})->online()", list_of(columns), quoted(create.name),
                        method),
            kOnline};
  }
  TableCall operator()(const op::DropColumn& drop) const {
    if (!is_plain(drop.table) || drop.if_exists || drop.cascade) return {};
    return {name_of(drop.table.name), fmt::format("$table->dropColumn({})", quoted(drop.column))};
  }
  TableCall operator()(const op::RenameColumn& rename) const {
    if (rename.word != op::RelationWord::table || rename.if_exists) return {};
    return {name_of(rename.relation), fmt::format("$table->renameColumn({}, {})",
                                                  quoted(rename.column), quoted(rename.new_name))};
  }
  template <class Other>
  TableCall operator()(const Other&) const {
    return {};
  }
};

/// A block that runs one statement over ranges of a key, taken apart.
struct Batches {
  std::string table;
  std::string key;
  std::string filter;  ///< Empty: all rows.
  bool removes = false;
  std::string statement;  ///< With two question marks for the ends of the range.
};

std::string_view between(std::string_view text, std::string_view before, std::string_view after) {
  const std::size_t begin = text.find(before);
  if (begin == std::string_view::npos) return {};
  text.remove_prefix(begin + before.size());
  const std::size_t end = text.find(after);
  return end == std::string_view::npos ? std::string_view() : text.substr(0, end);
}

std::optional<Batches> batches_of(std::string_view sql) {
  constexpr std::string_view kFirst = " >= first_key AND ";
  if (!sql.starts_with("DO $$")) return std::nullopt;
  Batches batches;
  const auto filter_of = [](std::string_view text) {
    const std::string_view upper = between(text, " WHERE (", ") AND ");
    return upper.empty() ? between(text, " where (", ") AND ") : upper;
  };
  batches.key = between(sql, "SELECT min(", ")");
  batches.table = between(sql, "last_key FROM ", ";");
  std::string_view statement = between(sql, " LOOP\n", ";\n");
  statement.remove_prefix(std::min(statement.find_first_not_of(' '), statement.size()));
  const std::size_t range = statement.find(kFirst);
  if (batches.key.empty() || batches.table.empty() || range == std::string_view::npos)
    return std::nullopt;
  batches.removes = statement.starts_with("DELETE ") || statement.starts_with("delete ");
  const bool changes =
      batches.removes || statement.starts_with("UPDATE ") || statement.starts_with("update ");
  const bool quoted_names = (batches.key + batches.table).contains('"');
  if (!changes || quoted_names) return std::nullopt;
  batches.filter = filter_of(statement.substr(0, range));
  batches.statement = fmt::format("{} BETWEEN ? AND ?", statement.substr(0, range));
  return batches;
}

/// MySQL's `ALTER TABLE t ADD COLUMN c … NOT NULL DEFAULT …, ALGORITHM=INSTANT`.
TableCall instant_column(std::string_view sql) {
  constexpr std::string_view kAlter = "ALTER TABLE ";
  constexpr std::string_view kAdd = " ADD COLUMN ";
  constexpr std::string_view kInstant = ", ALGORITHM=INSTANT";
  const std::size_t add = sql.find(kAdd);
  if (!sql.starts_with(kAlter) || add == sql.npos || !sql.ends_with(kInstant)) return {};
  const std::string_view table = sql.substr(kAlter.size(), add - kAlter.size());
  std::string_view definition = sql.substr(add + kAdd.size());
  definition.remove_suffix(kInstant.size());
  const std::size_t blank = definition.find(' ');
  const std::string_view rest = blank == definition.npos ? "" : definition.substr(blank);
  std::string modifiers;
  if (rest == " … NOT NULL DEFAULT …") {
    modifiers = "->default(…)";
  } else if (rest == " … NULL") {
    modifiers = "->nullable()";
  } else if (rest != " …") {
    return {};
  }
  return {quoted(table),
          fmt::format("$table->…({}){}->instant()", quoted(definition.substr(0, blank)), modifiers),
          kOnline};
}

class LaravelAdvice {
 public:
  explicit LaravelAdvice(const Migration& migration) : migration_(migration) {}

  std::string write(std::span<const AdviceStep> steps) {
    for (const AdviceStep& step : steps) {
      enter(step.where);
      // The line that enter() has written says more.
      const bool is_said =
          step.where == Where::outside && (step.comment.starts_with("outside of a transaction") ||
                                           step.comment.contains("without a transaction"));
      if (is_said) continue;
      if (step.sql.empty()) {
        line(fmt::format("// {}", step.comment));
      } else {
        add(step);
      }
    }
    return std::move(out_);
  }

 private:
  void enter(Where where) {
    if (where == where_) return;
    where_ = where;
    if (where == Where::outside)
      line("// in a migration with `public $withinTransaction = false;`:");
    if (where == Where::later) line("// in a migration of its own, after that:");
  }

  void add(const AdviceStep& step) {
    if (step.operations.size() == 1 && !step.operations.front().nesting.in_block) {
      const Action& action = step.operations.front().action;
      if (const auto* control = std::get_if<op::TransactionControl>(&action)) {
        using Kind = op::TransactionControl::Kind;
        if (control->kind == Kind::commit) line("// in a migration of its own, after that:");
        if (control->kind == Kind::commit || control->kind == Kind::begin) return;
      }
      if (migration_.dialect == Dialect::postgres && in_table(std::visit(TableCalls(), action)))
        return;
    }
    if (migration_.dialect != Dialect::postgres && in_table(instant_column(step.sql))) return;
    if (const auto batches = batches_of(step.sql)) {
      in_chunks(*batches);
    } else {
      statement(step.sql);
    }
  }

  bool in_table(const TableCall& call) {
    const int version = migration_.framework_version;
    if (call.call.empty() || (version != 0 && version < call.since)) return false;
    if (version == 0 && call.since != 0) line(fmt::format("// Laravel {} and later:", call.since));
    line(fmt::format("Schema::table({}, function (Blueprint $table) {{", call.table));
    line(fmt::format("    {};", call.call));
    line("});");
    return true;
  }

  void in_chunks(const Batches& batches) {
    const std::string filter =
        batches.filter.empty() ? "" : fmt::format("->whereRaw({})", quoted(batches.filter));
    line(fmt::format("DB::table({}){}->chunkById(1000, function ($rows) {{", quoted(batches.table),
                     filter));
    line(fmt::format("    DB::{}({},", batches.removes ? "delete" : "update",
                     quoted(batches.statement)));
    line(fmt::format("        [$rows->first()->{0}, $rows->last()->{0}]);", batches.key));
    line(fmt::format("}}, {});", quoted(batches.key)));
  }

  void statement(std::string_view sql) {
    out_ += php_statement(sql.contains('\n') ? "DB::unprepared(" : "DB::statement(", sql);
  }

  void line(std::string_view text) {
    out_ += text;
    out_ += '\n';
  }

  const Migration& migration_;
  std::string out_;
  Where where_ = Where::anywhere;
};

}  // namespace

std::string write_laravel_advice(std::span<const AdviceStep> steps, const Migration& migration) {
  return LaravelAdvice(migration).write(steps);
}

}  // namespace miglint
