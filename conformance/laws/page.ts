import { type Breach, isOfProbe, type Law, wrong } from '../src/law.ts';
import type { CallView, RowView } from '../src/row-view.ts';

/** Each part has a clause of its own; the number's is the law's first. */
function ofPart(part: string): Pick<Breach, 'clause'> {
  switch (part) {
    case 'button':
      return { clause: 'PAG-02' };
    case 'terms':
      return { clause: 'PAG-04' };
    default:
      return {};
  }
}

/** What a person cannot read of a page that nothing of the flow lies over, once for each flaw. */
function unreadable({ seen }: RowView, isThemed: boolean): readonly Breach[] {
  const breaches = Object.entries(seen.screens)
    .filter(([, screen]) => screen.shows === 'page' && screen.isFront && screen.isThemed === isThemed)
    .flatMap(([look, { findings }]) =>
      findings
        .filter(({ level }) => level !== 'warn')
        .map(({ part, level, message }): Breach => {
          const status = level === 'fail' ? 'wrong' : 'unsure';
          return {
            status,
            expected: `the ${part} can be read`,
            observed: `${message} (${look})`,
            ...(isThemed ? {} : ofPart(part)),
          };
        }),
    );
  return breaches.filter(({ observed }, index) => breaches.findIndex((other) => other.observed === observed) === index);
}

/** The activities of the subject as they were created, with the device's time. The probe has some of its own. */
function activities({ seen }: RowView): readonly { readonly name: string; readonly atNanos: bigint }[] {
  return [...seen.events, ...seen.closingEvents]
    .filter(({ type }) => type === 'activity')
    .map(({ payload, atNanos }) => ({ name: String(payload['name']), atNanos: BigInt(atNanos) }))
    .filter(({ name }) => !isOfProbe(name));
}

/** A login whose page may come: of two, the first may go on where the second was refused. */
function isUnderWay({ startedNanos, results: [end] }: CallView, atNanos: bigint): boolean {
  return BigInt(startedNanos) <= atNanos && (end === undefined || atNanos <= end.atNanos + UNDER_WAY_NANOS);
}

/** Android itself may hold the activity that ended last until another has begun. */
const KEPT_BY_ANDROID = 1;

/** A page that was under way when its call ended may still come up and close. */
const UNDER_WAY_NANOS = 300_000_000n;

/** When the authorisation page may be there (guide 2.4, 2.5.3, 3.4). */
export const pageLaws: readonly Law[] = [
  {
    id: 'law-page-by-login-only',
    clause: ['CHK-01', 'LOG-01'],
    level: 'MUST',
    subject: 'sdk',
    meaning: 'getPhoneInfo and mobileAuth work from any screen and show no page',
    judge: (row) => {
      const { seen, calls } = row;
      if (calls.length === 0 || calls.some(({ api }) => api === 'loginAuth')) {
        return [];
      }
      const reported = seen.events.some(({ type }) => type === 'pageIn')
        ? [wrong('no page', '200087 was reported without loginAuth')]
        : [];
      const opened = new Set([...seen.pages, ...activities(row).map(({ name }) => name)]);
      return [...reported, ...[...opened].map((activity) => wrong('no page', `${activity} was opened without loginAuth`))];
    },
    kills: [
      { mutant: 'prefetch-opens-page', in: 'prefetch-success-describes-itself' },
      { mutant: 'check-opens-page', in: 'security-log-holds-no-secret' },
      { mutant: 'check-flashes-page', in: 'security-log-holds-no-secret' },
    ],
    since: '0.2.0',
  },
  {
    id: 'law-page-none-after-its-call',
    clause: ['LOG-01'],
    level: 'MUST',
    subject: 'sdk',
    meaning: 'a login that has ended opens no page: the app has gone on, and nobody is told what the user does there',
    judge: (row) => {
      const logins = row.calls.filter(({ api }) => api === 'loginAuth');
      const start = Math.min(...logins.map(({ startedNanos }) => Number(startedNanos)));
      return logins.flatMap(({ name, startedNanos, results: [first] }) => {
        const next = logins.map((login) => BigInt(login.startedNanos)).find((at) => at > BigInt(startedNanos));
        if (first === undefined || next !== undefined) {
          return [];
        }
        const opened = activities(row).filter(({ atNanos }) => Number(atNanos) >= start);
        const hasPage = opened.some(({ atNanos }) => atNanos <= first.atNanos + UNDER_WAY_NANOS);
        return hasPage
          ? []
          : opened
              .filter(({ atNanos }) => !logins.some((login) => isUnderWay(login, atNanos)))
              .map((activity) => wrong('no page once the call has ended', `${activity.name} was opened after ${name} had ended`));
      });
    },
    kills: [{ mutant: 'late-page', in: 'login-answer-after-time-limit-opens-no-page' }],
    since: '0.2.0',
  },
  {
    id: 'law-page-token-after-press-only',
    clause: ['SEC-01', 'LOG-01'],
    level: 'MUST',
    subject: 'sdk',
    meaning: 'the token is asked for once the user has pressed the login button, and never before',
    judge: ({ check, seen, calls }) => {
      const presses = check.act.flatMap((step) => (step.do === 'press' ? (seen.marks[step.as]?.journal ?? []) : []));
      // A mobileAuth beside the login asks for a token of its own, without a page.
      const isLoginAlone = calls.every(({ api }) => api !== 'mobileAuth');
      return calls
        .filter(({ api }) => api === 'loginAuth' && isLoginAlone)
        .flatMap(({ name, requests }) => {
          const from = seen.marks[name]?.journal ?? 0;
          const first = Math.min(...presses.filter((press) => press >= from));
          const early = requests.filter(({ operation, id }) => operation === 'get-token' && id <= first);
          return early.map(({ id }) => wrong('no token request before the press', `${name}: request ${id} asked for a token`));
        });
    },
    kills: [{ mutant: 'token-before-consent', in: 'login-checked-press-gives-token' }],
    since: '0.2.0',
  },
  {
    id: 'law-page-gone-after-quit',
    clause: ['LOG-12', 'LOG-13'],
    level: 'MUST',
    subject: 'page',
    meaning: 'quitAuthActivity() closes the page',
    judge: ({ seen }) =>
      seen.pagesAfterQuit.map((activity) => wrong('no page after quitAuthActivity()', `${activity} is still there`)),
    kills: [],
    since: '0.2.0',
  },
  {
    id: 'law-page-not-kept',
    clause: ['LOG-13'],
    level: 'INFO',
    subject: 'page',
    meaning: 'a page that has ended and stays in memory takes its views with it: each login leaves the app less room',
    judge: ({ seen: { kept = {} } }) =>
      Object.values(kept)
        .filter(({ length }) => length > KEPT_BY_ANDROID)
        .map((names) => wrong('no page in memory that has ended, but for the last one', `in memory: ${names.join(', ')}`)),
    kills: [{ mutant: 'pages-kept', in: 'login-three-times-in-a-row' }],
    since: '0.4.0',
  },
  {
    id: 'law-page-parts-readable',
    clause: ['PAG-01', 'PAG-02', 'PAG-04'],
    level: 'MUST',
    subject: 'page',
    meaning: 'with the default theme the user can read the masked number, the login button and the terms of the own operator',
    judge: (row) => unreadable(row, false),
    kills: [
      { mutant: 'page-covered', in: 'login-checked-press-gives-token' },
      { mutant: 'number-white', in: 'login-back-key-gives-200020' },
      { mutant: 'number-tiny', in: 'login-page-stays-until-quit' },
      { mutant: 'number-missing-from-cache', in: 'login-page-from-cached-scrip-shows-number' },
      { mutant: 'button-blank', in: 'login-unchecked-press-gives-no-token' },
      { mutant: 'terms-covered', in: 'login-page-in-told-once-before-result' },
      { mutant: 'terms-of-mobile-for-all', in: 'login-terms-are-of-unicom' },
    ],
    since: '0.2.0',
  },
  {
    id: 'law-page-parts-readable-with-theme',
    clause: ['PAG-23'],
    level: 'SHOULD',
    subject: 'page',
    meaning: 'no theme hides the number, the login button or the terms of the operator',
    judge: (row) => unreadable(row, true),
    kills: [],
    since: '0.2.0',
  },
];
