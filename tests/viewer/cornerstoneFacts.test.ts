import { readFileSync } from 'node:fs';
import { Enums } from '@cornerstonejs/core';
import { describe, expect, it } from 'vitest';

/**
 * What this product relies on of Cornerstone3D and no test of its own would name when an upgrade moves it
 * (cornerstone-notes 5). The facts about its sorting, geometry, calibration and cine are not relied on: our own code
 * decides those, and docs/audit-issue-4.md names the test of each.
 */
describe('Cornerstone3D', () => {
  const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as {
    readonly dependencies: Readonly<Record<string, string>>;
  };

  it('is one set of packages of one exact version (5.1)', () => {
    const versions = ['core', 'dicom-image-loader', 'metadata', 'tools', 'utils'].map(
      (name) => manifest.dependencies[`@cornerstonejs/${name}`],
    );
    expect(new Set(versions).size).toBe(1);
    expect(versions[0]).toMatch(/^\d+\.\d+\.\d+$/);
  });

  it('has beside it what its packages import and do not declare (5.1)', () => {
    expect(Object.keys(manifest.dependencies)).toEqual(
      expect.arrayContaining(['@babel/runtime', 'events', 'url']),
    );
  });

  it('tells of pictures and lost contexts by the events we listen to (5.5)', () => {
    // pane.ts names this one without bringing Cornerstone to the page.
    expect(Enums.Events.IMAGE_RENDERED).toBe('CORNERSTONE_IMAGE_RENDERED');
    expect(readFileSync('src/viewer/pane.ts', 'utf8')).toContain(`'${Enums.Events.IMAGE_RENDERED}'`);
    expect([Enums.Events.WEBGL_CONTEXT_LOST, Enums.Events.WEBGL_CONTEXT_RESTORED]).toEqual([
      expect.any(String),
      expect.any(String),
    ]);
  });

  it.each([
    'codec-charls/decodewasmjs',
    'codec-libjpeg-turbo-8bit/decodewasmjs',
    'codec-openjpeg/decodewasmjs',
    'codec-openjph/wasmjs',
  ])('has a decoder at %s (5.2)', async (path) => {
    const codec = (await import(`@cornerstonejs/${path}`)) as { readonly default: unknown };
    expect(codec.default).toBeTypeOf('function');
  });
});
