#include "frontend/cxx/program/lexical.h"

#include <clang/Lex/Lexer.h>

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <vector>

#include "frontend/cxx/program/formats.h"
#include "frontend/cxx/program/literal.h"
#include "frontend/cxx/program/sql_shape.h"

namespace miglint::cxx {
namespace {

struct Token {
  enum class Kind : unsigned char { word, literal, number, other };
  Kind kind = Kind::other;
  std::string_view text;
  unsigned begin = 0;
  bool starts_line = false;

  [[nodiscard]] bool is(std::string_view what) const { return text == what; }
  [[nodiscard]] unsigned end() const { return begin + static_cast<unsigned>(text.size()); }
};

std::vector<Token> tokens_of(std::string_view text) {
  clang::LangOptions language;
  language.CPlusPlus = language.CPlusPlus11 = language.CPlusPlus14 = language.CPlusPlus17 =
      language.CPlusPlus20 = true;
  language.LineComment = true;
  const std::string copy(text);  // Ends with a NUL, as the lexer asks for.
  clang::Lexer lexer(clang::SourceLocation(), language, copy.data(), copy.data(),
                     copy.data() + copy.size());
  std::vector<Token> tokens;
  clang::Token raw;
  while (!lexer.LexFromRawLexer(raw)) {
    Token token;
    token.begin = static_cast<unsigned>(lexer.getBufferLocation() - copy.data()) - raw.getLength();
    token.text = text.substr(token.begin, raw.getLength());
    token.starts_line = raw.isAtStartOfLine();
    if (raw.is(clang::tok::raw_identifier)) {
      token.kind = Token::Kind::word;
    } else if (clang::tok::isStringLiteral(raw.getKind())) {
      token.kind = Token::Kind::literal;
    } else if (raw.is(clang::tok::numeric_constant)) {
      token.kind = Token::Kind::number;
    }
    tokens.push_back(token);
  }
  return tokens;
}

constexpr auto kTransparent = std::to_array<std::string_view>({"QLatin1String",
                                                               "QString",
                                                               "QStringLiteral",
                                                               "fromLatin1",
                                                               "fromUtf8",
                                                               "string",
                                                               "string_view",
                                                               "zview",
                                                               "move",
                                                               "tr",
                                                               "QLatin1StringView",
                                                               "Query",
                                                               "FMT_STRING",
                                                               "SQLString",
                                                               "fromStdString",
                                                               "QByteArray",
                                                               "SQLCHAR",
                                                               "reinterpret_cast",
                                                               "const_cast",
                                                               "static_cast",
                                                               "_T",
                                                               "TEXT",
                                                               "forward",
                                                               "qPrintable"});

class Finder {
 public:
  Finder(std::string_view text, const std::set<unsigned>& in_tree, const Options& options,
         Found& found)
      : in_tree_(in_tree), options_(options), found_(found), tokens_(tokens_of(text)) {}

  void run() {
    read_constants();
    for (std::size_t i = 0; i + 1 < tokens_.size(); ++i) {
      if (tokens_[i].kind == Token::Kind::word && tokens_[i + 1].is("(")) call(i);
      if (tokens_[i].is("<<") && tokens_[i + 1].kind == Token::Kind::literal) stream(i);
    }
  }

 private:
  /// `NAME = "…"`, `NAME[] = "…"`, `#define NAME "…"`.
  void read_constants() {
    for (std::size_t i = 0; i + 2 < tokens_.size(); ++i) {
      if (tokens_[i].kind != Token::Kind::word) continue;
      if (tokens_[i].is("define") && i > 0 && tokens_[i - 1].is("#") &&
          tokens_[i + 1].kind == Token::Kind::word) {
        std::size_t end = i + 2;
        while (end < tokens_.size() && !tokens_[end].starts_line)
          ++end;
        if (end > i + 2 && tokens_[i + 2].kind == Token::Kind::literal)
          add_constant(tokens_[i + 1].text, i + 2, end);
        continue;
      }
      std::size_t at = i + 1;
      while (at < tokens_.size() && (tokens_[at].is("[") || tokens_[at].is("]") ||
                                     tokens_[at].kind == Token::Kind::number))
        ++at;
      const bool is_set =
          at < tokens_.size() && (tokens_[at].is("=") || (tokens_[at].is("(") && at == i + 1));
      if (!is_set || at + 1 >= tokens_.size()) continue;
      const bool is_declared =
          tokens_[at].is("=") ||
          (i > 0 && (tokens_[i - 1].kind == Token::Kind::word || tokens_[i - 1].is("&")));
      if (!is_declared) continue;
      std::size_t end = at + 1;
      for (int depth = 0; end < tokens_.size(); ++end) {
        if (tokens_[end].is("(") || tokens_[end].is("{")) ++depth;
        if (tokens_[end].is(")") || tokens_[end].is("}")) --depth;
        if (depth < 0 || (depth == 0 && (tokens_[end].is(";") || tokens_[end].is(",")))) break;
      }
      add_constant(tokens_[i].text, at + 1, end);
    }
  }

  void add_constant(std::string_view name, std::size_t begin, std::size_t end) {
    std::size_t at = begin;
    const Text value = expression(at, end);
    const std::string flat = value.flat();
    if (!flat.empty() && flat != "\x01") constants_[std::string(name)].emplace_back(begin, value);
  }

  [[nodiscard]] std::size_t closing(std::size_t open) const {
    int depth = 0;
    for (std::size_t i = open; i < tokens_.size(); ++i) {
      if (tokens_[i].is("(") || tokens_[i].is("{") || tokens_[i].is("[")) ++depth;
      if ((tokens_[i].is(")") || tokens_[i].is("}") || tokens_[i].is("]")) && --depth == 0)
        return i;
    }
    return tokens_.size();
  }

  /// The arguments between `open` and its bracket, as ranges of tokens.
  [[nodiscard]] std::vector<std::pair<std::size_t, std::size_t>> arguments(std::size_t open) const {
    std::vector<std::pair<std::size_t, std::size_t>> result;
    const std::size_t close = closing(open);
    std::size_t begin = open + 1;
    int depth = 0;
    for (std::size_t i = open + 1; i <= close && i < tokens_.size(); ++i) {
      if (i == close || (depth == 0 && tokens_[i].is(","))) {
        if (i > begin) result.emplace_back(begin, i);
        begin = i + 1;
        continue;
      }
      if (tokens_[i].is("(") || tokens_[i].is("{") || tokens_[i].is("[")) ++depth;
      if (tokens_[i].is(")") || tokens_[i].is("}") || tokens_[i].is("]")) --depth;
    }
    return result;
  }

  [[nodiscard]] std::vector<Text> values(std::size_t open) {
    std::vector<Text> texts;
    for (auto [begin, end] : arguments(open))
      texts.push_back(expression(begin, end));
    return texts;
  }

  [[nodiscard]] Text unknown(std::size_t begin, std::size_t end) const {
    std::string origin;
    for (std::size_t i = begin; i < end; ++i)
      origin += tokens_[i].text;
    return Text::unknown(short_origin(origin), {tokens_[begin].begin, tokens_[end - 1].end()});
  }

  /// Operands joined by `+` or by nothing; stops at what it does not know.
  Text expression(std::size_t& at, std::size_t end) {
    Text text;
    while (at < end) {
      if (tokens_[at].is("+") || tokens_[at].is("<<")) {
        ++at;
        continue;
      }
      const std::size_t before = at;
      text.append(operand(at, end));
      if (at == before) break;
      if (at < end && tokens_[at].is("?")) return unknown(before, end);
    }
    return text;
  }

  Text literal_at(std::size_t at) {
    const Token& token = tokens_[at];
    return literal_text(token.text, token.begin, true, {});
  }

  Text operand(std::size_t& at, std::size_t end) {
    const std::size_t begin = at;
    Text text;
    if (tokens_[at].kind == Token::Kind::literal) {
      text = literal_at(at++);
    } else if (tokens_[at].is("(") || tokens_[at].is("{")) {
      const std::size_t close = std::min(closing(at), end);
      // A cast has the operand behind its brackets.
      const bool is_cast =
          tokens_[at].is("(") && close + 1 < end && tokens_[close + 1].kind == Token::Kind::literal;
      std::size_t inner = at + 1;
      if (!is_cast) text = expression(inner, close);
      at = close + 1;
      if (is_cast) return operand(at, end);
    } else if (tokens_[at].kind == Token::Kind::word) {
      // a::b, a.b, a->b: the last name counts.
      while (at + 2 < end &&
             (tokens_[at + 1].is("::") || tokens_[at + 1].is(".") || tokens_[at + 1].is("->")) &&
             tokens_[at + 2].kind == Token::Kind::word)
        at += 2;
      const std::string_view name = tokens_[at].text;
      ++at;
      if (at < end && tokens_[at].is("<")) {
        std::size_t close = at;
        while (close < end && !tokens_[close].is(">"))
          ++close;
        if (close + 1 < end && tokens_[close + 1].is("(")) at = close + 1;
      }
      if (at < end && (tokens_[at].is("(") || tokens_[at].is("{"))) {
        const std::vector<Text> given = values(at);
        const std::size_t close = closing(at);
        at = std::min(close + 1, end);
        if (name == "format" && !given.empty()) {
          text = format_braces(given.front(), std::span(given).subspan(1));
        } else if (std::ranges::find(kTransparent, name) != kTransparent.end() && !given.empty()) {
          text = given.front();
        } else if (name == "asprintf" || name == "sqlite3_mprintf" || name == "StrFormat") {
          if (!given.empty()) text = format_percent(given.front(), std::span(given).subspan(1));
        } else {
          text = unknown(begin, at);
        }
      } else if (const Text* known = constant(name, begin)) {
        text = *known;
      } else {
        text = unknown(begin, at);
      }
    } else {
      text = unknown(at, at + 1);
      ++at;
    }
    while (at + 2 < end && (tokens_[at].is(".") || tokens_[at].is("->")) &&
           tokens_[at + 1].kind == Token::Kind::word && tokens_[at + 2].is("(")) {
      if (tokens_[at + 1].is("arg")) text = format_places(text, values(at + 2));
      at = closing(at + 2) + 1;
    }
    return text;
  }

  /// The value that was set last before `at`.
  const Text* constant(std::string_view name, std::size_t at) {
    const auto known = constants_.find(std::string(name));
    if (known == constants_.end()) return nullptr;
    const Text* last = nullptr;
    for (const auto& [where, text] : known->second)
      if (where < at) last = &text;
    return last;
  }

  [[nodiscard]] bool is_in_tree(const Text& text, std::size_t begin, std::size_t end) const {
    for (std::size_t i = begin; i < end && i < tokens_.size(); ++i)
      if (tokens_[i].kind == Token::Kind::literal && in_tree_.contains(tokens_[i].begin))
        return true;
    for (const Piece& piece : text.pieces()) {
      const auto after = in_tree_.upper_bound(piece.place.begin);
      if (after == in_tree_.begin() || piece.kind != Piece::Kind::known) continue;
      // The literal that the piece stands in begins a few bytes before it.
      const unsigned literal = *std::prev(after);
      const auto token = std::ranges::find(tokens_, literal, &Token::begin);
      if (token != tokens_.end() && piece.place.begin < token->end()) return true;
    }
    return false;
  }

  void send(const Text& text, std::size_t begin, std::size_t end, const Api* api,
            std::string_view title) {
    if (!reads_like_sql(text.flat())) return;
    if (is_in_tree(text, begin, end)) return;
    if (!sent_.insert(text.pieces().front().place.begin).second) return;
    Section section;
    section.name = title;
    section.order = tokens_[begin].begin;
    found_.sections.push_back(section);
    Sent sent;
    sent.text = text;
    sent.call = {tokens_[begin].begin, tokens_[std::min(end, tokens_.size()) - 1].end()};
    sent.api = title;
    sent.values = 'c';
    if (api != nullptr) {
      sent.server = api->server;
      sent.values = api->values;
      sent.one_message = api->one_message;
    }
    sent.section = static_cast<std::uint32_t>(found_.sections.size() - 1);
    found_.sent.push_back(std::move(sent));
  }

  void call(std::size_t name) {
    const std::string_view called = tokens_[name].text;
    const Api* api = nullptr;
    for (const Api& one : known_apis())
      if (one.name == called && api == nullptr) api = &one;
    if (api != nullptr && !api->of.empty()) {
      // A method's name alone does not tell its class.
      static constexpr Api kAny{"", "", "", 0, Server::any, 'c', true};
      api = &kAny;
    }
    const bool is_configured = std::ranges::any_of(
        options_.calls, [&](const ConfiguredCall& one) { return one.name == called; });
    if (api == nullptr && !is_configured && !is_called_like_a_sender(called)) return;
    if (name > 0 && tokens_[name - 1].is("define")) return;
    const std::size_t end = closing(name + 1) + 1;
    for (const Text& value : values(name + 1)) {
      if (reads_like_sql(value.flat())) {
        send(value, name, end, api, called);
        return;
      }
    }
  }

  /// `session << "SELECT …" << name << "…", into(x);`
  void stream(std::size_t at) {
    std::size_t end = at + 1;
    for (int depth = 0; end < tokens_.size(); ++end) {
      if (tokens_[end].is("(") || tokens_[end].is("{")) ++depth;
      if (tokens_[end].is(")") || tokens_[end].is("}")) --depth;
      if (depth < 0 || (depth == 0 && (tokens_[end].is(";") || tokens_[end].is(",")))) break;
    }
    static constexpr auto kOther = std::to_array<std::string_view>(
        {"cout", "cerr", "clog", "qDebug", "qWarning", "qCritical", "qInfo", "LOG", "endl"});
    for (std::size_t i = at; i > 0 && i + 8 > at && !tokens_[i].is(";") && !tokens_[i].is("{"); --i)
      if (std::ranges::find(kOther, tokens_[i].text) != kOther.end()) return;
    std::size_t from = at + 1;
    send(expression(from, end), at > 0 ? at - 1 : at, end, nullptr, "<<");
  }

  const std::set<unsigned>& in_tree_;
  const Options& options_;
  Found& found_;
  std::vector<Token> tokens_;
  std::map<std::string, std::vector<std::pair<std::size_t, Text>>> constants_;
  std::set<unsigned> sent_;
};

}  // namespace

void find_by_tokens(std::string_view text, const std::set<unsigned>& in_tree,
                    const Options& options, Found& found) {
  Finder(text, in_tree, options, found).run();
}

}  // namespace miglint::cxx
