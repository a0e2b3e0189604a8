# The table of all rules is made from the rules' pages (rules/<group>/<rule-id>.md) at build time.

# Declares the host tool and its library, `miglint_embed_rules`.
function(miglint_add_rule_embedder)
  miglint_module(embed_rules FOLDER "${CMAKE_SOURCE_DIR}/cmake/embed_rules")
  target_include_directories(miglint_embed_rules PUBLIC "${CMAKE_SOURCE_DIR}/cmake/embed_rules")
  add_executable(embed_rules "${CMAKE_SOURCE_DIR}/cmake/embed_rules/main.cpp")
  target_link_libraries(embed_rules PRIVATE miglint_embed_rules fmt::fmt)
endfunction()

# miglint_rule_table(<variable>): sets it to the C++ file of the table, which the build makes
# together with generated/rules.md, the document `rules` (MiglintDocument.cmake).
function(miglint_rule_table variable)
  miglint_add_rule_embedder()
  set(rules "${CMAKE_SOURCE_DIR}/rules")
  set(table "${CMAKE_BINARY_DIR}/generated/rule_table.cpp")
  set(document "${CMAKE_BINARY_DIR}/generated/rules.md")

  file(GLOB_RECURSE pages CONFIGURE_DEPENDS "${rules}/*.md")
  file(GLOB_RECURSE logic CONFIGURE_DEPENDS "${rules}/*.cpp")
  add_custom_command(
    OUTPUT "${table}" "${document}"
    COMMAND embed_rules "${rules}" "${table}" "${document}"
    DEPENDS embed_rules ${pages} ${logic}
    COMMENT "Embedding the rules' pages"
    VERBATIM)

  miglint_document_target(rules)
  set(${variable} "${table}" PARENT_SCOPE)
endfunction()
