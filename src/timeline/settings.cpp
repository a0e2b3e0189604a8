#include "timeline/settings.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <system_error>

namespace miglint {

Settings::Entry& Settings::entry(std::string_view parameter) {
  const auto found = std::ranges::find(entries_, parameter, &Entry::parameter);
  if (found != entries_.end()) return *found;
  return entries_.emplace_back(Entry{std::string(parameter), std::nullopt, {}});
}

void Settings::save() {
  if (!in_transaction_ || saved_) return;
  at_begin_ = entries_;
  saved_ = true;
}

void Settings::apply(const op::SetParameter& set, Span span, bool in_transaction) {
  const bool local = set.scope == op::SetParameter::Scope::local;
  if (local && !in_transaction) return;
  if (set.reset && set.parameter == "all") {
    reset_all();
    return;
  }
  save();
  std::optional<Setting> setting;
  if (!set.reset) setting = Setting{std::string(set.value), set.value_known, local, span};
  auto& to = entry(set.parameter);
  if (local) {
    to.local = {true, std::move(setting)};
  } else {
    // A plain SET also takes the place of an earlier SET LOCAL of the same transaction.
    to.session = std::move(setting);
    to.local = {};
  }
}

void Settings::reset_all() {
  save();
  entries_.clear();
}

void Settings::begin_transaction() {
  in_transaction_ = true;
  saved_ = false;
}

bool Settings::commit() {
  in_transaction_ = false;
  saved_ = false;
  bool changed = false;
  for (auto& each : entries_) {
    if (!each.local.in_force) continue;
    each.local = {};
    changed = true;
  }
  return changed;
}

void Settings::rollback() {
  if (saved_) entries_.swap(at_begin_);
  commit();
}

const Setting* Settings::find(std::string_view parameter) const {
  const auto found = std::ranges::find(entries_, parameter, &Entry::parameter);
  if (found == entries_.end()) return nullptr;
  const auto& setting = found->local.in_force ? found->local.setting : found->session;
  return setting ? &*setting : nullptr;
}

namespace {

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kBlank = " \t\r\n\f\v";
  const auto begin = text.find_first_not_of(kBlank);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kBlank) - begin + 1);
}

/// Milliseconds of one unit; nothing for a unit that the server does not know. As in the server,
/// their case matters.
std::optional<double> unit_in_milliseconds(std::string_view unit) {
  if (unit.empty() || unit == "ms") return 1;
  if (unit == "us") return 0.001;
  if (unit == "s") return 1'000;
  if (unit == "min") return 60'000;
  if (unit == "h") return 3'600'000;
  if (unit == "d") return 86'400'000;
  return std::nullopt;
}

}  // namespace

std::optional<std::int64_t> milliseconds(std::string_view value) {
  value = trimmed(value);
  if (value.starts_with('+')) value.remove_prefix(1);
  double number = 0;
  const char* const begin = value.data();
  const char* const end = begin + value.size();
  const auto [stopped, error] = std::from_chars(begin, end, number);
  if (error != std::errc{} || !std::isfinite(number)) return std::nullopt;
  const auto unit =
      unit_in_milliseconds(trimmed({stopped, static_cast<std::size_t>(end - stopped)}));
  if (!unit) return std::nullopt;
  const double result = std::nearbyint(number * *unit);
  // The server keeps these parameters in an int.
  if (std::abs(result) > 2'147'483'647.0) return std::nullopt;
  return static_cast<std::int64_t>(result);
}

}  // namespace miglint
