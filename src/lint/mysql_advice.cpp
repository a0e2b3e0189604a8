#include "lint/mysql_advice.h"

#include <fmt/format.h>

#include <algorithm>

#include "migration/reserved_words.h"
#include "source/ascii.h"

namespace miglint {
namespace {

bool is_plain(std::string_view name) {
  if (name.empty() || ascii::is_digit(name.front())) return false;
  if (!std::ranges::all_of(name, ascii::is_word)) return false;
  const std::string lower = ascii::lower_case(name);
  // What MariaDB reserves beyond MySQL is harmless to quote.
  return !is_reserved(lower, Dialect::mysql) && !is_reserved(lower, Dialect::mariadb);
}

/// The subcommands as they are written, less ALGORITHM and LOCK; "…" when that cannot be taken
/// from the statement.
std::string subcommands(const Moment& at) {
  const Statement& statement = at.statement;
  const bool verbatim = statement.source != nullptr && statement.source->verbatim;
  if (!verbatim || statement.text.size() < 5 ||
      (statement.text[0] != 'A' && statement.text[0] != 'a')) {
    return "…";
  }
  std::string out;
  for (const Operation& operation : at.command) {
    if (std::holds_alternative<op::OnlineClause>(operation.action)) continue;
    const Span span = operation.span;
    if (span.begin < statement.span.begin || span.end > statement.span.end) return "…";
    const std::string_view part =
        statement.text.substr(span.begin - statement.span.begin, span.end - span.begin);
    if (out.ends_with(part)) continue;  // The index of ADD COLUMN … UNIQUE.
    out += fmt::format("{}{}", out.empty() ? "" : ", ", part);
  }
  std::ranges::replace(out, '\n', ' ');
  return out;
}

}  // namespace

std::string mysql_name(std::string_view name) {
  if (is_plain(name)) return std::string(name);
  std::string out = "`";
  for (const char c : name) {
    out += c;
    if (c == '`') out += c;
  }
  return out + '`';
}

std::string mysql_name(const ObjectName& name) {
  const std::string own = mysql_name(name.name);
  return name.schema.empty() ? own : mysql_name(name.schema) + '.' + own;
}

const Effect* worst_change(const Moment& at) {
  const Effect* worst = nullptr;
  for (const Effect& effect : at.effects) {
    const OnlineDdl& online = effect.online;
    if (online.algorithm == DdlAlgorithm::none || online.requested) continue;
    if (effect.creates || at.is_new(effect.relation)) continue;
    const bool is_worse = worst == nullptr || online.algorithm > worst->online.algorithm ||
                          online.lock > worst->online.lock;
    if (is_worse) worst = &effect;
  }
  return worst;
}

const Operation& cause_of(const Effect& effect, const Moment& at) {
  return at.statement.operations[effect.operation];
}

std::string changed_table(const Effect& effect, const Moment& at) {
  const RelationKey key = effect.relation;
  const Table* table = at.before.find_table(key);
  const std::string_view name =
      table != nullptr ? std::string_view(table->name) : key.substr(key.find('.') + 1);
  const std::string_view schema = key.substr(0, key.find('.'));
  const auto path = at.before.search_path();
  const bool is_default = std::ranges::find(path, schema) != path.end();
  return mysql_name(is_default ? ObjectName{{}, name} : ObjectName{schema, name});
}

std::string server_name(const Moment& at) {
  const bool mariadb = at.migration.dialect == Dialect::mariadb;
  std::string out =
      fmt::format("{} {}.{}", mariadb ? "MariaDB" : "MySQL", at.server.major, at.server.minor);
  if (at.server.patch != 0) out += fmt::format(".{}", at.server.patch);
  return out;
}

std::string online_tools(const std::string& table, const Moment& at) {
  const std::string alter = subcommands(at);
  std::string bare = table;
  std::erase(bare, '`');
  std::string quoted;
  for (const char c : alter) {
    if (c == '"' || c == '`' || c == '$' || c == '\\') quoted += '\\';
    quoted += c;
  }
  return fmt::format(
      "# a tool copies the rows in small steps while everybody goes on, and swaps the tables at "
      "the "
      "end\n"
      "gh-ost --database=DB --table={0} --alter=\"{1}\" --execute\n"
      "pt-online-schema-change --alter \"{1}\" D=DB,t={0} --execute\n",
      bare, quoted);
}

}  // namespace miglint
