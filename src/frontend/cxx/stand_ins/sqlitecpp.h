// Stands in for the headers of SQLiteCpp where they are not installed: what sends SQL or holds it.
#pragma once
#include <string>
namespace SQLite {
class Database {
 public:
  template <class... T>
  Database(T&&...);
  int exec(const char*);
  int exec(const std::string&);
  int execAndGet(const std::string&);
};
class Statement {
 public:
  Statement(const Database&, const char*);
  Statement(const Database&, const std::string&);
  bool executeStep();
  int exec();
};
class Transaction {
 public:
  explicit Transaction(Database&);
  void commit();
  void rollback();
};
}  // namespace SQLite
