// A new partition whose rows, or those of the DEFAULT partition, are checked while they cannot be
// read.
#include <fmt/format.h>

#include <algorithm>

#include "lint/existing.h"
#include "lint/rule.h"
#include "lint/safe_way.h"
#include "lint/wording.h"

namespace miglint::rules {
namespace {

/// "created_at >= '2024-01-01' AND created_at < '2024-02-01'"; empty where a comparison cannot say
/// it.
std::string bound_text(const PartitionBound& bound, const Table* parent) {
  if (parent == nullptr || parent->partition_columns.size() != 1) return {};
  const std::string key = identifier(parent->partition_columns.front());
  if (bound.strategy == PartitionBound::Strategy::list) {
    return fmt::format("{} IN ({})", key, fmt::join(bound.values, ", "));
  }
  if (bound.from.size() != 1 || bound.to.size() != 1) return {};
  std::string text;
  if (bound.from[0] != "MINVALUE") text = fmt::format("{} >= {}", key, bound.from[0]);
  if (bound.to[0] != "MAXVALUE") {
    text += fmt::format("{}{} < {}", text.empty() ? "" : " AND ", key, bound.to[0]);
  }
  return text;
}

/// What the rows of the partition itself must be proven to satisfy.
std::string inside_text(const PartitionBound& bound, const Table* parent) {
  const std::string text = bound_text(bound, parent);
  if (text.empty()) return "<the bound, and its columns IS NOT NULL>";
  return fmt::format("{} IS NOT NULL AND {}", identifier(parent->partition_columns.front()), text);
}

std::string outside_text(const PartitionBound& bound, const Table* parent) {
  const std::string text = bound_text(bound, parent);
  return fmt::format("NOT ({})", text.empty() ? "<the bound>" : text);
}

std::string prove(const ObjectName& table, std::string_view condition, std::string_view label) {
  const std::string constraint = made_up_name(table.name, {}, label);
  return fmt::format("ALTER TABLE {} ADD CONSTRAINT {} CHECK ({}) NOT VALID;\n", identifier(table),
                     identifier(constraint), condition) +
         validate_later(table, constraint);
}

std::string unprove(const ObjectName& table, std::string_view label) {
  return fmt::format("ALTER TABLE {} DROP CONSTRAINT {};\n", identifier(table),
                     identifier(made_up_name(table.name, {}, label)));
}

struct Attachment {
  ObjectName parent;
  ObjectName partition;
  const PartitionBound& bound;
  const Table* parent_table;
};

/// The DEFAULT partition is searched for rows that belong into the new one. All reads of the parent
/// need it too.
void report_default(const Attachment& attachment, const Effect& effect, const Operation& operation,
                    const Moment& at, Findings& findings) {
  const Table* known = at.before.find_table(effect.relation);
  const ObjectName table =
      known == nullptr ? ObjectName{{}, effect.relation} : ObjectName{known->schema, known->name};
  findings.add({
      .span = operation.span,
      .message = fmt::format(
          "The DEFAULT partition `{}` is searched for rows of the new partition, and with it "
          "reads and writes of `{}` are blocked until that is done.",
          identifier(effect.relation, at.before), identifier(attachment.parent)),
      .safe_way =
          "-- let a CHECK prove that it has none of them\n" +
          prove(table, outside_text(attachment.bound, attachment.parent_table), "excluded") +
          "-- make the partition, then\n" + unprove(table, "excluded"),
      .effect = lock_fact(effect),
  });
}

void report_partition(const Attachment& attachment, const Effect& effect,
                      const Operation& operation, Findings& findings) {
  const std::string table = identifier(attachment.partition);
  findings.add({
      .span = operation.span,
      .message = fmt::format("Attaching `{}` {} while {}.", table, blocks(effect.lock, table),
                             effect.index_build ? "indexes that its new parent has are built on it"
                                                : "every row is checked against the bound"),
      .safe_way = effect.index_build
                      ? "-- build an index like each one of the parent first, CONCURRENTLY\n"
                      : "-- let a CHECK prove that the rows are within the bound\n" +
                            prove(attachment.partition,
                                  inside_text(attachment.bound, attachment.parent_table), "bound") +
                            "-- attach the partition, then\n" +
                            unprove(attachment.partition, "bound"),
      .effect = lock_fact(effect),
  });
}

void report(const Attachment& attachment, const Operation& operation, const Moment& at,
            Findings& findings) {
  const RelationKey own = at.before.key(attachment.partition);
  for (const Effect& effect : at.effects_of(operation)) {
    if (!effect.scan || effect.creates || at.is_new(effect.relation)) continue;
    if (effect.relation == own) {
      report_partition(attachment, effect, operation, findings);
    } else {
      report_default(attachment, effect, operation, at, findings);
    }
  }
}

void check_attach(const op::AttachPartition& attach, const Operation& operation, const Moment& at,
                  Findings& findings) {
  const Table* parent = at.before.find_table(attach.table.name);
  report({attach.table.name, attach.partition, attach.bound, parent}, operation, at, findings);
}

void check_create(const op::CreateTable& create, const Operation& operation, const Moment& at,
                  Findings& findings) {
  if (create.partition_of.name.empty()) return;
  const Table* parent = at.before.find_table(create.partition_of);
  report({create.partition_of, create.table, create.bound, parent}, operation, at, findings);
}

}  // namespace

extern const RuleLogic attach_partition_scan;
const RuleLogic attach_partition_scan{.operations = {on<check_attach>(), on<check_create>()}};

}  // namespace miglint::rules
