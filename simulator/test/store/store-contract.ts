import { describe } from 'vitest';
import { countContract } from './count-contract.ts';
import { documentContract } from './document-contract.ts';
import { raceContract } from './race-contract.ts';
import { scopeContract } from './scope-contract.ts';
import type { ContractExtent, OpenStore } from './store-fixtures.ts';
import { tokenContract } from './token-contract.ts';

/** What every store must do. A new one is added by one more call of this. */
export function storeContract(title: string, open: OpenStore, extent: ContractExtent): void {
  describe(title, () => {
    documentContract(open);
    scopeContract(open);
    tokenContract(open, extent);
    countContract(open);
    raceContract(open, extent);
  });
}
