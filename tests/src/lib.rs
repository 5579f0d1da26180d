//! Test support of the workspace; the tests themselves are in the `tests/` targets beside this folder.
