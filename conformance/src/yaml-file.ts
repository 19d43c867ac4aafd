import type { Node } from 'yaml';
import * as yaml from 'yaml';
import type { z } from 'zod';
import { placeText, YamlText } from '../../simulator/src/model/yaml-text.ts';
import { UsageError } from './errors.ts';

/** A place in a file that is wrong. */
export interface WrongPlace {
  readonly line: number;
  /** As `app.appKey` or `apps[0].appid`; empty for the whole. */
  readonly place: string;
  readonly message: string;
}

type Read<T> = { readonly value: T; readonly wrong: null } | { readonly value: null; readonly wrong: readonly WrongPlace[] };

/** A YAML file that the user has written, with the suite's refusals. */
export class YamlFile {
  readonly #text: YamlText;

  /** Throws UsageError with file and line where the text is not one YAML document. `failsafe` leaves every scalar a text. */
  constructor(text: string, path: string, schema: 'core' | 'failsafe') {
    this.#text = new YamlText(yaml, text, { file: path, schema, refuse: (message) => new UsageError(message) });
  }

  get contents(): Node | null {
    return this.#text.contents;
  }

  /** An error at a line of the file. */
  error(line: number, what: string): UsageError {
    return new UsageError(this.#text.at(line, what));
  }

  /** The line of a place; that of the last part of it which is there. */
  lineOf(path: readonly PropertyKey[]): number {
    return this.#text.lineOf(path);
  }

  /** Reads the value at a place that is there. Each place that is wrong is named inside it. */
  read<S extends z.ZodType>(schema: S, at: readonly PropertyKey[] = []): Read<z.output<S>> {
    const wrong = this.#text.wrongPlaces(schema, at).map(({ path, key, message }) => ({
      line: this.lineOf([...at, ...path, ...(key === undefined ? [] : [key])]),
      place: placeText(path),
      message,
    }));
    return wrong.length === 0 ? { value: schema.parse(this.#text.valueAt(at)), wrong: null } : { value: null, wrong };
  }
}
