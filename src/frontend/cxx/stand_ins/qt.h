// Stands in for the headers of Qt: strings and Qt SQL where they are not installed: what sends SQL
// or holds it.
#pragma once
#include <initializer_list>
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
