import type { z } from 'zod';
import type { ProblemPlace } from '../model/problem.ts';
import { placeText, type WrongPlace, YamlText } from '../model/yaml-text.ts';
import { ProblemError } from '../protocol/problem-error.ts';

/** The text of a config file as YAML, with the refusals of a start. */
export class ConfigYaml {
  readonly #text: YamlText;

  /** Parses the text; a ProblemError has file and line where it is not one YAML document. The YAML parser is loaded only if there is a file. */
  static async parse(text: string, file: string): Promise<ConfigYaml> {
    const refuse = (message: string): ProblemError => new ProblemError('not-json', message);
    return new ConfigYaml(new YamlText(await import('yaml'), text, { file, refuse }));
  }

  private constructor(text: YamlText) {
    this.#text = text;
  }

  /** An empty file is a configuration without anything. */
  get value(): unknown {
    return this.#text.value ?? {};
  }

  /** The places of a schema's issues; every unknown key is a place of its own. */
  wrongPlaces(schema: z.ZodType): readonly WrongPlace[] {
    return this.#text.value === null ? [] : this.#text.wrongPlaces(schema);
  }

  /** Refuses the file where places are wrong: a line each, with file, line and place. */
  refuse(wrong: readonly WrongPlace[]): void {
    if (wrong.length > 0) {
      const text = this.#text;
      const lines = wrong.map((one) =>
        text.at(text.lineOf(wholePath(one)), `${placeText(wholePath(one)) || 'the file'}: ${one.message}`),
      );
      throw new ProblemError('invalid', lines.join('\n'), wrong.map(placeOf));
    }
  }
}

function wholePath({ path, key }: WrongPlace): readonly PropertyKey[] {
  return key === undefined ? path : [...path, key];
}

function placeOf(wrong: WrongPlace): ProblemPlace {
  const pointer = wholePath(wrong).map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`);
  return { pointer: pointer.join(''), message: wrong.message };
}
