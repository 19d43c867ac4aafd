import { Client, closedLoop } from './load.ts';
import type { MeasuredServer } from './measured-server.ts';
import { loginRequest, mustBe } from './requests.ts';

const BATCH = 10_000;
const CLIENTS = 32;

/** What the process holds after 1,000,000 exchanges, of what it held after 100,000. */
export async function measureMemory(server: MeasuredServer): Promise<number> {
  const clients = await Promise.all(Array.from({ length: CLIENTS }, () => Client.open({ port: server.facts.ports.exchange })));
  const send = async (count: number): Promise<number> => {
    for (let done = 0; done < count; done += BATCH) {
      const requests = (await server.mint(BATCH)).map(loginRequest);
      await closedLoop(clients, BATCH, async (client, index) => mustBe(await client.send(requests[index] ?? ''), '103000'));
    }
    return Number(await server.order({ do: 'memory' }));
  };
  // Before counting: V8 lets its pool of free pages grow once, by a fifth, somewhere in the first 200,000 requests.
  await send(150_000);
  const early = await send(100_000);
  const late = await send(900_000);
  for (const client of clients) {
    client.close();
  }
  return late / early;
}
