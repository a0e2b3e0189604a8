#include "frontend/cxx/read_output.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <nlohmann/json.hpp>

#include "frontend/cxx/render.h"

namespace miglint::cxx {
namespace {

using Json = nlohmann::json;

Guard::Kind guard_kind(std::string_view name) {
  if (name == "loop") return Guard::Kind::loop;
  return name == "exception_handler" ? Guard::Kind::exception_handler : Guard::Kind::condition;
}

SqlPiece::Kind piece_kind(std::string_view name) {
  if (name == "unknown") return SqlPiece::Kind::unknown;
  return name == "number" ? SqlPiece::Kind::number : SqlPiece::Kind::known;
}

bool is_control(std::string_view sql, std::string_view word) {
  return sql.starts_with(word) &&
         (sql.size() == word.size() || sql[word.size()] == ' ' || sql[word.size()] == ';');
}

/// Without the comments and blanks that stand before a statement.
std::string_view without_lead(std::string_view sql) {
  for (;;) {
    sql.remove_prefix(std::min(sql.find_first_not_of(" \t\r\n("), sql.size()));
    const bool is_line = sql.starts_with("--");
    if (!is_line && !sql.starts_with("/*")) return sql;
    const std::size_t end = sql.find(is_line ? "\n" : "*/");
    if (end == std::string_view::npos) return {};
    sql.remove_prefix(end + (is_line ? 1 : 2));
  }
}

/// Of the words that a statement may begin with.
template <std::size_t count>
bool begins_with_one(std::string_view sql, const std::array<std::string_view, count>& words) {
  sql = without_lead(sql);
  const auto matches = [&](std::string_view word) {
    return sql.size() >= word.size() &&
           std::ranges::equal(sql.substr(0, word.size()), word,
                              [](char a, char b) { return (a & ~0x20) == b; });
  };
  return std::ranges::any_of(words, matches);
}

bool changes_schema(std::string_view sql) {
  constexpr std::array<std::string_view, 6> words{"CREATE", "ALTER",   "DROP",
                                                  "RENAME", "COMMENT", "TRUNCATE"};
  // One text may hold several statements. A semicolon in a string costs no more than a judgement.
  for (;;) {
    if (begins_with_one(sql, words)) return true;
    const std::size_t end = sql.find(';');
    if (end == std::string_view::npos) return false;
    sql.remove_prefix(end + 1);
  }
}

bool changes_rows(std::string_view sql) {
  constexpr std::array<std::string_view, 6> words{"INSERT",  "UPDATE", "DELETE",
                                                  "REPLACE", "MERGE",  "WITH"};
  return begins_with_one(sql, words);
}

/// "Db::migrateOrders", "upgrade_v7", "backfillOrgId".
bool is_called_like_a_migration(std::string_view name) {
  constexpr std::array<std::string_view, 6> words{"migrat", "upgrade", "backfill",
                                                  "schema", "convert", "rollout"};
  const auto same = [](char a, char b) { return (a | 0x20) == b; };
  return std::ranges::any_of(
      words, [&](std::string_view word) { return !std::ranges::search(name, word, same).empty(); });
}

class Reader {
 public:
  Reader(std::string_view server, Migration& migration, std::vector<std::string>& missing,
         Arena& arena)
      : server_(server), migration_(migration), missing_(missing), arena_(arena) {}

  bool read(std::string_view output) {
    while (!output.empty()) {
      const std::size_t end = std::min(output.find('\n'), output.size());
      const Json line = Json::parse(output.substr(0, end), nullptr, false);
      if (line.is_discarded()) break;
      take(line);
      output.remove_prefix(std::min(end + 1, output.size()));
    }
    doubt_removals();
    set_daily_work_aside();
    drop_bare_transactions();
    return has_end_;
  }

 private:
  struct Section {
    std::string name;
    bool in_callers_transaction = false;
    bool is_step = false;
  };

  [[nodiscard]] Span span(const Json& begin, const Json& end) const {
    return {migration_.file, begin.get<std::uint32_t>(), end.get<std::uint32_t>()};
  }

  void take(const Json& line) {
    const std::string kind = line.at("kind");
    if (kind == "section") {
      sections_.push_back({line.at("name"), line.at("in_callers_transaction"), line.at("is_step")});
    } else if (kind == "statement") {
      statement(line);
    } else if (kind == "missing") {
      missing_.push_back(line.at("header"));
    } else if (kind == "problem") {
      migration_.problems.push_back({span(line.at("begin"), line.at("end")), line.at("message")});
    } else if (kind == "end") {
      has_end_ = true;
    }
  }

  void statement(const Json& line) {
    SqlStatement statement;
    const Span call = span(line.at("begin"), line.at("end"));
    std::vector<SqlPiece> pieces;
    for (const Json& piece : line.at("pieces"))
      pieces.push_back({piece_kind(piece.at(0).get<std::string>()), piece.at(1),
                        span(piece.at(2), piece.at(3))});
    const std::string values = line.at("values");
    const ValueMarks marks = is_not_judged(line) ? ValueMarks::server
                             : values == "c"     ? ValueMarks::colons
                             : values == "q"     ? ValueMarks::questions
                                                 : ValueMarks::server;
    RenderedSql sql = render(pieces, migration_.dialect, marks, call);
    statement.text = arena_.copy(sql.text);
    statement.pieces = arena_.copy(std::span<const TextPiece>(sql.pieces));
    statement.verbatim = false;
    statement.span = place_in(statement.pieces, static_cast<std::uint32_t>(sql.text.size()), 0,
                              static_cast<std::uint32_t>(sql.text.size()), call);
    statement.certainty = sql.symbolic ? Certainty::symbolic : Certainty::exact;
    for (const Json& guard : line.at("guards")) {
      statement.guards.push_back({guard_kind(guard.at(0).get<std::string>()), guard.at(1),
                                  span(guard.at(2), guard.at(3))});
    }
    const bool begins_unknown = [&] {
      for (const SqlPiece& piece : pieces) {
        if (piece.kind != SqlPiece::Kind::known) return true;
        if (piece.text.find_first_not_of(" \t\r\n(") != std::string::npos) return false;
      }
      return true;
    }();
    if (begins_unknown) {
      statement.certainty = Certainty::opaque;
      statement.opaque_reason =
          fmt::format("{} sends SQL here that is not known before run time: {}",
                      line.at("api").get<std::string>(), pieces.empty() ? "" : pieces.front().text);
      statement.span = call;
    }
    if (is_not_judged(line)) {
      const std::string server = server_of(line);
      statement.not_judged = server == "postgres" ? "it is sent to PostgreSQL"
                             : server == "mysql"  ? "it is sent to MySQL"
                                                  : "it is sent to SQLite";
      statement.certainty = Certainty::opaque;
      statement.opaque_reason = statement.not_judged;
    }
    takes_values_.push_back(sql.symbolic || sql.takes_values);
    statement.scope = scope_of(line);
    migration_.up.statements.push_back(std::move(statement));
    section_of_.push_back(line.at("section"));
  }

  /// "postgres", "mysql" or "sqlite".
  [[nodiscard]] std::string server_of(const Json& line) const {
    const std::string server = line.at("server");
    return server == "any" ? std::string(server_) : server;
  }

  [[nodiscard]] bool is_not_judged(const Json& line) const {
    return server_of(line) != (migration_.dialect == Dialect::postgres ? "postgres" : "mysql");
  }

  std::uint32_t scope_of(const Json& line) {
    const std::uint32_t section = line.at("section");
    const bool one_message = line.at("one_message");
    const auto [found, is_new] = scopes_.try_emplace({section, one_message}, 0U);
    if (!is_new) return found->second;
    found->second = static_cast<std::uint32_t>(migration_.up.scopes.size());
    TransactionScope scope;
    scope.send = one_message ? Send::chunk : Send::statement;
    scope.known_by = KnownBy::tool_default;
    const Section of = section < sections_.size() ? sections_[section] : Section{};
    if (of.in_callers_transaction) {
      scope.wrap = Wrap::section;
      scope.reason = fmt::format("`{}` is given a transaction that is open", of.name);
      scope.way_out = fmt::format("give `{}` a connection, or a pqxx::nontransaction", of.name);
    } else {
      scope.reason = fmt::format("`{}` opens no transaction here", of.name);
    }
    migration_.up.scopes.push_back(std::move(scope));
    return found->second;
  }

  /// Functions of a program do not run one after the other unless something says so: what one takes
  /// away is not surely gone for the next.
  void doubt_removals() {
    const auto is_apart = [](const Section& section) { return !section.is_step; };
    if (sections_.size() < 2 || std::ranges::none_of(sections_, is_apart)) return;
    for (std::size_t i = 0; i < migration_.up.statements.size(); ++i) {
      SqlStatement& statement = migration_.up.statements[i];
      const Section& section = sections_.at(section_of_[i]);
      const std::string_view text = statement.text;
      const bool removes =
          is_control(text, "DROP") || text.contains(" DROP ") || text.contains(" RENAME ");
      if (section.is_step || !removes) continue;
      statement.guards.push_back({Guard::Kind::condition,
                                  fmt::format("where {} is called", section.name), statement.span});
    }
  }

  /// A program changes rows all day long. Rows that a function changes by values of the moment are
  /// no migration's, unless the function changes the schema too, or is called like a migration.
  void set_daily_work_aside() {
    std::vector<bool> migrates;
    for (const Section& section : sections_)
      migrates.push_back(section.is_step || is_called_like_a_migration(section.name));
    for (std::size_t i = 0; i < migration_.up.statements.size(); ++i) {
      if (changes_schema(migration_.up.statements[i].text)) migrates.at(section_of_[i]) = true;
    }
    for (std::size_t i = 0; i < migration_.up.statements.size(); ++i) {
      SqlStatement& statement = migration_.up.statements[i];
      if (migrates.at(section_of_[i]) || !takes_values_[i]) continue;
      if (statement.certainty == Certainty::opaque || !changes_rows(statement.text)) continue;
      statement.not_judged =
          "a function that changes no schema sends it with values of the moment, as programs "
          "do in their daily work";
    }
  }

  /// Functions that do nothing but begin or end a transaction are for others to call; a transaction
  /// that a function leaves open ends with it, as far as can be seen.
  void drop_bare_transactions() {
    std::vector<SqlStatement>& all = migration_.up.statements;
    std::vector<SqlStatement> kept;
    for (std::size_t first = 0; first < all.size();) {
      std::size_t last = first;
      bool only_control = true;
      const SqlStatement* open = nullptr;
      for (; last < all.size() && section_of_[last] == section_of_[first]; ++last) {
        const std::string_view text = all[last].text;
        const bool begins = is_control(text, "BEGIN") || is_control(text, "START");
        const bool ends =
            is_control(text, "COMMIT") || is_control(text, "ROLLBACK") || is_control(text, "END");
        only_control = only_control && (begins || ends);
        if (begins) open = &all[last];
        if (ends) open = nullptr;
      }
      std::optional<SqlStatement> end;
      if (open != nullptr) {
        end = *open;
        end->text = "COMMIT";
        end->pieces = {};
        end->certainty = Certainty::symbolic;
      }
      if (!only_control) {
        std::move(all.begin() + static_cast<std::ptrdiff_t>(first),
                  all.begin() + static_cast<std::ptrdiff_t>(last), std::back_inserter(kept));
        if (end) kept.push_back(std::move(*end));
      }
      first = last;
    }
    all = std::move(kept);
  }

  std::string_view server_;
  Migration& migration_;
  std::vector<std::string>& missing_;
  Arena& arena_;
  std::vector<Section> sections_;
  std::vector<std::uint32_t> section_of_;  ///< For each statement.
  std::vector<bool> takes_values_;         ///< For each statement: some are not known here.
  std::map<std::pair<std::uint32_t, bool>, std::uint32_t> scopes_;
  bool has_end_ = false;
};

}  // namespace

bool read_output(std::string_view output, std::string_view server, Migration& migration,
                 std::vector<std::string>& missing_headers, Arena& arena) {
  try {
    return Reader(server, migration, missing_headers, arena).read(output);
  } catch (const Json::exception&) {
    return false;
  }
}

}  // namespace miglint::cxx
