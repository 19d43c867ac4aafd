import { areaOf, centreOf, heightOf, unite, verticalGap } from './box.ts';
import { maskedWords, readNumber, type ShownNumber } from './masked-number.ts';
import type { NumberPart } from './page.ts';
import { hasId, type View, wordsOf } from './view-tree.ts';

interface Candidate {
  readonly view: View;
  readonly bounds: View['bounds'];
  readonly shown: ShownNumber;
}

/** The phone number among the views of a window; of several the one in the largest letters. */
export function findNumber(views: readonly View[], id: string | undefined): NumberPart | null {
  const named = id === undefined ? [] : views.filter((view) => hasId(view, id));
  const candidates = candidatesIn(named.length > 0 ? named : views);
  const [largest] = candidates.toSorted((one, other) => heightOf(other.bounds) - heightOf(one.bounds));
  if (largest === undefined) {
    return null;
  }
  const { view, bounds, shown } = largest;
  return { view, bounds, words: maskedWords(shown), tapAt: centreOf(bounds), ...shown };
}

function candidatesIn(views: readonly View[]): readonly Candidate[] {
  const single = views.flatMap((view) => {
    const shown = readNumber(wordsOf(view));
    return shown === null ? [] : [{ view, bounds: view.bounds, shown }];
  });
  return single.length > 0 ? single : views.flatMap((view) => joined(view));
}

/** A number in pieces, one view each, in one row. */
function joined(view: View): readonly Candidate[] {
  const pieces = view.children.filter((child) => wordsOf(child) !== '' && areaOf(child.bounds) > 0);
  const [first] = pieces;
  if (first === undefined || pieces.some((piece) => verticalGap(piece.bounds, first.bounds) >= 0)) {
    return [];
  }
  const inRow = pieces.toSorted((one, other) => one.bounds.left - other.bounds.left);
  const shown = readNumber(inRow.map(wordsOf).join(' '));
  return shown === null ? [] : [{ view, bounds: unite(pieces.map(({ bounds }) => bounds)), shown }];
}
