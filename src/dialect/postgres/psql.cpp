#include "dialect/postgres/psql.h"

#include <algorithm>
#include <array>

#include "dialect/postgres/scan.h"

namespace miglint::postgres {
namespace {

using Kind = PsqlCommand::Kind;

struct Effect {
  std::string_view name;
  Kind kind = Kind::unknown_effect;
  std::string_view meaning;
};

constexpr std::string_view includes = "includes another file, which is not read";
constexpr std::string_view new_session = "goes on in a new session, maybe on another database";
constexpr std::string_view large_object = "changes large objects";
constexpr std::string_view pipeline = "sends several statements as one message";

// Together these are psql's commands of version 18 (manual, "psql"), less the \d family.
constexpr std::array effects = {
    Effect{"i", Kind::unknown_effect, includes},
    Effect{"ir", Kind::unknown_effect, includes},
    Effect{"include", Kind::unknown_effect, includes},
    Effect{"include_relative", Kind::unknown_effect, includes},
    Effect{"c", Kind::unknown_effect, new_session},
    Effect{"connect", Kind::unknown_effect, new_session},
    Effect{"gexec", Kind::unknown_effect, "runs each value that the query returns as SQL"},
    Effect{"watch", Kind::unknown_effect, "runs the statement before it again and again"},
    Effect{"lo_import", Kind::unknown_effect, large_object},
    Effect{"lo_unlink", Kind::unknown_effect, large_object},
    Effect{"password", Kind::unknown_effect, "changes a role's password"},
    Effect{"startpipeline", Kind::unknown_effect, pipeline},
    Effect{"sendpipeline", Kind::unknown_effect, pipeline},
    Effect{"copy", Kind::copy, "copies rows in a way that cannot be read"},
    Effect{"if", Kind::condition, {}},
    Effect{"endif", Kind::condition_end, {}},
    Effect{"q", Kind::quit, {}},
    Effect{"quit", Kind::quit, {}},
};

// What only shows something, formats output or sets a variable: SQL that uses the variable is read
// with a name in its place. \restrict and \unrestrict frame what newer pg_dumps write.
constexpr std::array<std::string_view, 67> harmless = {
    "elif",
    "else",
    "a",
    "bind",
    "bind_named",
    "C",
    "cd",
    "close_prepared",
    "conninfo",
    "copyright",
    "crosstabview",
    "echo",
    "encoding",
    "endpipeline",
    "errverbose",
    "f",
    "flush",
    "flushrequest",
    "g",
    "gdesc",
    "getenv",
    "getresults",
    "gset",
    "gx",
    "h",
    "help",
    "H",
    "html",
    "l",
    "l+",
    "list",
    "list+",
    "lo_export",
    "lo_list",
    "lx",
    "lx+",
    "o",
    "out",
    "p",
    "parse",
    "print",
    "prompt",
    "pset",
    "qecho",
    "restrict",
    "s",
    "set",
    "setenv",
    "sf",
    "sf+",
    "sv",
    "sv+",
    "syncpipeline",
    "T",
    "t",
    "timing",
    "unrestrict",
    "unset",
    "w",
    "warn",
    "write",
    "x",
    "z",
    "zx",
    "?",
    "r",
    "reset",
};

/// Whether `colon` and `name`, which touch, are a variable. In `a[1:n]` they are a slice: psql
/// leaves what is no variable's name alone, and which names are set is not known here.
bool is_variable(std::string_view sql, const Token& before, const Token& colon, const Token& name) {
  if (sql.substr(colon.begin, colon.end - colon.begin) != ":" || colon.end != name.begin)
    return false;
  if (before.end == colon.begin && before.kind != Token::Kind::end &&
      (before.kind != Token::Kind::symbol || sql[before.begin] == ']' ||
       sql[before.begin] == ')')) {
    return false;
  }
  const char first = sql[name.begin];
  return name.kind == Token::Kind::word ||
         (name.kind == Token::Kind::quoted_word && first == '"') ||
         (name.kind == Token::Kind::string && first == '\'');
}

}  // namespace

PsqlCommand read_psql_command(std::string_view text) {
  PsqlCommand command;
  const std::size_t end = std::min(text.find_first_of(" \t\r\n\f\v\\", 1), text.size());
  command.name = text.substr(1, end - 1);
  if (command.name.starts_with('!')) {
    command.kind = Kind::unknown_effect;
    command.meaning = "runs a shell command";
    return command;
  }
  const std::string_view arguments = text.substr(end);
  if (command.name == "set" && (arguments.find("AUTOCOMMIT") != arguments.npos ||
                                arguments.find("ON_ERROR_ROLLBACK") != arguments.npos)) {
    command.kind = Kind::unknown_effect;
    command.meaning = "changes where psql itself begins transactions or sets savepoints";
    return command;
  }
  if (const auto* effect = std::ranges::find(effects, command.name, &Effect::name);
      effect != effects.end()) {
    command.kind = effect->kind;
    command.meaning = effect->meaning;
  } else if (!command.name.starts_with('d') &&  // \d, \dt+, …: descriptions.
             std::ranges::find(harmless, command.name) == harmless.end()) {
    command.kind = Kind::unknown_effect;
    command.meaning = "is no command that is known here";
  }
  return command;
}

std::optional<Substitution> substitute_psql_variables(std::string_view sql) {
  Substitution result;
  std::size_t copied_to = 0;
  Scanner scanner(sql);
  Token colon;
  Token before_colon;
  for (Token token = scanner.next(); token.kind > Token::Kind::error; token = scanner.next()) {
    if (is_variable(sql, before_colon, colon, token)) {
      result.text += sql.substr(copied_to, colon.begin - copied_to);
      const std::string_view name = sql.substr(token.begin, token.end - token.begin);
      if (token.kind == Token::Kind::word) {
        result.text += "\":";
        result.text += name;
        result.text += '"';
        result.same_places = false;
      } else {
        result.text += name.front();
        result.text += ':';
        result.text += name.substr(1);
      }
      copied_to = token.end;
    }
    before_colon = colon;
    colon = token;
  }
  if (copied_to == 0) return std::nullopt;
  result.text += sql.substr(copied_to);
  return result;
}

bool is_substituted_variable(std::string_view text, std::size_t at) {
  const std::string_view token = text.substr(std::min(at, text.size()));
  return token.starts_with("\":") || token.starts_with("':");
}

}  // namespace miglint::postgres
