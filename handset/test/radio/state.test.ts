import { describe, expect, it } from 'vitest';
import type { RadioState } from '../../src/device.ts';
import { RadioMachine } from '../../src/radio/radio.ts';

function newRadio(): RadioMachine {
  return new RadioMachine(() => process.hrtime.bigint());
}

describe('the radio at boot', () => {
  it('has Wi-Fi as default bearer, mobile data available and one China Mobile SIM', () => {
    expect(newRadio().state()).toEqual({
      airplane: false,
      wifi: { enabled: true, connected: true, address: '192.0.2.10', validated: true },
      mobile: { enabled: true, connected: true, address: '10.64.0.7', registration: 'home', interface: 'rmnet_data0' },
      default: 'wifi',
      dataSlot: 0,
      sims: [
        { slot: 0, state: 'ready', operator: '46000', operatorName: 'CMCC', country: 'cn' },
        { slot: 1, state: 'absent', operator: '', operatorName: '', country: '' },
      ],
    });
  });
});

describe('what is connected', () => {
  it.each<{
    name: string;
    act: (radio: RadioMachine) => Promise<void>;
    wifi: boolean;
    mobile: boolean;
    default: RadioState['default'];
  }>([
    { name: 'Wi-Fi off', act: (radio) => radio.setWifi(false), wifi: false, mobile: true, default: 'cellular' },
    { name: 'a portal', act: (radio) => radio.setPortal(true), wifi: true, mobile: true, default: 'cellular' },
    {
      name: 'a portal without mobile data',
      act: async (radio) => {
        await radio.setPortal(true);
        await radio.setMobileData(false);
      },
      wifi: true,
      mobile: false,
      default: 'wifi',
    },
    { name: 'mobile data off', act: (radio) => radio.setMobileData(false), wifi: true, mobile: false, default: 'wifi' },
    { name: 'airplane mode', act: (radio) => radio.setAirplane(true), wifi: false, mobile: false, default: null },
    { name: 'registration denied', act: (radio) => radio.setRegistration('denied'), wifi: true, mobile: false, default: 'wifi' },
    { name: 'no SIM', act: (radio) => radio.setSim(0, { state: 'absent' }), wifi: true, mobile: false, default: 'wifi' },
    {
      name: 'an unreadable SIM',
      act: (radio) => radio.setSim(0, { state: 'unreadable' }),
      wifi: true,
      mobile: false,
      default: 'wifi',
    },
    {
      name: 'the only SIM in the second slot',
      act: async (radio) => {
        await radio.setWifi(false);
        await radio.setSim(0, { state: 'absent' });
        await radio.setSim(1, { state: 'ready' });
      },
      wifi: false,
      mobile: true,
      default: 'cellular',
    },
    {
      name: 'Wi-Fi turned on in airplane mode',
      act: async (radio) => {
        await radio.setAirplane(true);
        await radio.setWifi(true);
      },
      wifi: true,
      mobile: false,
      default: 'wifi',
    },
    {
      name: 'airplane mode on and off',
      act: async (radio) => {
        await radio.setAirplane(true);
        await radio.setAirplane(false);
      },
      wifi: true,
      mobile: true,
      default: 'wifi',
    },
    {
      name: 'airplane mode on and off while Wi-Fi was off',
      act: async (radio) => {
        await radio.setWifi(false);
        await radio.setAirplane(true);
        await radio.setAirplane(false);
      },
      wifi: false,
      mobile: true,
      default: 'cellular',
    },
  ])('follows from $name', async ({ act, wifi, mobile, default: bearer }) => {
    const radio = newRadio();
    await act(radio);
    const state = radio.state();
    expect([state.wifi.connected, state.mobile.connected, state.default]).toEqual([wifi, mobile, bearer]);
    await radio.reset();
    expect(radio.state()).toEqual(newRadio().state());
  });
});

describe('state listeners', () => {
  it('are awaited by a change and not called without a change', async () => {
    const radio = newRadio();
    const received: string[] = [];
    radio.onState(async (state) => {
      await new Promise((resolve) => setImmediate(resolve));
      received.push(`a ${state.default}`);
    });
    const stop = radio.onState(async (state) => {
      received.push(`b ${state.default}`);
    });
    await radio.setWifi(false);
    expect(received.sort()).toEqual(['a cellular', 'b cellular']);
    await radio.setWifi(false);
    stop();
    await radio.setWifi(true);
    expect(received).toEqual(['a cellular', 'b cellular', 'a wifi']);
  });
});

describe('SIMs', () => {
  it('take the identity of the given operator', async () => {
    const radio = newRadio();
    await radio.setSim(0, { state: 'ready', operator: '46001' });
    expect(radio.state().sims[0]).toMatchObject({ operator: '46001', operatorName: 'CHN-UNICOM', country: 'cn' });
  });

  it.each([
    {
      name: 'an unknown slot',
      act: (radio: RadioMachine) => radio.setSim(2, { state: 'ready' }),
      message: /slots 0 and 1/,
    },
    {
      name: 'an operator code of letters',
      act: (radio: RadioMachine) => radio.setSim(0, { state: 'ready', operator: 'cmcc' }),
      message: /46000/,
    },
    { name: 'a lease that is no address', act: (radio: RadioMachine) => radio.leaseSim(0, '10.64'), message: /no IP address/ },
    { name: 'a negative delay', act: (radio: RadioMachine) => radio.setLink('wifi', { delayMs: -1 }), message: /0 or more/ },
  ])('refuse $name', async ({ act, message }) => {
    await expect(act(newRadio())).rejects.toThrow(message);
  });
});

it.each([
  { name: 'the only SIM carries data', first: 'absent', second: 'ready', slot: 1, address: '10.64.0.8' },
  { name: 'of two SIMs the chosen one does', first: 'ready', second: 'ready', slot: 0, address: '10.64.0.7' },
  { name: 'one that cannot be read is there all the same', first: 'unreadable', second: 'ready', slot: 0, address: '10.64.0.7' },
] as const)('$name', async ({ first, second, slot, address }) => {
  const radio = newRadio();
  await radio.setSim(0, { state: first });
  await radio.setSim(1, { state: second });
  const { dataSlot, mobile } = radio.state();
  expect([dataSlot, mobile.address]).toEqual([slot, address]);
});
