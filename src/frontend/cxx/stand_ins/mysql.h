// Stands in for the headers of MySQL's and MariaDB's C library where they are not installed: what
// sends SQL or holds it.
#pragma once
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
