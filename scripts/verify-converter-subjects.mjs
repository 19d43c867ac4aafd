// What scripts/verify-converter.mjs runs: libraries with their published tests, and configurations of D8 and R8.

/** `needs` are the test dependencies. `packages` limits the tests to what is the same in every run; those of `sample` and `quick` take seconds. */
export const LIBRARIES = [
  {
    name: 'codec',
    library: 'commons-codec:commons-codec:1.17.1',
    needs: ['org.apache.commons:commons-lang3:3.17.0', 'commons-io:commons-io:2.16.1', 'org.hamcrest:hamcrest:2.2'],
    packages: ['org.apache.commons.codec'],
    sample: ['org.apache.commons.codec.net', 'org.apache.commons.codec.binary'],
  },
  {
    name: 'math3',
    library: 'org.apache.commons:commons-math3:3.6.1',
    needs: ['junit:junit:4.13.2'],
    packages: ['util', 'complex', 'fraction', 'analysis', 'linear', 'geometry', 'dfp', 'special', 'stat', 'ode', 'optim'].map(
      (name) => `org.apache.commons.math3.${name}`,
    ),
    sample: ['complex', 'fraction'].map((name) => `org.apache.commons.math3.${name}`),
  },
  {
    name: 'lang3',
    library: 'org.apache.commons:commons-lang3:3.17.0',
    needs: [
      'commons-io:commons-io:2.16.1',
      'org.easymock:easymock:5.4.0',
      'org.hamcrest:hamcrest:2.2',
      'org.apache.commons:commons-text:1.12.0',
      // The jar of tests has benchmarks, whose classes the search for tests loads.
      'org.openjdk.jmh:jmh-core:1.37',
    ],
    packages: ['org.apache.commons.lang3'],
    sample: [],
    quick: ['builder', 'math', 'mutable', 'tuple'].map((name) => `org.apache.commons.lang3.${name}`),
  },
  {
    name: 'collections4',
    library: 'org.apache.commons:commons-collections4:4.4',
    needs: ['junit:junit:4.13.2', 'org.easymock:easymock:4.0.2', 'org.apache.commons:commons-lang3:3.9'],
    packages: ['org.apache.commons.collections4'],
    sample: [],
    quick: ['keyvalue', 'properties', 'queue', 'set'].map((name) => `org.apache.commons.collections4.${name}`),
  },
];

/** The tests are not in the dex: names and members that they use must stay. */
const KEEP = ['-keep,allowoptimization,allowaccessmodification class ** { *; }'];
/**
 * Tests extend classes of the library and override their methods. R8 sees no subclass and makes what it may optimise final; no rule
 * allows the one without the other, these properties of R8 do.
 */
export const OPEN = ['disableMarkingClassesFinal', 'disableMarkingMethodsFinal'];
/** Library and tests in one dex: everything but the tests may be renamed, merged and removed. */
const WHOLE = ['-keep class **Test { *; }', '-keep class **Test$* { *; }', '-keep class **Abstract*Test* { *; }'];

export const CONFIGURATIONS = [
  { name: 'd8-debug-21', tool: 'D8', flags: ['--debug'], minApi: 21 },
  { name: 'd8-debug-34', tool: 'D8', flags: ['--debug'], minApi: 34 },
  { name: 'd8-release-21', tool: 'D8', flags: ['--release'], minApi: 21 },
  { name: 'd8-release-26', tool: 'D8', flags: ['--release'], minApi: 26, sample: true },
  { name: 'd8-dense-26', tool: 'D8', flags: ['--release'], minApi: 26, isDense: true },
  { name: 'r8-full-21', tool: 'R8', flags: [], minApi: 21, rules: KEEP, properties: OPEN },
  { name: 'r8-full-26', tool: 'R8', flags: [], minApi: 26, rules: KEEP, properties: OPEN },
  { name: 'r8-full-34', tool: 'R8', flags: [], minApi: 34, rules: KEEP, properties: OPEN },
  {
    name: 'r8-full-access-26',
    tool: 'R8',
    flags: [],
    minApi: 26,
    rules: [...KEEP, '-allowaccessmodification'],
    properties: OPEN,
  },
  { name: 'r8-compat-24', tool: 'R8', flags: ['--pg-compat'], minApi: 24, rules: KEEP, properties: OPEN },
  { name: 'r8-debug-26', tool: 'R8', flags: ['--debug'], minApi: 26, rules: KEEP, properties: OPEN },
  { name: 'r8-whole-26', tool: 'R8', flags: [], minApi: 26, rules: WHOLE, withTests: true },
  { name: 'r8-whole-plain-26', tool: 'R8', flags: [], minApi: 26, rules: [...WHOLE, '-dontobfuscate'], withTests: true },
  {
    name: 'r8-whole-repackaged-28',
    tool: 'R8',
    flags: [],
    minApi: 28,
    rules: [...WHOLE, '-repackageclasses', '-allowaccessmodification'],
    withTests: true,
  },
  {
    name: 'r8-whole-repackaged-34',
    tool: 'R8',
    flags: [],
    minApi: 34,
    rules: [...WHOLE, '-repackageclasses q', '-allowaccessmodification'],
    withTests: true,
  },
];

/**
 * Failures that the compiler causes in dex and not in R8's class files, each with what was read in the dex. `test` is the end of a test's
 * name, `message` is in what it failed with.
 */
export const ATTRIBUTED = [
  {
    isOf: ({ minApi }) => minApi < 24,
    message: /java\.lang\.(NoSuchMethodError|AbstractMethodError)/,
    why: 'below API 24 static and default methods of interfaces move to a companion class, and a test that is not in the dex does not know it',
  },
  {
    isOf: ({ name }) => name.startsWith('r8-whole'),
    test: 'lang3.builder.DiffBuilderTest.testObjectsNotSameButEqual()',
    why: 'it wants two objects of Integer.valueOf(1000); R8 calls it once for a method that has it twice',
  },
];
