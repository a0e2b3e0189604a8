#include "dialect/postgres/read.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>

#include "dialect/postgres/lower/lower.h"
#include "dialect/postgres/lower/scan.h"
#include "dialect/postgres/parse.h"
#include "dialect/postgres/psql.h"
#include "dialect/postgres/scan.h"
#include "dialect/postgres/split.h"

extern "C" {
// PostgreSQL's order: postgres.h stands before all others.
// clang-format off
#include "pg_query.h"
#include "postgres.h"
#include "nodes/parsenodes.h"
// clang-format on
}

namespace miglint::postgres {
namespace {

/// Longer texts are split first and parsed statement by statement: a parse tree takes up to a
/// hundred times the memory of its text.
constexpr std::size_t longest_at_once = 1024UZ * 1024;
constexpr std::size_t longest_statement = 8UZ * 1024 * 1024;

constexpr std::string_view white_space = " \t\n\r\f\v";

/// `sql` without the white space and comments at its end.
std::string_view without_trailing_comments(std::string_view sql) {
  sql = sql.substr(0, sql.find_last_not_of(white_space) + 1);
  const bool may_end_in_comment =
      sql.ends_with("*/") || sql.find("--", sql.rfind('\n') + 1) != sql.npos;
  if (!may_end_in_comment) return sql;
  std::size_t end = 0;
  Scanner scanner(sql);
  for (Token token = scanner.next(); token.kind > Token::Kind::error; token = scanner.next()) {
    if (token.kind != Token::Kind::comment) end = token.end;
  }
  return sql.substr(0, end);
}

bool reads_copy_data(const RawStmt& statement) {
  if (!IsA(statement.stmt, CopyStmt)) return false;
  const auto& copy = *reinterpret_cast<const CopyStmt*>(statement.stmt);
  return copy.is_from && copy.filename == nullptr && !copy.is_program;
}

/// A text as parsed, and the part of the source that it stands for.
struct Parsed {
  ParsedText text;
  ByteRange range;
  /// Bytes of `text` are bytes of the source, from `range.begin` on.
  bool same_places = true;
};

class Reader {
 public:
  Reader(const SqlStatement& source, Arena& arena, std::vector<Statement>& statements)
      : whole_{source.text,   source.span, source.verbatim || !source.pieces.empty(),
               source.pieces, 0,           static_cast<std::uint32_t>(source.text.size())},
        source_(source),
        arena_(arena),
        statements_(statements) {
    for (const Guard& guard : source.guards) {
      if (guard.kind == Guard::Kind::loop) {
        is_in_loop_ = true;
      } else {
        is_conditional_ = true;
      }
    }
  }

  /// Parses the text as a whole. False: it does not parse, nothing was read.
  bool read_at_once();
  void read_in_pieces();
  void add_action(ByteRange range, const Action& action);

 private:
  void read_statement(const Piece& piece);
  void read_psql_command(ByteRange range);
  bool read_client_copy(ByteRange range);

  void add_parsed(const List* list, const Parsed& parsed);
  Statement& add(ByteRange range);
  void add_error(ByteRange range, const SyntaxError& error);

  [[nodiscard]] std::string_view text(ByteRange range) const { return whole_.part(range); }
  [[nodiscard]] Span place(ByteRange range) const { return whole_.place(range); }
  [[nodiscard]] Nesting nesting() const {
    return {.in_block = false,
            .conditional = psql_conditions_ > 0 || psql_quit_ || is_conditional_,
            .in_loop = is_in_loop_};
  }

  ParsedText whole_;
  const SqlStatement& source_;
  Arena& arena_;
  std::vector<Statement>& statements_;
  std::vector<Operation> operations_;
  std::uint32_t psql_conditions_ = 0;
  bool psql_quit_ = false;
  bool is_conditional_ = false;  ///< The source sends it under a condition that is not known.
  bool is_in_loop_ = false;
};

Statement& Reader::add(ByteRange range) {
  Statement& statement = statements_.emplace_back();
  statement.text = text(range);
  statement.span = place(range);
  statement.source = &source_;
  return statement;
}

void Reader::add_action(ByteRange range, const Action& action) {
  const Operation operation{place(range), 0, nesting(), action};
  add(range).operations = arena_.copy(std::span<const Operation>(&operation, 1));
}

/// The places in `error` count from the begin of the whole text.
void Reader::add_error(ByteRange range, const SyntaxError& error) {
  Statement& statement = add(range);
  statement.syntax_error = arena_.copy(error.message);
  statement.error_span = whole_.place(error.begin, error.end);
}

void Reader::add_parsed(const List* list, const Parsed& parsed) {
  for (int i = 0; i < list_length(list); ++i) {
    RawStmt raw = *static_cast<const RawStmt*>(list->elements[i].ptr_value);
    ByteRange range = parsed.range;
    if (parsed.same_places) {
      const auto begin = static_cast<std::size_t>(std::max(raw.stmt_location, 0));
      const std::size_t end = raw.stmt_len > 0 ? begin + static_cast<std::size_t>(raw.stmt_len)
                                               : parsed.text.text.size();
      const ByteRange with_comments{range.begin + begin, range.begin + end};
      range.begin = with_comments.begin + skip_space(text(with_comments), 0);
      range.end =
          range.begin + without_trailing_comments(text({range.begin, with_comments.end})).size();
      // The parser counts comments behind the statement in, and older ones those before it.
      raw.stmt_location = static_cast<int>(range.begin - parsed.range.begin);
      raw.stmt_len = static_cast<int>(range.end - range.begin);
    }
    operations_.clear();
    LowerContext context{
        .arena = arena_, .out = operations_, .text = parsed.text, .nesting = nesting()};
    lower(raw, context);
    add(range).operations = arena_.copy(std::span<const Operation>(operations_));
  }
}

bool Reader::read_at_once() {
  if (whole_.text.size() > longest_at_once || whole_.text.contains('\0')) return false;
  const ParserMemory memory;
  const auto list = parse(whole_.text);
  if (!list) return false;
  // What follows a COPY … FROM STDIN is data, also when it reads like SQL.
  for (int i = 0; i + 1 < list_length(*list); ++i) {
    if (reads_copy_data(*static_cast<const RawStmt*>((*list)->elements[i].ptr_value))) return false;
  }
  add_parsed(*list, {whole_, {0, whole_.text.size()}});
  return true;
}

void Reader::read_in_pieces() {
  Splitter splitter(whole_.text);
  while (const auto piece = splitter.next()) {
    switch (piece->kind) {
      case Piece::Kind::statement:
        read_statement(*piece);
        break;
      case Piece::Kind::psql_command:
        read_psql_command(piece->range);
        break;
      case Piece::Kind::unreadable:
        add_error(piece->range, piece->error);
        break;
    }
  }
}

void Reader::read_statement(const Piece& piece) {
  const ByteRange range = piece.range;
  const auto error_at = [&](SyntaxError error) {
    error.begin += static_cast<std::uint32_t>(range.begin);
    error.end += static_cast<std::uint32_t>(range.begin);
    add_error(range, error);
  };
  std::string sql(text(range));
  if (sql.size() > longest_statement) {
    error_at({fmt::format("the statement is {} MB long; one of more than {} MB is not read",
                          sql.size() / (1024UZ * 1024), longest_statement / (1024UZ * 1024)),
              0, 0});
    return;
  }
  if (const std::size_t nul = sql.find('\0'); nul != sql.npos) {
    const auto at = static_cast<std::uint32_t>(nul);
    error_at({"a NUL byte: the server reads no text beyond it", at, at + 1});
    return;
  }
  for (const ByteRange& other : piece.not_sql) {
    if (other.begin >= range.end) break;
    sql.replace(other.begin - range.begin, other.end - other.begin, other.end - other.begin, ' ');
  }

  const ParserMemory memory;
  auto list = parse(sql);
  if (list) {
    add_parsed(*list, {whole_.inner(range), range});
    return;
  }
  if (const auto substitution = substitute_psql_variables(sql)) {
    const auto second = parse(substitution->text);
    if (second) {
      const bool same_places = substitution->same_places;
      ParsedText substituted = whole_.inner(range);
      substituted.text = arena_.copy(substitution->text);
      substituted.verbatim = whole_.verbatim && same_places;
      add_parsed(*second, {.text = substituted, .range = range, .same_places = same_places});
      return;
    }
    if (is_substituted_variable(substitution->text, second.error().begin)) {
      add_action(range,
                 op::Opaque{"psql puts a variable here that holds more than a name or a value"});
      return;
    }
  }
  error_at(std::move(list.error()));
}

void Reader::read_psql_command(ByteRange range) {
  const PsqlCommand command = postgres::read_psql_command(text(range));
  const auto other = [&] {
    op::OtherCommand action;
    action.command = arena_.copy(fmt::format("psql \\{}", command.name));
    add_action(range, action);
  };
  switch (command.kind) {
    case PsqlCommand::Kind::copy:
      if (read_client_copy(range)) break;
      [[fallthrough]];
    case PsqlCommand::Kind::unknown_effect:
      add_action(
          range,
          op::Opaque{arena_.copy(fmt::format(
              "psql {}: {}", text(range).substr(0, text(range).find('\n')), command.meaning))});
      break;
    case PsqlCommand::Kind::condition:
      other();
      ++psql_conditions_;
      break;
    case PsqlCommand::Kind::condition_end:
      if (psql_conditions_ > 0) --psql_conditions_;
      other();
      break;
    case PsqlCommand::Kind::quit:
      other();
      psql_quit_ = true;
      break;
    case PsqlCommand::Kind::harmless:
      other();
      break;
  }
}

/// \copy is COPY but for the file, which is the client's.
bool Reader::read_client_copy(ByteRange range) {
  std::string sql(text(range));
  sql.front() = ' ';
  const ParserMemory memory;
  const auto list = parse(sql);
  if (!list || list_length(*list) != 1) return false;
  operations_.clear();
  LowerContext context{arena_, operations_, whole_.inner(range), nesting(), 0, {}};
  lower(*static_cast<const RawStmt*>((*list)->elements[0].ptr_value), context);
  for (Operation& operation : operations_) {
    if (auto* copy = std::get_if<op::CopyRows>(&operation.action)) copy->program_or_file = false;
  }
  add(range).operations = arena_.copy(std::span<const Operation>(operations_));
  return true;
}

}  // namespace

void read_statements(const SqlStatement& source, Arena& arena, std::vector<Statement>& statements) {
  Reader reader(source, arena, statements);
  if (source.certainty == Certainty::opaque) {
    reader.add_action({0, source.text.size()}, op::Opaque{source.opaque_reason});
  } else if (!reader.read_at_once()) {
    reader.read_in_pieces();
  }
}

std::string_view grammar_version() {
  return PG_VERSION;
}

}  // namespace miglint::postgres
