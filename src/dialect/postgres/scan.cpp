#include "dialect/postgres/scan.h"

#include <cstring>
#include <string>

extern "C" {
// PostgreSQL's order: postgres.h stands before all others.
// clang-format off
#include "pg_query.h"
#include "postgres.h"
#include "gramparse.h"
#include "parser/parser.h"
#include "parser/scanner.h"
#include "utils/memutils.h"
// clang-format on
}

namespace miglint::postgres {
namespace {

Token::Kind kind_of(int code) {
  switch (code) {
    case 0:
      return Token::Kind::end;
    case UIDENT:
      return Token::Kind::quoted_word;
    case SCONST:
    case USCONST:
    case BCONST:
    case XCONST:
      return Token::Kind::string;
    case FCONST:
    case ICONST:
      return Token::Kind::number;
    case PARAM:
      return Token::Kind::parameter;
    case SQL_COMMENT:
    case C_COMMENT:
      return Token::Kind::comment;
    case Op:
    case TYPECAST:
    case DOT_DOT:
    case COLON_EQUALS:
    case EQUALS_GREATER:
    case LESS_EQUALS:
    case GREATER_EQUALS:
    case NOT_EQUALS:
      return Token::Kind::symbol;
    default:  // IDENT and the keywords have numbers above all characters.
      return code < IDENT ? Token::Kind::symbol : Token::Kind::word;
  }
}

/// Tokens that are made of several matches of the lexer's rules: it notes where they end.
bool has_noted_end(int code) {
  switch (code) {
    case IDENT:
    case UIDENT:
    case SCONST:
    case USCONST:
    case BCONST:
    case XCONST:
    case C_COMMENT:
      return true;
    default:
      return false;
  }
}

}  // namespace

struct Scanner::Lexer {
  std::string text;
  MemoryContext memory = nullptr;
  core_yy_extra_type extra{};
  core_yyscan_t scanner = nullptr;
};

namespace {

// The next three functions stand alone because errors of the lexer leave them by a jump: between
// `sigsetjmp` and the lexer there is no object with a destructor.

using Lexing = void (*)(void* data);

/// Runs `lexing` in `memory`. Returns the error that ended it, which lives in `memory`, or null.
ErrorData* run(MemoryContext memory, Lexing lexing, void* data) {
  ErrorData* volatile error = nullptr;
  const MemoryContext outside = MemoryContextSwitchTo(memory);
  PG_TRY();
  {
    lexing(data);
  }
  PG_CATCH();
  {
    MemoryContextSwitchTo(memory);
    error = CopyErrorData();
    FlushErrorState();
  }
  PG_END_TRY();
  MemoryContextSwitchTo(outside);
  return error;
}

struct Batch {
  const char* text;
  core_yy_extra_type* extra;
  core_yyscan_t* scanner;
  Token* tokens;
  std::size_t room;
  std::size_t count;
};

void begin_lexing(void* data) {
  auto* batch = static_cast<Batch*>(data);
  *batch->scanner = scanner_init(batch->text, batch->extra, &ScanKeywords, ScanKeywordTokens);
}

void lex(void* data) {
  auto* batch = static_cast<Batch*>(data);
  while (batch->count < batch->room) {
    core_YYSTYPE value;
    YYLTYPE location = 0;
    const int code = core_yylex(&value, &location, *batch->scanner);
    Token& token = batch->tokens[batch->count];
    token.kind = kind_of(code);
    token.begin = static_cast<std::uint32_t>(location);
    // Elsewhere the lexer has put a NUL behind the token, until its next match.
    token.end = has_noted_end(code)
                    ? static_cast<std::uint32_t>(batch->extra->yyllocend)
                    : token.begin +
                          static_cast<std::uint32_t>(std::strlen(batch->extra->scanbuf + location));
    if (code == IDENT && batch->extra->scanbuf[location] == '"') {
      token.kind = Token::Kind::quoted_word;
    }
    ++batch->count;
    if (code == 0) return;
  }
}

}  // namespace

Scanner::Scanner(std::string_view sql) : lexer_(std::make_unique<Lexer>()) {
  pg_query_init();
  lexer_->text = sql;
  for (std::size_t at = lexer_->text.find('\0'); at != std::string::npos;
       at = lexer_->text.find('\0', at + 1)) {
    lexer_->text[at] = ' ';
  }
  lexer_->memory =
      AllocSetContextCreate(TopMemoryContext, "miglint scanner", ALLOCSET_DEFAULT_SIZES);
  Batch batch{lexer_->text.c_str(), &lexer_->extra, &lexer_->scanner, nullptr, 0, 0};
  if (const ErrorData* failure = run(lexer_->memory, begin_lexing, &batch)) {
    error_ = syntax_error(sql, failure->message, failure->cursorpos);
    tokens_[0] = {Token::Kind::error, 0, 0};
    count_ = 1;
  }
}

Scanner::~Scanner() {
  MemoryContextDelete(lexer_->memory);
}

void Scanner::fill() {
  at_ = 0;
  Batch batch{lexer_->text.c_str(), &lexer_->extra, &lexer_->scanner,
              tokens_.data(),       tokens_.size(), 0};
  if (const ErrorData* failure = run(lexer_->memory, lex, &batch)) {
    error_ = syntax_error(lexer_->text, failure->message, failure->cursorpos);
    tokens_[batch.count] = {Token::Kind::error, error_.begin, error_.end};
    ++batch.count;
  }
  count_ = batch.count;
}

std::string without_comments(std::string_view sql) {
  std::string result(sql);
  if (!sql.contains("--") && !sql.contains("/*")) return result;
  Scanner scanner(sql);
  for (Token token = scanner.next(); token.kind > Token::Kind::error; token = scanner.next()) {
    if (token.kind != Token::Kind::comment) continue;
    result.replace(token.begin, token.end - token.begin, token.end - token.begin, ' ');
  }
  return result;
}

bool is_keyword(std::string_view word, std::string_view lower_case) {
  if (word.size() != lower_case.size()) return false;
  for (std::size_t i = 0; i < word.size(); ++i) {
    const char c = word[i];
    if ((c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c) != lower_case[i]) {
      return false;
    }
  }
  return true;
}

}  // namespace miglint::postgres
