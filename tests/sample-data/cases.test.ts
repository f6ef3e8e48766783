import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { CASES, findCase } from '../../sample-data/cases/index.ts';
import { fluoroscopyOf } from '../../sample-data/cases/caseDefinition.ts';
import type { CaseDefinition, FluoroscopyRequest } from '../../sample-data/cases/caseDefinition.ts';
import { checkCase } from '../../sample-data/check/checkCase.ts';
import { readTruth } from '../../sample-data/check/readBack.ts';
import type { Space, Truth } from '../../sample-data/check/readBack.ts';
import { generateCase } from '../../sample-data/generate.ts';
import { gridsOf } from '../../sample-data/render/grids.ts';
import { scenesOf } from '../../sample-data/scene/scenesOf.ts';
import { makeTruth } from '../../sample-data/truth.ts';
import { inspectCommand } from '../../src/cli/inspect.ts';
import type { Vec3 } from '../../src/domain/geometry/vec3.ts';
import { locate } from '../../src/domain/spine/locate.ts';
import type { LevelPoint } from '../../src/domain/spine/spineFrame.ts';
import type { Vertebra } from '../../src/domain/vocabulary/level.ts';
import { temporaryFolder } from './made.ts';

const out = temporaryFolder();
afterAll(() => rmSync(out, { recursive: true, force: true }));

const known = (id: string): CaseDefinition => {
  const found = findCase(id);
  if (found === undefined) throw new Error(`no case ${id}`);
  return found;
};

/** Truth without a picture: the geometry is all there before anything is painted. */
const truthOf = (id: string): Truth => {
  const c = known(id);
  const truth: Truth = JSON.parse(JSON.stringify(makeTruth(c, gridsOf(c, scenesOf(c), 0.5))));
  return truth;
};

const volumeOf = (truth: Truth): Space => {
  const space = truth.series.ct ?? truth.series.mr;
  if (space === null) throw new Error('the case has no volume');
  return space;
};

/** The level rule's answer for a finding; `tips`: levels whose spinous tip is given, all by default. */
const located = (truth: Truth, finding: number, tips?: readonly string[]): ReturnType<typeof locate> => {
  const space = volumeOf(truth);
  return locate(
    {
      scheme: truth.scheme,
      labels: space.labels.map((l) => ({ level: l.level, pointLpsMm: l.lps })),
      posterior: space.spinousTips
        .filter((l) => tips === undefined || tips.includes(l.level))
        .map((l) => ({ level: l.level, pointLpsMm: l.lps })),
    },
    space.leaks[finding]?.defect ?? [0, 0, 0],
  );
};

/** `L2/3` or `L1-L2` as this project writes it. */
const interspaceOf = (text: string): string =>
  text.replaceAll(/[^CTLS\d]+/g, '-').replace(/^([CTL])(\d)-(\d)$/, '$1$2-$1$3');

const levelPoint = ({ level, lps }: { readonly level: Vertebra; readonly lps: Vec3 }): LevelPoint => ({
  level,
  pointLpsMm: lps,
});

describe('the list of cases', () => {
  it('has every published procedure once, thirteen traps and two variants, each under its own name', () => {
    const published = CASES.flatMap((c) => (c.publication === null ? [] : [c.publication.case]));
    expect(published.toSorted()).toEqual(
      ['S000-1', 'S001-1', 'S003-1', 'S004-P1', 'S004-P2', 'S004-P3', 'S004-P3-EBP2', 'S004-P4', 'S004-P5', 'S004-P6', 'S004-P7'],
    ); // prettier-ignore
    expect(CASES.filter((c) => c.id.startsWith('TRAP-'))).toHaveLength(13);
    expect(CASES.filter((c) => c.id.startsWith('VARIANT-'))).toHaveLength(2);
    expect(CASES).toHaveLength(26);
    expect(new Set(CASES.map((c) => c.id)).size).toBe(CASES.length);
  });

  it('puts the phantom where the publication puts the leak', () => {
    for (const c of CASES) {
      if (c.publication === null || c.publication.leakLevel === 'not-stated') continue;
      const { upper, lower } = c.person.leaks[0] ?? { upper: '', lower: '' };
      expect({ id: c.id, at: `${upper}-${lower}` }).toEqual({
        id: c.id,
        at: interspaceOf(c.publication.leakLevel),
      });
    }
  });

  const seeds = resolve('../shared/seed-cases.json');
  it.runIf(existsSync(seeds))('keeps ages, volumes and contradictions of the publications', () => {
    interface Seed {
      readonly case_id: string;
      readonly patient: { readonly age_y: number | null; readonly sex: string | null };
      readonly blood_volume_mL: number | null;
      readonly leak_side: string | null;
      readonly inconsistencies: readonly string[];
    }
    const { cases }: { readonly cases: readonly Seed[] } = JSON.parse(readFileSync(seeds, 'utf8'));
    for (const seed of cases) {
      const { publication, ageYears, sex } = known(seed.case_id);
      expect({ age: ageYears, sex }).toEqual({ age: seed.patient.age_y, sex: seed.patient.sex });
      expect(publication?.bloodVolumeMl).toBe(seed.blood_volume_mL ?? 'not-stated');
      expect(publication?.leakSide).toBe(seed.leak_side ?? 'not-stated');
      const contradictions = seed.inconsistencies.map((words) =>
        words.replace(/^Seed splits/, 'The source splits').replaceAll('the seed', 'the source'),
      );
      expect(publication?.inconsistencies).toEqual(contradictions);
    }
    const inconsistencies = known('S003-1').publication?.inconsistencies;
    expect(truthOf('S003-1')).toMatchObject({ publication: { inconsistencies } });
  });

  it('scans the target and C2 or the sacrum', () => {
    for (const { ct } of CASES) {
      if (ct === null) continue;
      expect(['C1', 'C2'].includes(ct.top) || ct.bottom.startsWith('S')).toBe(true);
    }
  });
});

describe('the level rule on the truth', () => {
  it.each(CASES.filter((c) => c.ct ?? c.mr).map((c) => c.id))('names every finding of %s', (id) => {
    const truth = truthOf(id);
    for (const [i, finding] of truth.leak.entries()) {
      const { interspace } = located(truth, i);
      expect(interspace === null ? null : `${interspace.upper}-${interspace.lower}`).toBe(finding.interspace);
    }
  });
});

describe('the C-arm', () => {
  const runs = CASES.flatMap((c) => fluoroscopyOf(c));

  it('is seen from the front and from the side, with needle and catheter, into both spaces, held and run', () => {
    const ways = <T>(of: (run: FluoroscopyRequest) => T): T[] => [...new Set(runs.map(of))];
    expect(ways((r) => r.view).toSorted()).toEqual(['AP', 'LAT']);
    expect(ways((r) => r.compartment).toSorted()).toEqual(['epidural', 'intrathecal']);
    expect(ways((r) => r.device).toSorted()).toEqual(['caudal-catheter', 'needle']);
    expect(ways((r) => r.kind).toSorted()).toEqual(['last-image-hold', 'run']);
    expect(runs.filter((r) => !r.geometryInHeader).length).toBeGreaterThan(0);
    expect(runs.filter((r) => r.secondaryCapture).length).toBeGreaterThan(0);
    expect(runs.filter((r) => r.motion !== null).length).toBeGreaterThan(0);
    for (const r of runs) expect(r.kind === 'run' ? r.frames >= 30 : r.frames === 1).toBe(true);
  });

  it('lies as the publication says: on the side for S000-1, a catheter through the hiatus for S003-1', () => {
    expect(known('S000-1').fluoroscopy?.lying.registered).toBe('HFDL');
    expect(known('S003-1').fluoroscopy?.device).toBe('caudal-catheter');
  });

  it('shows a leak later than the contrast comes, and the nearer of two first', () => {
    const run = truthOf('TRAP-TWO').series.furtherFluoroscopy[0];
    const frames = run?.leakArrivalFrames?.map((f) => f ?? NaN) ?? [];
    expect(run?.compartment).toBe('intrathecal');
    expect(Math.min(...frames)).toBeGreaterThan(run?.arrivalFrame ?? Infinity);
    expect(frames[1]).toBeLessThan(frames[0] ?? 0);
    expect(Math.max(...frames)).toBeLessThanOrEqual(run?.frames ?? 0);
  });

  it('says how far the picture moved, in pixels of the picture', () => {
    expect(truthOf('S004-P7').series.fluoroscopy?.maskShift).toMatchObject({
      fromFrame: 5,
      columns: 1.75,
      rows: -1.12,
    });
  });
});

describe('the traps', () => {
  it('call the level otherwise when the numbering is taken as usual', () => {
    const truth = truthOf('TRAP-L6');
    const { labels, leaks } = volumeOf(truth);
    const fromSacrum = ['S1', 'L5', 'L4', 'L3', 'L2', 'L1', 'T12'] as const;
    const s1 = labels.findIndex((l) => l.level === 'S1');
    const usual = fromSacrum.flatMap((level, i) => {
      const at = labels[s1 - i];
      return at === undefined ? [] : [{ level, pointLpsMm: at.lps }];
    });
    const answer = locate(
      { scheme: { absent: [], extra: [] }, labels: usual.toReversed(), posterior: [] },
      leaks[0]?.defect ?? [0, 0, 0],
    );
    expect(answer.interspace).toEqual({ upper: 'L3', lower: 'L4' });
  });

  it.each([
    ['TRAP-L6', 'L6', true],
    ['TRAP-4LUMBAR', 'L5', false],
    ['TRAP-11RIBS', 'T12', false],
    ['TRAP-T13', 'T13', true],
  ])('%s has the vertebrae it says', (id, level, present) => {
    expect(volumeOf(truthOf(id)).labels.some((l) => l.level === level)).toBe(present);
  });

  it('of the prone patient: the header turns right into left, spinous tips or not', () => {
    const truth = truthOf('TRAP-PRONE');
    expect(truth.leak[0]?.side).toBe('right');
    expect(located(truth, 0, []).side).toBe('left');
  });

  it('of the scoliosis: the vertebrae beside the leak say right, patient x does not', () => {
    const truth = truthOf('TRAP-SCOLIOSIS');
    expect(truth.leak[0]?.side).toBe('right');
    expect(located(truth, 0, ['L2', 'L3']).side).toBe('right');
    expect(located(truth, 0, []).side).not.toBe('right');
  });

  it('of the scoliosis: one roll for the whole spine is too little at the apex, the roll of each level is not', () => {
    const truth = truthOf('TRAP-SCOLIOSIS');
    expect(located(truth, 0).side).not.toBe('right');
    const { labels, spinousTips, leaks } = volumeOf(truth);
    const { side, words } = locate(
      { scheme: truth.scheme, labels: labels.map(levelPoint), canal: spinousTips.map(levelPoint) },
      leaks[0]?.defect ?? [0, 0, 0],
    );
    expect(side).toBe('right');
    expect(words).toMatch(/canal beside this level, turned \d+°/);
  });
  it('of the decubitus: without the roll the side is wrong or uncertain', () => {
    const truth = truthOf('TRAP-DECUBITUS');
    expect(located(truth, 0).side).toBe('right');
    const off = (tips?: readonly string[]): number => located(truth, 0, tips).lateralMm ?? NaN;
    expect(Math.abs(off() - off([]))).toBeGreaterThan(3);
  });

  it('of the mirrored run: the contrast stands on the side its header calls left', () => {
    const { fluoroscopy } = truthOf('TRAP-MIRRORED').series;
    const l2 = fluoroscopy?.levels.find((l) => l.level === 'L2');
    expect(fluoroscopy?.mirrored).toBe(true);
    expect(fluoroscopy?.leaks[0]?.column ?? 0).toBeGreaterThan(l2?.column ?? Infinity);
  });

  it('of the long collection: eleven levels and one defect', () => {
    const [long, jet] = truthOf('TRAP-ELEVEN').leak;
    expect(long?.levels).toHaveLength(11);
    expect(long?.interspace).toBe('T6-T7');
    expect(jet?.interspace).toBe('T6-T7');
  });

  it('of C1-C2: the fluid there is marked as misleading, the defect is elsewhere', () => {
    expect(truthOf('TRAP-C1C2').leak.map((l) => [l.kind, l.interspace])).toEqual([
      ['collection', 'C6-C7'],
      ['false-localizing', 'C1-C2'],
    ]);
  });

  it('of the sleeves and the fistula: a side for each root and no collection', () => {
    expect(truthOf('TRAP-SLEEVES').leak.map((l) => l.side)).toEqual(['left', 'right']);
    expect(truthOf('TRAP-FISTULA').leak.map((l) => [l.kind, l.interspace, l.side])).toEqual([
      ['fistula', 'T10-T11', 'right'],
    ]);
  });
});

describe('a case of the neck, made', () => {
  afterEach(() => void vi.restoreAllMocks());

  it('passes every check', async () => {
    const c = known('S004-P6');
    const made = await generateCase(c, { out: join(out, 'images'), scale: 0.5, workers: 2 });
    const checks = checkCase(c, made.folder, made.truthFile, { scale: 0.5, everyNth: 40 });
    expect(checks.filter((k) => k.state === 'failed')).toEqual([]);
    expect(checks.map((k) => k.name)).toEqual([
      'dciodvfy',
      'dcentvfy',
      'tissue',
      'noise',
      'bone',
      'sac',
      'leak',
      'pose',
      'masks',
    ]);
  }, 600_000);

  it('is the same to the application with its truth and without', async () => {
    const said = vi.spyOn(console, 'log').mockReturnValue();
    const inspect = async (): Promise<string> => {
      said.mockClear();
      await inspectCommand([join(out, 'images'), '--json']);
      return said.mock.calls.flat().join('');
    };
    const before = await inspect();
    const truth = join(out, 'truth', 'S004-P6.json');
    expect(readTruth(truth).case).toBe('S004-P6');
    rmSync(join(out, 'truth'), { recursive: true });
    expect(await inspect()).toBe(before);
    const files: { readonly files: readonly { readonly code: string }[] } = JSON.parse(before);
    expect(new Set(files.files.map((f) => f.code))).toEqual(new Set(['ok']));
  }, 120_000);
});
