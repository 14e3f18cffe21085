drop index library_files_tree_words;
drop index library_files_tree;
