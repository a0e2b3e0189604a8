#include "frontend/laravel/dry_run.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>
#include <string>
#include <string_view>

#include "frontend/php/operators.h"

namespace miglint::laravel {
namespace {

using eval::Value;
using php::Node;
using std::string_view_literals::operator""sv;

/// The name without case and underscores, `$` and `$this->`.
std::string plain(std::string_view name) {
  if (name.starts_with("$this->")) name.remove_prefix(7);
  std::string result;
  for (const char c : name) {
    if (std::isalnum(static_cast<unsigned char>(c)) != 0)
      result += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
  return result;
}

/// The value of a switch of that name that keeps the work from being done.
std::optional<bool> value_that_skips(std::string_view name) {
  constexpr std::array kOn{"dryrun"sv,     "isdryrun"sv, "dryrunmode"sv,
                           "dryrunonly"sv, "simulate"sv, "simulateonly"sv,
                           "pretend"sv,    "testmode"sv, "previewonly"sv};
  constexpr std::array kOff{"apply"sv,         "applychanges"sv, "execute"sv,
                            "commitchanges"sv, "liverun"sv,      "livemode"sv};
  const std::string word = plain(name);
  if (std::ranges::find(kOn, word) != kOn.end()) return true;
  if (std::ranges::find(kOff, word) != kOff.end()) return false;
  return std::nullopt;
}

class Search {
 public:
  Search(php::Interpreter& interpreter, const php::Class& of, std::vector<CodeFact>& facts)
      : interpreter_(interpreter), of_(of), facts_(facts) {}

  void run() {
    for (const auto& [name, node] : of_.constants)
      consider(name, *node, interpreter_.constant(of_, name));
    for (const auto& [name, node] : of_.properties) {
      if (node != nullptr) consider(name, *node, interpreter_.property(of_, name));
    }
    variables(*of_.node, 0);
  }

 private:
  static constexpr int deepest = 200;

  void variables(const Node& node, int depth) {
    if (depth > deepest) return;
    const Node* left = node.is("assignment_expression") ? node.child("left") : nullptr;
    const Node* right = left != nullptr ? node.child("right") : nullptr;
    if (right != nullptr && right->is("boolean")) {
      const std::string value = plain(interpreter_.text(*right));
      consider(interpreter_.text(*left), *right, Value(value == "true"));
    }
    for (const Node& child : node.children)
      variables(child, depth + 1);
  }

  void consider(std::string_view name, const Node& value, const std::optional<Value>& known) {
    const auto skips = value_that_skips(name);
    if (!skips || !known || php::truth(*known) != *skips) return;
    if (!is_asked(*of_.node, plain(name), 0)) return;
    facts_.push_back(
        {CodeFact::Kind::dry_run, Direction::up, interpreter_.span(value), std::string(name)});
  }

  /// A condition names it.
  bool is_asked(const Node& node, const std::string& name, int depth) const {
    if (depth > deepest) return false;
    const Node* condition = node.child("condition");
    if (condition != nullptr &&
        plain(interpreter_.text(*condition)).find(name) != std::string::npos) {
      return true;
    }
    return std::ranges::any_of(node.children,
                               [&](const Node& child) { return is_asked(child, name, depth + 1); });
  }

  php::Interpreter& interpreter_;
  const php::Class& of_;
  std::vector<CodeFact>& facts_;
};

}  // namespace

void find_dry_run(php::Interpreter& interpreter, const php::Class& migration,
                  std::vector<CodeFact>& facts) {
  Search(interpreter, migration, facts).run();
}

}  // namespace miglint::laravel
