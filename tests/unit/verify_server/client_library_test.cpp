// Libraries that are loaded when they are first needed.
#include "verify/server/client_library.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

namespace miglint {
namespace {

TEST(ClientLibrary, FindsFunctions) {
  auto library = ClientLibrary::load("libm.so.6", "libc6");
  ASSERT_TRUE(library) << library.error();
  double (*const cosine)(double) = library->function("cos");
  EXPECT_EQ(cosine(0), 1);
  EXPECT_EQ(library->problem(), "");
}

TEST(ClientLibrary, SaysWhatToInstall) {
  const auto library = ClientLibrary::load("libnowhere.so.1", "libnowhere1");
  ASSERT_FALSE(library);
  EXPECT_THAT(library.error(), testing::HasSubstr("libnowhere.so.1"));
  EXPECT_THAT(library.error(), testing::HasSubstr("Debian's package is libnowhere1"));
}

TEST(ClientLibrary, TellsWhenItIsAnotherOne) {
  auto library = ClientLibrary::load("libm.so.6", "libc6");
  ASSERT_TRUE(library) << library.error();
  void (*const connect)() = library->function("PQconnectdb");
  EXPECT_EQ(connect, nullptr);
  EXPECT_THAT(library->problem(), testing::HasSubstr("undefined symbol: PQconnectdb"));
}

}  // namespace
}  // namespace miglint
