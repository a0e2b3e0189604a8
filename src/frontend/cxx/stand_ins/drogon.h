// Stands in for the headers of Drogon where they are not installed: what sends SQL or holds it.
#pragma once
#include <functional>
#include <future>
#include <memory>
#include <string>
namespace drogon {
namespace orm {
class Result {};
class DrogonDbException {};
enum class Mode { NonBlocking, Blocking };
namespace internal {
struct SqlBinder {
  template <class T>
  SqlBinder& operator<<(T&&);
  template <class T>
  SqlBinder& operator>>(T&&);
};
}  // namespace internal
class Transaction;
class DbClient {
 public:
  template <class... T>
  Result execSqlSync(const std::string&, T&&...);
  template <class... T>
  void execSqlAsync(const std::string&, T&&...);
  template <class... T>
  std::future<Result> execSqlAsyncFuture(const std::string&, T&&...);
  template <class... T>
  Result execSqlCoro(const std::string&, T&&...);
  internal::SqlBinder operator<<(const std::string&);
  std::shared_ptr<Transaction> newTransaction(const std::function<void(bool)>& = nullptr);
};
class Transaction : public DbClient {
 public:
  void rollback();
};
using DbClientPtr = std::shared_ptr<DbClient>;
}  // namespace orm
namespace app_ {
struct App {
  orm::DbClientPtr getDbClient(const std::string& = "default");
};
}  // namespace app_
app_::App& app();
}  // namespace drogon
