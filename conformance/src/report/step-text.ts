/** A step of a row in words: its kind, its name and what it is given. */
export function stepText({ do: kind, ...rest }: { readonly do: string }): string {
  const { as: name, ...given } = rest as { readonly as?: string } & Readonly<Record<string, unknown>>;
  const values = Object.entries(given).map(
    ([key, value]) => `${key} ${typeof value === 'string' ? value : JSON.stringify(value)}`,
  );
  return [kind, ...(name === undefined ? [] : [`“${name}”`]), ...(values.length === 0 ? [] : [values.join(', ')])].join(' ');
}
