// CREATE INDEX without CONCURRENTLY: writes wait until the index is built.
#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <string>
#include <vector>

#include "lint/existing.h"
#include "lint/rewrite.h"
#include "lint/rule.h"
#include "lint/safe_way.h"
#include "lint/wording.h"

namespace miglint::rules {
namespace {

/// "CREATE [UNIQUE] INDEX" is two or three words: behind them stands CONCURRENTLY.
std::size_t end_of_index_word(std::string_view sql) {
  const auto is_letter = [&](std::size_t at) {
    return at < sql.size() && std::isalpha(static_cast<unsigned char>(sql[at])) != 0;
  };
  std::size_t at = 0;
  for (int word = 0; word < 3; ++word) {
    const std::size_t begin = at;
    while (is_letter(at))
      ++at;
    std::string text(sql.substr(begin, at - begin));
    std::ranges::transform(text, text.begin(),
                           [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    if (text == "INDEX") return at;
    if (text != (word == 0 ? "CREATE" : "UNIQUE")) break;
    while (at < sql.size() && std::isspace(static_cast<unsigned char>(sql[at])) != 0)
      ++at;
  }
  return std::string_view::npos;
}

std::string key_text(const IndexKey& key, const Operation& operation, const Moment& at) {
  std::string text = identifier(key.column);
  if (key.expression != nullptr) {
    const auto written = source_text(key.expression->span, operation, at);
    text = fmt::format("({})", written.empty() ? "…" : written);
  }
  if (!key.collation.name.empty()) text += fmt::format(" COLLATE {}", identifier(key.collation));
  if (!key.operator_class.name.empty()) text += ' ' + identifier(key.operator_class);
  return key.descending ? text + " DESC" : text;
}

/// "USING gin (a, b DESC) WHERE …": all that stands behind the table's name.
std::string keys_text(const op::CreateIndex& create, const Operation& operation, const Moment& at) {
  std::string keys;
  for (const IndexKey& key : create.keys) {
    keys += (keys.empty() ? "" : ", ") + key_text(key, operation, at);
  }
  std::string text = fmt::format("({})", keys);
  if (!create.method.empty() && create.method != "btree") {
    text = fmt::format("USING {} {}", create.method, text);
  }
  if (!create.include.empty()) text += fmt::format(" INCLUDE ({})", identifiers(create.include));
  if (create.nulls_not_distinct) text += " NULLS NOT DISTINCT";
  if (create.predicate != nullptr) {
    text += " WHERE " + condition_text(*create.predicate, operation, at);
  }
  return text;
}

/// As it was written, with CONCURRENTLY; put together anew where it stands in a block.
std::string concurrent_form(const op::CreateIndex& create, const Operation& operation,
                            const Moment& at) {
  const std::string_view sql = statement_text(operation, at);
  const auto end = end_of_index_word(sql);
  if (end != std::string_view::npos) {
    return fmt::format("{} CONCURRENTLY{};\n", sql.substr(0, end), sql.substr(end));
  }
  return fmt::format("CREATE {}INDEX CONCURRENTLY {}{}ON {} {};\n", create.unique ? "UNIQUE " : "",
                     create.name.empty() ? "" : identifier(create.name),
                     create.name.empty() ? "" : " ", identifier(create.table),
                     keys_text(create, operation, at));
}

/// The name given, or the one that the server would make up.
std::string index_name(const op::CreateIndex& create) {
  if (!create.name.empty()) return std::string(create.name);
  std::vector<std::string_view> columns;
  for (const IndexKey& key : create.keys) {
    columns.push_back(!key.column.empty()            ? key.column
                      : !key.expression_name.empty() ? key.expression_name
                                                     : "expr");
  }
  return made_up_name(create.table.name, columns, "idx");
}

void check(const op::CreateIndex& create, const Operation& operation, const Moment& at,
           Findings& findings) {
  if (create.concurrently) return;
  const Table* table = at.before.find_table(create.table);
  // ON ONLY is written for a partitioned table, where it builds nothing.
  if (create.only && (table == nullptr || table->assumed)) return;
  const Effect* effect = work_on_existing(&Effect::index_build, operation, at);
  if (effect == nullptr) return;
  // Nobody writes to a materialized view: only its REFRESH would wait.
  if (effect->kind == TableKind::materialized_view) return;

  const std::string name = identifier(create.table);
  const bool partitioned = table != nullptr && table->kind == TableKind::partitioned_table;
  const StrongerLock stronger = stronger_lock(effect->lock, effect->relation, at);
  Finding finding{
      .span = operation.span,
      .message = fmt::format("Building the index {} until it is finished.",
                             blocks(stronger ? stronger.mode : effect->lock, name)),
      .effect = lock_fact(*effect),
  };
  if (!stronger.since.empty()) {
    finding.message +=
        fmt::format(" It would block less, if the transaction did not hold {} on the table.",
                    sql_name(stronger.mode));
    finding.related.push_back({stronger.since, fmt::format("`{}` is locked here", name)});
  }
  if (partitioned) {
    finding.message += " On a partitioned table the server refuses CONCURRENTLY.";
    finding.safe_way =
        index_by_partitions({table, index_name(create), create.unique ? "UNIQUE " : "",
                             keys_text(create, operation, at)},
                            at.before);
  } else {
    const std::string sql = concurrent_form(create, operation, at);
    finding.safe_way = outside_transaction(operation, at) + sql;
    finding.fix = rewrite(sql, operation, at);
  }
  findings.add(std::move(finding));
}

}  // namespace

extern const RuleLogic index_without_concurrently;
const RuleLogic index_without_concurrently{.operations = {on<check>()}};

}  // namespace miglint::rules
