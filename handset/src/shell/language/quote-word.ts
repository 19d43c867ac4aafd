/** A word as the shell would read it again: in quotes where it needs them. */
export function quoteWord(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control letters are what $'…' is for
  if (/[\x00-\x1f\x7f]/.test(text)) {
    const escaped = text
      .replace(/[\\']/g, '\\$&')
      .replace(/\n/g, '\\n')
      .replace(/\t/g, '\\t')
      .replace(/\r/g, '\\r')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: as above
      .replace(/[\x00-\x1f\x7f]/g, (letter) => `\\x${letter.charCodeAt(0).toString(16).padStart(2, '0')}`);
    return `$'${escaped}'`;
  }
  if (text !== '' && /^[\w@%+:,./-]+$/.test(text)) {
    return text;
  }
  return text === '' ? "''" : `'${text.replaceAll("'", "'\\''")}'`;
}
