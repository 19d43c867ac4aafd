import { describe, expect, test } from 'vitest';
import { parseBinaryXml } from '../../../handset/src/packages/binary-xml.ts';
import { appFacts, joinManifests } from './app-manifest.ts';
import { type ChunkDocument, type ChunkElement, readDocument, writeDocument } from './manifest-chunks.ts';

const ANDROID = 'http://schemas.android.com/apk/res/android';
const IDS: Readonly<Record<string, number>> = {
  label: 0x01010001,
  name: 0x01010003,
  minSdkVersion: 0x0101020c,
  testOnly: 0x01010272,
};

type Attributes = Readonly<Record<string, string | number>>;

function element(name: string, attributes: Attributes = {}, children: readonly ChunkElement[] = []): ChunkElement {
  const given = Object.entries(attributes).map(([key, value]) => ({
    namespace: key === 'package' ? null : ANDROID,
    name: key,
    resourceId: key === 'package' ? null : (IDS[key] ?? 0x01010500 + key.length),
    raw: typeof value === 'string' ? value : null,
    type: typeof value === 'string' ? 3 : 0x10,
    data: typeof value === 'string' ? 0 : value,
    text: typeof value === 'string' ? value : null,
  }));
  return { namespace: null, name, line: 1, attributes: given, children };
}

function document(attributes: Attributes, children: readonly ChunkElement[]): ChunkDocument {
  return { namespaces: [{ prefix: 'android', uri: ANDROID }], root: element('manifest', attributes, children) };
}

const category = (name: string): ChunkElement => element('category', { name: `android.intent.category.${name}` });
const permission = (name: string): ChunkElement => element('uses-permission', { name });

const APP = document({ package: 'com.example.host' }, [
  element('uses-sdk', { minSdkVersion: 21 }),
  permission('p.INTERNET'),
  element('application', { name: '.App', testOnly: 1, networkSecurityConfig: 5 }, [
    element('activity', { name: '.Main' }, [element('intent-filter', {}, [category('LAUNCHER'), category('DEFAULT')])]),
  ]),
]);
const PROBE = document({ package: 'com.example.host' }, [
  element('uses-sdk', { minSdkVersion: 24 }),
  permission('p.INTERNET'),
  permission('p.WIFI'),
  element('application', { label: 'probe', networkSecurityConfig: 9 }, [element('activity', { name: 'probe.Activity' })]),
  element('instrumentation', { name: 'probe.Runner' }),
]);

test('binary XML is written as it was read', () => {
  const written = writeDocument(APP);
  expect(readDocument(written)).toEqual(readDocument(writeDocument(readDocument(written))));
  expect(parseBinaryXml(written).children.map(({ name }) => name)).toEqual(['uses-sdk', 'uses-permission', 'application']);
});

test('the app keeps what it has, and gets the probe’s activity, instrumentation and permissions', () => {
  const { document: joined, notes } = joinManifests({ app: APP, probe: PROBE, overridden: [] });
  const xml = parseBinaryXml(writeDocument(joined));
  const names = xml.children.map(({ name, attributes }) => [
    name,
    (attributes.get('name') as { text?: string } | undefined)?.text,
  ]);
  expect(names).toEqual([
    ['uses-sdk', undefined],
    ['uses-permission', 'p.INTERNET'],
    ['application', '.App'],
    ['uses-permission', 'p.WIFI'],
    ['instrumentation', 'probe.Runner'],
  ]);
  const application = xml.children[2];
  expect([...(application?.attributes.keys() ?? [])].sort()).toEqual(['name', 'networkSecurityConfig']);
  expect(application?.attributes.get('networkSecurityConfig')).toEqual({ kind: 'number', number: 5 });
  expect(application?.children.map(({ attributes }) => (attributes.get('name') as { text?: string }).text)).toEqual([
    '.Main',
    'probe.Activity',
  ]);
  expect(JSON.stringify(application?.children[0]?.children[0]?.children.map(({ attributes }) => [...attributes]))).not.toContain(
    'LAUNCHER',
  );
  expect(notes).toEqual([
    'the app does not ask for p.WIFI: the probe does',
    expect.stringMatching(/^\.Main is in the launcher no more/),
  ]);
});

test('an attribute that a flavour sets is the probe’s', () => {
  const { document: joined } = joinManifests({ app: APP, probe: PROBE, overridden: ['networkSecurityConfig'] });
  const application = parseBinaryXml(writeDocument(joined)).children[2];
  expect(application?.attributes.get('networkSecurityConfig')).toEqual({ kind: 'number', number: 9 });
});

describe('what an app is', () => {
  test('is read from its manifest', () => {
    expect(appFacts(APP)).toEqual({ packageName: 'com.example.host', minSdk: 21, targetSdk: 21, splitBy: null });
  });

  test.each(['split', 'isSplitRequired'])('one of several APKs is known by %s', (name) => {
    expect(appFacts(document({ package: 'a.b', [name]: name === 'split' ? 'config.zh' : -1 }, [])).splitBy).toBe(name);
  });
});
