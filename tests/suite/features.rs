//! Every feature on a small site of its own, its published files compared with those expected.

use rayon::prelude::*;

use super::fixture;

#[test]
fn every_feature_publishes_what_is_expected() {
    let fixtures = fixture::all("features");
    assert!(!fixtures.is_empty(), "no fixture was found");
    let different: Vec<String> = fixtures.par_iter().filter_map(|fixture| fixture.check().2).collect();
    assert!(different.is_empty(), "UPDATE_EXPECT=1 rewrites what is expected\n{}", different.concat());
}
