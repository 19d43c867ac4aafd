import { callbackLaws } from '../laws/callbacks.ts';
import { networkLaws } from '../laws/network.ts';
import { pageLaws } from '../laws/page.ts';
import { requestLaws } from '../laws/requests.ts';
import { resultLaws } from '../laws/results.ts';
import { secretLaws } from '../laws/secrets.ts';
import { timeLaws } from '../laws/time.ts';
import type { Law } from './law.ts';

/** Every law, in the order in which a report lists them. */
export const LAWS: readonly Law[] = [
  ...callbackLaws,
  ...resultLaws,
  ...timeLaws,
  ...networkLaws,
  ...requestLaws,
  ...pageLaws,
  ...secretLaws,
];
