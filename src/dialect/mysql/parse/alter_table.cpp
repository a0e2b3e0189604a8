// ALTER TABLE with all its subcommands.
#include "dialect/mysql/parse/column.h"
#include "dialect/mysql/parse/expression.h"
#include "dialect/mysql/parse/statements.h"

namespace miglint::mysql {
namespace {

class AlterReader {
 public:
  AlterReader(Parser& parser, op::AlterTarget target, bool online)
      : parser_(parser), target_(target) {
    if (!online) return;
    online_.lock = "NONE";
    online_span_ = parser_.place_since(0);
  }

  void run() {
    do {
      begin_ = parser_.position();
      subcommand();
      // Table options may follow each other without commas.
      while (!parser_.failed() && !parser_.at_end() && !parser_.at_symbol(",")) {
        begin_ = parser_.position();
        if (!options()) break;
      }
    } while (parser_.accept_symbol(","));
    parser_.expect_end();
    if (online_.algorithm.empty() && online_.lock.empty()) return;
    online_.table = target_;
    parser_.add(online_, online_span_);
  }

 private:
  [[nodiscard]] Span span() const { return parser_.place_since(begin_); }

  template <class Op>
  void add(Op operation) {
    operation.table = target_;
    parser_.add(operation, span());
  }

  void subcommand() {
    if (parser_.accept("ADD")) return add_something();
    if (parser_.accept("DROP")) return drop_something();
    if (parser_.accept("MODIFY")) return change_column(false);
    if (parser_.accept("CHANGE")) return change_column(true);
    if (parser_.accept("ALTER")) return alter_something();
    if (parser_.accept("RENAME")) return rename_something();
    if (options()) return;
    parser_.fail("ADD, DROP, MODIFY, CHANGE, ALTER, RENAME or a table option");
  }

  void add_indexes(const std::vector<op::CreateIndex>& indexes) {
    for (const op::CreateIndex& index : indexes)
      parser_.add(index, span());
  }

  void add_something() {
    if (parser_.accept("PARTITION")) return add_partition();
    if (parser_.accept({"SYSTEM", "VERSIONING"})) return versioning();
    if (parser_.accept({"PERIOD", "FOR"})) {
      (void)parser_.skip_until({","});
      return versioning();
    }
    std::vector<op::CreateIndex> indexes;
    if (at_key_or_constraint(parser_)) {
      std::vector<Constraint> constraints;
      read_key_or_constraint(parser_, target_.name, indexes, constraints);
      for (const Constraint& constraint : constraints) {
        op::AddConstraint action;
        action.constraint = constraint;
        add(action);
      }
      return add_indexes(indexes);
    }
    parser_.accept("COLUMN");
    const bool if_not_exists = parser_.accept({"IF", "NOT", "EXISTS"});
    if (!parser_.at_symbol("(")) return add_column(if_not_exists);
    parser_.expect_symbol("(");
    do {
      begin_ = parser_.position();
      if (at_key_or_constraint(parser_)) {
        add_something();
      } else {
        add_column(if_not_exists);
      }
    } while (parser_.accept_symbol(","));
    parser_.expect_symbol(")");
  }

  void add_column(bool if_not_exists) {
    std::vector<op::CreateIndex> indexes;
    const std::size_t begin = parser_.position();
    op::AddColumn action;
    action.if_not_exists = if_not_exists;
    const std::string_view name = parser_.name("a column");
    action.column = read_column(parser_, name, begin, target_.name, indexes);
    action.position = read_position(parser_);
    add(action);
    add_indexes(indexes);
  }

  void change_column(bool change) {
    parser_.accept("COLUMN");
    parser_.accept({"IF", "EXISTS"});
    std::vector<op::CreateIndex> indexes;
    op::ChangeColumn action;
    action.change = change;
    action.column = parser_.name("a column");
    const std::size_t begin = change ? parser_.position() : parser_.position() - 1;
    const std::string_view name = change ? parser_.name("the column's new name") : action.column;
    action.definition = read_column(parser_, name, begin, target_.name, indexes);
    action.position = read_position(parser_);
    add(action);
    add_indexes(indexes);
  }

  void drop_something() {
    if (parser_.accept("PARTITION")) return partitions(Partitions::drop);
    if (parser_.accept({"SYSTEM", "VERSIONING"})) return versioning();
    if (parser_.accept({"PRIMARY", "KEY"})) {
      op::DropConstraint action;
      action.constraint = "PRIMARY";
      return add(action);
    }
    const bool foreign = parser_.accept({"FOREIGN", "KEY"});
    if (foreign || parser_.accept("CONSTRAINT") || parser_.accept("CHECK")) {
      op::DropConstraint action;
      action.if_exists = parser_.accept({"IF", "EXISTS"});
      action.constraint = parser_.name("the name of a constraint");
      return add(action);
    }
    if (parser_.accept("KEY") || parser_.accept("INDEX")) {
      op::DropIndex action;
      action.if_exists = parser_.accept({"IF", "EXISTS"});
      if (parser_.accept("PRIMARY")) {
        op::DropConstraint primary;
        primary.constraint = "PRIMARY";
        return add(primary);
      }
      action.index.name = parser_.name("the name of an index");
      action.table = target_.name;
      parser_.add(action, span());
      return;
    }
    parser_.accept("COLUMN");
    op::DropColumn action;
    action.if_exists = parser_.accept({"IF", "EXISTS"});
    action.column = parser_.name("a column");
    if (!parser_.accept("RESTRICT")) parser_.accept("CASCADE");
    add(action);
  }

  void alter_something() {
    if (parser_.accept("INDEX") || parser_.accept("KEY")) {
      op::SetIndexVisibility action;
      parser_.accept({"IF", "EXISTS"});
      action.index = parser_.name("the name of an index");
      action.visible = parser_.accept("VISIBLE") || parser_.accept({"NOT", "IGNORED"});
      if (!action.visible && !parser_.accept("INVISIBLE") && !parser_.accept("IGNORED")) {
        return parser_.fail("VISIBLE or INVISIBLE");
      }
      return add(action);
    }
    if (parser_.accept("CHECK") || parser_.accept("CONSTRAINT")) {
      op::AlterConstraint action;
      action.constraint = parser_.name("the name of a constraint");
      action.change = parser_.accept("NOT") ? op::AlterConstraint::Change::not_enforced
                                            : op::AlterConstraint::Change::enforced;
      parser_.expect("ENFORCED");
      return add(action);
    }
    parser_.accept("COLUMN");
    parser_.accept({"IF", "EXISTS"});
    const std::string_view column = parser_.name("a column");
    if (parser_.accept({"SET", "DEFAULT"})) {
      op::SetDefault action;
      action.column = column;
      const TokenRange range =
          parser_.at_symbol("(") ? parser_.parenthesized() : parser_.skip_until({","});
      if (range.empty()) return parser_.fail("a default value");
      action.value = expression(parser_, range);
      return add(action);
    }
    if (parser_.accept({"DROP", "DEFAULT"})) {
      op::DropDefault action;
      action.column = column;
      return add(action);
    }
    parser_.expect("SET");
    if (!parser_.accept("VISIBLE") && !parser_.accept("INVISIBLE")) parser_.fail("DEFAULT");
    op::SetTableOption action;
    action.option = "COLUMN VISIBILITY";
    action.kind = op::SetTableOption::Kind::comment;
    add(action);
  }

  void rename_something() {
    if (parser_.accept("COLUMN")) {
      op::RenameColumn action;
      parser_.accept({"IF", "EXISTS"});
      action.relation = target_.name;
      action.column = parser_.name("a column");
      parser_.expect("TO");
      action.new_name = parser_.name("the column's new name");
      return parser_.add(action, span());
    }
    if (parser_.accept("INDEX") || parser_.accept("KEY")) {
      op::RenameIndex action;
      parser_.accept({"IF", "EXISTS"});
      action.index = parser_.name("the name of an index");
      parser_.expect("TO");
      action.new_name = parser_.name("the index's new name");
      return add(action);
    }
    if (!parser_.accept("TO") && !parser_.accept("AS")) parser_.accept_symbol("=");
    op::RenameRelation action;
    action.relation = target_.name;
    const ObjectName to = parser_.object_name("the table's new name");
    action.new_name = to.name;
    parser_.add(action, span());
  }

  using Partitions = op::ChangePartitions::Kind;

  void add_partition() {
    op::ChangePartitions action;
    parser_.accept({"IF", "NOT", "EXISTS"});
    action.kind = Partitions::add;
    (void)parser_.skip_until({","});
    add(action);
  }

  void partitions(Partitions kind) {
    op::ChangePartitions action;
    action.kind = kind;
    parser_.accept({"IF", "EXISTS"});
    if (parser_.at("ALL")) {
      parser_.skip();
    } else if (kind != Partitions::reorganize || !parser_.at_end()) {
      action.partitions = parser_.name_list();
    }
    if (kind == Partitions::reorganize) {
      if (action.partitions.empty()) return add(action);
      parser_.expect("INTO");
      (void)parser_.parenthesized();
    } else if (kind == Partitions::exchange) {
      parser_.expect("WITH");
      parser_.expect("TABLE");
      action.other_table = parser_.object_name();
      if (parser_.accept("WITH") || parser_.accept("WITHOUT")) parser_.expect("VALIDATION");
    } else if (!parser_.at_end() && !parser_.at_symbol(",")) {
      (void)parser_.skip_until({","});  // TABLESPACE; the options of CHECK and REPAIR.
    }
    add(action);
  }

  void versioning() {
    op::SetTableOption action;
    action.kind = op::SetTableOption::Kind::system_versioning;
    action.option = "SYSTEM VERSIONING";
    add(action);
  }

  bool partition_options() {
    struct Word {
      std::string_view word;
      Partitions kind;
    };
    static constexpr Word kWords[] = {
        {"TRUNCATE", Partitions::truncate},
        {"EXCHANGE", Partitions::exchange},
        {"ANALYZE", Partitions::analyze},
        {"CHECK", Partitions::check},
        {"OPTIMIZE", Partitions::optimize},
        {"REBUILD", Partitions::rebuild},
        {"REPAIR", Partitions::repair},
        {"REORGANIZE", Partitions::reorganize},
        {"COALESCE", Partitions::coalesce},
        {"DISCARD", Partitions::discard_tablespace},
        {"IMPORT", Partitions::import_tablespace},
    };
    for (const Word& known : kWords) {
      if (!parser_.at(known.word) || !parser_.at("PARTITION", 1)) continue;
      parser_.skip();
      parser_.skip();
      if (known.kind == Partitions::coalesce) {
        (void)parser_.integer();
        op::ChangePartitions action;
        action.kind = known.kind;
        add(action);
      } else {
        partitions(known.kind);
      }
      return true;
    }
    op::ChangePartitions action;
    if (parser_.accept({"PARTITION", "BY"})) {
      (void)read_partitioning(parser_, action);
    } else if (parser_.accept({"REMOVE", "PARTITIONING"})) {
      action.kind = Partitions::remove;
    } else if (parser_.accept({"CONVERT", "PARTITION"}) || parser_.accept({"CONVERT", "TABLE"})) {
      action.kind = Partitions::convert;
      (void)parser_.skip_until({","});
    } else {
      return false;
    }
    add(action);
    return true;
  }

  bool options() {
    if (const std::size_t begin = parser_.position(); read_online_clause(parser_, online_)) {
      online_span_ = parser_.place_since(begin);
      return true;
    }
    if (partition_options()) return true;
    op::SetTableOption action;
    using Kind = op::SetTableOption::Kind;
    if (parser_.accept({"CONVERT", "TO"})) {
      if (!parser_.accept({"CHARACTER", "SET"}) && !parser_.accept({"CHAR", "SET"}) &&
          !parser_.accept("CHARSET")) {
        parser_.fail("CHARACTER SET");
        return false;
      }
      const bool quoted = parser_.peek().kind == Token::Kind::string;
      action.kind = Kind::convert_charset;
      action.option = "CONVERT TO CHARACTER SET";
      action.value = action.traits.charset =
          parser_.lower(quoted                      ? parser_.string_literal()
                        : parser_.accept("DEFAULT") ? "default"
                                                    : parser_.name("a character set"));
      if (parser_.accept("COLLATE")) {
        parser_.accept_symbol("=");
        const bool quoted_too = parser_.peek().kind == Token::Kind::string;
        action.traits.collation =
            parser_.lower(quoted_too ? parser_.string_literal() : parser_.name("a collation"));
      }
    } else if (parser_.accept("FORCE")) {
      action.kind = Kind::force;
      action.option = "FORCE";
    } else if (parser_.accept({"ORDER", "BY"})) {
      action.kind = Kind::order_by;
      action.option = "ORDER BY";
      do {
        (void)parser_.object_name();
        if (!parser_.accept("DESC")) parser_.accept("ASC");
      } while (parser_.at_symbol(",") && !follows_subcommand() && parser_.accept_symbol(","));
    } else if (parser_.accept({"ENABLE", "KEYS"}) || parser_.accept({"DISABLE", "KEYS"})) {
      action.kind = Kind::keys;
      action.option = "KEYS";
    } else if (parser_.accept({"DISCARD", "TABLESPACE"}) ||
               parser_.accept({"IMPORT", "TABLESPACE"})) {
      action.kind = Kind::tablespace_file;
      action.option = "TABLESPACE";
    } else if (parser_.accept({"WITH", "VALIDATION"}) ||
               parser_.accept({"WITHOUT", "VALIDATION"}) || skip_wait(parser_)) {
      return true;
    } else if (parser_.accept("SECONDARY_LOAD") || parser_.accept("SECONDARY_UNLOAD")) {
      action.option = "SECONDARY_LOAD";
      if (parser_.accept("PARTITION")) (void)parser_.parenthesized();
    } else if (!read_table_option(parser_, action)) {
      return false;
    }
    add(action);
    return true;
  }

  /// Is the comma that stands next followed by another subcommand, and not by a column?
  [[nodiscard]] bool follows_subcommand() const {
    for (const std::string_view word : {"ADD", "DROP", "MODIFY", "CHANGE", "ALTER", "RENAME",
                                        "ALGORITHM", "LOCK", "ENGINE", "FORCE"}) {
      if (parser_.at(word, 1)) return true;
    }
    return false;
  }

  Parser& parser_;
  op::AlterTarget target_;
  std::size_t begin_ = 0;
  op::OnlineClause online_;
  Span online_span_;
};

}  // namespace

bool read_online_clause(Parser& parser, op::OnlineClause& clause) {
  const auto one_word = [&](std::initializer_list<std::string_view> words,
                            std::string_view expected) -> std::string_view {
    parser.accept_symbol("=");
    for (const std::string_view word : words) {
      if (parser.accept(word)) return word;
    }
    if (!parser.accept("DEFAULT")) parser.fail(expected);
    return {};
  };
  if (parser.accept("ALGORITHM")) {
    clause.algorithm =
        one_word({"INSTANT", "NOCOPY", "INPLACE", "COPY"}, "DEFAULT, INSTANT, INPLACE or COPY");
    return true;
  }
  if (parser.at("LOCK") &&
      (parser.at_symbol("=", 1) || parser.at("NONE", 1) || parser.at("SHARED", 1) ||
       parser.at("EXCLUSIVE", 1) || parser.at("DEFAULT", 1))) {
    parser.skip();
    clause.lock = one_word({"NONE", "SHARED", "EXCLUSIVE"}, "DEFAULT, NONE, SHARED or EXCLUSIVE");
    return true;
  }
  return false;
}

void read_alter_table(Parser& parser, bool online) {
  op::AlterTarget target;
  target.if_exists = parser.accept({"IF", "EXISTS"});
  target.name = parser.object_name("the name of a table");
  skip_wait(parser);
  if (parser.at_end()) return;  // The server takes it: nothing changes.
  AlterReader(parser, target, online).run();
}

}  // namespace miglint::mysql
