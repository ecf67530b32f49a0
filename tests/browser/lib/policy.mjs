// What a strict Content-Security-Policy refuses, read off the HTML of every page (a browser only opens a sample).

/** The policy that `[hosting] servers` gives to hosts: every page must hold under it. JSON-LD is data, so it needs no exception. */
export const CSP = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; media-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

const DATA_TYPES = /^(application\/(ld\+)?json|text\/(plain|markdown))$/i;

/** Inline scripts, styles and event handlers of a site. */
export function checkInline(site) {
  const problems = [];
  for (const page of site.pages.values()) {
    for (const { name, attrs, line, node } of page.elements) {
      const add = (rule, message) => problems.push({ rule, file: page.path, line, message });
      if (name === 'script' && attrs.src === undefined && !DATA_TYPES.test(attrs.type ?? '')) add('inline-script', 'inline <script>');
      if (name === 'style' && node.childNodes.length > 0) add('inline-style', 'inline <style>');
      if (attrs.style !== undefined) add('inline-style', `style attribute on <${name}>`);
      for (const attribute of Object.keys(attrs)) {
        if (/^on/i.test(attribute)) add('event-attribute', `${attribute} attribute on <${name}>`);
      }
    }
  }
  return problems;
}
