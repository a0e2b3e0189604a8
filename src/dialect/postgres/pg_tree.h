// PostgreSQL's raw parse tree: the C structs of the grammar, for the code that walks them in place.
//
// To be included after all C++ headers, in .cpp files and in headers private to a folder only:
// PostgreSQL's headers are large, and its macros take names that others use. Those are undefined
// again here. What is read out of the tree does not belong here.
#pragma once

extern "C" {
// PostgreSQL's order: postgres.h stands before all others.
// clang-format off
#include "postgres.h"
#include "catalog/pg_class.h"
#include "catalog/pg_trigger.h"
#include "nodes/nodeFuncs.h"
#include "nodes/parsenodes.h"
#include "storage/lockdefs.h"
// clang-format on
}

#undef _
#undef Abs
#undef Assert
#undef Max
#undef Min
#undef StaticAssertDecl
#undef StaticAssertExpr
#undef StaticAssertStmt
#undef foreach
#undef fprintf
#undef gettext
#undef likely
#undef printf
#undef restrict
#undef snprintf
#undef sprintf
#undef strerror
#undef strerror_r
#undef unlikely
#undef vfprintf
#undef vprintf
#undef vsnprintf
#undef vsprintf

#undef DEBUG1
#undef DEBUG2
#undef DEBUG3
#undef DEBUG4
#undef DEBUG5
#undef ERROR
#undef FATAL
#undef INFO
#undef LOG
#undef NOTICE
#undef PANIC
#undef WARNING
