import { type Law, wrong } from '../src/law.ts';

/** When the authorisation page may be there (guide 2.4, 2.5.3, 3.4). */
export const pageLaws: readonly Law[] = [
  {
    id: 'law-page-by-login-only',
    clause: ['CHK-01', 'LOG-01'],
    level: 'MUST',
    subject: 'sdk',
    meaning: 'getPhoneInfo and mobileAuth work from any screen and show no page',
    judge: ({ seen, calls }) => {
      if (calls.length === 0 || calls.some(({ api }) => api === 'loginAuth')) {
        return [];
      }
      const reported = seen.events.some(({ type }) => type === 'pageIn')
        ? [wrong('no page', '200087 was reported without loginAuth')]
        : [];
      return [...reported, ...seen.pages.map((activity) => wrong('no page', `${activity} was opened without loginAuth`))];
    },
    kills: [],
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
];
