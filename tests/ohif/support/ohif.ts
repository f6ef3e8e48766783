import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { createServer, request, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join, normalize } from 'node:path';

const VERSION = '3.13.2';

/** Folder of OHIF's built page, from the npm registry into a cache; null where the package cannot be had. */
export function ohifDist(): string | null {
  const folder = process.env['OHIF_CACHE'] ?? join(tmpdir(), `patchpoint-ohif-${VERSION}`);
  const dist = join(folder, 'package', 'dist');
  if (existsSync(join(dist, 'index.html'))) return dist;
  try {
    mkdirSync(folder, { recursive: true });
    const name = execFileSync('npm', ['pack', '--silent', `@ohif/app@${VERSION}`], {
      cwd: folder,
      encoding: 'utf8',
      timeout: 180_000,
    }).trim();
    execFileSync('tar', ['xzf', name], { cwd: folder });
    return dist;
  } catch {
    return null; // no registry: the caller says so
  }
}

const CONFIG = `window.config = {
  routerBasename: '/', extensions: [], modes: [], customizationService: {}, showStudyList: true,
  maxNumberOfWebWorkers: 1, showWarningMessageForCrossOrigin: false, showCPUFallbackMessage: false,
  showLoadingIndicator: true, investigationalUseDialog: { option: 'never' }, defaultDataSourceName: 'dicomweb',
  dataSources: [{ namespace: '@ohif/extension-default.dataSourcesModule.dicomweb', sourceName: 'dicomweb',
    configuration: { friendlyName: 'Orthanc', name: 'orthanc', wadoUriRoot: location.origin + '/dicom-web',
      qidoRoot: location.origin + '/dicom-web', wadoRoot: location.origin + '/dicom-web',
      qidoSupportsIncludeField: false, imageRendering: 'wadors', thumbnailRendering: 'wadors',
      enableStudyLazyLoad: true, supportsFuzzyMatching: false, supportsWildcard: true, dicomUploadEnabled: false,
      omitQuotationForMultipartRequest: true, bulkDataURI: { enabled: true, relativeResolution: 'studies' } } }],
};`;
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.wasm': 'application/wasm',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
};

/** Serves OHIF's page, and the archive's DICOMweb below the same address. */
export function serveOhif(dist: string, archive: string, port: number): Promise<Server> {
  const server = createServer((asked, answer) => {
    const path = new URL(asked.url ?? '/', 'http://localhost').pathname;
    if (path.startsWith('/dicom-web')) {
      const headers = { ...asked.headers, host: new URL(archive).host };
      const onward = request(`${archive}${asked.url ?? ''}`, { method: asked.method, headers }, (back) => {
        answer.writeHead(back.statusCode ?? 502, back.headers);
        back.pipe(answer);
      });
      onward.on('error', () => answer.writeHead(502).end());
      asked.pipe(onward);
      return;
    }
    if (path === '/app-config.js') {
      answer.writeHead(200, { 'content-type': 'text/javascript' }).end(CONFIG);
      return;
    }
    const file = join(dist, normalize(path));
    const found = extname(path) !== '' && file.startsWith(dist) && existsSync(file);
    if (!found && extname(path) !== '') {
      answer.writeHead(404).end();
      return;
    }
    const shown = found ? file : join(dist, 'index.html');
    answer
      .writeHead(200, { 'content-type': TYPES[extname(shown)] ?? 'application/octet-stream' })
      .end(readFileSync(shown));
  });
  return new Promise((resolve) => {
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}
