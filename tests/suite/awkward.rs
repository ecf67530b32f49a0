//! Documents as authors leave them: extracted from a PDF, pasted from Word, begun and not finished.
//!
//! `tests/sites/awkward/` holds a procedure and an answer to a call for tenders with such defects, in our own words. What is
//! said of them is what their author would find right, and their pages read well.

use super::fixture;

#[test]
fn unfinished_documents_read_well() {
    let fixtures = fixture::all("awkward");
    let different: Vec<String> = fixtures.iter().filter_map(|fixture| fixture.check().2).collect();
    assert!(different.is_empty(), "UPDATE_EXPECT=1 rewrites what is expected\n{}", different.concat());
}
