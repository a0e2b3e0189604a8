// Stands in for the headers of SOCI where they are not installed: what sends SQL or holds it.
#pragma once
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
