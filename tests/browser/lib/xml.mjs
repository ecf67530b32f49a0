// XML read strictly, into a flat list of elements with their line, attributes and own text.

import { SaxesParser } from 'saxes';

/** { elements: [{ name, local, uri, attrs, text, line, parent }], error: { line, message } | null }. */
export function readXml(text) {
  const elements = [];
  const open = [];
  let error = null;
  const parser = new SaxesParser({ xmlns: true, position: true });
  parser.on('error', ({ message }) => {
    error ??= { line: parser.line, message: `not well-formed XML: ${message.replace(/^[^:]*:\d+:\d+: /, '')}` };
  });
  parser.on('opentag', (tag) => {
    const attrs = {};
    for (const [name, { value }] of Object.entries(tag.attributes)) attrs[name] = value;
    const element = { name: tag.name, local: tag.local, uri: tag.uri, attrs, text: '', line: parser.line, parent: open.at(-1) ?? null };
    elements.push(element);
    open.push(element);
  });
  const addText = (value) => {
    if (open.length) open.at(-1).text += value;
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', () => open.pop());
  parser.write(text).close();
  return { elements, error };
}
