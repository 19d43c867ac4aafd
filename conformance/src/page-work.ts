import type { Screen } from './observations.ts';
import type { Point } from './page/box.ts';
import { judgeReadable } from './page/judge-readable.ts';
import { placesOf } from './page/login-button.ts';
import { type Observed, viewNow } from './page/observe-tap.ts';
import type { ConsentDialog, Page, PageHints, Part, TermsLink } from './page/page.ts';
import { type PageClock, PageRobot, type Settled } from './page/page-robot.ts';
import type { Operator } from './page/page-words.ts';
import { recordOf, type ScreenRecord, termsRecordOf } from './page/screen-record.ts';
import type { TermsPage } from './page/terms-page.ts';
import { RecordedScreen, type ScreenDevice } from './recorded-screen.ts';
import { notPossible, optional, type Stop, unclear } from './stop.ts';
import { hostNanos, pauseUntilQuiet } from './wait.ts';

const DIALOG_MS = 3_000;

/** How long a person looks at a term at least. */
const READING_MS = 1_200;
const CLOCK: PageClock = { nowMs: () => Number(hostNanos() / 1_000_000n), pause: pauseUntilQuiet };

type Theme = Readonly<Record<string, readonly unknown[]>>;

interface TermsWay {
  /** What stands at the top of the terms' page; absent: the link's title. */
  readonly heading?: string | undefined;
  readonly taps: number;
}

interface DialogAnswer {
  readonly answer: 'agree' | 'refuse';
  /** Where no dialog has come up nothing is done. */
  readonly isOptional: boolean;
}

/** One row's work on the login page: what the steps do there, and every look at it. */
export class PageWork {
  readonly screens: Record<string, Screen> = {};
  /** The subscriber's operator; null where the row cannot know it. */
  operator: Operator | null = null;
  readonly #screen: RecordedScreen;
  #hints: PageHints;
  #isThemed = false;
  /** The theme has the terms checked from the start. */
  #isPrechecked = false;
  /** The page as it was last seen. */
  #page: Page | null = null;
  #terms: TermsPage | null = null;
  /** When a term was opened last. */
  #openedAtMs = Number.NEGATIVE_INFINITY;
  /** The box that was tapped to consent. */
  #consented: Part | null = null;
  /** Nothing of the flow lies over the page: it was not pressed, and no term is open. */
  #isFront = true;
  /** Something was tapped since the page was last read: hints come and go, and what lies below them moves. */
  #isStale = false;

  constructor(device: ScreenDevice, ids: PageHints['ids'] = {}) {
    this.#screen = new RecordedScreen(device);
    this.#hints = { ids };
  }

  /** Files of evidence, by name. */
  get files(): ReadonlyMap<string, Buffer> {
    return this.#screen.files;
  }

  /** A page that opens from now on has this theme: texts that the app chose itself are hints for who reads it. */
  expectTheme(theme: Theme): void {
    this.#isThemed = Object.keys(theme).length > 0;
    this.#isPrechecked = theme['setPrivacyState']?.[0] === true;
    const [buttonText] = theme['setLogBtnText'] ?? [];
    const [checkTip] = theme['setCheckTipText'] ?? [];
    const termTitles = (theme['setPrivacyAlignment'] ?? []).filter((_, index) => index % 2 === 1);
    this.#hints = {
      ids: this.#hints.ids ?? {},
      ...(isText(buttonText) ? { buttonText } : {}),
      ...(isText(checkTip) ? { checkTip } : {}),
      termTitles: termTitles.map(String).filter((title) => title !== ''),
    };
  }

  /** Waits for a page that is drawn and still. `isOver`: none will come. */
  async awaitPage(as: string, withinMs: number, isOver?: () => Promise<boolean>): Promise<Stop | null> {
    this.#isFront = true;
    this.#isStale = false;
    this.#page = null;
    const settled = await this.#robot().awaitPage(withinMs, isOver);
    this.#record(as, settled);
    switch (settled.reading.kind) {
      case 'page':
        this.#page = settled.reading;
        return settled.isStill ? null : unclear(`the page did not stand still within ${withinMs} ms`);
      case 'absent':
        return notPossible(`no authorisation page within ${withinMs} ms`);
      case 'dialog':
        return unclear(`a dialog came up where the page should be: ${settled.reading.words}`);
      case 'unclear':
        return unclear(settled.reading.reason);
    }
  }

  async look(as: string): Promise<void> {
    const settled = await this.#robot().settle();
    this.#record(as, settled);
    this.#page = settled.reading.kind === 'page' ? settled.reading : this.#page;
    this.#isStale = settled.reading.kind !== 'page';
  }

  async consent(): Promise<Stop | null> {
    await this.#readAgain();
    return this.#onPage(async (page) => {
      const consent = await this.#robot().giveConsent(page);
      if (consent.kind === 'unclear') {
        return page.terms === null ? notPossible('the page has no terms to consent to') : unclear(consent.reason);
      }
      this.#page = consent.page;
      this.#consented = consent.checkBox;
      return null;
    });
  }

  /** Takes the consent back by the box that gave it. `ifChecked`: nothing is done where the box says that it is unchecked. */
  async withdraw({ ifChecked = false }: { readonly ifChecked?: boolean | undefined } = {}): Promise<Stop | null> {
    await this.#readAgain();
    return this.#onPage(async (page) => {
      const state = page.checkBox?.state;
      if (ifChecked && state !== 'checked') {
        return state === 'unchecked' ? null : optional('the box of the terms does not say whether it is checked, and need not');
      }
      const box = this.#placeToUncheck(page);
      if (box === null) {
        return page.checkBox?.state === 'unknown'
          ? unclear('whether the box of the terms is checked cannot be told')
          : notPossible('there is no consent to take back');
      }
      const { settled } = await this.#robot().tap(page, box);
      if (settled.reading.kind !== 'page' || settled.reading.checkBox?.state === 'checked') {
        return unclear('a second tap on the box of the terms does not take the consent back');
      }
      this.#page = settled.reading;
      return null;
    });
  }

  /** Of the box that gave the consent, where it is now: it may have moved since. */
  #placeToUncheck(page: Page): Point | null {
    const given = this.#consented;
    if (given === null) {
      return this.#checkedBox(page)?.tapAt ?? null;
    }
    const { x, y } = viewNow(given.view, page)?.moved ?? { x: 0, y: 0 };
    return { x: given.tapAt.x + x, y: given.tapAt.y + y };
  }

  /** A picture of a box does not tell whether it is checked; the theme says how it began. */
  #checkedBox({ checkBox }: Page): Part | null {
    const isChecked = checkBox?.state === 'checked' || (checkBox?.state === 'unknown' && this.#isPrechecked);
    return isChecked ? checkBox : null;
  }

  /** Does not wait: what comes of the press is what the row waits for. */
  async press(): Promise<Stop | null> {
    return this.#onPage(async (page) => {
      if (page.button === null) {
        const isUnclear = judgeReadable(page).some(({ part, level }) => part === 'button' && level === 'unclear');
        return isUnclear ? unclear('what takes the press cannot be told') : notPossible('the page has no login button');
      }
      this.#isFront = false;
      return this.#tap(page.button);
    });
  }

  /** Rests on the button, and on an image of it that stands beside the words and takes taps too. */
  async longPress(): Promise<Stop | null> {
    return this.#onPage(async ({ button, window }) => {
      if (button === null) {
        return notPossible('the page has no login button');
      }
      this.#isStale = true;
      for (const { x, y } of placesOf(button, window)) {
        await this.#screen.hold(x, y);
      }
      return null;
    });
  }

  async close(): Promise<Stop | null> {
    return this.#onPage(async ({ close }) =>
      // One that is drawn in another way is not known as such.
      close === null
        ? optional('the page shows no way to close it, and need not; an adapter may name one (page: {close: …})')
        : this.#tap(close),
    );
  }

  async openTerms(as: string, title: RegExp, way: TermsWay): Promise<Stop | null> {
    return this.#onPage(async ({ terms }) => {
      const link = terms?.links.find((one) => title.test(one.title));
      return link === undefined ? notPossible(`the terms have no link ${title.source}`) : this.#openLink(as, link, way);
    });
  }

  async leaveTerms(): Promise<Stop | null> {
    const back = this.#terms?.back ?? null;
    if (back === null) {
      return notPossible("the terms' page shows no way back");
    }
    this.#terms = null;
    this.#isFront = true;
    return this.#tap(back);
  }

  async answerDialog(as: string, { answer, isOptional }: DialogAnswer): Promise<Stop | null> {
    const robot = this.#robot();
    const settled = isOptional ? await robot.settle() : await robot.awaitDialog(DIALOG_MS);
    this.#record(as, settled);
    const { reading } = settled;
    if (reading.kind === 'unclear') {
      return unclear(reading.reason);
    }
    const dialog = dialogOf(reading);
    if (dialog === null && isOptional) {
      return null;
    }
    if (dialog === null) {
      return notPossible(`no consent dialog within ${DIALOG_MS} ms`);
    }
    const button = dialog[answer];
    if (button === null) {
      return unclear(`the dialog has no button to ${answer}: ${dialog.words}`);
    }
    await this.#tap(button);
    await this.#refresh();
    return null;
  }

  /** What the page looks like after something other than a tap on it. A notice above it is closed first. */
  async #refresh(): Promise<void> {
    let { reading } = await this.#robot().settle();
    if (reading.kind === 'absent' && reading.notice?.button) {
      await this.#tap(reading.notice.button);
      reading = (await this.#robot().settle()).reading;
    }
    this.#page = reading.kind === 'page' ? reading : this.#page;
    this.#isStale = false;
  }

  async #readAgain(): Promise<void> {
    if (this.#isStale && this.#page !== null) {
      await this.#refresh();
    }
  }

  async #openLink(as: string, link: TermsLink, { heading = link.title, taps }: TermsWay): Promise<null> {
    this.#isFront = false;
    // SDKs take a link that is tapped soon after another for the same tap.
    await CLOCK.pause(Math.max(0, this.#openedAtMs + READING_MS - CLOCK.nowMs()));
    this.#openedAtMs = CLOCK.nowMs();
    const { screen, page } = await this.#robot().openTerms(link, { heading, taps });
    this.#terms = page;
    const addresses = page === null ? null : await this.#screen.webPages();
    this.#store(as, termsRecordOf({ page, screen, addresses }, this.#isThemed));
    return null;
  }

  async #tap({ tapAt }: Part): Promise<null> {
    this.#isStale = true;
    await this.#screen.tap(tapAt.x, tapAt.y);
    return null;
  }

  async #onPage(work: (page: Page) => Promise<Stop | null>): Promise<Stop | null> {
    return this.#page === null ? notPossible('there is no page to work on') : work(this.#page);
  }

  #record(as: string, observed: Settled): void {
    this.#store(as, recordOf(observed, { operator: this.operator, isFront: this.#isFront, isThemed: this.#isThemed }));
  }

  #store(as: string, record: ScreenRecord): void {
    this.screens[as] = { ...record, ...this.#screen.keep(as) };
  }

  #robot(): PageRobot {
    return new PageRobot(this.#screen, CLOCK, this.#hints);
  }
}

/** A text without a letter is found everywhere. */
function isText(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '';
}

function dialogOf(reading: Observed['reading']): ConsentDialog | null {
  if (reading.kind === 'page') {
    return reading.dialog;
  }
  return reading.kind === 'dialog' ? reading : null;
}
