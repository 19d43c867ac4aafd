import { describeQuery, findNode } from './adb/ui-dump.ts';
import type { View } from './check.ts';
import { type ExpectationOf, type Result, resultOf } from './judge-compare.ts';
import { type Observations, resultsOf, type Screen } from './observations.ts';

export function judgePageIn({ exactly, before }: ExpectationOf<'page-in'>, observations: Observations): Result {
  const events = observations.events.filter((event) => event.type === 'pageIn');
  const codes = events.map((event) => String(event.payload['resultCode']));
  const expected = `200087 ${times(exactly)}${before === undefined ? '' : ' and before the result'}`;
  if (codes.length !== exactly || codes.some((code) => code !== '200087')) {
    return { status: 'wrong', expected, observed: codes.length === 0 ? 'no page-in event' : codes.join(', ') };
  }
  const result = before === undefined ? undefined : resultsOf(before, observations)[0];
  const first = events[0];
  if (result !== undefined && first !== undefined && BigInt(first.atNanos) >= BigInt(result.atNanos)) {
    return { status: 'wrong', expected, observed: '200087 after the result' };
  }
  return { status: 'ok', expected, observed: exactly === 0 ? 'no page' : `200087 ${times(exactly)}` };
}

export function judgePage({ look, shows = [], lacks = [] }: ExpectationOf<'page'>, observations: Observations): Result {
  const expected = [...shows.map(describeQuery), ...lacks.map((view) => `no ${describeQuery(view)}`)].join(' · ');
  const screen = observations.screens[look];
  if (screen === undefined) {
    const why = observations.stopped?.reason ?? 'no step did';
    return { status: 'wrong', expected, observed: `the screen was not looked at: ${why}` };
  }
  const missing = shows.filter((view) => findNode(screen.nodes, view) === null);
  const unwanted = lacks.filter((view) => findNode(screen.nodes, view) !== null);
  const wrong = [
    ...missing.map((view) => `no view with ${describeQuery(view)}`),
    ...unwanted.map((view) => `a view with ${describeQuery(view)}`),
  ];
  return resultOf(wrong.length === 0, expected, wrong.length === 0 ? textsOf(shows, screen.nodes) : wrong.join(', '));
}

export function judgeExchange({ of, resultCode, number }: ExpectationOf<'exchange'>, observations: Observations): Result {
  const expected = number === undefined ? resultCode : `${resultCode} and the subscriber's number`;
  const exchanged = observations.exchanges[of];
  if (exchanged === undefined) {
    return { status: 'wrong', expected, observed: 'there was no token to exchange' };
  }
  if (exchanged.resultCode !== resultCode || number === undefined) {
    return resultOf(exchanged.resultCode === resultCode, expected, exchanged.resultCode);
  }
  if (exchanged.msisdn === observations.facts.subscriber) {
    return { status: 'ok', expected, observed: `${resultCode} and the number` };
  }
  const other = exchanged.msisdn === null ? 'no number' : 'another number';
  return { status: 'wrong', expected, observed: `${resultCode} and ${other}` };
}

/** The texts of the views that had to be shown. */
function textsOf(views: readonly View[], nodes: Screen['nodes']): string {
  const texts = views.flatMap((view) => findNode(nodes, view)?.text || []);
  return texts.length === 0 ? 'page as expected' : `page shows ${texts.join(' · ')}`;
}

function times(number: number): string {
  return number === 1 ? 'once' : `${number} times`;
}
