// What `Schema` is made of: the maps by name, and the links between objects kept in both
// directions.
//
// Comes in: finished objects and changes to them. Goes out: objects by name. What a statement means
// does not belong here; see replay.h.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "schema/hash_trie.h"
#include "schema/schema.h"
#include "source/arena.h"

namespace miglint {

/// "schema.name" for a lookup, without an allocation for names that a server accepts.
class KeyText {
 public:
  KeyText(std::string_view schema, std::string_view name);
  KeyText(const KeyText&) = delete;
  KeyText& operator=(const KeyText&) = delete;
  [[nodiscard]] std::string_view view() const { return view_; }

 private:
  char short_[132];
  std::string long_;
  std::string_view view_;
};

class KeyPool {
 public:
  std::string_view intern(std::string_view text);

 private:
  Arena arena_;
  std::unordered_set<std::string_view> keys_;
};

/// Who uses what: a list of users by the key of what they use.
class Uses {
 public:
  void add(RelationKey what, RelationKey who);
  void remove(RelationKey what, RelationKey who);
  /// Forgets `what` and gives its users.
  std::vector<RelationKey> take(RelationKey what);
  [[nodiscard]] const std::vector<RelationKey>& of(std::string_view what) const;

 private:
  HashTrie<std::shared_ptr<std::vector<RelationKey>>> users_;
};

struct SearchPath {
  std::vector<std::string> schemas;
};

struct Catalog {
  std::shared_ptr<KeyPool> pool = std::make_shared<KeyPool>();
  HashTrie<std::shared_ptr<Table>> tables;
  HashTrie<std::shared_ptr<Index>> indexes;
  HashTrie<std::shared_ptr<UserType>> types;
  /// Functions of one name, by their number of arguments.
  HashTrie<std::shared_ptr<std::vector<Function>>> functions;
  /// Constraints of that name in a schema: the server makes no name up that stands there.
  HashTrie<std::uint32_t> constraint_names;
  HashTrie<Origin> schemas;
  HashTrie<std::string> extensions;  ///< And the schema that each is in.
  /// Relations known not to be there, and what took them away where that is sure.
  HashTrie<Origin> absent;
  /// Of the last statement that could not be read; 0: all were read.
  std::uint32_t unread_transaction = 0;

  Uses referenced_by;  ///< Table → tables whose foreign keys reference it.
  Uses read_by;        ///< Relation → views that read it.
  Uses typed_by;       ///< Type → relations that have a column of it, domains over it.
  Uses called_by;      ///< Function → tables whose triggers call it.
  HashTrie<RelationKey> statistics;  ///< Extended statistics → their table.
  HashTrie<std::vector<RelationKey>> publications;
  bool began_empty = false;  ///< What was never seen is not there.
  /// MySQL's rules: an index has its name within its table, a foreign key gets an index.
  bool mysql = false;

  std::shared_ptr<const SearchPath> path;
  /// The session's own path while one of SET LOCAL is in force.
  std::shared_ptr<const SearchPath> session_path;
  std::uint32_t local_path_transaction = 0;
  std::uint32_t temporary_relations = 0;

  Catalog();

  [[nodiscard]] RelationKey intern(std::string_view schema, std::string_view name) const;
  /// Where an unqualified name of something new goes.
  [[nodiscard]] std::string_view creation_schema() const;
  /// The key of an existing relation, index, or of what the name would become.
  [[nodiscard]] RelationKey key(const ObjectName& name) const;

  [[nodiscard]] const Table* find_table(const ObjectName& name) const;
  [[nodiscard]] const Table* find_table(RelationKey key) const;
  [[nodiscard]] const Index* find_index(const ObjectName& name) const;
  [[nodiscard]] const Index* find_index(RelationKey key) const;
  [[nodiscard]] const Index* find_index(const Table& table, std::string_view index) const;
  [[nodiscard]] const UserType* find_type(const ObjectName& name) const;
  [[nodiscard]] const std::vector<Function>* find_functions(const ObjectName& name) const;

  /// For changing. A pointer stays good until the object is dropped or renamed.
  [[nodiscard]] Table* own_table(const ObjectName& name);
  [[nodiscard]] Table* own_table(RelationKey key);
  [[nodiscard]] Index* own_index(RelationKey key);
  [[nodiscard]] UserType* own_type(std::string_view key);

  /// Is a relation or an index of that name there?
  [[nodiscard]] bool relation_exists(std::string_view schema, std::string_view name) const;

  /// Takes the table in; its `schema` and `name` are filled, its `key` is set here.
  Table& put_table(Table table);
  /// Takes the index in and lists it with its table.
  Index& put_index(Table& table, Index index);
  /// Takes the constraint in, with its name and its reference.
  TableConstraint& put_constraint(Table& table, TableConstraint constraint);
  /// It has as many columns as the server lets a table have, so that it gets no more.
  [[nodiscard]] bool is_full(const Table& table) const {
    constexpr std::size_t kMostOfPostgres = 1600;
    constexpr std::size_t kMostOfMysql = 4096;
    return table.columns.size() >= (mysql ? kMostOfMysql : kMostOfPostgres);
  }
  /// MySQL refuses a further index (error 1069): above 64, and MariaDB can be built for 128.
  [[nodiscard]] bool has_most_indexes(const Table& table) const {
    constexpr std::size_t kMostOfMysql = 128;
    return mysql && table.indexes.size() >= kMostOfMysql;
  }
  /// Puts a new column at the end; a table that is full gets none, as on the server.
  Column* put_column(Table& table, Column column);
  /// Lists the relation with the type of its column, and takes it off that list when no column of
  /// the relation has the type any more.
  void link_type(const Table& relation, const Column& column);
  void unlink_type(const Table& relation, const ColumnType& type);
  /// Lists a table with the function that its trigger calls.
  void put_trigger(Table& table, Trigger trigger);
  void forget_trigger(Table& table, std::string_view trigger);

  /// Takes out one object and its links, and nothing that depends on it; see drop.h.
  void forget_constraint(Table& table, std::size_t position);
  void forget_index(RelationKey index);
  /// The session's own search path is in force again.
  void end_local_path();

  void count_constraint_name(std::string_view schema, std::string_view name);
  void uncount_constraint_name(std::string_view schema, std::string_view name);
};

/// Makes `value` one that no other copy of the schema shares.
template <class T>
T& own(std::shared_ptr<T>& value) {
  if (value.use_count() > 1) value = std::make_shared<T>(*value);
  return *value;
}

[[nodiscard]] Column* find_column(Table& table, std::string_view name);

/// The same but for the case of ASCII letters.
[[nodiscard]] bool same_folded(std::string_view a, std::string_view b);

}  // namespace miglint
