import { MutationError } from '../dist/conformance/src/mutation/mutation-error.js';
import { readGuards } from '../dist/conformance/src/mutation/read-guards.js';
import { readOptions } from './options.mjs';

const { values, positionals } = readOptions('clause-guards', {
  allowPositionals: true,
  options: {
    seed: { type: 'string', default: '1' },
    all: { type: 'boolean', default: false },
  },
});

async function main() {
  const [run] = positionals;
  if (run === undefined) {
    console.error('clause-guards: which run? See scripts/clause-guards --help');
    return 64;
  }
  const { guards, unguarded, unbroken, sets, mutants } = await readGuards(run, Number(values.seed));
  for (const { clause, missed } of guards.filter((guard) => values.all && guard.missed.length > 0)) {
    console.log(
      `guarded    ${clause.id.padEnd(8)} ${missed.slice(0, 4).join(', ')}${missed.length > 4 ? ` and ${missed.length - 4} more` : ''}`,
    );
  }
  for (const { id, level, text } of unguarded) {
    console.log(`unguarded  ${id.padEnd(8)} ${level.padEnd(6)} ${text}`);
  }
  for (const { id, level, text } of unbroken) {
    console.log(`unbroken   ${id.padEnd(8)} ${level.padEnd(6)} ${text}`);
  }
  for (const set of sets.unnoticed) {
    console.log(`unnoticed  ${set.join(' ')}`);
  }
  const guarded = guards.filter(({ missed }) => missed.length > 0).length;
  console.log(
    `\n${mutants} mutants · ${guards.length} clauses: ${guarded} guarded, ${unguarded.length} unguarded, ${unbroken.length} that no mutant breaks · ${sets.unnoticed.length} of ${sets.count} sets of ten unnoticed`,
  );
  return unguarded.length > 0 || sets.unnoticed.length > 0 ? 1 : 0;
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error) => {
    console.error(error instanceof MutationError || error.name === 'UsageError' ? `clause-guards: ${error.message}` : error);
    process.exitCode = error instanceof MutationError || error.name === 'UsageError' ? 64 : 4;
  },
);
