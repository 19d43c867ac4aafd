import { MemoryStore } from '../../src/store/memory.ts';
import { storeContract } from './store-contract.ts';
import { delayed } from './store-fixtures.ts';

const whole = { modelRuns: 150, raceRuns: 120, usedTokens: 10_000 };

storeContract(
  'memory store',
  async () => {
    const store = new MemoryStore();
    return { store, other: store };
  },
  whole,
);

storeContract(
  'memory store whose steps take their time',
  async () => {
    const store = delayed(new MemoryStore(), 'contract');
    return { store, other: store };
  },
  { modelRuns: 5, raceRuns: 20, usedTokens: 10_000 },
);
