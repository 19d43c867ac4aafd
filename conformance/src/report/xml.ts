const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Escapes for XML and HTML, in text and in attributes; what XML 1.0 cannot hold is dropped. */
export function escapeXml(text: string): string {
  return [...text]
    .filter((character) => character >= ' ' || character === '\n' || character === '\t')
    .join('')
    .replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
