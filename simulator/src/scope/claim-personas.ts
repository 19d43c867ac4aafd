import type { PersonaPlaces } from '../model/documents.ts';
import { ProblemError } from '../protocol/problem-error.ts';
import { namesOf } from '../store/records.ts';
import type { Epoch, Store } from '../store/store.ts';
import { type PersonaBlock, type PersonaDocuments, personaDocuments, personaPlaces } from './personas.ts';

export interface PersonaClaim {
  readonly store: Store;
  readonly epoch: Epoch;
  /** The blocks that the scope may have, in the order in which it tries them. */
  readonly blocks: readonly PersonaBlock[];
}

/** Claims the names of the first block that no other scope has. */
export async function claimPersonas({
  store,
  epoch,
  blocks,
}: PersonaClaim): Promise<{ readonly documents: PersonaDocuments; readonly places: PersonaPlaces }> {
  for (const block of blocks) {
    const documents = personaDocuments(block);
    if (await store.claimAll(epoch, namesOf(documents))) {
      return { documents, places: personaPlaces(block) };
    }
  }
  throw new ProblemError(
    'claimed',
    `other scopes have the personas' appids or addresses, in all of ${blocks.length} blocks; end one of them`,
  );
}
