import type { ZipArchive } from '../../../handset/src/packages/zip-archive.ts';
import { nativeNotes } from '../native-notes.ts';
import type { PackedFile } from '../sdk-file.ts';
import type { ZipFile } from '../zip-writer.ts';
import { entryOf, type GivenApp } from './given-app.ts';
import { type ChunkDocument, writeDocument } from './manifest-chunks.ts';
import { joinTables } from './resource-table.ts';

const STORED = 0;
const RESOURCES = 'resources.arsc';
/** What the app's own build has signed, and what is written anew. */
const REPLACED = /^(?:META-INF\/(?:MANIFEST\.MF|[^/]*\.(?:SF|RSA|DSA|EC))|AndroidManifest\.xml|resources\.arsc)$/;
const NATIVE = /^lib\/[^/]+\/[^/]+\.so$/;
/** Where the probe's resources lie beside the app's. */
const PROBE_FOLDER = 'res/quhao-probe/';

interface EmbeddedParts {
  readonly app: GivenApp;
  /** The probe's resources. */
  readonly linked: ZipArchive;
  readonly manifest: ChunkDocument;
  readonly dex: readonly PackedFile[];
  readonly assets: readonly PackedFile[];
  readonly isNativeDropped: boolean;
}

interface EmbeddedFiles {
  readonly files: readonly ZipFile[];
  /** Notes on the app's native libraries. */
  readonly native: readonly string[];
}

/** The files of the app with the probe inside. */
export function embeddedFiles({ app, linked, manifest, dex, assets, isNativeDropped }: EmbeddedParts): EmbeddedFiles {
  const names = [...app.archive.entries.keys()].filter((name) => !REPLACED.test(name) && !name.endsWith('/'));
  const native = names.filter((name) => NATIVE.test(name));
  const staying = names.filter((name) => !isNativeDropped || !NATIVE.test(name));
  const moved = new Map(
    [...linked.entries.keys()].filter((name) => name.startsWith('res/')).map((name) => [name, `${PROBE_FOLDER}${name.slice(4)}`]),
  );
  const table = entryOf(linked, RESOURCES);
  return {
    files: [
      { name: 'AndroidManifest.xml', bytes: writeDocument(manifest), alignment: null },
      {
        name: RESOURCES,
        bytes: app.resources === null ? table : joinTables(app.resources, table, moved),
        alignment: 4,
      },
      ...staying.map((name) => appFile(app.archive, name)),
      ...dex.map((file, index) => ({ ...file, name: `classes${app.dexCount + index + 1}.dex`, alignment: null })),
      ...assets.map((file) => ({ ...file, alignment: null })),
      ...[...moved].map(([from, name]) => ({ ...appFile(linked, from), name: app.resources === null ? from : name })),
    ],
    native: nativeNotes(native, isNativeDropped),
  };
}

/** A file as it was: stored ones stay so, and native libraries on a page of memory. */
function appFile(archive: ZipArchive, name: string): ZipFile {
  const isStored = archive.entries.get(name)?.method === STORED;
  const alignment = NATIVE.test(name) ? 4096 : 4;
  return { name, bytes: entryOf(archive, name), alignment: isStored ? alignment : null };
}
