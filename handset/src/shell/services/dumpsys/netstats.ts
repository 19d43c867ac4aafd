import type { Bearer } from '../../../device.ts';
import { defaultInterface, interfacesUp } from '../../../radio/interfaces.ts';
import type { System } from '../../system.ts';

/** `dumpsys netstats [--uid] [detail]`: interfaces, and bytes by app and bearer from the log of the relays. */
export function dumpNetstats(system: System): string {
  const state = system.device.radio.state();
  const defaultNetwork = defaultInterface(state);
  const interfaces = interfacesUp(state)
    .filter((each) => each.transport !== null)
    .map(
      (each) =>
        `  iface=${each.name} ident=[{type=${each.type}, metered=${each.transport === 'CELLULAR'}, defaultNetwork=${each === defaultNetwork || each.name === defaultNetwork?.name}}]\n`,
    );
  return `Active interfaces:\n${interfaces.join('')}UID stats:\n${uidRows(system).join('')}`;
}

interface Total {
  readonly uid: number;
  readonly bearer: Bearer;
  bytesIn: number;
  bytesOut: number;
}

function uidRows(system: System): readonly string[] {
  const totals = new Map<string, Total>();
  for (const each of system.device.radio.connections(0)) {
    const uid = system.device.packages.get(each.package)?.uid;
    if (uid === undefined || each.bearer === 'loopback') {
      continue;
    }
    // What a VPN carries counts for the network below it.
    const bearer = each.over ?? each.bearer;
    const key = `${uid} ${bearer}`;
    const total = totals.get(key) ?? { uid, bearer, bytesIn: 0, bytesOut: 0 };
    total.bytesIn += each.bytesIn;
    total.bytesOut += each.bytesOut;
    totals.set(key, total);
  }
  return [...totals.values()].map(
    ({ bearer, bytesIn, bytesOut, uid }) =>
      `  ident=[{type=${bearer === 'wifi' ? 1 : 0}}] uid=${uid} set=FOREGROUND tag=0x0 rb=${bytesIn} tb=${bytesOut}\n`,
  );
}
