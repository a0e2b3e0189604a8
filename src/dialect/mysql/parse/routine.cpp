// Views, triggers, procedures, functions and events.
#include <optional>

#include "dialect/mysql/parse/expression.h"
#include "dialect/mysql/parse/statements.h"

namespace miglint::mysql {
namespace {

/// The statements of a BEGIN … END that stand plainly in it: those that begin behind a semicolon,
/// THEN, ELSE, DO or BEGIN and that change rows or tables. Control flow is skipped.
class BodyReader {
 public:
  BodyReader(Parser& outer, std::span<const Token> tokens, const SqlStatement& source)
      : outer_(outer), tokens_(tokens), source_(source) {}

  const std::vector<Operation>& read() {
    std::size_t begin = 0;
    std::size_t depth = 0;
    for (std::size_t at = 0; at < tokens_.size(); ++at) {
      const std::string_view text = outer_.text(tokens_[at]);
      if (tokens_[at].kind == Token::Kind::symbol) {
        if (text == "(") ++depth;
        if (text == ")" && depth > 0) --depth;
        if (text == ";" && depth == 0) {
          statement(begin, at);
          begin = at + 1;
        }
      } else if (tokens_[at].kind == Token::Kind::word && depth == 0 &&
                 one_of(text, {"BEGIN", "THEN", "ELSE", "DO", "LOOP", "REPEAT"})) {
        begin = at + 1;
      }
    }
    statement(begin, tokens_.size());
    return operations_;
  }

  /// All statements that change something could be read.
  [[nodiscard]] bool is_complete() const { return complete_; }

 private:
  void statement(std::size_t begin, std::size_t end) {
    // Behind MariaDB's BEGIN.
    for (const std::string_view word : {"NOT", "ATOMIC"}) {
      if (begin < end && is(outer_.text(tokens_[begin]), word)) ++begin;
    }
    if (begin >= end) return;
    const std::string_view first = outer_.text(tokens_[begin]);
    if (one_of(first, {"EXECUTE"})) complete_ = false;
    if (!one_of(first, {"INSERT", "UPDATE", "DELETE", "REPLACE", "ALTER", "CREATE", "DROP",
                        "TRUNCATE", "SELECT", "CALL"})) {
      return;
    }
    std::vector<Token> own(tokens_.begin() + static_cast<std::ptrdiff_t>(begin),
                           tokens_.begin() + static_cast<std::ptrdiff_t>(end));
    own.push_back({Token::Kind::end, own.back().end, own.back().end});
    Parser parser(source_, own, outer_.arena, outer_.server);
    read_statement(parser);
    if (parser.failed()) {
      complete_ = false;
      return;
    }
    // Each is a command of its own.
    for (Operation& operation : parser.operations)
      operation.command += commands_;
    commands_ += parser.command + 1;
    operations_.insert(operations_.end(), parser.operations.begin(), parser.operations.end());
  }

  Parser& outer_;
  std::span<const Token> tokens_;
  const SqlStatement& source_;
  std::vector<Operation> operations_;
  std::uint32_t commands_ = 0;
  bool complete_ = true;
};

void skip_rest(Parser& parser) {
  while (!parser.at_end())
    parser.skip();
}

/// The body, and what it does when it runs.
void read_body(Parser& parser, op::CreateFunction& function) {
  const std::size_t begin = parser.position();
  if (parser.at_end()) return parser.fail("the body of the routine");
  skip_rest(parser);
  function.body_span = parser.place(parser.token(begin), parser.token(parser.position() - 1));
  const auto tokens = parser.tokens().subspan(begin, parser.position() - begin);
  function.body = parser.list(BodyReader(parser, tokens, parser.source()).read());
}

}  // namespace

void read_create_view(Parser& parser, bool or_replace) {
  op::CreateView view;
  view.or_replace = or_replace;
  parser.accept({"IF", "NOT", "EXISTS"});
  view.view = parser.object_name("the name of a view");
  if (parser.at_symbol("(")) {
    parser.expect_symbol("(");
    view.columns = parser.name_list();
    parser.expect_symbol(")");
  }
  parser.expect("AS");
  const std::size_t from = parser.position();
  if (!parser.at_any({"SELECT", "WITH", "VALUES", "TABLE"}) && !parser.at_symbol("(")) {
    parser.fail("SELECT");
  }
  skip_rest(parser);
  Reads reads;
  read_tokens(parser, {from, parser.position()}, reads);
  view.reads = parser.list(reads.relations);
  view.reads_columns = parser.list(reads.columns);
  parser.add(view, parser.place_since(0));
}

void read_create_routine(Parser& parser, bool or_replace) {
  op::CreateFunction function;
  function.or_replace = or_replace;
  function.procedure = parser.at("PROCEDURE");
  const bool event = parser.at("EVENT");
  parser.skip();
  parser.accept({"IF", "NOT", "EXISTS"});
  function.function = parser.object_name("the name of a routine");
  function.language = "sql";
  if (event) {
    (void)parser.skip_until({}, {"DO"});
    parser.expect("DO");
  } else {
    if (parser.accept("RETURNS")) {  // A loadable function: RETURNS STRING SONAME '…'.
      skip_rest(parser);
      return parser.add(function, parser.place_since(0));
    }
    (void)parser.parenthesized();
    // RETURNS type and the characteristics, up to the body's first word.
    while (!parser.at_end() && !parser.at_any({"BEGIN", "RETURN", "SELECT", "INSERT", "UPDATE",
                                               "DELETE", "CALL", "SET", "IF", "CASE", "WITH",
                                               "REPLACE", "ALTER", "DROP", "CREATE", "TRUNCATE"})) {
      if (parser.at_symbol("(")) {
        (void)parser.parenthesized();
      } else if (parser.accept({"CHARACTER", "SET"}) || parser.accept("CHARSET")) {
        parser.skip();
      } else {
        // SQL SECURITY is DEFINER where nothing is said.
        parser.skip();
      }
    }
  }
  read_body(parser, function);
  parser.add(function, parser.place_since(0));
}

void read_create_trigger(Parser& parser, bool or_replace) {
  op::CreateTrigger trigger;
  trigger.or_replace = or_replace;
  parser.accept({"IF", "NOT", "EXISTS"});
  trigger.trigger = parser.object_name("the name of a trigger").name;
  if (parser.accept("BEFORE")) {
    trigger.timing = TriggerTiming::before;
  } else {
    parser.expect("AFTER");
    trigger.timing = TriggerTiming::after;
  }
  do {
    if (parser.accept("INSERT")) {
      trigger.on_insert = true;
    } else if (parser.accept("UPDATE")) {
      trigger.on_update = true;
    } else {
      parser.expect("DELETE");
      trigger.on_delete = true;
    }
  } while (parser.accept("OR"));
  parser.expect("ON");
  trigger.table = parser.object_name("the name of a table");
  parser.expect("FOR");
  parser.expect("EACH");
  parser.expect("ROW");
  trigger.for_each_row = true;
  if (parser.at_end()) parser.fail("the body of the trigger");
  skip_rest(parser);
  parser.add(trigger, parser.place_since(0));
}

void read_block(Parser& parser) {
  const std::size_t begin = parser.position();
  skip_rest(parser);
  const auto tokens = parser.tokens().subspan(begin, parser.position() - begin);
  BodyReader body(parser, tokens, parser.source());
  parser.operations = body.read();
  for (Operation& operation : parser.operations) {
    operation.nesting.conditional = true;
    parser.command = operation.command + 1;
  }
  if (body.is_complete()) return;
  parser.add(op::Opaque{"part of a block of a stored program"}, parser.place_since(begin));
}

}  // namespace miglint::mysql
