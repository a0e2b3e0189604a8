# The table of all rules is made from the rules' pages (rules/<group>/<rule-id>.md) at build time.

# Declares the host tool and its library, `miglint_embed_rules`.
function(miglint_add_rule_embedder)
  miglint_module(embed_rules FOLDER "${CMAKE_SOURCE_DIR}/cmake/embed_rules")
  target_include_directories(miglint_embed_rules PUBLIC "${CMAKE_SOURCE_DIR}/cmake/embed_rules")
  add_executable(embed_rules "${CMAKE_SOURCE_DIR}/cmake/embed_rules/main.cpp")
  target_link_libraries(embed_rules PRIVATE miglint_embed_rules fmt::fmt)
endfunction()

# miglint_rule_table(<variable>): sets it to the C++ file of the table, which the build makes
# together with generated/rules.md. The target `rules_document` takes the latter over as
# docs/rules.md, and a test fails while they differ.
function(miglint_rule_table variable)
  miglint_add_rule_embedder()
  set(rules "${CMAKE_SOURCE_DIR}/rules")
  set(table "${CMAKE_BINARY_DIR}/generated/rule_table.cpp")
  set(document "${CMAKE_BINARY_DIR}/generated/rules.md")
  set(committed "${CMAKE_SOURCE_DIR}/docs/rules.md")

  file(GLOB_RECURSE pages CONFIGURE_DEPENDS "${rules}/*.md")
  file(GLOB_RECURSE logic CONFIGURE_DEPENDS "${rules}/*.cpp")
  add_custom_command(
    OUTPUT "${table}" "${document}"
    COMMAND embed_rules "${rules}" "${table}" "${document}"
    DEPENDS embed_rules ${pages} ${logic}
    COMMENT "Embedding the rules' pages"
    VERBATIM)

  add_custom_target(rules_document
    COMMAND "${CMAKE_COMMAND}" -E make_directory "${CMAKE_SOURCE_DIR}/docs"
    COMMAND "${CMAKE_COMMAND}" -E copy_if_different "${document}" "${committed}"
    DEPENDS "${document}"
    COMMENT "Refreshing docs/rules.md"
    VERBATIM)
  if(MIGLINT_BUILD_TESTS)
    add_test(NAME rules_document_is_current
      COMMAND "${CMAKE_COMMAND}" -D "MADE=${document}" -D "COMMITTED=${committed}"
        -P "${CMAKE_SOURCE_DIR}/cmake/check_rules_document.cmake")
  endif()
  set(${variable} "${table}" PARENT_SCOPE)
endfunction()
