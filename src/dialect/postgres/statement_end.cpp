#include "dialect/postgres/statement_end.h"

namespace miglint::postgres {

bool StatementEnd::see(Token::Kind kind, std::string_view text) {
  switch (kind) {
    case Token::Kind::word:
      see_word(text);
      ++words_;
      return false;
    case Token::Kind::symbol:
      if (text == "(") ++parentheses_;
      if (text == ")" && parentheses_ > 0) --parentheses_;
      if (text == ";") return !holds_semicolons();
      break;
    default:
      break;
  }
  create_ = false;
  after_begin_ = false;
  after_from_ = false;
  return false;
}

void StatementEnd::see_word(std::string_view word) {
  if (words_ == 0) {
    create_ = is_word(word, "create");
    copy_ = is_word(word, "copy");
  } else if (create_) {
    routine_ = is_word(word, "function") || is_word(word, "procedure");
    rule_ = is_word(word, "rule");
    create_ = is_word(word, "or") || is_word(word, "replace");
  } else if (routine_ && parentheses_ == 0) {
    if (atomic_depth_ > 0) {
      if (is_word(word, "case")) ++atomic_depth_;
      if (is_word(word, "end")) --atomic_depth_;
    } else if (after_begin_ && is_word(word, "atomic")) {
      atomic_depth_ = 1;
    }
    after_begin_ = is_word(word, "begin");
  } else if (copy_ && parentheses_ == 0) {
    from_stdin_ = from_stdin_ || (after_from_ && is_word(word, "stdin"));
    after_from_ = is_word(word, "from");
  }
}

}  // namespace miglint::postgres
