// Stands in for the headers of userver's PostgreSQL driver where they are not installed: what sends
// SQL or holds it.
#pragma once
#include <memory>
#include <string>
namespace userver {
namespace storages {
namespace postgres {
enum class ClusterHostType { kMaster, kSlave };
struct TransactionOptions {};
struct CommandControl {};
class ResultSet {};
class Query {
 public:
  Query(const char*);
  Query(std::string);
};
class Transaction {
 public:
  template <class... T>
  ResultSet Execute(const Query&, const T&...);
  template <class... T>
  ResultSet Execute(CommandControl, const Query&, const T&...);
  void Commit();
  void Rollback();
};
class Cluster {
 public:
  template <class... T>
  ResultSet Execute(ClusterHostType, const Query&, const T&...);
  template <class... T>
  ResultSet Execute(ClusterHostType, CommandControl, const Query&, const T&...);
  template <class... T>
  Transaction Begin(T&&...);
};
using ClusterPtr = std::shared_ptr<Cluster>;
}  // namespace postgres
}  // namespace storages
}  // namespace userver
#ifndef USERVER_NAMESPACE
#define USERVER_NAMESPACE userver
#define USERVER_NAMESPACE_BEGIN namespace userver {
#define USERVER_NAMESPACE_END }
#endif
