#include "lint/comments.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstring>
#include <span>

#include "source/ascii.h"

namespace miglint {
namespace {

using std::string_view_literals::operator""sv;

constexpr auto kMarker = "miglint:"sv;

struct Syntax {
  bool dashes = false;           ///< -- comment
  bool slashes = false;          ///< // comment
  bool hash = false;             ///< # comment
  bool block = false;            ///< /* comment */
  bool nested_blocks = false;    ///< /* a /* b */ still a comment */
  bool backslash = false;        ///< A backslash in a string takes the next character with it.
  bool dollar_quotes = false;    ///< $tag$ … $tag$
  bool triple_quotes = false;    ///< """ … """
  bool heredocs = false;         ///< <<<WORD … WORD
  bool raw_strings = false;      ///< R"tag( … )tag"
  bool braces = false;           ///< A block in braces is a statement's end, too.
  bool line_statements = false;  ///< A statement ends with its line unless a bracket is open.
};

Syntax syntax_of(Language language) {
  switch (language) {
    case Language::postgres:
      return {.dashes = true, .block = true, .nested_blocks = true, .dollar_quotes = true};
    case Language::mysql:
      return {.dashes = true, .hash = true, .block = true, .backslash = true};
    case Language::php:
      return {.slashes = true,
              .hash = true,
              .block = true,
              .backslash = true,
              .heredocs = true,
              .braces = true};
    case Language::python:
      return {.hash = true, .backslash = true, .triple_quotes = true, .line_statements = true};
    case Language::cpp:
      return {
          .slashes = true, .block = true, .backslash = true, .raw_strings = true, .braces = true};
  }
  return {};
}

bool is_word(char c) {
  return ascii::is_word(c) || ascii::is_beyond(c);
}

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\f' || c == '\v';
}

bool same_word(std::string_view word, std::string_view lower) {
  return ascii::same(word, lower);
}

bool is_one_of(std::string_view word, std::span<const std::string_view> lower) {
  return std::ranges::any_of(lower, [&](std::string_view each) { return same_word(word, each); });
}

/// One walk through the text, token by token. The body of a DO block or a function, which is a
/// string to SQL, is walked as code by a scanner of its own.
class Scanner {
 public:
  Scanner(std::string_view text, Syntax syntax, std::vector<DirectiveComment>& found)
      : text_(text), end_(text.size()), syntax_(syntax), found_(found) {}

  void scan() {
    while (at_ < end_)
      step();
    for (const Open& open : open_)
      found_[open.comment].code_end = offset(end_);
  }

 private:
  /// A comment about a statement whose end is still to come.
  struct Open {
    std::size_t comment;
    int depth;
  };

  void step() {
    const char c = text_[at_];
    if (c == '\n') {
      ++at_;
      if (syntax_.line_statements && depth_ == 0) end_statement();
    } else if (is_blank(c)) {
      ++at_;
    } else if (!skip_comment()) {
      take_code(c);
    }
  }

  bool skip_comment() {
    const auto rest = text_.substr(at_, end_ - at_);
    if ((syntax_.dashes && rest.starts_with("--")) || (syntax_.slashes && rest.starts_with("//")) ||
        (syntax_.hash && rest.starts_with('#'))) {
      const std::size_t length = std::min(rest.find('\n'), rest.size());
      note_directives(at_, at_ + length);
      at_ += length;
      return true;
    }
    if (!syntax_.block || !rest.starts_with("/*")) return false;
    const std::size_t begin = at_;
    skip_block();
    note_directives(begin, at_);
    return true;
  }

  void skip_block() {
    int depth = 0;
    while (at_ < end_) {
      const auto rest = text_.substr(at_, end_ - at_);
      if (rest.starts_with("/*") && (depth == 0 || syntax_.nested_blocks)) {
        ++depth;
        at_ += 2;
      } else if (rest.starts_with("*/")) {
        at_ += 2;
        if (--depth == 0) return;
      } else {
        ++at_;
      }
    }
  }

  /// Looks for the marker at the head of each line of the comment [begin, end).
  void note_directives(std::size_t begin, std::size_t end) {
    for (std::size_t line = begin; line < end;) {
      const std::size_t next = std::min(text_.find('\n', line), end);
      note_directive(line, next, begin);
      line = next + 1;
    }
  }

  void note_directive(std::size_t begin, std::size_t end, std::size_t comment_begin) {
    constexpr auto kBefore = " \t-/*#!"sv;
    const auto line = text_.substr(begin, end - begin);
    const std::size_t skipped = line.find_first_not_of(kBefore);
    if (skipped == std::string_view::npos || !line.substr(skipped).starts_with(kMarker)) return;
    auto text = line.substr(skipped);
    if (text.ends_with("*/")) text.remove_suffix(2);
    const std::size_t last = text.find_last_not_of(" \t\r");
    text = text.substr(0, last + 1);
    const std::size_t place = begin + skipped;
    const std::size_t first = line_begin(comment_begin);
    const bool own_line = std::ranges::all_of(text_.substr(first, comment_begin - first), is_blank);
    DirectiveComment comment{text, offset(place), own_line, 0, 0};
    if (own_line) {
      waiting_.push_back(found_.size());
    } else {
      comment.code_begin = offset(line_begin(place));
      comment.code_end = offset(line_end(place));
    }
    found_.push_back(comment);
  }

  void take_code(char c) {
    meet_code();
    if (c == ';') {
      ++at_;
      end_statement();
    } else if (c == '\'' || c == '"' || (c == '`' && !syntax_.dollar_quotes)) {
      skip_string(c);
      last_word_ = {};
    } else if (c == '$' && syntax_.dollar_quotes) {
      skip_dollar_quote();
    } else if (is_word(c)) {
      take_word();
    } else if (syntax_.heredocs && text_.substr(at_, end_ - at_).starts_with("<<<")) {
      skip_heredoc();
    } else if (syntax_.heredocs && text_.substr(at_, end_ - at_).starts_with("<?php")) {
      at_ += 5;
      end_statement();
    } else {
      take_punctuation(c);
    }
  }

  /// Code begins: comments above it are about its line, and about the statement if one begins.
  void meet_code() {
    for (const std::size_t comment : waiting_) {
      found_[comment].code_begin = offset(line_begin(at_));
      found_[comment].code_end = offset(line_end(at_));
      if (at_start_) open_.push_back({comment, depth_});
    }
    waiting_.clear();
    at_start_ = false;
  }

  void end_statement() {
    std::erase_if(open_, [&](const Open& open) {
      if (open.depth < depth_) return false;
      auto& to = found_[open.comment].code_end;
      to = std::max(to, offset(at_));
      return true;
    });
    if (reads_data_) skip_copy_data();
    reads_data_ = false;
    first_word_ = {};
    last_word_ = {};
    after_language_ = false;
    at_start_ = true;
  }

  void take_punctuation(char c) {
    ++at_;
    if (c == '(' || c == '[' || c == '{') ++depth_;
    if (c == ')' || c == ']' || c == '}') --depth_;
    if (syntax_.braces && c == '{') at_start_ = true;
    if (syntax_.braces && c == '}') end_statement();
    if (syntax_.line_statements && c == '\\' && at_ < end_ && text_[at_] == '\n') ++at_;
    last_word_ = {};
  }

  void take_word() {
    constexpr std::array kOpensStatement{"begin"sv, "then"sv, "else"sv, "loop"sv};
    const std::size_t begin = at_;
    const auto goes_on = [&](char c) {
      if (is_word(c) || (c == '$' && syntax_.dollar_quotes)) return true;
      return c == '\'' && syntax_.raw_strings && ascii::is_digit(text_[begin]);  // 1'000 of C++
    };
    while (at_ < end_ && goes_on(text_[at_]))
      ++at_;
    const auto word = text_.substr(begin, at_ - begin);
    if (at_ < end_ && (text_[at_] == '\'' || text_[at_] == '"')) {
      take_string_prefix(word);
      return;
    }
    if (first_word_.empty()) first_word_ = word;
    after_language_ = same_word(last_word_, "language");
    last_word_ = word;
    if (is_body_ && is_one_of(word, kOpensStatement)) at_start_ = true;
    if (syntax_.dollar_quotes && same_word(word, "stdin") && same_word(first_word_, "copy")) {
      reads_data_ = true;
    }
  }

  /// E'…' of SQL, R"…" of C++; others change nothing in how the string is read.
  void take_string_prefix(std::string_view prefix) {
    if (syntax_.raw_strings && prefix.ends_with('R') && text_[at_] == '"') {
      skip_raw_string();
    } else if (same_word(prefix, "e") && syntax_.dollar_quotes) {
      skip_quoted(text_[at_], true);
    } else {
      skip_string(text_[at_]);
    }
  }

  void skip_string(char quote) {
    if (syntax_.triple_quotes) {
      const std::array<char, 3> triple{quote, quote, quote};
      const std::string_view mark(triple.data(), triple.size());
      if (text_.substr(at_, end_ - at_).starts_with(mark)) {
        skip_to(mark, 3);
        return;
      }
    }
    skip_quoted(quote, syntax_.backslash);
  }

  void skip_quoted(char quote, bool backslash) {
    // A doubled quote reads as two strings side by side, which comes to the same.
    for (++at_; at_ < end_ && text_[at_] != quote; ++at_) {
      if (backslash && text_[at_] == '\\') ++at_;
      if (syntax_.line_statements && at_ < end_ && text_[at_] == '\n') return;
    }
    at_ = std::min(at_ + 1, end_);
  }

  /// Goes on after the next `mark`, looked for `ahead` bytes from here.
  void skip_to(std::string_view mark, std::size_t ahead) {
    const std::size_t found = text_.substr(0, end_).find(mark, std::min(at_ + ahead, end_));
    at_ = found == std::string_view::npos ? end_ : found + mark.size();
  }

  void skip_raw_string() {
    const std::size_t open = text_.find('(', at_);
    if (open == std::string_view::npos || open - at_ > 17) {
      skip_quoted('"', true);
      return;
    }
    std::array<char, 20> mark{')'};
    const std::size_t length = open - at_ - 1;
    text_.copy(mark.data() + 1, length, at_ + 1);
    mark[length + 1] = '"';
    skip_to({mark.data(), length + 2}, 0);
  }

  void skip_heredoc() {
    at_ += 3;
    while (at_ < end_ && (text_[at_] == ' ' || text_[at_] == '\'' || text_[at_] == '"'))
      ++at_;
    const std::size_t begin = at_;
    while (at_ < end_ && is_word(text_[at_]))
      ++at_;
    const auto word = text_.substr(begin, at_ - begin);
    if (word.empty()) return;
    while (at_ < end_) {
      at_ = std::min(line_end(at_) + 1, end_);
      while (at_ < end_ && is_blank(text_[at_]))
        ++at_;
      if (text_.substr(at_, end_ - at_).starts_with(word)) {
        at_ += word.size();
        return;
      }
    }
  }

  void skip_dollar_quote() {
    std::size_t close = at_ + 1;
    while (close < end_ && is_word(text_[close]))
      ++close;
    if (close >= end_ || text_[close] != '$' || ascii::is_digit(text_[at_ + 1])) {
      ++at_;
      return;
    }
    const auto mark = text_.substr(at_, close + 1 - at_);
    const std::size_t begin = close + 1;
    constexpr std::array kBeforeBody{"do"sv, "as"sv};
    const bool body = !is_body_ && (after_language_ || is_one_of(last_word_, kBeforeBody));
    skip_to(mark, mark.size());
    last_word_ = {};
    if (!body) return;
    Scanner inner(text_, syntax_, found_);
    inner.at_ = begin;
    inner.end_ = at_ - (text_.substr(begin, at_ - begin).ends_with(mark) ? mark.size() : 0);
    inner.is_body_ = true;
    inner.scan();
  }

  /// Rows that follow COPY … FROM stdin, up to a line `\.`.
  void skip_copy_data() {
    for (std::size_t line = line_end(at_) + 1; line < end_; line = line_end(line) + 1) {
      auto row = text_.substr(line, line_end(line) - line);
      if (row.ends_with('\r')) row.remove_suffix(1);
      if (row != "\\.") continue;
      at_ = line + 2;
      return;
    }
  }

  [[nodiscard]] std::size_t line_begin(std::size_t place) const {
    if (place == 0) return 0;
    const std::size_t before = text_.rfind('\n', place - 1);
    return before == std::string_view::npos ? 0 : before + 1;
  }
  [[nodiscard]] std::size_t line_end(std::size_t place) const {
    return std::min(text_.find('\n', place), text_.size());
  }
  static std::uint32_t offset(std::size_t place) { return static_cast<std::uint32_t>(place); }

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t end_;
  Syntax syntax_;
  std::vector<DirectiveComment>& found_;

  std::vector<std::size_t> waiting_;  ///< Comments above code that is still to come.
  std::vector<Open> open_;
  int depth_ = 0;         ///< Of brackets.
  bool at_start_ = true;  ///< The next code begins a statement.
  bool is_body_ = false;  ///< Inside a DO block or a function.
  bool reads_data_ = false;
  bool after_language_ = false;
  std::string_view first_word_;
  std::string_view last_word_;
};

}  // namespace

Language language_of(std::string_view path, Dialect dialect) {
  constexpr std::array kCpp{".cpp"sv, ".cc"sv, ".cxx"sv, ".c"sv, ".h"sv, ".hpp"sv, ".hh"sv};
  if (path.ends_with(".php")) return Language::php;
  if (path.ends_with(".py")) return Language::python;
  if (std::ranges::any_of(kCpp, [&](auto ending) { return path.ends_with(ending); })) {
    return Language::cpp;
  }
  return dialect == Dialect::postgres ? Language::postgres : Language::mysql;
}

std::vector<DirectiveComment> directive_comments(std::string_view text, Language language) {
  std::vector<DirectiveComment> found;
  // Most files have none; memmem is the fastest way to know.
  if (::memmem(text.data(), text.size(), kMarker.data(), kMarker.size()) == nullptr) return found;
  Scanner(text, syntax_of(language), found).scan();
  return found;
}

}  // namespace miglint
