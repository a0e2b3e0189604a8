# miglint_unit_tests(<module>): one program `<module>_tests` of all *_test.cpp under tests/unit/<module>/,
# each of its cases a ctest of its own. The tests run in the root of the repository.
#
# The cases are listed when ctest starts (PRE_TEST): a build stays possible while a test program
# cannot start, and a program that is not built shows up as a failed test, not as no test.
include(GoogleTest)

function(miglint_unit_tests module)
  if(NOT TARGET miglint_${module})
    message(FATAL_ERROR "tests/unit/${module}: src/CMakeLists.txt has no module '${module}'")
  endif()
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/tests/unit/${module}/*_test.cpp")
  if(NOT sources)
    return()
  endif()
  add_executable(${module}_tests ${sources})
  target_link_libraries(${module}_tests PRIVATE
    miglint_${module} fmt::fmt GTest::gtest GTest::gmock GTest::gtest_main)
  gtest_discover_tests(${module}_tests
    WORKING_DIRECTORY "${CMAKE_SOURCE_DIR}"
    TEST_PREFIX "${module}."
    DISCOVERY_MODE PRE_TEST
    DISCOVERY_TIMEOUT 60)
endfunction()
