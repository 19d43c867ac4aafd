/** What stands in a text for a value that was not there. */
export const PRINTED_NOTHINGS = [
  ...['nil', '<nil>', '%!s(<nil>)', '%!s(MISSING)', '%!v(MISSING)', '(null)', 'NULL', 'NaN', 'Optional.empty'],
  ...['[object Object]', '[object Promise]', 'Array', 'true', 'false', 'True', 'False', '{}', '[]', '0'],
] as const;

/** What templates of languages have for a name, until it is filled in. */
export function templatesOf(name: string): readonly string[] {
  const braces = [`{${name}}`, `\${${name}}`, `#{${name}}`, `{{${name}}}`, `<${name}>`];
  return [...braces, `$${name}`, `%(${name})s`, `:${name}`, `@${name}`, name, '%s', '{}', '{0}', '?'];
}
