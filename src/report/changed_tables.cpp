// What a change does to each table, in words.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lint/wording.h"
#include "report/risk.h"

namespace miglint {
namespace {

using Object = SchemaDifference::Object;
using Kind = SchemaDifference::Kind;
using What = SchemaDifference::What;

constexpr std::array kObjects{Object::column,  Object::constraint, Object::index,   Object::policy,
                              Object::trigger, Object::type,       Object::function};

std::string_view plural(Object object) {
  switch (object) {
    case Object::table:
      return "tables";
    case Object::column:
      return "columns";
    case Object::constraint:
      return "constraints";
    case Object::index:
      return "indexes";
    case Object::policy:
      return "policies";
    case Object::trigger:
      return "triggers";
    case Object::type:
      return "types";
    case Object::function:
      break;
  }
  return "functions";
}

std::string_view singular(Object object) {
  switch (object) {
    case Object::table:
      return "table";
    case Object::column:
      return "column";
    case Object::constraint:
      return "constraint";
    case Object::index:
      return "index";
    case Object::policy:
      return "policy";
    case Object::trigger:
      return "trigger";
    case Object::type:
      return "type";
    case Object::function:
      break;
  }
  return "function";
}

/// What becomes of something that was there before and is still there.
std::string changed_words(const SchemaDifference& difference) {
  const std::string name = identifier(difference.name);
  const auto type = [](const std::optional<ColumnType>& of) {
    return of ? type_words(*of) : std::string("unknown");
  };
  switch (difference.what) {
    case What::not_null:
      return difference.had ? fmt::format("`{}` may be NULL from now on", name)
                            : fmt::format("`{}` becomes NOT NULL", name);
    case What::column_type:
      return fmt::format("`{}` becomes `{}`, from `{}`", name, type(difference.new_type),
                         type(difference.old_type));
    case What::default_value:
      return fmt::format("`{}` {} its default", name, difference.had ? "loses or changes" : "gets");
    case What::validity:
      return difference.had ? fmt::format("`{}` is not validated any more", name)
                            : fmt::format("`{}` is validated", name);
    case What::row_security:
      return fmt::format("row security goes {}", difference.had ? "off" : "on");
    case What::definition:
      break;
  }
  return fmt::format("`{}` is defined anew", name);
}

/// "new columns `a`, `b`"
std::string list_words(std::string_view what, Object object,
                       const std::vector<std::string>& names) {
  std::string listed;
  for (const std::string& each : names)
    listed += fmt::format("{}`{}`", listed.empty() ? "" : ", ", each);
  return fmt::format("{} {} {}", what, names.size() == 1 ? singular(object) : plural(object),
                     listed);
}

class Collector {
 public:
  explicit Collector(const Rollout& rollout) : rollout_(rollout) {}

  std::vector<ChangedTable> collect() {
    for (const SchemaDifference& difference : differences(rollout_.before, rollout_.after))
      add(difference);
    for (const Renamed& renamed : rollout_.renames)
      add_rename(renamed);
    for (const TouchedTable& touched : rollout_.tables) {
      Part& part = part_of(touched.table);
      if (touched.rewritten) part.others.emplace_back("every row is written again");
      if (touched.rows_updated) part.others.emplace_back("rows are updated");
      if (touched.rows_come_or_go) part.others.emplace_back("rows are added or deleted");
    }
    return finished();
  }

 private:
  struct Part {
    std::map<std::pair<Kind, Object>, std::vector<std::string>> names;
    std::vector<std::string> others;
    bool is_gone = false;
  };

  Part& part_of(RelationKey key) { return parts_[std::string(key)]; }

  [[nodiscard]] bool is_renamed(const SchemaDifference& difference) const {
    return std::ranges::any_of(rollout_.renames, [&](const Renamed& renamed) {
      const bool is_old = difference.kind == Kind::missing;
      if (renamed.column.empty()) {
        return difference.object == Object::table &&
               difference.relation == (is_old ? renamed.relation : renamed.new_relation);
      }
      return difference.object == Object::column && difference.relation == renamed.relation &&
             difference.name == (is_old ? renamed.column : renamed.new_column);
    });
  }

  /// A type that a statement has mentioned is no type that the change has made.
  [[nodiscard]] bool is_only_assumed(const SchemaDifference& difference) const {
    if (difference.object != Object::type) return false;
    const UserType* type = rollout_.after.find_type({difference.schema, difference.name});
    return type != nullptr && type->assumed;
  }

  void add(const SchemaDifference& difference) {
    const bool is_there_or_not = difference.kind != Kind::changed;
    if (is_only_assumed(difference) || (is_there_or_not && is_renamed(difference))) return;
    if (difference.object == Object::table && difference.kind == Kind::added) {
      made_.push_back(identifier(difference.relation, rollout_.after));
      return;
    }
    Part& part = difference.relation.empty() ? elsewhere_ : part_of(difference.relation);
    if (difference.object == Object::table && difference.kind == Kind::missing) {
      part.is_gone = true;
    } else if (is_there_or_not) {
      part.names[{difference.kind, difference.object}].push_back(identifier(difference.name));
    } else {
      part.others.push_back(changed_words(difference));
    }
  }

  void add_rename(const Renamed& renamed) {
    Part& part = part_of(renamed.new_relation);
    if (renamed.column.empty()) {
      part.others.push_back(
          fmt::format("renamed, from `{}`", identifier(renamed.relation, rollout_.before)));
    } else {
      part.others.push_back(fmt::format("column `{}` is renamed to `{}`",
                                        identifier(renamed.column),
                                        identifier(renamed.new_column)));
    }
  }

  static std::vector<std::string> words_of(const Part& part) {
    std::vector<std::string> words;
    if (part.is_gone) words.emplace_back("gone, with all its rows");
    for (const auto& [kind, what] :
         {std::pair(Kind::missing, "gone:"), std::pair(Kind::added, "new")}) {
      for (const Object object : kObjects) {
        const auto names = part.names.find({kind, object});
        if (names != part.names.end()) words.push_back(list_words(what, object, names->second));
      }
    }
    for (const std::string& other : part.others)
      if (std::ranges::find(words, other) == words.end()) words.push_back(other);
    return words;
  }

  void add_enum_values() {
    for (const UserType* type : rollout_.after.types()) {
      if (rollout_.makes(type->origin) && !type->assumed) continue;
      std::string values;
      for (const auto& value : type->values) {
        if (!rollout_.makes(value.origin)) continue;
        values += fmt::format("{}`{}`", values.empty() ? "" : ", ", value.value);
      }
      if (values.empty()) continue;
      elsewhere_.others.push_back(fmt::format(
          "the enum `{}` gets {}", identifier(ObjectName{type->schema, type->name}), values));
    }
  }

  std::vector<ChangedTable> finished() {
    add_enum_values();
    std::vector<ChangedTable> tables;
    for (const auto& [key, part] : parts_) {
      auto words = words_of(part);
      if (words.empty()) continue;
      tables.push_back({.table = identifier(key, rollout_.after), .changes = std::move(words)});
    }
    // Last: what is new surprises nobody.
    if (!made_.empty()) {
      std::string listed;
      for (const std::string& table : made_)
        listed += fmt::format("{}`{}`", listed.empty() ? "" : ", ", table);
      tables.push_back(
          {.table = "new relations", .is_heading = true, .changes = {std::move(listed)}});
    }
    auto words = words_of(elsewhere_);
    if (!words.empty()) {
      tables.push_back(
          {.table = "types and functions", .is_heading = true, .changes = std::move(words)});
    }
    return tables;
  }

  const Rollout& rollout_;
  std::map<std::string, Part> parts_;
  std::vector<std::string> made_;
  Part elsewhere_;
};

}  // namespace

std::vector<ChangedTable> changed_tables(const Rollout& rollout) {
  return Collector(rollout).collect();
}

}  // namespace miglint
