import { readFile } from 'node:fs/promises';
import { relative, sep } from 'node:path';
import { filesUnder } from './probe-core.ts';
import type { SdkPart } from './sdk-file.ts';

/** A value that has a name, in a file of res/values. */
const VALUE =
  /<(string|style|dimen|color|integer|bool|array|string-array|integer-array|plurals|fraction|drawable)\b[^>]*\bname="([^"]+)"/g;

/** A sentence for each file whose resources lose against those of a file before it. */
export async function noteDoubledResources(parts: readonly SdkPart[]): Promise<readonly string[]> {
  const owners = new Map<string, { readonly part: string; readonly content: string }>();
  const notes: string[] = [];
  for (const { name: part, resources } of parts) {
    const lost: { readonly name: string; readonly owner: string }[] = [];
    for (const [name, content] of resources === null ? [] : await resourcesIn(resources)) {
      const owner = owners.get(name);
      if (owner === undefined) {
        owners.set(name, { part, content });
      } else if (owner.part !== part && owner.content !== content) {
        lost.push({ name, owner: owner.part });
      }
    }
    const [first] = lost;
    if (first !== undefined) {
      const more = lost.length === 1 ? '' : ` (and ${lost.length - 1} more)`;
      notes.push(`${part}: the resource ${first.name}${more} was left out, since ${first.owner} has another one of that name`);
    }
  }
  return notes;
}

/** By qualified name, `layout/page` or `values-zh/string/title`: what tells two of one name apart. */
async function resourcesIn(folder: string): Promise<ReadonlyMap<string, string>> {
  const named = new Map<string, string>();
  for (const file of await filesUnder(folder, '')) {
    const path = relative(folder, file).split(sep).join('/');
    const bytes = await readFile(file);
    if (path.startsWith('values')) {
      for (const { 0: whole, 1: kind, 2: name, index } of bytes.toString().matchAll(VALUE)) {
        const rest = bytes.toString('utf8').slice(index + whole.length);
        named.set(`${path.split('/')[0]}/${kind}/${name}`, rest.slice(0, rest.indexOf(`</${kind}>`)));
      }
    } else {
      named.set(path.replace(/(?:\.9)?\.\w+$/, ''), bytes.toString('latin1'));
    }
  }
  return named;
}
