import { EXIT_CODES } from '../exit-codes.ts';
import type { Sink } from '../shell-io.ts';
import { writeText } from '../text-io.ts';
import type { BuiltinCall } from './builtin.ts';
import { decodeEscapes } from './escapes.ts';
import { descriptorOf } from './redirections.ts';
import { ShellFailureError } from './syntax.ts';

/** mksh's `echo [-neE] WORDS…` replaces escapes unless `-E` stands before. */
export async function echo({ args, io }: BuiltinCall): Promise<number> {
  let endsLine = true;
  let decodes = true;
  const words = [...args];
  while (/^-[neE]+$/.test(words[0] ?? '')) {
    for (const letter of words.shift()?.slice(1) ?? '') {
      endsLine &&= letter !== 'n';
      decodes = letter === 'n' ? decodes : letter === 'e';
    }
  }
  const text = words.join(' ');
  const decoded = decodes ? decodeEscapes(text) : { text, ends: false };
  await writeText(io.stdout, `${decoded.text}${endsLine && !decoded.ends ? '\n' : ''}`);
  return EXIT_CODES.ok;
}

/** `print [-nrRe] [-u FD] WORDS…` */
export async function print({ args, io }: BuiltinCall): Promise<number> {
  let endsLine = true;
  let decodes = true;
  let sink = io.stdout;
  const words = [...args];
  while (/^-[nrReslu0-9-]+$/.test(words[0] ?? '')) {
    const word = words.shift() ?? '';
    if (word === '--') {
      break;
    }
    endsLine &&= !word.includes('n');
    decodes &&= !/[rR]/.test(word);
    const descriptor = /u(\d*)/.exec(word);
    sink = descriptor === null ? sink : sinkOf(io, descriptor[1] || (words.shift() ?? ''));
  }
  const text = words.join(' ');
  const decoded = decodes ? decodeEscapes(text) : { text, ends: false };
  await writeText(sink, `${decoded.text}${endsLine && !decoded.ends ? '\n' : ''}`);
  return EXIT_CODES.ok;
}

function sinkOf(io: BuiltinCall['io'], number: string): Sink {
  const stream = descriptorOf(io, number);
  if (!('write' in stream)) {
    throw new ShellFailureError(`print: ${number}: fd not open for writing`);
  }
  return stream;
}
