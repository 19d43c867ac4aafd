import { mkdirSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { runCampaign } from '../dist/conformance/src/mutation/campaign.js';
import { MutationError } from '../dist/conformance/src/mutation/mutation-error.js';
import { mutationPage } from '../dist/conformance/src/mutation/mutation-page.js';
import { describeMutation, readMutations } from '../dist/conformance/src/mutation/mutation-table.js';
import { selectMutations } from '../dist/conformance/src/mutation/selection.js';
import { readOptions } from './options.mjs';

const USAGE = 64;
const INCOMPLETE = 2;

const { values } = readOptions('mutate-sdk', {
  options: {
    only: { type: 'string' },
    sample: { type: 'string' },
    seed: { type: 'string', default: '1' },
    minutes: { type: 'string', default: '600' },
    campaign: { type: 'string', default: 'runs/mutations' },
    json: { type: 'string' },
    page: { type: 'string' },
    list: { type: 'boolean', default: false },
  },
});
const buildDir = 'android-probe/build';
const selection = {
  seed: Number(values.seed),
  ...(values.only === undefined ? {} : { only: values.only }),
  ...(values.sample === undefined ? {} : { sample: Number(values.sample) }),
};

async function main() {
  if (values.list) {
    for (const mutation of selectMutations(await readMutations(join(buildDir, 'mutations.json')), selection)) {
      console.log(`${String(mutation.number).padStart(5)}  ${describeMutation(mutation)}`);
    }
    return 0;
  }
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort());
  process.once('SIGTERM', () => stop.abort());
  mkdirSync(values.campaign, { recursive: true });
  const { score, isComplete } = await runCampaign({
    buildDir,
    equivalentsFile: 'android-probe/mutator/equivalents.yaml',
    campaignDir: values.campaign,
    cacheDir: join(homedir(), '.cache', 'quhao'),
    selection,
    minutes: Number(values.minutes),
    print: (line) => console.log(line),
    signal: stop.signal,
  });
  if (values.json !== undefined) {
    writeFileSync(values.json, `${JSON.stringify(score, null, 2)}\n`);
  }
  if (values.page !== undefined) {
    writeFileSync(values.page, mutationPage(score, 'scripts/mutate-sdk'));
  }
  const { counts } = score;
  console.log(
    `\n${Object.entries(counts)
      .map(([fate, count]) => `${count} ${fate}`)
      .join(
        ' · ',
      )}\n${score.percent.toFixed(1)} % killed of those judged and not equivalent; ${score.killedAbout} by a row about it; ${score.blindRows.length} blind rows, ${score.unusableRows.length} left out`,
  );
  return isComplete ? 0 : INCOMPLETE;
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error) => {
    console.error(error instanceof MutationError ? `mutate-sdk: ${error.message}` : error);
    process.exitCode = error instanceof MutationError ? USAGE : 4;
  },
);
