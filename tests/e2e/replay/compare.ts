import type { HazardId } from '../../../src/domain/vocabulary/terms.ts';
import { formatLevel } from '../../../src/domain/vocabulary/levelText.ts';
import type { PlanFinding, PlanSite } from '../../../src/domain/plan/targetingPlan.ts';
import type { Held, Resource } from './record.ts';
import type { ReplayCase } from './replayCase.ts';
import { levelOf, type Seed } from './seeds.ts';
import type { ReplayTruth } from './truth.ts';

/** One thing that was compared: what publication and truth say, and what arrived in the record. */
export interface Compared {
  readonly what: string;
  readonly expected: string;
  readonly got: string;
}

const SILENT = 'not-stated';
const stated = (value: string | number | null | undefined): string => String(value ?? SILENT);
/** The patient's side in the words of the FHIR resources. */
const sidePhrase = (side: string): string =>
  side === 'left' || side === 'right' ? `patient's ${side}` : side.replaceAll('-', ' ');

/** Everything the record holds of a case beside what the publication states and where the truth puts the leak. */
export function compare(
  c: Pick<ReplayCase, 'leaks' | 'blocking'>,
  seed: Seed,
  truth: ReplayTruth,
  held: Held,
): readonly Compared[] {
  const { plan } = held;
  const [site] = plan.sites;
  const finding = plan.findings.find((each) => each.id === site?.findingId);
  if (site === undefined) return [{ what: 'sites', expected: '1', got: '0' }];
  const expected = expectationOf(c, seed, truth);
  return [
    { what: 'sites', expected: '1', got: String(plan.sites.length) },
    ...inPlan(expected, seed, site),
    ...(finding === undefined
      ? [{ what: 'finding', expected: c.leaks.length === 0 ? 'none' : 'one', got: 'none' }]
      : inFinding(expected, finding)),
    ...inFhir(expected, seed, held.resources, site),
    ...hazards(c, seed, held),
    {
      what: 'plan in the record',
      expected: JSON.stringify(held.record.plan),
      got: JSON.stringify(plan),
    },
    { what: 'plan file', expected: JSON.stringify(plan), got: JSON.stringify(held.planFile) },
    { what: 'hand-off', expected: 'arrived', got: held.record.handoff.kind },
    { what: 'state', expected: 'accepted', got: held.record.state },
  ];
}

interface Expectation {
  readonly level: string;
  readonly side: string;
}

/** The level of the publication, which must be the truth's; the side of the publication, else the truth's. */
export function expectationOf(
  { leaks }: Pick<ReplayCase, 'leaks'>,
  seed: Seed,
  truth: ReplayTruth,
): Expectation {
  const leak = leaks[0] === undefined ? undefined : truth.leak[leaks[0].index];
  return {
    level: levelOf(seed.leak_level?.normalized ?? seed.target_level),
    side: leak === undefined ? 'not-applicable' : (seed.leak_side ?? leak.side),
  };
}

function inPlan({ level, side }: Expectation, seed: Seed, site: PlanSite): readonly Compared[] {
  const { needle, catheter, contrastAdmixture: mixed } = site;
  const contrast = seed.contrast_admixture;
  const inch = /^([\d.]+) inch$/.exec(seed.needle.length ?? '');
  return [
    { what: 'level', expected: level, got: formatLevel(site.target) },
    { what: 'side', expected: side, got: site.side },
    {
      what: 'access',
      expected: levelOf(seed.access_level).replace(' ', '-'),
      got: typeof site.access === 'string' ? site.access : formatLevel(site.access),
    },
    {
      what: 'approach',
      expected: seed.approach?.startsWith('caudal') === true ? 'caudal' : stated(seed.approach),
      got: site.approach,
    },
    { what: 'volume', expected: stated(seed.blood_volume_mL), got: stated(site.plannedVolumeMl) },
    {
      what: 'needle',
      expected: [
        stated(seed.needle.type),
        stated(seed.needle.gauge),
        inch === null ? SILENT : (Number(inch[1]) * 25.4).toFixed(1),
      ].join(', '),
      got: typeof needle === 'string' ? needle : [needle.type, needle.gaugeG, needle.lengthMm].join(', '),
    },
    {
      what: 'catheter',
      expected:
        seed.catheter === null
          ? 'not-applicable'
          : `${seed.catheter.insertion_cm_from_sacral_hiatus * 10} mm, tip ${levelOf(seed.catheter.tip_level)}`,
      got:
        typeof catheter === 'string'
          ? catheter
          : typeof site.catheterTip === 'string'
            ? `tip ${site.catheterTip}`
            : `${catheter.insertionLengthMm} mm, tip ${formatLevel(site.catheterTip)}`,
    },
    {
      what: 'contrast',
      expected:
        contrast === null
          ? SILENT
          : contrast.mixed_with_blood
            ? `${contrast.volume_mL} mL ${contrast.agent}`
            : 'none',
      got: typeof mixed === 'string' ? mixed : `${mixed.volumeMl} mL ${mixed.agent}`,
    },
    { what: 'guidance', expected: firstWord(seed.guidance), got: firstWord(site.guidance) },
    { what: 'position', expected: firstWord(seed.patient_position), got: firstWord(site.position) },
  ];
}

const firstWord = (text: string | null): string => stated(text).split(/[ ,-]/)[0]?.toLowerCase() ?? '';

function inFinding({ level, side }: Expectation, finding: PlanFinding): readonly Compared[] {
  return [
    {
      what: 'leak level',
      expected: level,
      got: finding.level === null ? 'unknown' : formatLevel(finding.level),
    },
    { what: 'leak side', expected: side, got: finding.side },
  ];
}

const texts = (coded: readonly { readonly text?: string }[] | undefined): readonly string[] =>
  (coded ?? []).flatMap(({ text }) => text ?? []);

function inFhir(
  { level, side }: Expectation,
  seed: Seed,
  resources: readonly Resource[],
  site: PlanSite,
): readonly Compared[] {
  const of = (type: string): Resource | undefined => resources.find((each) => each.resourceType === type);
  const order = of('ServiceRequest');
  const detail = (name: string): string =>
    texts(order?.orderDetail).find((text) => text.startsWith(name)) ?? 'absent';
  const volume = seed.blood_volume_mL === null ? 'not stated' : `${seed.blood_volume_mL} mL`;
  const bodies = resources.filter(({ resourceType }) => resourceType === 'BodyStructure');
  return [
    {
      what: 'order: target',
      expected: `Target ${level}, ${sidePhrase(side)}`,
      got: texts(order?.bodySite)[0] ?? 'absent',
    },
    {
      what: 'order: approach',
      expected: `Approach: ${site.approach.replaceAll('-', ' ')}`,
      got: detail('Approach'),
    },
    { what: 'order: blood', expected: `Blood planned: ${volume}`, got: detail('Blood planned') },
    {
      what: 'order: kind',
      expected: seed.case_type === 'prophylactic' ? 'prophylactic' : 'targeted',
      got: order?.code?.text?.split(' ')[0] ?? 'absent',
    },
    {
      what: 'patient: sex',
      expected: { F: 'female', M: 'male' }[stated(seed.patient.sex)] ?? 'absent',
      got: of('Patient')?.gender ?? 'absent',
    },
    ...(site.findingId === null
      ? []
      : [
          {
            what: 'body structure',
            expected: `${level}, ${sidePhrase(side)}`,
            got:
              bodies
                .map(({ location, locationQualifier }) =>
                  [location?.text, texts(locationQualifier)[0]].join(', '),
                )
                .find((text) => text.startsWith(level)) ?? 'absent',
          },
        ]),
  ];
}

/** Hazards of the publication that a rule stands for, and the blocking ones answered by both roles. */
function hazards(
  { blocking }: Pick<ReplayCase, 'blocking'>,
  seed: Seed,
  { plan, record }: Held,
): readonly Compared[] {
  const expected: readonly HazardId[] = [
    ...(seed.implanted_device === undefined ? [] : ['H4' as const]),
    ...(seed.hazards.some((text) => text.includes('fibrosis')) ? ['H5' as const] : []),
    ...(seed.hazards.some((text) => text.startsWith('cervical')) ? ['H7' as const] : []),
    ...(seed.target_level === 'C1/C2' ? ['H14' as const] : []),
    ...(seed.target_level.startsWith('C') && (seed.blood_volume_mL ?? 0) > 8 ? ['H18' as const] : []),
  ];
  const fired = plan.hazards.map(({ id }) => id);
  const blocked = plan.hazards.filter(({ severity }) => severity === 'block').map(({ id }) => id);
  const answered = (by: readonly { readonly id: HazardId }[]): string =>
    blocked.filter((id) => by.some((answer) => answer.id === id)).join(' ');
  return [
    {
      what: 'hazards',
      expected: expected.join(' '),
      got: expected.filter((id) => fired.includes(id)).join(' '),
    },
    {
      what: 'blocking',
      expected: blocking.toSorted().join(' '),
      got: [...new Set(blocked)].toSorted().join(' '),
    },
    { what: 'overridden by the radiologist', expected: blocked.join(' '), got: answered(plan.hazardAnswers) },
    {
      what: 'overridden by the pain physician',
      expected: blocked.join(' '),
      got: answered(record.review?.hazardAnswers ?? []),
    },
  ];
}

export const mismatches = (compared: readonly Compared[]): readonly Compared[] =>
  compared.filter(({ expected, got }) => expected !== got);
