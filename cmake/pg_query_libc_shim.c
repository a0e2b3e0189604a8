/* The names of glibc 2.38 that a libpg_query built against it calls, for an older C library.
 * FindPgQuery.cmake defines NEED_<name> for those that the linker does not find. */

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

/* These names are the C library's own, hence reserved.
 * NOLINTBEGIN(bugprone-reserved-identifier)
 * The C23 variants differ from the older ones only in reading "0b1" for base 0 and 2, which the
 * callers in libpg_query do not ask for. */
#ifdef NEED___isoc23_strtol
long __isoc23_strtol(const char *text, char **end, int base) { return strtol(text, end, base); }
#endif
#ifdef NEED___isoc23_strtoul
unsigned long __isoc23_strtoul(const char *text, char **end, int base) {
  return strtoul(text, end, base);
}
#endif
#ifdef NEED___isoc23_strtoll
long long __isoc23_strtoll(const char *text, char **end, int base) {
  return strtoll(text, end, base);
}
#endif
#ifdef NEED___isoc23_strtoull
unsigned long long __isoc23_strtoull(const char *text, char **end, int base) {
  return strtoull(text, end, base);
}
#endif

/* NOLINTEND(bugprone-reserved-identifier) */

#ifdef NEED_strlcpy
size_t strlcpy(char *target, const char *source, size_t size) {
  size_t length = strlen(source);
  if (size > 0) {
    size_t kept = length < size ? length : size - 1;
    memcpy(target, source, kept);
    target[kept] = '\0';
  }
  return length;
}
#endif

#ifdef NEED_strlcat
size_t strlcat(char *target, const char *source, size_t size) {
  size_t used = strnlen(target, size);
  size_t length = strlen(source);
  if (used < size) {
    size_t room = size - used - 1;
    size_t kept = length < room ? length : room;
    memcpy(target + used, source, kept);
    target[used + kept] = '\0';
  }
  return used + length;
}
#endif
