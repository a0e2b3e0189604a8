// Numbers and strings.
#include <cstdlib>

#include "frontend/php/interpreter.h"
#include "frontend/php/operators.h"

namespace miglint::php {
namespace {

void append_utf8(unsigned long code, std::string& out) {
  const auto byte = [&](unsigned long b) {
    out += static_cast<char>(static_cast<unsigned char>(b));
  };
  if (code < 0x80) {
    byte(code);
  } else if (code < 0x800) {
    byte(0xC0 | code >> 6);
    byte(0x80 | (code & 0x3F));
  } else if (code < 0x10000) {
    byte(0xE0 | code >> 12);
    byte(0x80 | (code >> 6 & 0x3F));
    byte(0x80 | (code & 0x3F));
  } else {
    byte(0xF0 | code >> 18);
    byte(0x80 | (code >> 12 & 0x3F));
    byte(0x80 | (code >> 6 & 0x3F));
    byte(0x80 | (code & 0x3F));
  }
}

/// `\n` and its like of a string in double quotes or a heredoc.
std::string unescape_double(std::string_view escape) {
  if (escape.size() < 2) return std::string(escape);
  const std::string rest(escape.substr(2));
  switch (escape[1]) {
    case 'n':
      return "\n";
    case 't':
      return "\t";
    case 'r':
      return "\r";
    case 'v':
      return "\v";
    case 'f':
      return "\f";
    case 'e':
      return "\x1b";
    case '\\':
    case '$':
    case '"':
      return std::string(1, escape[1]);
    case 'x':
      return std::string(1, static_cast<char>(std::strtoul(rest.c_str(), nullptr, 16)));
    case 'u': {
      std::string out;
      const bool braced = rest.starts_with('{');
      append_utf8(std::strtoul(rest.c_str() + (braced ? 1 : 0), nullptr, 16), out);
      return out;
    }
    default:
      if (escape[1] >= '0' && escape[1] <= '7') {
        const std::string octal(escape.substr(1));
        return std::string(1, static_cast<char>(std::strtoul(octal.c_str(), nullptr, 8)));
      }
      return std::string(escape);
  }
}

/// The spaces in front of the closing mark, which the lines of the text lose.
std::size_t indentation(std::string_view source, std::uint32_t closing) {
  std::size_t count = 0;
  while (count < closing &&
         (source[closing - count - 1] == ' ' || source[closing - count - 1] == '\t'))
    ++count;
  return count;
}

void append_unindented(std::string_view part, std::size_t indent, bool& at_line_begin,
                       std::string& out) {
  std::size_t skipped = 0;
  for (const char c : part) {
    if (at_line_begin && skipped < indent && (c == ' ' || c == '\t')) {
      ++skipped;
      continue;
    }
    at_line_begin = c == '\n';
    skipped = 0;
    out += c;
  }
}

}  // namespace

eval::Value Interpreter::integer(const Node& node) const {
  std::string digits;
  for (const char c : text(node)) {
    if (c != '_') digits += c;
  }
  if (digits.starts_with("0b") || digits.starts_with("0B")) {
    return static_cast<std::int64_t>(std::strtoll(digits.c_str() + 2, nullptr, 2));
  }
  if (digits.starts_with("0o") || digits.starts_with("0O")) {
    return static_cast<std::int64_t>(std::strtoll(digits.c_str() + 2, nullptr, 8));
  }
  return static_cast<std::int64_t>(std::strtoll(digits.c_str(), nullptr, 0));
}

eval::Value Interpreter::string(const Node& node) {
  const bool single = node.is("string");
  eval::Text result;
  for (const Node& part : node.children) {
    if (part.is("string_content")) {
      result.append(text(part));
    } else if (part.is("escape_sequence")) {
      const std::string_view escape = text(part);
      const bool known = escape == "\\'" || escape == "\\\\";
      result.append(single ? std::string(known ? escape.substr(1) : escape)
                           : unescape_double(escape));
    } else if (part.named) {
      result.append(to_text(eval(part), text(part)));
    }
  }
  return result;
}

eval::Value Interpreter::heredoc(const Node& node) {
  const Node* body = node.child("value");
  const Node* end = node.child("end_tag");
  if (body == nullptr || end == nullptr) return eval::Value("");
  const std::size_t indent = indentation(source_, end->begin);
  eval::Text result;
  bool at_line_begin = true;
  const auto literal = [&](std::string_view raw) {
    std::string out;
    append_unindented(raw, indent, at_line_begin, out);
    result.append(out);
  };
  // What stands between the named parts, such as line ends, is text as well.
  std::uint32_t at = body->begin;
  for (const Node& part : body->children) {
    if (!part.named) {
      if (text(part) != "{" && text(part) != "}") continue;
      literal(source_.substr(at, part.begin - at));
      at = part.end;
      continue;
    }
    literal(source_.substr(at, part.begin - at));
    at = part.end;
    if (part.is("string_content")) {
      literal(text(part));
    } else if (part.is("escape_sequence")) {
      result.append(unescape_double(text(part)));
      at_line_begin = false;
    } else {
      result.append(to_text(eval(part), text(part)));
      at_line_begin = false;
    }
  }
  std::uint32_t stop = end->begin - static_cast<std::uint32_t>(indent);
  if (stop > at && source_[stop - 1] == '\n') --stop;
  if (stop > at && source_[stop - 1] == '\r') --stop;
  if (stop > at) literal(source_.substr(at, stop - at));
  return result;
}

eval::Value Interpreter::nowdoc(const Node& node) {
  const Node* body = node.child("value");
  const Node* end = node.child("end_tag");
  if (body == nullptr || end == nullptr) return eval::Value("");
  const std::size_t indent = indentation(source_, end->begin);
  std::uint32_t stop = end->begin - static_cast<std::uint32_t>(indent);
  if (stop > body->begin && source_[stop - 1] == '\n') --stop;
  if (stop > body->begin && source_[stop - 1] == '\r') --stop;
  std::string out;
  bool at_line_begin = true;
  std::string_view raw = source_.substr(body->begin, stop - body->begin);
  if (raw.starts_with('\n')) raw.remove_prefix(1);
  append_unindented(raw, indent, at_line_begin, out);
  return eval::Value(std::move(out));
}

}  // namespace miglint::php
