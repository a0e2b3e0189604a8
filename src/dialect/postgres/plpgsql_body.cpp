#include "dialect/postgres/plpgsql_body.h"

#include <fmt/format.h>

#include <algorithm>
#include <initializer_list>
#include <optional>
#include <string>
#include <vector>

#include "dialect/postgres/body_sql.h"
#include "dialect/postgres/raise_level.h"
#include "dialect/postgres/scan.h"
#include "dialect/postgres/statement_end.h"

namespace miglint::postgres {
namespace {

enum class BlockKind : std::uint8_t { block, if_, case_, loop };

/// The words behind END that close a block of that kind.
std::string_view closing_word(BlockKind kind) {
  switch (kind) {
    case BlockKind::if_:
      return "if";
    case BlockKind::case_:
      return "case";
    case BlockKind::loop:
      return "loop";
    case BlockKind::block:
      break;
  }
  return {};
}

class BodyReader {
 public:
  BodyReader(const ParsedText& body, std::span<const std::string_view> variables,
             LowerContext& context)
      : body_(body),
        context_(context),
        outside_(context.nesting),
        scanner_(body.text),
        variables_(variables.begin(), variables.end()) {
    variables_.emplace_back("found");
  }

  void read();

 private:
  struct Block {
    BlockKind kind = BlockKind::block;
    bool declaring = false;    ///< Between DECLARE and BEGIN.
    bool conditional = false;  ///< A branch, or behind EXCEPTION.
    std::size_t outer_variables = 0;
  };
  /// Some of `tokens_`, by number.
  struct Part {
    std::size_t first = 0;
    std::size_t last = 0;
    [[nodiscard]] bool empty() const { return first >= last; }
  };

  Token next();
  Token take_until(std::initializer_list<std::string_view> ends);
  [[nodiscard]] Part from(std::size_t first) const { return {first, tokens_.size()}; }
  [[nodiscard]] std::optional<std::size_t> find(std::string_view word, std::size_t first) const;
  [[nodiscard]] ByteRange bytes(Part part) const;
  [[nodiscard]] std::string_view text(const Token& token) const {
    return body_.text.substr(token.begin, token.end - token.begin);
  }
  [[nodiscard]] bool is(const Token& token, std::string_view lower_case) const {
    return token.kind == Token::Kind::word && is_keyword(text(token), lower_case);
  }
  [[nodiscard]] bool starts_with(std::size_t at, std::string_view word) const {
    return at < tokens_.size() && is(tokens_[at], word);
  }

  void open(BlockKind kind, bool declaring = false);
  void set_conditional(Block& block);
  bool close();
  void add_variable(const Token& name);
  [[nodiscard]] Nesting nesting() const;

  bool read_statement(const Token& first);
  bool read_control(const Token& first);
  bool read_branch(const Token& first);
  bool read_for(bool each);
  void read_declaration(const Token& first);
  void read_plain(const Token& first);
  void read_return();
  void read_open();
  [[nodiscard]] std::optional<std::size_t> assigned_value() const;

  void sql(Part part);
  void expression(Part part);
  void execute(std::size_t first);
  void opaque(ByteRange range, std::string_view reason);
  [[nodiscard]] BodySql body_sql() { return {body_, nesting(), variables_, context_}; }

  const ParsedText& body_;
  LowerContext& context_;
  const Nesting outside_;
  Scanner scanner_;
  std::vector<Block> blocks_;
  std::size_t conditional_blocks_ = 0;
  std::size_t loops_ = 0;
  std::vector<std::string_view> variables_;
  std::optional<Token> again_;  ///< Was read, to be read once more.
  std::vector<Token> tokens_;   ///< Of the statement or expression that is being read.
  bool done_ = false;
};

Token BodyReader::next() {
  if (again_) {
    const Token token = *again_;
    again_.reset();
    return token;
  }
  Token token = scanner_.next();
  while (token.kind == Token::Kind::comment)
    token = scanner_.next();
  return token;
}

/// Reads tokens into `tokens_` up to a semicolon, or one of `ends` outside of brackets. Returns
/// that; the end of the body is left to be read again.
Token BodyReader::take_until(std::initializer_list<std::string_view> ends) {
  tokens_.clear();
  StatementEnd statement;
  int depth = 0;
  for (;;) {
    const Token token = next();
    if (token.kind <= Token::Kind::error) {
      again_ = token;
      return token;
    }
    const std::string_view word = text(token);
    if (statement.see(token.kind, word)) return token;
    if (depth == 0 && (token.kind == Token::Kind::word || token.kind == Token::Kind::symbol) &&
        std::ranges::any_of(ends, [&](std::string_view end) { return is_keyword(word, end); })) {
      return token;
    }
    if (token.kind == Token::Kind::symbol) {
      if (word == "(" || word == "[") ++depth;
      if ((word == ")" || word == "]") && depth > 0) --depth;
    }
    tokens_.push_back(token);
  }
}

/// The first token from `first` on that is `word` and stands outside of brackets.
std::optional<std::size_t> BodyReader::find(std::string_view word, std::size_t first) const {
  int depth = 0;
  for (std::size_t at = first; at < tokens_.size(); ++at) {
    const std::string_view token = text(tokens_[at]);
    if (token == "(" || token == "[") ++depth;
    if (token == ")" || token == "]") --depth;
    if (depth == 0 && is(tokens_[at], word)) return at;
  }
  return std::nullopt;
}

ByteRange BodyReader::bytes(Part part) const {
  return {tokens_[part.first].begin, tokens_[part.last - 1].end};
}

void BodyReader::open(BlockKind kind, bool declaring) {
  Block block;
  block.kind = kind;
  block.declaring = declaring;
  block.outer_variables = variables_.size();
  if (kind == BlockKind::if_ || kind == BlockKind::case_) set_conditional(block);
  if (kind == BlockKind::loop) ++loops_;
  blocks_.push_back(block);
}

void BodyReader::set_conditional(Block& block) {
  if (!block.conditional) ++conditional_blocks_;
  block.conditional = true;
}

/// END [IF | CASE | LOOP] [label] ;
bool BodyReader::close() {
  const Block block = blocks_.back();
  const Token end = take_until({});
  std::size_t label = 0;
  if (const auto word = closing_word(block.kind); !word.empty()) {
    if (!starts_with(0, word)) return false;
    label = 1;
  }
  if (tokens_.size() > label + 1) return false;
  if (block.conditional) --conditional_blocks_;
  if (block.kind == BlockKind::loop) --loops_;
  variables_.resize(block.outer_variables);
  blocks_.pop_back();
  done_ = blocks_.empty();
  return done_ || end.kind > Token::Kind::error;
}

Nesting BodyReader::nesting() const {
  Nesting nesting = outside_;
  nesting.in_block = true;
  if (conditional_blocks_ > 0) nesting.conditional = true;
  if (loops_ > 0) nesting.in_loop = true;
  return nesting;
}

void BodyReader::add_variable(const Token& name) {
  if (name.kind == Token::Kind::quoted_word) {
    variables_.push_back(text(name).substr(1, text(name).size() - 2));
  } else if (name.kind == Token::Kind::word) {
    std::string folded(text(name));
    for (char& c : folded) {
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    variables_.push_back(context_.arena.copy(folded));
  }
}

void BodyReader::opaque(ByteRange range, std::string_view reason) {
  body_sql().opaque(range, reason);
}

void BodyReader::read() {
  while (!done_) {
    const Token first = next();
    const ByteRange rest{first.begin, body_.text.size()};
    if (first.kind == Token::Kind::error) {
      opaque(rest, fmt::format("PL/pgSQL that cannot be read from here on: {}",
                               scanner_.error().message));
      return;
    }
    if (first.kind == Token::Kind::end) {
      opaque(rest, blocks_.empty() ? "PL/pgSQL without BEGIN" : "PL/pgSQL that lacks an END");
      return;
    }
    if (!read_statement(first)) {
      opaque(rest, fmt::format("PL/pgSQL that cannot be read from here on: syntax error in the "
                               "statement at \"{}\"",
                               text(first)));
      return;
    }
  }
  const Token rest = next();
  if (rest.kind != Token::Kind::end) {
    opaque({rest.begin, body_.text.size()}, "PL/pgSQL that goes on behind its END");
  }
}

bool BodyReader::read_statement(const Token& first) {
  if (text(first) == "#" && blocks_.empty()) {  // An option: #variable_conflict use_column.
    static_cast<void>(next());
    static_cast<void>(next());
    return true;
  }
  if (text(first) == "<<") {  // A label.
    static_cast<void>(next());
    return text(next()) == ">>";
  }
  const bool declaring = !blocks_.empty() && blocks_.back().declaring;
  if (is(first, "begin")) {
    if (!declaring) open(BlockKind::block);
    blocks_.back().declaring = false;
    return true;
  }
  if (is(first, "declare")) {
    if (!declaring) open(BlockKind::block, true);
    return true;
  }
  if (blocks_.empty()) return false;
  if (declaring) {
    read_declaration(first);
    return true;
  }
  return read_control(first);
}

/// `name [CONSTANT] type [NOT NULL] [{:= | = | DEFAULT} expression];`, `name ALIAS FOR other;` or
/// `name CURSOR [(…)] {FOR | IS} query;`
void BodyReader::read_declaration(const Token& first) {
  add_variable(first);
  const Token end = take_until({":=", "=", "default", "for", "is"});
  if (end.kind <= Token::Kind::error || text(end) == ";") return;
  const bool is_alias = starts_with(0, "alias");
  const bool is_query = is(end, "for") || is(end, "is");
  take_until({});
  if (is_alias) return;
  if (is_query) {
    // It runs when the cursor is opened, but it is written here.
    sql(from(0));
  } else {
    expression(from(0));
  }
}

bool BodyReader::read_control(const Token& first) {
  if (is(first, "end")) return close();
  if (is(first, "loop")) {
    open(BlockKind::loop);
    return true;
  }
  if (is(first, "while")) {
    const Token end = take_until({"loop"});
    expression(from(0));
    open(BlockKind::loop);
    return is(end, "loop");
  }
  if (is(first, "for")) return read_for(false);
  if (is(first, "foreach")) return read_for(true);
  for (const std::string_view word :
       {"if", "elsif", "elseif", "else", "case", "when", "exception"}) {
    if (is(first, word)) return read_branch(first);
  }
  read_plain(first);
  return true;
}

bool BodyReader::read_branch(const Token& first) {
  Block& block = blocks_.back();
  if (is(first, "exception")) {
    set_conditional(block);
    return block.kind == BlockKind::block;
  }
  if (is(first, "else")) return block.kind == BlockKind::if_ || block.kind == BlockKind::case_;
  if (is(first, "case")) {
    const Token when = take_until({"when"});
    expression(from(0));
    open(BlockKind::case_);
    again_ = when;
    return is(when, "when");
  }
  const bool opens = is(first, "if");
  const bool in_case = is(first, "when") && block.kind == BlockKind::case_;
  const bool in_handlers = is(first, "when") && block.kind == BlockKind::block && block.conditional;
  if (!opens && !in_case && !in_handlers && block.kind != BlockKind::if_) return false;
  const Token then = take_until({"then"});
  if (!in_handlers) expression(from(0));
  if (opens) open(BlockKind::if_);
  return is(then, "then");
}

/// FOR target IN { [REVERSE] a .. b [BY c] | query | cursor | EXECUTE … } LOOP, and
/// FOREACH target [SLICE n] IN ARRAY a LOOP
bool BodyReader::read_for(bool each) {
  if (!is(take_until({"in"}), "in") || tokens_.empty()) return false;
  const Token target = tokens_.front();
  Token end = take_until({"..", "loop"});
  const bool is_name = !tokens_.empty() && tokens_[0].kind <= Token::Kind::quoted_word;
  if (each) {
    expression(from(1));
  } else if (end.kind == Token::Kind::symbol && text(end) == "..") {
    expression(from(starts_with(0, "reverse") ? 1 : 0));
    do {
      end = take_until({"by", "loop"});
      expression(from(0));
    } while (is(end, "by"));
  } else if (starts_with(0, "execute")) {
    execute(1);
  } else if (!is_name || starts_with(0, "select") || starts_with(0, "values") ||
             starts_with(0, "explain") || (tokens_.size() > 1 && text(tokens_[1]) != "(")) {
    sql(from(0));
  }  // Else `cursor` or `cursor(arguments)`, whose query was read where it was declared or opened.
  open(BlockKind::loop);
  add_variable(target);
  return is(end, "loop");
}

/// A statement that is no control structure: an assignment, one of PL/pgSQL's own, or SQL.
void BodyReader::read_plain(const Token& first) {
  again_ = first;
  take_until({});
  if (tokens_.empty()) return;
  if (const auto value = assigned_value()) {
    expression(from(*value));
    return;
  }
  if (starts_with(0, "raise") && tokens_.size() > 1) context_.raises |= raises(text(tokens_[1]));
  // These run no SQL that matters: FETCH and MOVE go on in a query that was read at its OPEN, and
  // what RAISE prints is taken to be harmless.
  for (const std::string_view word : {"null", "raise", "get", "fetch", "move", "close"}) {
    if (starts_with(0, word)) return;
  }
  if (starts_with(0, "exit") || starts_with(0, "continue")) {
    if (const auto when = find("when", 1)) expression(from(*when + 1));
  } else if (starts_with(0, "return")) {
    read_return();
  } else if (starts_with(0, "assert")) {
    expression(from(1));
  } else if (starts_with(0, "execute")) {
    execute(1);
  } else if (starts_with(0, "open")) {
    read_open();
  } else {
    sql(from(0));
  }
}

/// The token behind `name[.field][subscript] :=`, when the statement begins like that.
std::optional<std::size_t> BodyReader::assigned_value() const {
  const Token::Kind kind = tokens_[0].kind;
  if (kind != Token::Kind::word && kind != Token::Kind::quoted_word &&
      kind != Token::Kind::parameter) {
    return std::nullopt;
  }
  std::size_t at = 1;
  int depth = 0;
  for (; at < tokens_.size(); ++at) {
    const std::string_view token = text(tokens_[at]);
    if (depth == 0 && (token == ":=" || token == "=")) return at + 1;
    if (token == "[") {
      ++depth;
    } else if (token == "]") {
      --depth;
    } else if (depth == 0 && token == ".") {
      ++at;
    } else if (depth == 0) {
      break;
    }
  }
  return std::nullopt;
}

void BodyReader::read_return() {
  if (starts_with(1, "next")) {
    expression(from(2));
  } else if (!starts_with(1, "query")) {
    expression(from(1));
  } else if (starts_with(2, "execute")) {
    execute(3);
  } else {
    sql(from(2));
  }
}

/// OPEN cursor [[NO] SCROLL] FOR query, OPEN cursor FOR EXECUTE … or OPEN cursor [(arguments)]
void BodyReader::read_open() {
  const auto for_ = find("for", 1);
  if (!for_) return;
  if (starts_with(*for_ + 1, "execute")) {
    execute(*for_ + 2);
  } else {
    sql(from(*for_ + 1));
  }
}

/// expression [INTO target] [USING expression, …], from the token `first` on.
void BodyReader::execute(std::size_t first) {
  const std::size_t all = tokens_.size();
  const std::size_t into = find("into", first).value_or(all);
  const std::size_t using_ = find("using", first).value_or(all);
  const Part command{first, std::min(into, using_)};
  if (command.empty()) return;
  const Part values{using_ + 1, into > using_ ? into : all};
  expression(values);
  body_sql().execute(bytes(command));
}

void BodyReader::expression(Part part) {
  if (!part.empty()) body_sql().expression(bytes(part));
}

/// A SQL statement, less what PL/pgSQL reads in it for itself: PERFORM for SELECT, and INTO target.
void BodyReader::sql(Part part) {
  if (part.empty()) return;
  const ByteRange range = bytes(part);
  std::string sql(body_.part(range));
  if (starts_with(part.first, "perform")) sql.replace(0, 7, "SELECT ");
  for (std::size_t at = part.first + 1; at < part.last; ++at) {
    // As in pl_gram.y: these INTO are SQL's.
    if (!is(tokens_[at], "into") || is(tokens_[at - 1], "insert") || is(tokens_[at - 1], "merge") ||
        is(tokens_[part.first], "import")) {
      continue;
    }
    const std::size_t begin = tokens_[at].begin;
    if (starts_with(at + 1, "strict")) ++at;
    // target {, target}, each name{.name}
    bool expects_name = true;
    while (at + 1 < part.last) {
      const std::string_view token = text(tokens_[at + 1]);
      const bool joins = token == "," || token == ".";
      if (joins == expects_name) break;
      expects_name = joins;
      ++at;
    }
    const std::size_t length = tokens_[at].end - begin;
    sql.replace(begin - range.begin, length, length, ' ');
  }
  body_sql().statement(sql, range);
}

}  // namespace

void read_plpgsql(const ParsedText& body, std::span<const std::string_view> variables,
                  LowerContext& context) {
  BodyReader(body, variables, context).read();
}

}  // namespace miglint::postgres
