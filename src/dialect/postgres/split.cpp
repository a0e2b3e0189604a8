#include "dialect/postgres/split.h"

#include <algorithm>
#include <array>
#include <utility>

namespace miglint::postgres {
namespace {

constexpr std::size_t usual_window = 256UZ * 1024;
/// After a jump, since another jump may follow soon.
constexpr std::size_t first_window = 4UZ * 1024;
/// A single string or comment may be as long as this.
constexpr std::size_t longest_window = 16UZ * 1024 * 1024;
constexpr std::uint32_t most_second_tries = 16;

constexpr std::string_view white_space = " \t\n\r\f\v";

/// What the lexer says when the text ends within a string, a quoted name or a comment.
bool is_unterminated(const SyntaxError& error) {
  return error.message.starts_with("unterminated");
}

/// Where a window that should end at `wish` ends: behind a byte that ends every token which can be
/// cut without a sign. (A string that is cut is unterminated, a comment reaches to the end.)
std::size_t window_end(std::string_view text, std::size_t wish, std::size_t limit) {
  if (wish >= limit) return limit;
  constexpr std::size_t farthest = 1024UZ * 1024;
  const std::string_view ahead = text.substr(wish, std::min(farthest, limit - wish));
  const std::size_t at = ahead.find_first_of(" \t\n\r\f\v,");
  return at == ahead.npos ? wish : wish + at + 1;
}

/// psql commands that send the statement before them to the server, as a semicolon does.
bool sends_statement(std::string_view command) {
  constexpr std::array<std::string_view, 8> names = {"g",     "gx",           "gset",  "gexec",
                                                     "gdesc", "crosstabview", "watch", "parse"};
  return std::ranges::find(names, command) != names.end();
}

/// The rest of the line belongs to the command, backslashes and all.
bool takes_whole_line(std::string_view command) {
  constexpr std::array<std::string_view, 7> names = {"copy", "help", "h", "ef", "ev", "sf", "sv"};
  return command.starts_with('!') || std::ranges::find(names, command) != names.end();
}

/// End of the arguments that begin at `at`: the end of the line, or a backslash outside of quotes.
std::size_t arguments_end(std::string_view text, std::size_t at) {
  char quote = '\0';
  for (; at < text.size() && text[at] != '\n'; ++at) {
    const char c = text[at];
    if (quote != '\0') {
      if (c == '\\' && quote == '\'' && at + 1 < text.size() && text[at + 1] != '\n') ++at;
      if (c == quote) quote = '\0';
    } else if (c == '\'' || c == '"' || c == '`') {
      quote = c;
    } else if (c == '\\') {
      return at;
    }
  }
  return at;
}

bool is_copy_from_stdin(std::string_view command) {
  StatementEnd end;
  Scanner scanner(command);
  for (Token token = scanner.next(); token.kind > Token::Kind::error; token = scanner.next()) {
    end.see(token.kind, command.substr(token.begin, token.end - token.begin));
  }
  return end.reads_copy_data();
}

std::size_t trimmed_end(std::string_view text, std::size_t begin, std::size_t end) {
  const std::size_t last = text.substr(begin, end - begin).find_last_not_of(white_space);
  return last == text.npos ? begin : begin + last + 1;
}

}  // namespace

std::optional<Piece> Splitter::next() {
  for (;;) {
    if (!open_ && !waiting_.empty()) {
      Piece piece = std::move(waiting_.front());
      waiting_.pop_front();
      return piece;
    }
    const Token token = next_token();
    const std::string_view word = text_.substr(token.begin, token.end - token.begin);
    switch (token.kind) {
      case Token::Kind::end:
        if (!open_ && waiting_.empty()) return std::nullopt;
        if (auto piece = end_of_text()) return piece;
        continue;
      case Token::Kind::error: {
        SyntaxError error = scanner_->error();
        error.begin = token.begin;
        error.end = token.end;
        return unreadable(std::move(error));
      }
      case Token::Kind::comment:
        if (open_) open_->not_sql.push_back({token.begin, token.end});
        continue;
      default:
        break;
    }
    if (word == "\\") {
      if (auto piece = psql_command(token.begin)) return piece;
      continue;
    }
    if (!open_ && word == ";") continue;
    if (end_.see(token.kind, word)) {
      if (end_.reads_copy_data()) skip_copy_data(token.end);
      end_ = {};
      return std::exchange(open_, std::nullopt);
    }
    if (!open_) {
      open_.emplace();
      open_->range.begin = token.begin;
      inner_semicolon_.reset();
    }
    if (word == ";" && !inner_semicolon_) inner_semicolon_ = ByteRange{open_->range.end, token.end};
    open_->range.end = token.end;
  }
}

std::optional<Piece> Splitter::end_of_text() {
  if (open_ && end_.holds_semicolons() && inner_semicolon_ && second_tries_ < most_second_tries) {
    ++second_tries_;
    open_->range.end = inner_semicolon_->begin;
    go_on_at(inner_semicolon_->end);
  }
  end_ = {};
  return std::exchange(open_, std::nullopt);
}

Token Splitter::next_token() {
  for (;;) {
    if (!scanner_) {
      if (read_to_ >= limit_ && after_limit_ > 0) {
        if (open_) open_->not_sql.push_back({limit_, after_limit_});
        read_to_ = std::max(read_to_, std::exchange(after_limit_, 0));
        limit_ = text_.size();
        window_size_ = 0;
      }
      if (read_to_ >= limit_) return {};
      open_window();
    }
    Token token = scanner_->next();
    token.begin += static_cast<std::uint32_t>(window_begin_);
    token.end += static_cast<std::uint32_t>(window_begin_);
    const bool is_cut = window_end_ < limit_;
    if (token.kind == Token::Kind::end) {
      read_to_ = window_end_;
      scanner_.reset();
      window_size_ = std::min(window_size_ * 2, usual_window);
      continue;
    }
    if (token.kind == Token::Kind::error) {
      if (is_cut && is_unterminated(scanner_->error()) && window_size_ < longest_window) {
        window_size_ *= 2;
        scanner_.reset();
        continue;
      }
      // The lexer does not always say where it stopped: that is not before what it has read.
      token.begin = std::max(token.begin, static_cast<std::uint32_t>(read_to_));
      token.end = std::max(token.end, token.begin);
      return token;
    }
    if (is_cut && token.end == window_end_ && token.kind == Token::Kind::comment &&
        text_[token.begin] == '-') {
      token.end = static_cast<std::uint32_t>(std::min(text_.find('\n', token.begin), limit_));
      scanner_.reset();
    }
    read_to_ = token.end;
    return token;
  }
}

void Splitter::open_window() {
  window_size_ = std::max(window_size_, first_window);
  window_begin_ = read_to_;
  window_end_ = window_end(text_, window_begin_ + window_size_, limit_);
  scanner_ = std::make_unique<Scanner>(text_.substr(window_begin_, window_end_ - window_begin_));
}

void Splitter::go_on_at(std::size_t place) {
  scanner_.reset();
  read_to_ = place;
  window_size_ = 0;
}

std::optional<Piece> Splitter::psql_command(std::size_t backslash) {
  const std::size_t name_begin = backslash + 1;
  if (text_.substr(name_begin).starts_with(';')) {  // Ends a statement without sending it yet.
    go_on_at(name_begin + 1);
    end_ = {};
    return std::exchange(open_, std::nullopt);
  }
  const std::size_t name_end =
      std::min(text_.find_first_of(" \t\r\n\f\v\\", name_begin), text_.size());
  const std::string_view name = text_.substr(name_begin, name_end - name_begin);
  const std::size_t end = takes_whole_line(name)
                              ? std::min(text_.find('\n', name_end), text_.size())
                              : arguments_end(text_, name_end);
  // Two backslashes end the arguments, and SQL goes on.
  go_on_at(text_.substr(end).starts_with("\\\\") ? end + 2 : end);
  if (name == "copy" && is_copy_from_stdin(text_.substr(name_begin, end - name_begin))) {
    skip_copy_data(end);
  }

  Piece command;
  command.kind = Piece::Kind::psql_command;
  command.range = {backslash, trimmed_end(text_, backslash, end)};
  if (!open_) return command;
  waiting_.push_back(command);
  if (!sends_statement(name)) {
    open_->not_sql.push_back(command.range);
    return std::nullopt;
  }
  end_ = {};
  return std::exchange(open_, std::nullopt);
}

Piece Splitter::unreadable(SyntaxError error) {
  Piece piece;
  piece.kind = Piece::Kind::unreadable;
  piece.range.begin = open_ ? open_->range.begin : error.begin;
  open_.reset();
  end_ = {};
  std::size_t end = text_.size();
  if (is_unterminated(error)) {
    error.message += error.begin + longest_window < text_.size()
                         ? "; it is too long to look for its end: the rest of the file is not read"
                         : "; the rest of the file is part of it";
    limit_ = text_.size();
    after_limit_ = 0;
  } else {
    // The lexer cannot say where it stands now. A semicolon at the end of a line is a good guess.
    for (end = text_.find(';', error.begin); end < text_.size(); end = text_.find(';', end + 1)) {
      const std::size_t next = text_.find_first_not_of(" \t\r\f\v", end + 1);
      if (next == text_.npos || text_[next] == '\n') break;
    }
    end = std::min(end, text_.size());
  }
  go_on_at(end);
  piece.range.end = std::max(trimmed_end(text_, piece.range.begin, end), piece.range.begin);
  piece.error = std::move(error);
  return piece;
}

void Splitter::skip_copy_data(std::size_t from) {
  const std::size_t line_end = text_.find('\n', from);
  if (line_end == text_.npos) return;
  go_on_at(from);
  limit_ = line_end;
  after_limit_ = text_.size();
  constexpr std::string_view end_of_data = "\n\\.";
  for (std::size_t at = text_.find(end_of_data, line_end); at != text_.npos;
       at = text_.find(end_of_data, at + 1)) {
    const std::size_t after = at + end_of_data.size();
    if (after == text_.size() || text_[after] == '\n' || text_[after] == '\r') {
      after_limit_ = after;
      return;
    }
  }
  const std::size_t begin = text_.find_first_not_of(white_space, line_end);
  if (begin == text_.npos) return;
  Piece data;
  data.kind = Piece::Kind::unreadable;
  data.range = {begin, trimmed_end(text_, begin, text_.size())};
  data.error = {
      "the data of COPY … FROM STDIN has no end: no line \\. follows, so psql takes the rest "
      "of the file for data",
      static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(begin)};
  waiting_.push_back(std::move(data));
}

}  // namespace miglint::postgres
