#include "verify/maria_spoil.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "verify/maria_sql.h"

namespace miglint {
namespace {

using Kind = Assumption::Kind;

/// Values that rows made by us do not have; the server turns each into the column's type, or
/// refuses.
constexpr std::array<std::string_view, 5> kOddValues{"-1", "2000000000", "100", "'miglint'", "''"};

std::string plain_list(const std::vector<std::string>& names) {
  return fmt::format("{}", fmt::join(names, ", "));
}

class Spoiler {
 public:
  Spoiler(MysqlConnection& session, const Assumption& assumption)
      : session_(session),
        assumption_(assumption),
        table_(maria_name(last_part(assumption.table))) {
    spoiled_.assumption = &assumption;
  }

  Spoiled spoil() {
    spoiled_.what = fmt::format("{} in {} ({})", spoil_word(assumption_.kind),
                                last_part(assumption_.table), plain_list(assumption_.columns));
    if (!run(fmt::format("SELECT {} FROM {} LIMIT 0", maria_names(assumption_.columns), table_))) {
      spoiled_.remark = "the change makes the column itself";
      return spoiled_;
    }
    change();
    // Why the last attempt failed does not matter when one did not.
    if (spoiled_.rows > 0) spoiled_.remark.clear();
    if (spoiled_.rows == 0 && spoiled_.remark.empty()) {
      spoiled_.remark = "no row could be made so";
    }
    return spoiled_;
  }

 private:
  void change() {
    switch (assumption_.kind) {
      case Kind::no_nulls:
        update(fmt::format("UPDATE {} SET {} = NULL LIMIT 3", table_,
                           maria_name(assumption_.columns.front())));
        break;
      case Kind::unique:
        repeat_first_row();
        break;
      case Kind::referenced:
        run("SET foreign_key_checks = 0");
        set_odd_value(assumption_.columns.front(), {});
        run("SET foreign_key_checks = 1");
        break;
      case Kind::condition:
        if (assumption_.condition.empty()) break;
        for (const std::string& column : assumption_.columns) {
          if (spoiled_.rows == 0) set_odd_value(column, assumption_.condition);
        }
        break;
      case Kind::no_overlap:
      case Kind::some_nulls:
        break;
    }
  }

  /// The last row gets the key of the first.
  void repeat_first_row() {
    std::string variables;
    std::string assignments;
    for (std::size_t i = 0; i < assumption_.columns.size(); ++i) {
      const std::string column = maria_name(assumption_.columns[i]);
      variables += fmt::format("{}@miglint_{} := {}", i == 0 ? "" : ", ", i, column);
      assignments += fmt::format("{}{} = @miglint_{}", i == 0 ? "" : ", ", column, i);
    }
    const std::string first = maria_name(assumption_.columns.front());
    if (!run(fmt::format("SELECT {} FROM {} WHERE {} IS NOT NULL ORDER BY {} LIMIT 1", variables,
                         table_, first, first))) {
      return;
    }
    update(fmt::format("UPDATE {} SET {} ORDER BY {} DESC LIMIT 1", table_, assignments, first));
  }

  /// With a condition: only a value that breaks it.
  void set_odd_value(const std::string& name, const std::string& condition) {
    for (const std::string_view value : kOddValues) {
      if (spoiled_.rows > 0 || !run("START TRANSACTION")) return;
      update(fmt::format("UPDATE {} SET {} = {} LIMIT 1", table_, maria_name(name), value));
      bool broken = spoiled_.rows > 0;
      if (broken && !condition.empty()) {
        const auto rows =
            session_.run(fmt::format("SELECT 1 FROM {} WHERE NOT ({}) LIMIT 1", table_, condition));
        broken = rows && !rows->empty();
      }
      if (!broken) spoiled_.rows = 0;
      run(broken ? "COMMIT" : "ROLLBACK");
    }
  }

  void update(const std::string& sql) {
    if (run(sql)) spoiled_.rows = session_.affected_rows();
  }

  bool run(const std::string& sql) {
    const auto done = session_.run(sql);
    if (!done) spoiled_.remark = done.error().message;
    return done.has_value();
  }

  MysqlConnection& session_;
  const Assumption& assumption_;
  std::string table_;
  Spoiled spoiled_;
};

}  // namespace

std::vector<Spoiled> spoil(MysqlConnection& session, std::span<const Assumption> assumptions) {
  std::vector<Spoiled> all;
  for (const Assumption& assumption : assumptions) {
    if (assumption.kind == Kind::some_nulls || assumption.columns.empty()) continue;
    all.push_back(Spoiler(session, assumption).spoil());
  }
  return all;
}

}  // namespace miglint
