// Declarations of database libraries, for machines where a library is not installed: what a call
// means can then be seen all the same. Only what sends SQL or holds it is declared.
#include <algorithm>
#include <array>
#include <cctype>

#include "frontend/cxx/program/compile.h"

namespace miglint::cxx {
namespace {

constexpr std::string_view kLibpq = R"cpp(
#ifdef __cplusplus
  extern "C" {
#endif
  typedef struct pg_conn PGconn;
  typedef struct pg_result PGresult;
  typedef unsigned int Oid;
  typedef enum { CONNECTION_OK, CONNECTION_BAD } ConnStatusType;
  typedef enum {
    PGRES_EMPTY_QUERY,
    PGRES_COMMAND_OK,
    PGRES_TUPLES_OK,
    PGRES_FATAL_ERROR
  } ExecStatusType;
  PGconn* PQconnectdb(const char*);
  void PQfinish(PGconn*);
  ConnStatusType PQstatus(const PGconn*);
  char* PQerrorMessage(const PGconn*);
  PGresult* PQexec(PGconn*, const char*);
  PGresult* PQexecParams(PGconn*, const char*, int, const Oid*, const char* const*, const int*,
                         const int*, int);
  int PQsendQuery(PGconn*, const char*);
  int PQsendQueryParams(PGconn*, const char*, int, const Oid*, const char* const*, const int*,
                        const int*, int);
  PGresult* PQprepare(PGconn*, const char*, const char*, int, const Oid*);
  int PQsendPrepare(PGconn*, const char*, const char*, int, const Oid*);
  PGresult* PQexecPrepared(PGconn*, const char*, int, const char* const*, const int*, const int*,
                           int);
  PGresult* PQgetResult(PGconn*);
  ExecStatusType PQresultStatus(const PGresult*);
  char* PQresultErrorMessage(const PGresult*);
  int PQntuples(const PGresult*);
  char* PQgetvalue(const PGresult*, int, int);
  void PQclear(PGresult*);
#ifdef __cplusplus
  }
#endif
)cpp";

constexpr std::string_view kPqxx = R"cpp(
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
)cpp";

constexpr std::string_view kQt = R"cpp(
  class QChar {
   public:
    QChar(int);
  };
  class QByteArray {
   public:
    QByteArray();
    QByteArray(const char*, int = -1);
    const char* constData() const;
    const char* data() const;
    bool isEmpty() const;
  };
  class QLatin1String {
   public:
    explicit QLatin1String(const char*);
    const char* data() const;
  };
  using QLatin1StringView = QLatin1String;
  class QString {
   public:
    QString();
    QString(const char*);
    QString(QLatin1String);
    QString(const QByteArray&);
    QString(QChar);
    template <class... T>
    QString arg(T&&...) const;
    static QString fromLatin1(const char*, int = -1);
    static QString fromUtf8(const char*, int = -1);
    static QString number(long long, int = 10);
    template <class... T>
    static QString asprintf(const char*, T...);
    QString& append(const QString&);
    QString& prepend(const QString&);
    QString& operator+=(const QString&);
    QString& replace(const QString&, const QString&);
    bool contains(const QString&) const;
    bool startsWith(const QString&) const;
    bool isEmpty() const;
    bool isNull() const;
    int size() const;
    int length() const;
    QString toLower() const;
    QString toUpper() const;
    QString trimmed() const;
    QString simplified() const;
    QByteArray toUtf8() const;
    QByteArray toLatin1() const;
    QByteArray toLocal8Bit() const;
  };
  QString operator+(const QString&, const QString&);
  bool operator==(const QString&, const QString&);
  bool operator!=(const QString&, const QString&);
#define QStringLiteral(x) QString(x)
#define QByteArrayLiteral(x) QByteArray(x)
  template <class T>
  class QList {
   public:
    QList();
    template <class L>
    QList(std::initializer_list<L>);
    void append(const T&);
    void push_back(const T&);
    QList& operator<<(const T&);
    QList& operator+=(const T&);
    int size() const;
    bool isEmpty() const;
    const T& at(int) const;
    const T& operator[](int) const;
    const T* begin() const;
    const T* end() const;
    QString join(const QString&) const;
  };
  template <class T>
  using QVector = QList<T>;
  using QStringList = QList<QString>;
  class QVariant {
   public:
    template <class... T>
    QVariant(T&&...);
    int toInt() const;
    QString toString() const;
    bool toBool() const;
  };
  class QSqlError {
   public:
    QString text() const;
  };
  class QSqlDatabase {
   public:
    QSqlDatabase();
    static QSqlDatabase addDatabase(const QString&, const QString& = QString());
    static QSqlDatabase database(const QString& = QString(), bool = true);
    bool open();
    void close();
    bool isValid() const;
    bool transaction();
    bool commit();
    bool rollback();
    class QSqlQuery exec(const QString& = QString()) const;
    QString driverName() const;
    QSqlError lastError() const;
    void setDatabaseName(const QString&);
    void setHostName(const QString&);
  };
  class QSqlQuery {
   public:
    explicit QSqlQuery(const QString& = QString(), const QSqlDatabase& = QSqlDatabase());
    explicit QSqlQuery(const QSqlDatabase&);
    bool exec(const QString&);
    bool exec();
    bool execBatch();
    bool prepare(const QString&);
    template <class... T>
    void bindValue(T&&...);
    template <class... T>
    void addBindValue(T&&...);
    bool next();
    bool first();
    QVariant value(int) const;
    QVariant value(const QString&) const;
    QSqlError lastError() const;
    QString lastQuery() const;
    void clear();
    void finish();
    int numRowsAffected() const;
    QVariant lastInsertId() const;
  };
  class QSqlQueryModel {
   public:
    void setQuery(const QString&, const QSqlDatabase& = QSqlDatabase());
  };
)cpp";

constexpr std::string_view kQtPrelude = "#include <initializer_list>\n";

constexpr std::string_view kSoci = R"cpp(
#include <string>
  namespace soci {
  class session;
  class row {};
  class indicator_ {};
  enum indicator { i_ok, i_null, i_truncated };
  enum data_type {
    dt_string,
    dt_date,
    dt_double,
    dt_integer,
    dt_long_long,
    dt_unsigned_long_long,
    dt_blob,
    dt_xml
  };
  namespace details {
  struct use_ {};
  struct into_ {};
  struct once_temp_type {
    template <class T>
    once_temp_type& operator<<(const T&);
    template <class T>
    once_temp_type& operator,(const T&);
  };
  struct prepare_temp_type {
    template <class T>
    prepare_temp_type& operator<<(const T&);
    template <class T>
    prepare_temp_type& operator,(const T&);
  };
  struct once_type {
    template <class T>
    once_temp_type operator<<(const T&);
  };
  struct prepare_type {
    template <class T>
    prepare_temp_type operator<<(const T&);
  };
  }  // namespace details
  class session {
   public:
    template <class... T>
    explicit session(T&&...);
    template <class T>
    details::once_temp_type operator<<(const T&);
    details::once_type once;
    details::prepare_type prepare;
    void begin();
    void commit();
    void rollback();
    bool got_data() const;
    std::string get_backend_name() const;
    std::string get_table_names() const;
  };
  class transaction {
   public:
    explicit transaction(session&);
    void commit();
    void rollback();
  };
  class statement {
   public:
    template <class... T>
    statement(T&&...);
    template <class T>
    void prepare(const T&);
    bool execute(bool = false);
    bool fetch();
    template <class... T>
    void exchange(T&&...);
  };
  template <class T>
  class rowset {
   public:
    template <class... A>
    rowset(A&&...);
    T* begin() const;
    T* end() const;
  };
  template <class... T>
  details::use_ use(T&&...);
  template <class... T>
  details::into_ into(T&&...);
  class soci_error {
   public:
    const char* what() const;
  };
  }  // namespace soci
)cpp";

constexpr std::string_view kSqlite = R"cpp(
#ifdef __cplusplus
  extern "C" {
#endif
  typedef struct sqlite3 sqlite3;
  typedef struct sqlite3_stmt sqlite3_stmt;
#define SQLITE_OK 0
#define SQLITE_ROW 100
#define SQLITE_DONE 101
  int sqlite3_open(const char*, sqlite3**);
  int sqlite3_close(sqlite3*);
  int sqlite3_exec(sqlite3*, const char*, int (*)(void*, int, char**, char**), void*, char**);
  int sqlite3_prepare(sqlite3*, const char*, int, sqlite3_stmt**, const char**);
  int sqlite3_prepare_v2(sqlite3*, const char*, int, sqlite3_stmt**, const char**);
  int sqlite3_prepare_v3(sqlite3*, const char*, int, unsigned, sqlite3_stmt**, const char**);
  int sqlite3_get_table(sqlite3*, const char*, char***, int*, int*, char**);
  int sqlite3_step(sqlite3_stmt*);
  int sqlite3_finalize(sqlite3_stmt*);
  void sqlite3_free(void*);
  const char* sqlite3_errmsg(sqlite3*);
  char* sqlite3_mprintf(const char*, ...);
#ifdef __cplusplus
  }
#endif
)cpp";

constexpr std::string_view kMysql = R"cpp(
#ifdef __cplusplus
  extern "C" {
#endif
  typedef struct st_mysql MYSQL;
  typedef struct st_mysql_res MYSQL_RES;
  typedef struct st_mysql_stmt MYSQL_STMT;
  typedef char** MYSQL_ROW;
  MYSQL* mysql_init(MYSQL*);
  int mysql_query(MYSQL*, const char*);
  int mysql_real_query(MYSQL*, const char*, unsigned long);
  int mysql_send_query(MYSQL*, const char*, unsigned long);
  MYSQL_STMT* mysql_stmt_init(MYSQL*);
  int mysql_stmt_prepare(MYSQL_STMT*, const char*, unsigned long);
  MYSQL_RES* mysql_store_result(MYSQL*);
  void mysql_free_result(MYSQL_RES*);
  const char* mysql_error(MYSQL*);
  void mysql_close(MYSQL*);
#ifdef __cplusplus
  bool mysql_commit(MYSQL*);
  bool mysql_rollback(MYSQL*);
  bool mysql_autocommit(MYSQL*, bool);
  }
#endif
)cpp";

constexpr std::string_view kConnector = R"cpp(
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
)cpp";

constexpr std::string_view kOdbc = R"cpp(
#ifdef __cplusplus
  extern "C" {
#endif
  typedef void* SQLHANDLE;
  typedef void* SQLHSTMT;
  typedef void* SQLHDBC;
  typedef void* SQLHENV;
  typedef unsigned char SQLCHAR;
  typedef short SQLSMALLINT;
  typedef int SQLINTEGER;
  typedef short SQLRETURN;
  typedef unsigned short SQLUSMALLINT;
#define SQL_NTS (-3)
#define SQL_SUCCESS 0
#define SQL_HANDLE_STMT 3
#define SQL_SUCCEEDED(rc) (((rc) & (~1)) == 0)
  SQLRETURN SQLAllocHandle(SQLSMALLINT, SQLHANDLE, SQLHANDLE*);
  SQLRETURN SQLFreeHandle(SQLSMALLINT, SQLHANDLE);
  SQLRETURN SQLExecDirect(SQLHSTMT, SQLCHAR*, SQLINTEGER);
  SQLRETURN SQLPrepare(SQLHSTMT, SQLCHAR*, SQLINTEGER);
  SQLRETURN SQLExecute(SQLHSTMT);
#ifdef __cplusplus
  }
#endif
)cpp";

constexpr std::string_view kDrogon = R"cpp(
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
)cpp";

constexpr std::string_view kUserver = R"cpp(
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
)cpp";

constexpr std::string_view kFmt = R"cpp(
#include <string>
#include <string_view>
  namespace fmt {
  template <class... T>
  std::string format(std::string_view, T&&...);
  template <class... T>
  std::string vformat(std::string_view, T&&...);
  template <class T>
  std::string to_string(const T&);
  template <class T>
  int join(T&&, std::string_view);
  std::string_view runtime(std::string_view);
  template <class... T>
  void print(T&&...);
  }  // namespace fmt
#define FMT_STRING(s) s
#define FMT_COMPILE(s) s
)cpp";

constexpr std::string_view kSqliteCpp = R"cpp(
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
)cpp";

struct StandIn {
  std::string_view name;  ///< How the name of the header begins.
  std::string_view text;
};

constexpr auto kStandIns = std::to_array<StandIn>({
    {"libpq-fe.h", kLibpq},
    {"postgresql/libpq-fe.h", kLibpq},
    {"pqxx/", kPqxx},
    {"soci/", kSoci},
    {"soci.h", kSoci},
    {"sqlite3.h", kSqlite},
    {"SQLiteCpp/", kSqliteCpp},
    {"mysql.h", kMysql},
    {"mysql/mysql.h", kMysql},
    {"mariadb/mysql.h", kMysql},
    {"mysql/jdbc.h", kConnector},
    {"cppconn/", kConnector},
    {"mysql_connection.h", kConnector},
    {"mariadb/conncpp", kConnector},
    {"conncpp", kConnector},
    {"sql.h", kOdbc},
    {"sqlext.h", kOdbc},
    {"drogon/", kDrogon},
    {"userver/storages/postgres", kUserver},
    {"fmt/", kFmt},
});

/// The text between guards: a library has one stand-in for all of its headers.
std::string guarded(std::string_view text, std::string_view guard) {
  std::string name = "MIGLINT_STAND_IN_" + std::string(guard);
  for (char& c : name)
    if (std::isalnum(static_cast<unsigned char>(c)) == 0) c = '_';
  return "#ifndef " + name + "\n#define " + name + "\n" + std::string(text) + "#endif\n";
}

}  // namespace

std::string stand_in_header(std::string_view name) {
  // Any of Qt's headers that are about strings or databases: each of them has all.
  const std::string_view last = name.substr(name.rfind('/') + 1);
  if (last.starts_with("QSql") || last == "QString" || last == "QStringList" || last == "QtSql" ||
      last == "QVariant" || last == "QByteArray" || last == "QLatin1String")
    return guarded(std::string(kQtPrelude) + std::string(kQt), "Qt");
  const auto found = std::ranges::find_if(
      kStandIns, [&](const StandIn& one) { return name.starts_with(one.name); });
  if (found == kStandIns.end()) return {};
  const auto first = std::ranges::find(kStandIns, found->text, &StandIn::text);
  return guarded(found->text, first->name);
}

}  // namespace miglint::cxx
