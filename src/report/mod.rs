//! Where a site stands: what is to be mended, what a person has to judge, what pages weigh, which licences lack, which
//! reviews are due. Tells, never changes nor publishes anything.

mod criteria;
mod data;
mod family;
mod page;
mod style;
mod weight;

use crate::check;
use crate::config::Conformance;
use crate::diagnostic::{self, Diagnostic, Severity};
use crate::markdown;
use crate::pipeline::Assembly;
use crate::render::options;
use crate::site::{PageId, Review, Site};

pub use criteria::{Criterion, DECIDED, JUDGED, PROVIDED, REFUSED, Refused};
pub use data::json;
pub use page::html;
pub use weight::{Weight, weights};

/// Where a site stands.
#[derive(Debug)]
pub struct Report<'a> {
    /// The site.
    pub site: &'a Site,
    /// Everything wrong, sorted: problems of rendering last.
    pub diagnostics: Vec<(Severity, Diagnostic)>,
    /// What the claim of accessibility is worth on the day of the build, where there is one.
    pub conformance: Option<Conformance>,
    /// Each page's weight, heaviest first.
    pub weights: Vec<Weight>,
    /// Sheets to review soon or late already, by owner then date.
    pub reviews: Vec<Review>,
    /// Pages that are not published yet.
    pub drafts: Vec<PageId>,
}

impl<'a> Report<'a> {
    /// Where the site of `assembly` stands.
    pub fn of(assembly: &'a Assembly) -> Self {
        let site = &*assembly.site;
        let (weights, mut failed) = weights(assembly);
        failed.extend(check::pictures(site));
        diagnostic::sort(&mut failed);
        let mut diagnostics = assembly.diagnostics(false);
        diagnostics.extend(assembly.severities(false).apply(failed));
        let (config, date) = (&site.config, site.options.date);
        let drafts = (0u32..).map(PageId).zip(&site.pages).filter(|(_, page)| !page.status.published());
        Report {
            site,
            diagnostics,
            conformance: config.accessibility.as_ref().map(|claim| claim.state(date)),
            weights,
            reviews: site.reviews(Some(config.review_within.after(date))),
            drafts: drafts.map(|(id, _)| id).collect(),
        }
    }

    /// How many diagnostics are of `severity`.
    pub fn count(&self, severity: Severity) -> usize {
        self.diagnostics.iter().filter(|(of, _)| *of == severity).count()
    }

    /// How many diagnostics are about the criterion `number` of RGAA.
    pub fn about(&self, number: &str) -> usize {
        let about = |diagnostic: &Diagnostic| {
            diagnostic::criteria(diagnostic.code().as_str()).iter().any(|criterion| criterion.rgaa == number)
        };
        self.diagnostics.iter().filter(|(_, diagnostic)| about(diagnostic)).count()
    }

    /// A text of the site as its pages show it.
    fn typeset(&self, text: &str) -> String {
        markdown::typeset_text(text, &options(self.site, &self.site.config.language))
    }

    /// Whether a page goes beyond the site's budget.
    pub fn too_heavy(&self, weight: &Weight) -> bool {
        let budget = self.site.config.budget;
        weight.first_view > budget.page_bytes as u64 || weight.requests > budget.requests
    }

    /// Who answers for a page; `""` when nobody does.
    pub fn owner(&self, page: PageId) -> &str {
        self.site.document_of(page).meta.owner.as_deref().unwrap_or_default()
    }

    /// The path of a page's file.
    pub fn file(&self, page: PageId) -> &str {
        self.site.document_of(page).file.path.as_str()
    }
}
