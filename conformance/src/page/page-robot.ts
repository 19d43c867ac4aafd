import type { Point } from './box.ts';
import { checkBoxesOf } from './check-box.ts';
import { hasToast } from './hint-texts.ts';
import { changeOf, type Observed, observeTap, type TapEffect } from './observe-tap.ts';
import type { CheckBoxPart, Page, PageHints, Screen, TermsLink } from './page.ts';
import { readPage, screenOf } from './read-page.ts';
import { isDrawn, isStill } from './stillness.ts';
import { readTermsPage, type TermsPage } from './terms-page.ts';
import { viewsOf } from './view-tree.ts';

/** The device as the robot sees it. */
export interface PageDevice {
  /** XML of `uiautomator dump`; `<hierarchy/>` between two windows. */
  dump(): Promise<string>;
  /** PNG. */
  screenshot(): Promise<Uint8Array>;
  tap(x: number, y: number): Promise<void>;
  /** Pixels a dp. */
  readonly density: number;
}

export interface PageClock {
  /** Milliseconds since any fixed moment. */
  nowMs(): number;
  pause(ms: number): Promise<void>;
}

/** What was on the screen when it stood still, or at the deadline. */
export interface Settled extends Observed {
  readonly isStill: boolean;
  /** Number, button and terms show ink; true where the screen is no page. */
  readonly isDrawn: boolean;
  readonly tookMs: number;
  readonly looks: number;
}

export interface Pressed {
  readonly settled: Settled;
  readonly effect: TapEffect;
}

interface WayToTerms {
  /** What stands at the top of the page; absent: the link's title. */
  readonly heading?: string;
  /** Taps without waiting in between. */
  readonly taps?: number;
  readonly withinMs?: number;
}

export interface OpenedTerms {
  readonly screen: Screen;
  readonly page: TermsPage | null;
}

export type Consent =
  | { readonly kind: 'given'; readonly checkBox: CheckBoxPart; readonly knownBy: 'tree' | 'pixels'; readonly page: Page }
  | { readonly kind: 'unclear'; readonly reason: string };

/** At least so far apart are two looks that must agree. */
const BETWEEN_MS = 60;
/** Between two looks for a page that has not come up. */
const ABSENT_MS = 30;
/** A screen that stands still so long without ink, or without being clear, will not become better. */
const PATIENCE_MS = 1_000;
const SETTLE_MS = 3_000;
const MOST_CANDIDATES = 3;

/** What draws without words may be what comes before the page. */
function isSomething(reading: Observed['reading']): boolean {
  return reading.kind !== 'absent' && !(reading.kind === 'unclear' && reading.isWordless === true);
}

/** Works an authorisation page as a person does: waits until it is drawn and still, then taps. Judges nothing. */
export class PageRobot {
  readonly #device: PageDevice;
  readonly #clock: PageClock;
  readonly #hints: PageHints;

  constructor(device: PageDevice, clock: PageClock, hints: PageHints = {}) {
    this.#device = device;
    this.#clock = clock;
    this.#hints = hints;
  }

  async look(): Promise<Observed> {
    return this.#read(await this.#device.dump());
  }

  async #read(tree: string): Promise<Observed> {
    const screenshot = await this.#device.screenshot();
    const screen = screenOf({ tree, screenshot, density: this.#device.density, hints: this.#hints });
    return { screen, reading: readPage(screen) };
  }

  /** Waits for a page that is drawn and still, and for Toasts to go, which may be of an earlier page. What never gets so far is given as it was: absent, unclear, moving or without ink. `isOver`: none will come. */
  async awaitPage(withinMs: number, isOver: () => Promise<boolean> = async () => false): Promise<Settled> {
    const start = this.#clock.nowMs();
    const first = await this.#awaitSomething(withinMs, isOver);
    const left = first.reading.kind === 'absent' ? 0 : withinMs - (this.#clock.nowMs() - start);
    const settled = await this.#settle(left, ({ reading, screen }) => isSomething(reading) && !hasToast(screen.tree), first);
    return { ...settled, tookMs: this.#clock.nowMs() - start };
  }

  /** Waits until the screen stands still, whatever it shows. */
  async settle(withinMs: number = SETTLE_MS): Promise<Settled> {
    return this.#settle(withinMs, () => true);
  }

  /** Taps the login button of a page that stands still. */
  async press(page: Page, withinMs: number = SETTLE_MS): Promise<Pressed> {
    const at = page.button?.tapAt;
    return at === undefined ? this.#observe(page, withinMs) : this.tap(page, at, withinMs);
  }

  /** Taps a point of the page and gives what that changed. */
  async tap(page: Page, at: Point, withinMs: number = SETTLE_MS): Promise<Pressed> {
    await this.#device.tap(at.x, at.y);
    return this.#observe(page, withinMs);
  }

  /** Gives consent by the check box of the terms. A candidate that a tap does not change is not it, and its tap is taken back. */
  async giveConsent(page: Page): Promise<Consent> {
    if (page.checkBox?.state === 'checked') {
      return { kind: 'given', checkBox: page.checkBox, knownBy: 'tree', page };
    }
    for (const checkBox of this.#candidates(page)) {
      const { settled, effect } = await this.tap(page, checkBox.tapAt);
      if (settled.reading.kind !== 'page' || effect.dialog !== null) {
        return {
          kind: 'unclear',
          reason: `a tap on what could be the check box led away from the page (${settled.reading.kind})`,
        };
      }
      const change = changeOf(checkBox, page, settled.screen);
      if (change === 'checked' || change === 'changed') {
        return { kind: 'given', checkBox, knownBy: change === 'checked' ? 'tree' : 'pixels', page: settled.reading };
      }
      if (!effect.isNothing) {
        await this.tap(page, checkBox.tapAt);
      }
    }
    return { kind: 'unclear', reason: 'nothing beside the terms changes when it is tapped' };
  }

  /** Taps a term's link; `page` is null where no page comes up with the heading. */
  async openTerms(
    link: TermsLink,
    { heading = link.title, taps = 1, withinMs = SETTLE_MS }: WayToTerms = {},
  ): Promise<OpenedTerms> {
    for (let tap = 0; tap < taps; tap++) {
      await this.#device.tap(link.tapAt.x, link.tapAt.y);
    }
    const { screen } = await this.#settle(withinMs, ({ screen: shown }) => readTermsPage(shown, heading) !== null);
    return { screen, page: readTermsPage(screen, heading) };
  }

  /** Waits until a consent dialog stands still; gives what there is at the deadline. */
  async awaitDialog(withinMs: number = SETTLE_MS): Promise<Settled> {
    return this.#settle(
      withinMs,
      ({ reading }) => reading.kind === 'dialog' || (reading.kind === 'page' && reading.dialog !== null),
    );
  }

  /** Looks until the view tree is another than one without a page. A picture takes longer than the tree, and is taken of a tree that is new. */
  async #awaitSomething(withinMs: number, isOver: () => Promise<boolean>): Promise<Observed> {
    const start = this.#clock.nowMs();
    let tree = await this.#device.dump();
    for (;;) {
      const observed = await this.#read(tree);
      if (observed.reading.kind !== 'absent') {
        return observed;
      }
      const absent = tree;
      while (tree === absent) {
        if (this.#clock.nowMs() - start >= withinMs || (await isOver())) {
          return observed;
        }
        await this.#clock.pause(ABSENT_MS);
        tree = await this.#device.dump();
      }
    }
  }

  #candidates({ window, terms, density }: Page): readonly CheckBoxPart[] {
    const views = viewsOf(window.root);
    const all = terms === null ? [] : checkBoxesOf({ views, terms, density }, this.#hints.ids?.checkBox);
    return all.slice(0, MOST_CANDIDATES);
  }

  async #observe(page: Page, withinMs: number): Promise<Pressed> {
    const settled = await this.settle(withinMs);
    return { settled, effect: observeTap(page, settled) };
  }

  async #settle(withinMs: number, isWanted: (observed: Observed) => boolean, first?: Observed): Promise<Settled> {
    const start = this.#clock.nowMs();
    let stillSince: number | null = null;
    let before = first ?? (await this.look());
    let lookedAt = this.#clock.nowMs();
    for (let looks = 2; ; looks++) {
      const tree = await this.#device.dump();
      await this.#clock.pause(BETWEEN_MS - (this.#clock.nowMs() - lookedAt));
      const after = await this.#read(tree);
      const now = this.#clock.nowMs();
      stillSince = isStill(before, after) && isWanted(after) ? (stillSince ?? now) : null;
      const drawn = after.reading.kind !== 'page' || isDrawn(after.reading);
      const isReady = stillSince !== null && ((drawn && after.reading.kind !== 'unclear') || now - stillSince >= PATIENCE_MS);
      if (isReady || now - start >= withinMs) {
        return { ...after, isStill: stillSince !== null, isDrawn: drawn, tookMs: now - start, looks };
      }
      before = after;
      lookedAt = now;
    }
  }
}
