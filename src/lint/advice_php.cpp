#include "lint/advice_php.h"

#include <fmt/format.h>

#include <algorithm>

#include "lint/advice_laravel.h"

namespace miglint {
namespace {

using Where = AdviceStep::Where;

/// How a tool sends plain SQL, and how it leaves its transaction.
struct PlainSql {
  std::string_view call;
  std::string_view outside;  ///< Said before what no transaction may hold.
  std::string_view leave;    ///< A call that ends the transaction; empty: there is none.
  std::string_view go_back;
};

constexpr PlainSql doctrine{.call = "$this->addSql(",
                            .outside = "in a migration whose `isTransactional()` returns false:",
                            .leave = {},
                            .go_back = {}};
constexpr PlainSql phinx{.call = "$this->execute(",
                         .outside = "outside of the transaction that Phinx has opened:",
                         .leave = "$this->getAdapter()->commitTransaction();",
                         .go_back = "$this->getAdapter()->beginTransaction();"};

class PlainAdvice {
 public:
  explicit PlainAdvice(const PlainSql& tool) : tool_(tool) {}

  std::string write(std::span<const AdviceStep> steps) {
    for (const AdviceStep& step : steps) {
      enter(step.where);
      const bool is_said =
          step.where == Where::outside && (step.comment.starts_with("outside of a transaction") ||
                                           step.comment.contains("without a transaction"));
      if (is_said) continue;
      if (step.sql.empty()) {
        out_ += fmt::format("// {}\n", step.comment);
      } else if (!is_transaction_control(step)) {
        out_ += php_statement(tool_.call, step.sql);
      }
    }
    enter(Where::anywhere);
    return std::move(out_);
  }

 private:
  void enter(Where where) {
    if (where == where_) return;
    if (where_ == Where::outside && !tool_.go_back.empty())
      out_ += fmt::format("{}\n", tool_.go_back);
    where_ = where;
    if (where == Where::outside) {
      out_ += fmt::format("// {}\n", tool_.outside);
      if (!tool_.leave.empty()) out_ += fmt::format("{}\n", tool_.leave);
    }
    if (where == Where::later) out_ += "// in a migration of its own, after that:\n";
  }

  bool is_transaction_control(const AdviceStep& step) {
    if (step.operations.size() != 1 || step.operations.front().nesting.in_block) return false;
    const auto* control = std::get_if<op::TransactionControl>(&step.operations.front().action);
    if (control == nullptr) return false;
    using Kind = op::TransactionControl::Kind;
    if (control->kind == Kind::commit) out_ += "// in a migration of its own, after that:\n";
    return control->kind == Kind::commit || control->kind == Kind::begin;
  }

  const PlainSql& tool_;
  std::string out_;
  Where where_ = Where::anywhere;
};

}  // namespace

std::string php_literal(std::string_view text) {
  // In double quotes PHP fills in what a `$` begins.
  const char quote = text.contains('\'') && !text.contains('"') && !text.contains('$') ? '"' : '\'';
  std::string out(1, quote);
  for (const char c : text) {
    if (c == '\\' || c == quote) out += '\\';
    out += c;
  }
  return out + quote;
}

std::string php_statement(std::string_view before, std::string_view sql) {
  if (!sql.contains('\n')) return fmt::format("{}{});\n", before, php_literal(sql));
  std::string out = fmt::format("{}<<<'SQL'\n", before);
  for (std::size_t begin = 0; begin <= sql.size();) {
    const std::size_t end = std::min(sql.find('\n', begin), sql.size());
    out += fmt::format("    {}\n", sql.substr(begin, end - begin));
    begin = end + 1;
  }
  return out + "    SQL);\n";
}

std::string write_php_advice(std::span<const AdviceStep> steps, const Migration& migration) {
  if (migration.framework == "doctrine") return PlainAdvice(doctrine).write(steps);
  if (migration.framework == "phinx") return PlainAdvice(phinx).write(steps);
  return write_laravel_advice(steps, migration);
}

}  // namespace miglint
