// Stands in for the headers of libpq where they are not installed: what sends SQL or holds it.
#pragma once
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
