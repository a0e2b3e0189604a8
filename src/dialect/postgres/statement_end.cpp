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
    create_ = is_keyword(word, "create");
    copy_ = is_keyword(word, "copy");
  } else if (create_) {
    routine_ = is_keyword(word, "function") || is_keyword(word, "procedure");
    rule_ = is_keyword(word, "rule");
    create_ = is_keyword(word, "or") || is_keyword(word, "replace");
  } else if (routine_ && parentheses_ == 0) {
    if (atomic_depth_ > 0) {
      if (is_keyword(word, "case")) ++atomic_depth_;
      if (is_keyword(word, "end")) --atomic_depth_;
    } else if (after_begin_ && is_keyword(word, "atomic")) {
      atomic_depth_ = 1;
    }
    after_begin_ = is_keyword(word, "begin");
  } else if (copy_ && parentheses_ == 0) {
    from_stdin_ = from_stdin_ || (after_from_ && is_keyword(word, "stdin"));
    after_from_ = is_keyword(word, "from");
  }
}

}  // namespace miglint::postgres
