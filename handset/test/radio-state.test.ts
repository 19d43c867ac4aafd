import { describe, expect, it } from 'vitest';
import type { RadioState } from '../src/device.ts';
import { RadioMachine } from '../src/radio/radio.ts';

function newRadio(): RadioMachine {
  return new RadioMachine(() => process.hrtime.bigint());
}

describe('the radio at boot', () => {
  it('has Wi-Fi as default, mobile data to be had, one China Mobile SIM', () => {
    expect(newRadio().state()).toEqual({
      airplane: false,
      wifi: { enabled: true, connected: true, address: '192.0.2.10', validated: true },
      mobile: { enabled: true, connected: true, address: '10.64.0.7', registration: 'home' },
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

describe('telling apps', () => {
  it('resolves a change when every app has been told, and tells nobody of no change', async () => {
    const radio = newRadio();
    const told: string[] = [];
    radio.onState(async (state) => {
      await new Promise((resolve) => setImmediate(resolve));
      told.push(`a ${state.default}`);
    });
    const stop = radio.onState(async (state) => {
      told.push(`b ${state.default}`);
    });
    await radio.setWifi(false);
    expect(told.sort()).toEqual(['a cellular', 'b cellular']);
    await radio.setWifi(false);
    stop();
    await radio.setWifi(true);
    expect(told).toEqual(['a cellular', 'b cellular', 'a wifi']);
  });
});

describe('SIMs', () => {
  it('take the identity of the operator that is named', async () => {
    const radio = newRadio();
    await radio.setSim(0, { state: 'ready', operator: '46001' });
    expect(radio.state().sims[0]).toMatchObject({ operator: '46001', operatorName: 'CHN-UNICOM', country: 'cn' });
  });

  it.each([
    {
      name: 'a slot that is not there',
      act: (radio: RadioMachine) => radio.setSim(2, { state: 'ready' }),
      says: /slots 0 and 1/,
    },
    {
      name: 'an operator of letters',
      act: (radio: RadioMachine) => radio.setSim(0, { state: 'ready', operator: 'cmcc' }),
      says: /46000/,
    },
    { name: 'a lease of no address', act: (radio: RadioMachine) => radio.leaseSim(0, '10.64'), says: /no IP address/ },
    { name: 'a negative delay', act: (radio: RadioMachine) => radio.setLink('wifi', { delayMs: -1 }), says: /0 or more/ },
  ])('refuse $name', async ({ act, says }) => {
    await expect(act(newRadio())).rejects.toThrow(says);
  });
});
