#include "frontend/laravel/placeholder.h"

#include <algorithm>

#include "source/ascii.h"

namespace miglint::laravel {
namespace {

// Control characters that no source text holds.
constexpr char kTextBegin = '\x01';
constexpr char kValueBegin = '\x02';
constexpr char kEnd = '\x03';
constexpr std::size_t longest_origin = 40;  // PostgreSQL cuts names at 63 bytes.

std::string mark(char begin, std::string_view origin) {
  std::string text(1, begin);
  for (const char c : origin.substr(0, longest_origin)) {
    const bool plain = static_cast<unsigned char>(c) >= 0x20 && c != '\'' && c != '"' && c != '`' &&
                       c != '\\' && c != '.' && c != '?';
    if (plain) text += c;
  }
  return text += kEnd;
}

bool is_word(char c) {
  return ascii::is_word(c) || ascii::is_beyond(c);
}

class Renderer {
 public:
  Renderer(std::string_view sql, Dialect dialect) : sql_(sql), dialect_(dialect) {}

  RenderedSql run() {
    while (at_ < sql_.size()) {
      const char c = sql_[at_];
      if (c == kTextBegin || c == kValueBegin) {
        unknown();
      } else if (quote_ == 0 && comment_or_plain(c)) {
        continue;
      } else {
        if (quote_ != 0) {
          leave_quotes(c);
        } else if (c == '\'' || c == '"' || c == '`') {
          quote_ = c;
        }
        result_.text += c;
        ++at_;
      }
    }
    return std::move(result_);
  }

 private:
  /// Copies a comment, in which quotes mean nothing.
  bool comment_or_plain(char c) {
    std::size_t end = at_;
    if (c == '-' && sql_.substr(at_).starts_with("-- ")) end = sql_.find('\n', at_);
    if (c == '/' && sql_.substr(at_).starts_with("/*")) end = sql_.find("*/", at_);
    if (end == at_) return false;
    end = std::min(end, sql_.size());
    for (; at_ < end; ++at_) {
      if (static_cast<unsigned char>(sql_[at_]) >= 0x20 || sql_[at_] == '\n') {
        result_.text += sql_[at_];
      } else {
        result_.symbolic = true;
      }
    }
    return true;
  }

  void leave_quotes(char c) {
    if (c == '\\' && dialect_ != Dialect::postgres && at_ + 1 < sql_.size()) {
      result_.text += c;
      ++at_;
      return;
    }
    if (c == quote_) quote_ = 0;  // A doubled quote opens again at once.
  }

  void unknown() {
    result_.symbolic = true;
    const bool is_value = sql_[at_] == kValueBegin;
    const std::size_t end = std::min(sql_.find(kEnd, at_), sql_.size());
    const std::string_view origin = sql_.substr(at_ + 1, end - at_ - 1);
    at_ = std::min(end + 1, sql_.size());
    if (quote_ != 0) {
      result_.text += '{';
      result_.text += origin;
      result_.text += '}';
    } else if (is_value) {
      result_.text += dialect_ == Dialect::postgres ? '$' + std::to_string(++values_) : "?";
    } else {
      name(origin);
    }
  }

  /// Makes one quoted name of the unknown part and of the letters that touch it.
  void name(std::string_view origin) {
    const char quote = dialect_ == Dialect::postgres ? '"' : '`';
    std::string& out = result_.text;
    std::size_t start = out.size();
    if (start > 0 && out.back() == quote && closed_name_ == start) {
      out.pop_back();
    } else {
      while (start > 0 && is_word(out[start - 1]))
        --start;
      out.insert(out.begin() + static_cast<std::ptrdiff_t>(start), quote);
    }
    out += '{';
    out += origin;
    out += '}';
    while (at_ < sql_.size() && is_word(sql_[at_]))
      out += sql_[at_++];
    out += quote;
    closed_name_ = out.size();
  }

  std::string_view sql_;
  Dialect dialect_;
  RenderedSql result_;
  std::size_t at_ = 0;
  std::size_t closed_name_ = 0;  ///< Where a name that was made here ends.
  int values_ = 0;
  char quote_ = 0;
};

}  // namespace

std::string unknown_text(std::string_view origin) {
  return mark(kTextBegin, origin);
}

std::string unknown_value(std::string_view origin) {
  return mark(kValueBegin, origin);
}

bool has_unknown(std::string_view text) {
  return text.find_first_of("\x01\x02") != text.npos;
}

bool begins_unknown(std::string_view sql) {
  const std::size_t first = sql.find_first_not_of(" \t\r\n(");
  return first != sql.npos && (sql[first] == kTextBegin || sql[first] == kValueBegin);
}

RenderedSql render(std::string_view sql, Dialect dialect) {
  if (!has_unknown(sql)) return {std::string(sql), false};
  return Renderer(sql, dialect).run();
}

}  // namespace miglint::laravel
