#include "project/natural_order.h"

#include <algorithm>
#include <cstddef>

#include "source/ascii.h"

namespace miglint {
namespace {

/// Takes the number in front off `text`, and returns it without leading zeros.
std::string_view take_number(std::string_view& text) {
  std::size_t begin = 0;
  while (begin < text.size() && text[begin] == '0')
    ++begin;
  std::size_t end = begin;
  while (end < text.size() && ascii::is_digit(text[end]))
    ++end;
  const std::string_view number = text.substr(begin, end - begin);
  text.remove_prefix(end);
  return number;
}

}  // namespace

bool natural_less(std::string_view a, std::string_view b) {
  const std::string_view whole_a = a;
  const std::string_view whole_b = b;
  // Names of one folder mostly begin alike: what is equal is passed over, back to where a number
  // that differs begins.
  const std::size_t shorter = std::min(a.size(), b.size());
  std::size_t equal = 0;
  while (equal < shorter && a[equal] == b[equal])
    ++equal;
  while (equal > 0 && ascii::is_digit(a[equal - 1]))
    --equal;
  a.remove_prefix(equal);
  b.remove_prefix(equal);
  while (!a.empty() && !b.empty()) {
    if (ascii::is_digit(a.front()) && ascii::is_digit(b.front())) {
      const std::string_view x = take_number(a);
      const std::string_view y = take_number(b);
      if (x.size() != y.size()) return x.size() < y.size();
      if (x != y) return x < y;
    } else {
      if (a.front() != b.front()) {
        return static_cast<unsigned char>(a.front()) < static_cast<unsigned char>(b.front());
      }
      a.remove_prefix(1);
      b.remove_prefix(1);
    }
  }
  if (a.empty() != b.empty()) return a.empty();
  return whole_a < whole_b;  // "1" and "01": some order, but always the same.
}

}  // namespace miglint
