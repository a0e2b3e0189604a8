// Stands in for the headers of libpqxx where they are not installed: what sends SQL or holds it.
#pragma once
#include <string>
#include <string_view>
namespace pqxx {
class result {};
class row {};
class zview : public std::string_view {
 public:
  zview(const char*);
  zview(const std::string&);
};
class prepped {
 public:
  prepped(const char*);
};
class params {
 public:
  template <class... T>
  params(T&&...);
};
class connection {
 public:
  template <class... T>
  connection(T&&...);
  void prepare(zview, zview);
  void prepare(zview);
};
class transaction_base {
 public:
  template <class... T>
  result exec(std::string_view, T&&...);
  template <class... T>
  result exec(prepped, T&&...);
  template <class... T>
  result exec0(std::string_view, T&&...);
  template <class... T>
  row exec1(std::string_view, T&&...);
  template <class... T>
  result exec_n(int, std::string_view, T&&...);
  template <class... T>
  result exec_params(std::string_view, T&&...);
  template <class... T>
  result exec_params0(std::string_view, T&&...);
  template <class... T>
  row exec_params1(std::string_view, T&&...);
  template <class... T>
  result exec_params_n(int, std::string_view, T&&...);
  template <class T>
  T query_value(std::string_view);
  template <class... T>
  int query(std::string_view);
  template <class... T>
  int query1(std::string_view);
  template <class... T>
  int query01(std::string_view);
  template <class... T>
  int query_n(int, std::string_view);
  template <class... T>
  int stream(std::string_view);
  template <class T>
  void for_each(std::string_view, T&&);
  template <class T>
  void for_query(std::string_view, T&&);
  template <class T>
  void for_stream(std::string_view, T&&);
  template <class... T>
  result exec_prepared(std::string_view, T&&...);
  template <class... T>
  result exec_prepared0(std::string_view, T&&...);
  std::string quote(std::string_view);
  std::string quote_name(std::string_view);
  void commit();
  void abort();
};
class dbtransaction : public transaction_base {};
class work : public dbtransaction {
 public:
  template <class... T>
  explicit work(T&&...);
};
class read_transaction : public dbtransaction {
 public:
  template <class... T>
  explicit read_transaction(T&&...);
};
template <class... O>
class transaction : public dbtransaction {
 public:
  template <class... T>
  explicit transaction(T&&...);
};
template <class... O>
class robusttransaction : public dbtransaction {
 public:
  template <class... T>
  explicit robusttransaction(T&&...);
};
class subtransaction : public dbtransaction {
 public:
  template <class... T>
  explicit subtransaction(T&&...);
};
class nontransaction : public transaction_base {
 public:
  template <class... T>
  explicit nontransaction(T&&...);
};
class pipeline {
 public:
  template <class... T>
  explicit pipeline(T&&...);
  int insert(std::string_view);
};
}  // namespace pqxx
