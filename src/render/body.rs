//! Fills the holes of a body: links, images, headings, containers, includes, glossary terms.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, Mutex};

use foldhash::fast::FixedState;

use minijinja::Error;

use crate::content::{Document, ImageEntry};
use crate::markdown::{self, Extent, Hole, Reference};
use crate::sheet::{self, Filling, Form};
use crate::site::{AssetId, DocumentId, INCLUDED_DEPTH, INCLUDED_LIMIT, Link, PageId, Place, Target};

use super::engine::escape;
use super::{Scope, components, credit, download, mention, variants};

/// The documents that lead to a container, and its number in the last of them.
type ContainerKey = (Vec<DocumentId>, u32);

/// What one rendering of a page's text remembers from hole to hole.
#[derive(Debug)]
pub(super) struct Rendering {
    /// The scope.
    pub scope: Arc<Scope>,
    /// The page the text is shown on.
    pub page: PageId,
    /// Glossary entries already marked on it.
    pub mentioned: Mutex<BTreeSet<usize>>,
    /// Whether an image was written: the first is not lazy.
    pub image_seen: Mutex<bool>,
    /// What includes cost so far.
    included: Mutex<usize>,
    /// Containers already made, by the documents that lead to them and their number. A component asks for its text in
    /// several ways (body, sections, lists): without this, each level of nesting would multiply the work, and a
    /// glossary term would be marked in the way that is not shown.
    containers: Mutex<HashMap<ContainerKey, Arc<str>, FixedState>>,
    /// What fills the blanks, on the page of a filled template.
    pub filling: Option<Filling>,
}

impl Rendering {
    pub fn new(scope: &Arc<Scope>, page: PageId) -> Arc<Self> {
        Arc::new(Rendering {
            scope: Arc::clone(scope),
            page,
            mentioned: Mutex::default(),
            image_seen: Mutex::default(),
            included: Mutex::default(),
            containers: Mutex::default(),
            // Only the filled page of a template is rendered from that address.
            filling: sheet::filled_url(&scope.site, page)
                .filter(|url| *url == scope.from)
                .and_then(|_| sheet::filling(&scope.site, page)),
        })
    }

    /// Whether the page may still include `id`; `check` reports the one that may not.
    fn includes(&self, id: DocumentId) -> bool {
        let mut included = self.included.lock().expect("no rendering panics while it holds the lock");
        *included = included.saturating_add(self.scope.site.include_cost(id));
        *included <= INCLUDED_LIMIT
    }
}

/// The HTML of a page's text.
///
/// # Errors
/// When a component's template fails.
pub fn body_html(scope: &Arc<Scope>, page: PageId) -> Result<String, Error> {
    let document = scope.site.page(page).document;
    let rendering = Rendering::new(scope, page);
    let whole = scope.site.document(document).body.whole;
    extent_html(&rendering, &[document], whole)
}

/// The HTML of a part of the last document of `chain`, which is included by those before it.
pub(super) fn extent_html(rendering: &Arc<Rendering>, chain: &[DocumentId], extent: Extent) -> Result<String, Error> {
    let id = *chain.last().expect("a rendering starts from a document");
    let document = Arc::clone(rendering.scope.site.document(id));
    let mut writer = Writer {
        links: &rendering.scope.site.links[id.index()],
        document: &document,
        rendering,
        chain,
        draft: !rendering.scope.site.page(rendering.page).status.published(),
        marks_blanks: is_template(rendering),
        out: String::with_capacity((extent.to.html - extent.from.html) as usize * 5 / 4 + 256),
        quiet: 0,
        pending: String::new(),
    };
    writer.extent(extent)?;
    Ok(writer.out)
}

fn is_template(rendering: &Rendering) -> bool {
    let site = &rendering.scope.site;
    Form::of(&site.config.kinds.kinds[site.page(rendering.page).kind]) == Form::Template
}

struct Writer<'a> {
    rendering: &'a Arc<Rendering>,
    document: &'a Arc<Document>,
    links: &'a [Link],
    chain: &'a [DocumentId],
    draft: bool,
    marks_blanks: bool,
    out: String,
    /// Above zero inside what must not hold a glossary link: a link, a heading, code.
    quiet: u32,
    /// The credit of an image that stands in a link, to be written after it.
    pending: String,
}

impl Writer<'_> {
    fn extent(&mut self, extent: Extent) -> Result<(), Error> {
        let body = &self.document.body;
        let mut html = extent.from.html as usize;
        let mut at = extent.from.hole as usize;
        let end = extent.to.hole as usize;
        while at < end {
            let (offset, hole) = body.holes[at];
            self.literal(&body.html[html..offset as usize]);
            html = offset as usize;
            at += 1;
            match hole {
                Hole::LinkOpen(index) => self.link_open(index),
                Hole::LinkClose(index) => self.link_close(index),
                Hole::LinkTitle(index) => self.link_title(index),
                Hole::Image(index) => self.image(index),
                Hole::Url(index) => {
                    let url = self.rendering.scope.href(&self.links[index as usize].target);
                    self.out.push_str(&escape(&url.unwrap_or_default()));
                }
                Hole::HeadingOpen(index) => {
                    let heading = &body.outline[index as usize];
                    if heading.empty && !self.draft && !heading.nested {
                        // An empty section has nothing for readers.
                        html = heading.section.to.html as usize;
                        at = heading.section.to.hole as usize;
                        continue;
                    }
                    self.quiet += 1;
                    self.push(&["<h", level(heading.level), " id=\"", &escape(&heading.id), "\">"]);
                }
                Hole::HeadingClose(index) => {
                    let heading = &body.outline[index as usize];
                    self.quiet -= 1;
                    let label = if self.french() { "Lien vers cette section" } else { "Link to this section" };
                    if !heading.nested {
                        let id = escape(&heading.id);
                        self.push(&["<a class=\"ancre\" href=\"#", &id, "\" aria-label=\"", label, "\">#</a>"]);
                    }
                    self.push(&["</h", level(heading.level), ">\n"]);
                    if heading.empty && self.draft && !heading.nested {
                        self.out.push_str(if self.french() {
                            "<p class=\"a-completer\">À compléter</p>\n"
                        } else {
                            "<p class=\"a-completer\">To be completed</p>\n"
                        });
                    }
                }
                Hole::ContainerOpen(index) => {
                    self.container(index)?;
                    let close = body.containers[index as usize].body.to;
                    html = close.html as usize;
                    at = close.hole as usize + 1;
                }
                Hole::ContainerClose(_) => {}
                Hole::BlankOpen(index) if self.filled(index) => {
                    let close = (at..end).find(|later| body.holes[*later].1 == Hole::BlankClose(index));
                    if let Some(close) = close {
                        html = body.holes[close].0 as usize;
                        at = close + 1;
                    }
                }
                Hole::BlankOpen(index) if self.marks_blanks && self.chain.len() == 1 => {
                    let id = sheet::blank_anchor(self.document, index);
                    self.push(&["<mark class=\"blanc\" id=\"", &id, "\">"]);
                }
                Hole::BlankOpen(_) if self.marks_blanks => self.out.push_str("<mark class=\"blanc\">"),
                Hole::BlankClose(_) if self.marks_blanks => self.out.push_str("</mark>"),
                Hole::BlankOpen(_) | Hole::BlankClose(_) => {}
            }
        }
        self.literal(&body.html[html..extent.to.html as usize]);
        Ok(())
    }

    /// Appends pieces; every page has hundreds.
    fn push(&mut self, pieces: &[&str]) {
        for piece in pieces {
            self.out.push_str(piece);
        }
    }

    fn french(&self) -> bool {
        self.rendering.scope.language.starts_with("fr")
    }

    fn literal(&mut self, html: &str) {
        if html.is_empty() {
            return;
        }
        if self.rendering.scope.site.glossary.is_empty() {
            self.out.push_str(html);
        } else {
            mention::mark(self.rendering, html, &mut self.quiet, &mut self.out);
        }
    }

    /// Writes the value of a blank, when the page is filled and has one.
    fn filled(&mut self, index: u32) -> bool {
        let Some(filling) = &self.rendering.filling else { return false };
        let Some(value) = filling.value(&self.document.body.blanks[index as usize]) else { return false };
        let options = super::filters::options(&self.rendering.scope);
        let lines: Vec<_> = value.lines().map(|line| markdown::typeset_html(line, options)).collect();
        self.out.push_str(&format!("<span class=\"rempli\">{}</span>", lines.join("<br>")));
        true
    }

    fn link_open(&mut self, index: u32) {
        self.quiet += 1;
        let reference = &self.document.body.references[index as usize];
        let target = &self.links[index as usize].target;
        let Some(href) = self.rendering.scope.href(target) else {
            self.out.push_str(&format!("<span class=\"lien-brise\" title=\"{}\">", escape(&reference.target)));
            return;
        };
        self.out.push_str("<a href=\"");
        self.out.push_str(&escape(&href));
        self.out.push('"');
        let mut class = download::class(target, &reference.text).to_owned();
        for (key, value) in &reference.attributes {
            match key.as_str() {
                "class" => {
                    class.push(' ');
                    class.push_str(value);
                }
                "lang" | "hreflang" | "rel" | "download" | "id" => self.push(&[" ", key, "=\"", &escape(value), "\""]),
                _ => {}
            }
        }
        if !class.trim().is_empty() {
            self.push(&[" class=\"", &escape(class.trim()), "\""]);
        }
        if !reference.title.is_empty() {
            self.push(&[" title=\"", &escape(&reference.title), "\""]);
        }
        self.out.push('>');
    }

    fn link_close(&mut self, index: u32) {
        self.quiet -= 1;
        let target = &self.links[index as usize].target;
        let scope = &self.rendering.scope;
        let written = Scope::leads(target);
        // A miniature that leads to the image itself says nothing of it: the reader has it before the eyes.
        if written && matches!(target, Target::Place { .. }) && !credit::ends_with_image(&self.out) {
            let Reference { text, target: name, .. } = &self.document.body.references[index as usize];
            let words = if text.is_empty() { name } else { text };
            self.out.push_str(&download::mention(&scope.site, target, words, &scope.language));
        }
        self.out.push_str(if written { "</a>" } else { "</span>" });
        self.out.push_str(&std::mem::take(&mut self.pending));
    }

    fn link_title(&mut self, index: u32) {
        let site = &self.rendering.scope.site;
        let title = match &self.links[index as usize].target {
            Target::Page { page, .. } | Target::Unpublished(page) => site.page(*page).title.clone(),
            Target::Document(document) => {
                site.page_of(*document).map(|page| site.page(page).title.clone()).unwrap_or_default()
            }
            _ => String::new(),
        };
        let title = if title.is_empty() { self.document.body.references[index as usize].target.clone() } else { title };
        self.out.push_str(&markdown::typeset_html(&title, super::filters::options(&self.rendering.scope)));
    }

    fn image(&mut self, index: u32) {
        let reference = &self.document.body.references[index as usize];
        let scope = &self.rendering.scope;
        let entry = self.document.image(&reference.target);
        let alt = match entry {
            Some(entry) if entry.decorative => String::new(),
            Some(ImageEntry { alt: Some(alt), .. }) if reference.text.trim().is_empty() => alt.clone(),
            _ => reference.text.clone(),
        };
        let place = match &self.links[index as usize].target {
            Target::Place { place, .. } => *place,
            Target::External(url) => {
                // An image of another site would be a request to a third party: it is shown as a link.
                let words = if alt.is_empty() { url.as_str() } else { &alt };
                // Inside a link, which leads elsewhere, only words can stand.
                if self.out.rfind("<a ") > self.out.rfind("</a>") {
                    self.out.push_str(&escape(words));
                    return;
                }
                self.out.push_str(&format!("<a class=\"externe\" href=\"{}\">{}</a>", escape(url), escape(words)));
                return;
            }
            _ => {
                let label = if self.french() { "Image absente\u{a0}:" } else { "Missing image:" };
                let words = if alt.is_empty() { &reference.target } else { &alt };
                self.out.push_str(&format!(
                    "<span class=\"image-absente\" role=\"img\" aria-label=\"{label} {0}\">{label} {0}</span>",
                    escape(words)
                ));
                return;
            }
        };
        let url = scope.url(&scope.path_of(place));
        let picture = variants::picture(scope, place);
        self.out.push_str(&picture);
        self.out.push_str(&format!("<img src=\"{}\" alt=\"{}\"", escape(&url), escape(&alt)));
        if let Place::Asset(asset) = place
            && let Some((width, height)) = scope.site.assets[asset.index()].file.dimensions()
        {
            self.out.push_str(&format!(" width=\"{width}\" height=\"{height}\""));
        }
        let mut seen = self.rendering.image_seen.lock().expect("no rendering panics while it holds the lock");
        if *seen {
            self.out.push_str(" loading=\"lazy\"");
        }
        *seen = true;
        drop(seen);
        self.out.push_str(if picture.is_empty() { " decoding=\"async\">" } else { " decoding=\"async\"></picture>" });
        if let Place::Asset(asset) = place {
            self.credit(entry, asset);
        }
    }

    /// The line under an image, after the link it may stand in. One that follows words of a sentence has none: the page
    /// of credits lists it.
    fn credit(&mut self, entry: Option<&ImageEntry>, asset: AssetId) {
        let tag = credit::tag_before_image(&self.out);
        let linked = tag.starts_with("<a ");
        if !linked && !["<p>", "<figure>", "<td", "<li", "<div"].iter().any(|block| tag.starts_with(block)) {
            return;
        }
        let scope = &self.rendering.scope;
        let line = credit::line(scope, &scope.site.credit(self.document, entry, asset));
        if linked {
            self.pending = line;
        } else {
            self.out.push_str(&line);
        }
    }

    fn container(&mut self, index: u32) -> Result<(), Error> {
        let container = &self.document.body.containers[index as usize];
        if self.chain.len() > INCLUDED_DEPTH {
            return Ok(());
        }
        if container.name == "inclure" {
            return self.include(container.reference);
        }
        let key = (self.chain.to_vec(), index);
        let made = || self.rendering.containers.lock().expect("no rendering panics while it holds the lock");
        if let Some(html) = made().get(&key) {
            self.out.push_str(html);
            return Ok(());
        }
        let html = components::render(self.rendering, self.chain, index)?;
        self.out.push_str(&html);
        made().insert(key, html.into());
        Ok(())
    }

    fn include(&mut self, reference: Option<u32>) -> Result<(), Error> {
        let Some(index) = reference else { return Ok(()) };
        let Target::Document(id) = self.links[index as usize].target else {
            let reference: &Reference = &self.document.body.references[index as usize];
            self.out.push_str(&format!("<p class=\"lien-brise\">{}</p>\n", escape(&reference.target)));
            return Ok(());
        };
        // A loop is reported by `check`; here it only must not go round.
        if self.chain.contains(&id) || !self.rendering.includes(id) {
            return Ok(());
        }
        let mut chain = self.chain.to_vec();
        chain.push(id);
        let whole = self.rendering.scope.site.document(id).body.whole;
        self.out.push_str(&extent_html(self.rendering, &chain, whole)?);
        Ok(())
    }
}

/// The digit of a heading's level.
fn level(level: u8) -> &'static str {
    match level {
        0..=2 => "2",
        3 => "3",
        4 => "4",
        5 => "5",
        _ => "6",
    }
}
