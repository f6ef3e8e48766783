import { spawnSync } from 'node:child_process';
import { createReadStream, existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { createServer, request as ask, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';

export const OHIF_VERSION = '3.13.2';

export interface Peer {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.wasm': 'application/wasm',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
};

/**
 * OHIF as published on npm, unpacked into `cache` the first time, with `/dicom-web` handed on to the archive.
 *
 * @returns a sentence where the package cannot be had
 */
export async function startOhif(cache: string, dicomwebUrl: string): Promise<Peer | string> {
  const dist = unpacked(cache);
  if (dist === null) return `@ohif/app ${OHIF_VERSION} could not be fetched from npm.`;
  const archive = new URL(dicomwebUrl);
  const server = createServer((incoming, outgoing) => {
    const path = decodeURIComponent((incoming.url ?? '/').split('?')[0] ?? '/');
    if (path.startsWith('/dicom-web')) handOn(archive, incoming, outgoing);
    else if (path === '/app-config.js') outgoing.setHeader('content-type', 'text/javascript').end(APP_CONFIG);
    else sendFile(dist, path, outgoing);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${String(port)}`,
    stop: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

function unpacked(cache: string): string | null {
  const folder = join(cache, `ohif-${OHIF_VERSION}`);
  const dist = join(folder, 'package/dist');
  if (existsSync(join(dist, 'index.html'))) return dist;
  mkdirSync(folder, { recursive: true });
  spawnSync('npm', ['pack', `@ohif/app@${OHIF_VERSION}`, '--silent'], { cwd: folder, stdio: 'ignore' });
  const archive = readdirSync(folder).find((name) => name.endsWith('.tgz'));
  if (archive !== undefined) spawnSync('tar', ['xzf', archive], { cwd: folder });
  return existsSync(join(dist, 'index.html')) ? dist : null;
}

function handOn(archive: URL, incoming: IncomingMessage, outgoing: ServerResponse): void {
  const { hostname, port } = archive;
  const onward = ask(
    { hostname, port, path: incoming.url, method: incoming.method, headers: incoming.headers },
    (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    },
  );
  onward.on('error', () => outgoing.destroy());
  outgoing.on('close', () => onward.destroy());
  incoming.pipe(onward);
}

function sendFile(dist: string, path: string, outgoing: ServerResponse): void {
  const wanted = normalize(join(dist, path));
  const known = wanted.startsWith(dist) && existsSync(wanted) && statSync(wanted).isFile();
  const file = known ? wanted : join(dist, 'index.html');
  outgoing.setHeader('content-type', TYPES[extname(file)] ?? 'application/octet-stream');
  // What OHIF needs for shared memory between its workers; ours sends the same.
  outgoing.setHeader('cross-origin-opener-policy', 'same-origin');
  outgoing.setHeader('cross-origin-embedder-policy', 'require-corp');
  createReadStream(file).pipe(outgoing);
}

/** The shipped settings with an archive, and no more: lazy bulk data and worker count as OHIF publishes them. */
const APP_CONFIG = `window.config = {
  routerBasename: null, extensions: [], modes: [], showStudyList: true, maxNumberOfWebWorkers: 3,
  showWarningMessageForCrossOrigin: false, showCPUFallbackMessage: false, showLoadingIndicator: true,
  strictZSpacingForVolumeViewport: true, groupEnabledModesFirst: true,
  investigationalUseDialog: { option: 'never' },
  maxNumRequests: { interaction: 100, thumbnail: 5, prefetch: 25 },
  defaultDataSourceName: 'dicomweb',
  dataSources: [{
    namespace: '@ohif/extension-default.dataSourcesModule.dicomweb', sourceName: 'dicomweb',
    configuration: {
      friendlyName: 'bench', name: 'bench',
      wadoUriRoot: '/dicom-web', qidoRoot: '/dicom-web', wadoRoot: '/dicom-web',
      qidoSupportsIncludeField: false, imageRendering: 'wadors', thumbnailRendering: 'wadors',
      enableStudyLazyLoad: true, supportsFuzzyMatching: false, supportsWildcard: true, omitQuotationForMultipartRequest: true,
    },
  }],
};`;
