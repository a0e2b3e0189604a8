#include "lint/bans.h"

#include <algorithm>

#include "lint/deeds.h"
#include "lint/subject.h"
#include "lint/wording.h"
#include "project/glob.h"

namespace miglint {
namespace {

bool matches_table(const std::string& pattern, const ObjectName& table, const Moment& at) {
  if (pattern.empty()) return true;
  return !table.name.empty() && matches_relation(pattern, at.before.key(table));
}

/// A table by its whole name, anything else by its own.
bool matches_name(const std::string& pattern, const Deed& deed, const Moment& at) {
  if (pattern.empty()) return true;
  if (deed.name.name.empty()) return false;
  if (deed.name == deed.table) return matches_table(pattern, deed.table, at);
  if (!deed.name.schema.empty() && pattern.find('.') != std::string::npos) {
    return matches_glob(pattern, std::string(deed.name.schema) + '.' + std::string(deed.name.name));
  }
  return matches_glob(pattern, deed.name.name);
}

bool matches_type(const std::string& pattern, const Deed& deed) {
  if (pattern.empty()) return true;
  return deed.type != nullptr && matches_glob(pattern, type_words(*deed.type));
}

bool is_banned(const Ban& ban, const Deed& deed, const Moment& at) {
  return std::ranges::find(ban.operations, deed.word) != ban.operations.end() &&
         matches_table(ban.table, deed.table, at) && matches_name(ban.name, deed, at) &&
         matches_type(ban.type, deed);
}

bool is_for(const Ban& ban, const Moment& at, const std::string& path) {
  if (ban.dialect && *ban.dialect != at.migration.dialect) return false;
  return ban.paths.empty() || std::ranges::any_of(ban.paths, [&](const std::string& glob) {
           return matches_glob(glob, path);
         });
}

}  // namespace

void find_banned(const Moment& at, const FileSettings& settings, std::span<const RuleInfo> rules,
                 std::vector<Finding>& findings) {
  if (at.direction == Direction::down) return;
  for (const Ban& ban : settings.config->bans) {
    const auto rule = std::ranges::find(rules, ban.id, &RuleInfo::id);
    if (rule == rules.end() || !is_for(ban, at, settings.path)) continue;
    for (const Operation& operation : at.command) {
      for (const Deed& deed : deeds_of(operation)) {
        if (!is_banned(ban, deed, at)) continue;
        Finding finding;
        finding.rule = &*rule;
        finding.span = deed.span;
        finding.message = ban.message;
        finding.safe_way = ban.instead;
        finding.subject = subject_of(finding, &operation, at);
        findings.push_back(std::move(finding));
      }
    }
  }
}

}  // namespace miglint
