# miglint_embed_rules(<module>)
function(miglint_embed_rules module)
endfunction()
