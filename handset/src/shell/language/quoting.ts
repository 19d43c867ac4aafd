import type { Scanner } from './scanner.ts';

/** `document` is the body of a here-document, where `"` is a letter like any other. */
export type Quoting = 'bare' | 'quoted' | 'document';

/** True for the letter that ends a word or a part of one. */
export type WordEnd = (letter: string, scanner: Scanner) => boolean;
