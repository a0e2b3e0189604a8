// Stands in for the headers of fmt where they are not installed: what sends SQL or holds it.
#pragma once
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
