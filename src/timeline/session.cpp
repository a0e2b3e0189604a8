#include "timeline/session.h"

#include <algorithm>
#include <string>
#include <utility>

namespace miglint {

void Session::start_script(bool may_roll_back) {
  may_roll_back_ = may_roll_back;
  settings_ = {};
  settings_.begin_transaction();
  const auto path = schema_.search_path();
  if (path.size() != 1 || path.front() != "public") schema_.set_search_path({"public"});
}

void Session::start_statement(const TransactionScope& scope) {
  transaction_.scope = &scope;
  if (!transaction_.open()) start_transaction();
}

void Session::start_transaction() {
  transaction_.number = ++transactions_;
  settings_.begin_transaction();
  if (may_roll_back_) at_begin_ = schema_;
}

void Session::finish_statement() {
  if (!transaction_.open()) close();
}

void Session::begin(Cause cause, Span at) {
  if (transaction_.open()) {
    if (transaction_.cause == Cause::message && cause == Cause::explicit_begin) {
      // The server makes the implicit block a real one: what came before in it is in it too.
      transaction_.cause = cause;
      transaction_.began = at;
    }
    return;
  }
  open(cause, at);
}

void Session::open(Cause cause, Span at) {
  transaction_.cause = cause;
  transaction_.began = at;
  start_transaction();
}

void Session::close() {
  if (transaction_.open() || has_set_) {
    settings_.commit();
    schema_.end_transaction();
    has_set_ = false;
  }
  transaction_.cause = Cause::autocommit;
  transaction_.began = {};
  held_.clear();
  savepoints_.clear();
  at_begin_.reset();
}

void Session::commit() {
  close();
}

void Session::rollback() {
  if (at_begin_) schema_ = std::move(*at_begin_);
  settings_.rollback();
  close();
}

void Session::control(const op::TransactionControl& command, Span at, bool in_block) {
  using Kind = op::TransactionControl::Kind;
  const bool ends = command.kind == Kind::commit || command.kind == Kind::rollback;
  if (in_block) {
    if (!ends || transaction_.open()) return;
    end(command.kind);
    start_transaction();
    return;
  }
  switch (command.kind) {
    case Kind::begin:
      begin(Cause::explicit_begin, at);
      break;
    case Kind::commit:
    case Kind::rollback:
      if (!transaction_.open()) break;
      end(command.kind);
      if (command.chain) open(Cause::explicit_begin, at);
      break;
    case Kind::prepare:
      // As if committed at once: that the other session's COMMIT PREPARED may never come is no
      // matter of this script.
      if (transaction_.open()) commit();
      break;
    case Kind::savepoint:
      if (transaction_.open()) savepoints_.push_back({command.name, schema_, settings_, held_});
      break;
    case Kind::release:
      release(command.name);
      break;
    case Kind::rollback_to:
      rollback_to(command.name);
      break;
    case Kind::commit_prepared:
    case Kind::rollback_prepared:
      break;
  }
}

void Session::end(op::TransactionControl::Kind how) {
  if (how == op::TransactionControl::Kind::commit) {
    commit();
  } else {
    rollback();
  }
}

std::vector<Session::Savepoint>::iterator Session::find(std::string_view savepoint) {
  // The innermost of several with one name.
  const auto found =
      std::ranges::find(savepoints_.rbegin(), savepoints_.rend(), savepoint, &Savepoint::name);
  return found == savepoints_.rend() ? savepoints_.end() : std::prev(found.base());
}

void Session::release(std::string_view savepoint) {
  savepoints_.erase(find(savepoint), savepoints_.end());
}

void Session::rollback_to(std::string_view savepoint) {
  const auto found = find(savepoint);
  if (found == savepoints_.end()) return;
  schema_ = found->schema;
  settings_ = found->settings;
  held_ = found->held;
  savepoints_.erase(std::next(found), savepoints_.end());
}

void Session::set(const op::SetParameter& command, Span at, bool in_block) {
  // A block's commands are never at the top level: SET LOCAL holds until the block's transaction
  // ends.
  settings_.apply(command, at, transaction_.open() || in_block);
  has_set_ = true;
}

void Session::discard_settings() {
  settings_.reset_all();
  schema_.set_search_path({"public"});
}

void Session::take_lock(RelationKey relation, LockMode mode, Span since, bool existed_before,
                        std::uint32_t migration) {
  // Each migration of the transaction has locks of its own: which of them are pending together is
  // not known.
  const auto found = std::ranges::find_if(held_, [&](const HeldLock& held) {
    return held.relation == relation && held.migration == migration;
  });
  if (found == held_.end()) {
    held_.push_back({relation, mode, since, existed_before, migration});
  } else if (found->mode < mode || (existed_before && !found->existed_before)) {
    found->mode = std::max(found->mode, mode);
    found->since = since;
    found->existed_before = existed_before;
  }
}

void Session::forget_locks_before(std::uint32_t migration) {
  std::erase_if(held_, [&](const HeldLock& held) { return held.migration < migration; });
}

void Session::rename_relation(RelationKey from, RelationKey to) {
  for (HeldLock& held : held_)
    if (held.relation == from) held.relation = to;
}

}  // namespace miglint
