import type { Shown, SightRule } from './check.ts';
import { countOf, type ExpectationOf, type Result, resultOf } from './judge-compare.ts';
import { judgeSight, type SeenSight } from './judge-sight.ts';
import { type Observations, resultsOf, type Screen } from './observations.ts';
import type { Finding as PageFinding } from './page/judge-readable.ts';
import type { ProbeEvent } from './probe/messages.ts';

export function judgePageIn({ exactly, before }: ExpectationOf<'page-in'>, observations: Observations): Result {
  const events = observations.events.filter((event) => event.type === 'pageIn');
  const codes = events.map((event) => String(event.payload['resultCode']));
  const expected = `200087 ${times(exactly)}${before === undefined ? '' : ' and before the result'}`;
  if (codes.length !== exactly || codes.some((code) => code !== '200087')) {
    return { status: 'wrong', expected, observed: codes.length === 0 ? 'no page-in event' : codes.join(', ') };
  }
  if (isLate(events[0], before, observations)) {
    return { status: 'wrong', expected, observed: '200087 after the result' };
  }
  return { status: 'ok', expected, observed: exactly === 0 ? 'no page' : `200087 ${times(exactly)}` };
}

/** A listener of the theme, by the name of its method. */
export function judgeListener(expectation: ExpectationOf<'listener'>, observations: Observations): Result {
  const { method, exactly, value, before } = expectation;
  const events = observations.events.filter(
    ({ type, payload }) =>
      type === 'listener' && payload['method'] === method && (value === undefined || payload['value'] === value),
  );
  const what = value === undefined ? method : `${method}(${value})`;
  if (isLate(events[0], before, observations)) {
    return { status: 'wrong', expected: `${what} before the result`, observed: `${what} after the result` };
  }
  return countOf(events.length, exactly, [`call of ${what}`, `calls of ${what}`]);
}

/** The event came after the result of the call that it must come before. */
function isLate(event: ProbeEvent | undefined, before: string | undefined, observations: Observations): boolean {
  const result = before === undefined ? undefined : resultsOf(before, observations)[0];
  return result !== undefined && event !== undefined && BigInt(event.atNanos) >= BigInt(result.atNanos);
}

/** A look that could not be read says nothing of the subject. */
export function judgePage({ look, shows, sees = {} }: ExpectationOf<'page'>, observations: Observations): Result {
  const rules = Object.entries(sees) as [SeenSight, SightRule][];
  const shown: readonly Shown[] = shows === undefined ? [] : [shows].flat();
  const wanted = shown.map((one) => SHOWN[one]).join(' or ');
  const expected = [...(wanted === '' ? [] : [wanted]), ...rules.map((rule) => judgeSight(rule, {}, {}).expected)].join(' · ');
  return onScreen({ look, expected }, observations, (screen) => {
    if (shown.length > 0 && !shown.some((one) => one === screen.shows)) {
      return { status: 'wrong', expected, observed: SHOWN[screen.shows] };
    }
    const results = rules.map((rule) => judgeSight(rule, screen.sights, observations.screens));
    const status = (['wrong', 'unsure'] as const).find((one) => results.some((result) => result.status === one)) ?? 'ok';
    const decisive = results.filter((result) => result.status === status);
    return { status, expected, observed: decisive.map(({ observed }) => observed).join(' · ') || SHOWN[screen.shows] };
  });
}

const STATUS: Readonly<Record<PageFinding['level'], Result['status']>> = { fail: 'wrong', warn: 'warn', unclear: 'unsure' };

export function judgeReadable({ look, part }: ExpectationOf<'readable'>, observations: Observations): Result {
  const name = part === undefined ? 'number, button and terms' : part;
  const expected = `${name} can be read`;
  return onScreen({ look, expected }, observations, (screen) => {
    if (screen.shows !== 'page') {
      return { status: 'wrong', expected, observed: SHOWN[screen.shows] };
    }
    const findings = screen.findings.filter((finding) => part === undefined || finding.part === part);
    const worst = (['fail', 'unclear', 'warn'] as const).find((level) => findings.some((finding) => finding.level === level));
    if (worst === undefined) {
      return { status: 'ok', expected, observed: `${name} readable` };
    }
    const messages = findings.filter(({ level }) => level === worst).map(({ message }) => message);
    return { status: STATUS[worst], expected, observed: messages.join('; ') };
  });
}

const SHOWN: Readonly<Record<Screen['shows'], string>> = {
  page: 'the page',
  dialog: 'a dialog',
  'terms-page': "the terms' page",
  nothing: 'no page',
  unclear: 'a page that cannot be read',
};

interface Look {
  readonly look: string;
  readonly expected: string;
}

function onScreen({ look, expected }: Look, { screens, stopped }: Observations, judge: (screen: Screen) => Result): Result {
  const screen = screens[look];
  if (screen === undefined) {
    return { status: 'wrong', expected, observed: `the screen was not looked at: ${stopped?.reason ?? 'no step did'}` };
  }
  return screen.shows === 'unclear' ? { status: 'unsure', expected, observed: screen.reason ?? SHOWN.unclear } : judge(screen);
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

function times(number: number): string {
  return number === 1 ? 'once' : `${number} times`;
}
