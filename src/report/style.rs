//! The report's own stylesheet: the page is one file, opened from a disk.

/// In the page's head. Colours follow the system's scheme; on paper everything is black on white.
pub(super) const STYLE: &str = "\
:root{color-scheme:light dark;--line:#c8ccd4;--soft:#f3f4f7;--link:#0b4ea2;--bad:#a11212}
@media(prefers-color-scheme:dark){:root{--line:#4a5060;--soft:#23262e;--link:#9cc4ff;--bad:#ffaaa5}}
body{font:1rem/1.5 system-ui,sans-serif;max-width:62rem;margin:0 auto;padding:1rem;background:Canvas;color:CanvasText;overflow-wrap:anywhere}
h1,h2,h3{line-height:1.25;text-wrap:balance}h2{margin-top:2.5rem;border-bottom:1px solid var(--line)}
a,summary{color:var(--link)}summary{cursor:pointer;padding:.25rem 0}
.wide{overflow-x:auto}table{border-collapse:collapse;width:100%}
caption{text-align:start;font-weight:600;padding:.5rem 0}
th,td{border:1px solid var(--line);padding:.3rem .6rem;text-align:start;vertical-align:top;overflow-wrap:break-word}
thead th{background:var(--soft)}tbody th{font-weight:400;min-width:11rem;overflow-wrap:anywhere}time{white-space:nowrap}
.n{text-align:end;white-space:nowrap;font-variant-numeric:tabular-nums}
.bad{color:var(--bad);font-weight:600}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.25rem 1rem}dt{font-weight:600}dd{margin:0}
.todo{list-style:none;padding:0 0 0 1.6rem;text-indent:-1.6rem}.todo li::before{content:\"\\2610\" / \"\";display:inline-block;width:1.6rem;text-indent:0}
code{background:var(--soft);padding:0 .2rem}
@media(max-width:30rem){dl{grid-template-columns:1fr max-content}}
@media print{:root{--line:#888;--soft:#fff;--link:#000;--bad:#000}@page{size:A4;margin:18mm 16mm}body{max-width:none;padding:0;font-size:10pt}tr,li{break-inside:avoid}h2,h3,caption,thead{break-after:avoid}}
";
