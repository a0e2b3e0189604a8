// Stands in for the headers of ODBC where they are not installed: what sends SQL or holds it.
#pragma once
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
