#include "lint/advice_laravel.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace miglint {
namespace {

using Where = AdviceStep::Where;

std::string quoted(std::string_view text) {
  // In double quotes PHP fills in what a `$` begins.
  const char quote = text.contains('\'') && !text.contains('"') && !text.contains('$') ? '"' : '\'';
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
};

class TableCalls {
 public:
  TableCall operator()(const op::AddConstraint& add) const {
    const Constraint& constraint = add.constraint;
    const bool has_more = constraint.not_valid || constraint.not_enforced ||
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
        return {table, call};
      }
      case ConstraintKind::unique:
        return {table, fmt::format("$table->unique({}, {})", columns, quoted(constraint.name))};
      default:
        return {};
    }
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

class LaravelAdvice {
 public:
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
      const TableCall call = std::visit(TableCalls(), action);
      if (!call.call.empty()) {
        line(fmt::format("Schema::table({}, function (Blueprint $table) {{", call.table));
        line(fmt::format("    {};", call.call));
        line("});");
        return;
      }
    }
    if (const auto batches = batches_of(step.sql)) {
      in_chunks(*batches);
    } else {
      statement(step.sql);
    }
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
    if (!sql.contains('\n')) return line(fmt::format("DB::statement({});", quoted(sql)));
    line("DB::unprepared(<<<'SQL'");
    for (std::size_t begin = 0; begin <= sql.size();) {
      const std::size_t end = std::min(sql.find('\n', begin), sql.size());
      line(fmt::format("    {}", sql.substr(begin, end - begin)));
      begin = end + 1;
    }
    line("    SQL);");
  }

  void line(std::string_view text) {
    out_ += text;
    out_ += '\n';
  }

  std::string out_;
  Where where_ = Where::anywhere;
};

}  // namespace

std::string write_laravel_advice(std::span<const AdviceStep> steps) {
  return LaravelAdvice().write(steps);
}

}  // namespace miglint
