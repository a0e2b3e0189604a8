#include "runbook/deploy_stage.h"

#include <fmt/format.h>

#include <variant>

#include "lint/wording.h"

namespace miglint {
namespace {

StagedOperation contract(std::string reason) {
  return {DeployStage::contract, std::move(reason)};
}

class Stager {
 public:
  using Staged = std::optional<StagedOperation>;

  explicit Stager(const Moment& at) : at_(at) {}

  Staged operator()(const op::DropTable& drop) const { return gone(drop.table, "reads or writes"); }
  Staged operator()(const op::DropColumn& drop) const {
    if (at_.is_new(drop.table.name)) return std::nullopt;
    return contract(fmt::format("no running code names `{}.{}`", identifier(drop.table.name),
                                identifier(drop.column)));
  }
  Staged operator()(const op::RenameRelation& rename) const {
    return gone(rename.relation, "uses the old name of");
  }
  Staged operator()(const op::RenameColumn& rename) const {
    if (at_.is_new(rename.relation)) return std::nullopt;
    return contract(fmt::format("no running code names `{}.{}`", identifier(rename.relation),
                                identifier(rename.column)));
  }
  Staged operator()(const op::SetSchema& move) const {
    return gone(move.relation, "finds by its old schema");
  }
  Staged operator()(const op::DropObject& drop) const { return gone(drop.name, "uses"); }
  Staged operator()(const op::SetNotNull& set) const { return fills(set.table.name, set.column); }
  Staged operator()(const op::DropDefault& drop) const {
    return fills(drop.table.name, drop.column);
  }
  Staged operator()(const op::AddColumn& add) const {
    const ColumnDefinition& column = add.column;
    const bool must_be_named = column.not_null && column.default_value == nullptr &&
                               column.generated == Generated::no &&
                               column.identity == Identity::no && !column.type.serial;
    if (must_be_named) return fills(add.table.name, column.name);
    return StagedOperation{};
  }
  Staged operator()(const op::AddConstraint& add) const {
    if (at_.is_new(add.table.name)) return StagedOperation{};
    const Constraint& constraint = add.constraint;
    if (!constraint.using_index.empty()) return StagedOperation{};
    return respects(add.table.name, "the new constraint of");
  }
  Staged operator()(const op::CreateIndex& create) const {
    if (!create.unique || at_.is_new(create.table)) return StagedOperation{};
    return respects(create.table, "the new uniqueness in");
  }
  Staged operator()(const op::RowSecurity& change) const {
    if (at_.is_new(change.table.name) || change.action != op::RowSecurity::Action::enable) {
      return StagedOperation{};
    }
    return contract(fmt::format("the code that runs sets what the policies of `{}` ask for",
                                identifier(change.table.name)));
  }
  Staged operator()(const op::AlterColumnType& alter) const {
    if (at_.is_new(alter.table.name)) return StagedOperation{};
    return contract(fmt::format("the code that runs reads and writes `{}.{}` in its new type",
                                identifier(alter.table.name), identifier(alter.column)));
  }
  Staged operator()(const op::Grant& grant) const {
    if (!grant.revoke) return StagedOperation{};
    return contract("no running code needs the privileges that are revoked");
  }
  Staged operator()(const op::ValidateConstraint&) const { return migrate(); }
  Staged operator()(const op::UpdateRows& update) const { return rows(update.table); }
  Staged operator()(const op::InsertRows& insert) const { return rows(insert.table); }
  Staged operator()(const op::MergeRows& merge) const { return rows(merge.table); }
  Staged operator()(const op::DeleteRows& remove) const { return rows(remove.table); }
  Staged operator()(const op::TruncateTable& truncate) const {
    return gone(truncate.table, "counts on the rows of");
  }
  Staged operator()(const op::CopyRows& copy) const { return rows(copy.table); }

  // What the application cannot notice.
  Staged operator()(const op::SetParameter&) const { return std::nullopt; }
  Staged operator()(const op::TransactionControl&) const { return std::nullopt; }
  Staged operator()(const op::LockTable&) const { return std::nullopt; }
  Staged operator()(const op::SelectRows&) const { return std::nullopt; }
  Staged operator()(const op::Comment&) const { return std::nullopt; }
  Staged operator()(const op::PlanStatement&) const { return std::nullopt; }
  Staged operator()(const op::Vacuum&) const { return std::nullopt; }
  Staged operator()(const op::Reindex&) const { return std::nullopt; }
  Staged operator()(const op::Cluster&) const { return std::nullopt; }
  Staged operator()(const op::Opaque&) const { return std::nullopt; }
  Staged operator()(const op::DropConstraint&) const { return StagedOperation{}; }

  template <class Op>
  Staged operator()(const Op&) const {
    return StagedOperation{};
  }

 private:
  static Staged migrate() { return StagedOperation{DeployStage::migrate, {}}; }

  [[nodiscard]] Staged rows(const ObjectName& table) const {
    return at_.is_new(table) ? StagedOperation{} : StagedOperation{DeployStage::migrate, {}};
  }
  [[nodiscard]] Staged gone(const ObjectName& relation, std::string_view how) const {
    if (at_.is_new(relation)) return std::nullopt;
    return contract(fmt::format("no running code {} `{}`", how, identifier(relation)));
  }
  [[nodiscard]] Staged fills(const ObjectName& table, std::string_view column) const {
    if (at_.is_new(table)) return StagedOperation{};
    return contract(fmt::format("all running code gives `{}.{}` a value", identifier(table),
                                identifier(column)));
  }
  [[nodiscard]] Staged respects(const ObjectName& table, std::string_view what) const {
    return contract(fmt::format("all running code respects {} `{}`", what, identifier(table)));
  }

  const Moment& at_;
};

}  // namespace

std::optional<StagedOperation> deploy_stage(const Operation& operation, const Moment& at) {
  return std::visit(Stager(at), operation.action);
}

}  // namespace miglint
