// Stands in for the headers of Connector/C++ of MySQL and MariaDB where they are not installed:
// what sends SQL or holds it.
#pragma once
#include <string>
namespace sql {
using SQLString = std::string;
class ResultSet {};
class Statement {
 public:
  bool execute(const SQLString&);
  ResultSet* executeQuery(const SQLString&);
  int executeUpdate(const SQLString&);
  void addBatch(const SQLString&);
};
class PreparedStatement : public Statement {
 public:
  bool execute();
  ResultSet* executeQuery();
  int executeUpdate();
  void setString(int, const SQLString&);
  void setInt(int, int);
};
class Connection {
 public:
  Statement* createStatement();
  PreparedStatement* prepareStatement(const SQLString&);
  void setAutoCommit(bool);
  void commit();
  void rollback();
};
class Driver {
 public:
  Connection* connect(const SQLString&, const SQLString&, const SQLString&);
};
class SQLException {
 public:
  const char* what() const;
};
}  // namespace sql
