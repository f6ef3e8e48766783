import { closeSync, fsyncSync, openSync } from 'node:fs';
import { PGlite } from '@electric-sql/pglite';
import { NodeFS } from '@electric-sql/pglite/nodefs';

type InitParameters = Parameters<NodeFS['init']>;
type InitResult = ReturnType<NodeFS['init']>;

interface NodeStream {
  readonly nfd?: number | null;
  readonly node?: unknown;
}
interface NodeFileSystem {
  readonly stream_ops: { fsync?: (stream: NodeStream) => number };
  readonly realPath: (node: unknown) => string;
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
const isNodeFileSystem = (value: unknown): value is NodeFileSystem =>
  isObject(value) && 'stream_ops' in value && isObject(value.stream_ops) && 'realPath' in value;

/** What PGlite's module hands to `preRun`; its own types do not name the file system. */
function addFsync(module: unknown): void {
  const files = isObject(module) && 'NODEFS' in module ? module.NODEFS : null;
  if (!isNodeFileSystem(files))
    throw new Error('PGlite keeps its NODEFS elsewhere than in the pinned 0.5.16.');
  files.stream_ops.fsync = (stream) => {
    if (typeof stream.nfd === 'number') fsyncSync(stream.nfd);
    else if (stream.node !== undefined) fsyncPath(files.realPath(stream.node));
    return 0;
  };
}

/**
 * PGlite's Node file system with a working fsync. As shipped, its NODEFS has none and PGlite starts PostgreSQL with
 * `-F` (fsync off): a commit survives the end of the process but not the loss of power. docs/durability.md measures it.
 */
export class DurableNodeFs extends NodeFS {
  override async init(pg: InitParameters[0], options: InitParameters[1]): InitResult {
    const { emscriptenOpts } = await super.init(pg, options);
    return { emscriptenOpts: { ...emscriptenOpts, preRun: [...(emscriptenOpts.preRun ?? []), addFsync] } };
  }
}

/** PGlite's own start parameters without `-F`. Its build routes fsync to the file system, fdatasync it does not. */
export function durableStartParams(): string[] {
  return [
    ...PGlite.defaultStartParams.filter((parameter) => parameter !== '-F'),
    '-c',
    'wal_sync_method=fsync',
  ];
}

/** Makes a file's bytes, or a folder's entries, survive the loss of power. */
export function fsyncPath(path: string): void {
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
