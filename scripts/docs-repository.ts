import { execFileSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository as its documents see it: its own files, their text, the headings of its pages. */

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Tracked files and new ones, nothing that git ignores. */
export function repositoryFiles(): readonly string[] {
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], { cwd: ROOT });
  return listed
    .toString()
    .split('\0')
    .filter((path) => path !== '' && isThere(path));
}

export function textOf(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}

/** A file or a folder. */
export function isThere(path: string): boolean {
  return statSync(join(ROOT, path), { throwIfNoEntry: false }) !== undefined;
}

/** A document by the name under which a file cites it: beside the file, in a folder above it, or in docs/. */
export function findDocument(name: string, citedIn: string): string | null {
  const places = [...foldersAbove(citedIn), 'docs'].map((folder) => normalize(join(folder, name)));
  return places.find(isThere) ?? null;
}

/** The nearest first, the top last. */
function foldersAbove(path: string): readonly string[] {
  const folder = dirname(path);
  return folder === '.' ? ['.'] : [folder, ...foldersAbove(folder)];
}

/** A page without its code blocks. */
export function proseOf(page: string): string {
  return textOf(page).replace(/^```[\s\S]*?^```$/gm, '');
}

/** What the headings of a page say, without their marks. */
export function headingsOf(page: string): readonly string[] {
  return [...proseOf(page).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => heading.replaceAll('`', ''));
}

/** `2.1` of "2.1. Redirects" and "2.1 Redirects", `1a` of "1a. Laws". */
export function sectionNumbersOf(page: string): ReadonlySet<string> {
  return new Set(headingsOf(page).flatMap((heading) => /^(\d+(?:\.\d+)*[a-z]?)\.? /.exec(heading)?.[1] ?? []));
}

/** The anchors that a page's headings have on a code host. */
export function anchorsOf(page: string): ReadonlySet<string> {
  return new Set(
    headingsOf(page).map((heading) =>
      heading
        .toLowerCase()
        .replace(/[^\p{L}\p{N} _-]/gu, '')
        .replaceAll(' ', '-'),
    ),
  );
}
