// The session's search path, and commands that cannot be read.
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "schema/replay.h"

namespace miglint {
namespace {

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\n\"");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\n\"") - begin + 1);
}

/// `"$user"` is left out: the scripts' role and whether it has a schema are not known.
std::vector<std::string> path_of(std::string_view value) {
  std::vector<std::string> schemas;
  while (!value.empty()) {
    const std::size_t comma = value.find(',');
    const std::string_view schema = trimmed(value.substr(0, comma));
    if (!schema.empty() && schema != "$user") schemas.emplace_back(schema);
    value.remove_prefix(comma == std::string_view::npos ? value.size() : comma + 1);
  }
  return schemas;
}

}  // namespace

void Replay::operator()(const op::SetParameter& set) {
  if (set.parameter != "search_path" && !(set.reset && set.parameter == "all")) return;
  if (!set.value_known) return;
  auto path = std::make_shared<SearchPath>(
      SearchPath{set.reset ? std::vector<std::string>{"public"} : path_of(set.value)});
  if (set.scope == op::SetParameter::Scope::local) {
    if (!catalog_.session_path) catalog_.session_path = catalog_.path;
    catalog_.local_path_transaction = origin_.transaction;
  } else {
    catalog_.session_path = nullptr;
  }
  catalog_.path = std::move(path);
}

void Replay::operator()(const op::TransactionControl& control) {
  using Kind = op::TransactionControl::Kind;
  const bool ends = control.kind == Kind::commit || control.kind == Kind::rollback ||
                    control.kind == Kind::prepare;
  if (ends) catalog_.end_local_path();
}

void Replay::operator()(const op::Opaque& /*opaque*/) {
  catalog_.unread_transaction = origin_.transaction;
}

}  // namespace miglint
