import { z } from 'zod';
import { err, issue, ok, type Result } from '../../domain/result.ts';
import { tidyName } from '../../domain/vocabulary/personName.ts';
import { parseTargetingPlan } from '../../schema/plan.ts';
import { bytesOfBase64 } from '../base64.ts';
import { fold, planClaims, type Claim, type Claims } from './claims.ts';
import {
  APPROACH_WORDS,
  COMPARTMENT_WORDS,
  CONFIDENCE_WORDS,
  ENDPOINT_WORDS,
  GUIDANCE_WORDS,
  KIND_WORDS,
  LEAK_TYPE_WORDS,
  levelOfCode,
  POSITION_WORDS,
  SIDE_WORDS,
} from './codes/vocabulary.ts';
import {
  spokenAdmixture,
  spokenAmount,
  spokenAnswer,
  spokenCatheter,
  spokenLevel,
  spokenNeedle,
  unspoken,
} from './spokenWords.ts';

const coding = z.object({ system: z.string().optional(), code: z.string().optional() });
const concept = z.object({ coding: z.array(coding).optional(), text: z.string().optional() });
const identifier = z.object({ system: z.string().optional(), value: z.string().optional() });
const humanName = z.object({
  extension: z.array(z.object({ url: z.string(), valueCode: z.string().optional() })).optional(),
  family: z.string().optional(),
  given: z.array(z.string()).optional(),
  prefix: z.array(z.string()).optional(),
  suffix: z.array(z.string()).optional(),
});
const resource = z.object({
  resourceType: z.string(),
  text: z.object({ div: z.string() }).optional(),
  identifier: z.array(identifier).optional(),
  name: z.array(humanName).optional(),
  code: concept.optional(),
  valueCodeableConcept: concept.optional(),
  bodySite: z.union([concept, z.array(concept)]).optional(),
  note: z.array(z.object({ text: z.string() })).optional(),
  component: z
    .array(
      z.object({
        code: concept,
        valueString: z.string().optional(),
        valueCodeableConcept: concept.optional(),
        valueQuantity: z.object({ value: z.number(), code: z.string() }).optional(),
      }),
    )
    .optional(),
  orderDetail: z.array(concept).optional(),
  content: z
    .union([
      z.array(z.object({ attachment: z.object({ contentType: z.string(), data: z.string() }) })),
      z.object({ contentType: z.string() }),
    ])
    .optional(),
  series: z.array(z.object({ instance: z.array(z.object({ uid: z.string() })).optional() })).optional(),
});
const bundleSchema = z.object({
  resourceType: z.literal('Bundle'),
  entry: z.array(z.object({ resource })),
});
type Resource = z.infer<typeof resource>;
type Concept = z.infer<typeof concept>;
type Rows = readonly (readonly [string, Claim])[];

const DESIGNATORS: Readonly<Record<string, string>> = {
  'http://snomed.info/sct': 'SCT',
  'http://dicom.nema.org/resources/ontology/DCM': 'DCM',
  'http://loinc.org': 'LN',
  'https://patchpoint.invalid/fhir/CodeSystem/99CSFPLAN': '99CSFPLAN',
};
const keysOf = (one: Concept | undefined): readonly string[] =>
  (one?.coding ?? []).map((code) => `${DESIGNATORS[code.system ?? ''] ?? ''} ${code.code ?? ''}`);
const has = (one: Concept | undefined, key: string): boolean => keysOf(one).includes(key);
const list = (value: Resource['bodySite']): readonly Concept[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value];

/** Reads a hand-off bundle: coded statements and words of the order, and the plan document inside, each for itself. */
export function fhirClaims(text: string): Result<Claims> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return err(issue('unreadable', 'The bundle is not JSON.'));
  }
  const parsed = bundleSchema.safeParse(json);
  if (!parsed.success) return err(issue('unreadable', 'This is not a FHIR bundle of a plan.'));
  const resources = parsed.data.entry.map((entry) => entry.resource);
  const of = (type: string) => resources.filter((one) => one.resourceType === type);
  const order = of('ServiceRequest')[0];
  const [patient] = of('Patient');
  if (order === undefined || patient === undefined)
    return err(issue('unreadable', 'The bundle holds no order or no patient.'));
  const leaks = of('Observation').filter((one) => has(one.valueCodeableConcept, 'SCT 230744007'));
  const regions = of('Observation').filter((one) => has(one.valueCodeableConcept, '99CSFPLAN EXTRAV-CSF'));
  const negatives = of('Observation').filter((one) =>
    has(one.valueCodeableConcept, '99CSFPLAN EXAM-NEGATIVE'),
  );
  const document = documentRows(of('DocumentReference'));
  if (document === null) return err(issue('unreadable', 'The plan inside the bundle cannot be read.'));
  return ok(
    new Map<string, Claim>([
      ...document,
      ...patientRows(patient, nameIn(document)),
      ...leaks.flatMap(leakRows),
      ...regions.flatMap(regionRows),
      ...orderRows(order),
      ...negatives.flatMap(negativeRows),
      ...noteRows((order.note ?? []).map((note) => note.text)),
      ['plan.negatives', [negatives.length]],
      ['plan.findings', [leaks.length]],
      ['plan.regions', [regions.length]],
      [
        'images',
        of('ImagingStudy')
          .flatMap((study) => study.series ?? [])
          .flatMap((series) => (series.instance ?? []).map((instance) => instance.uid))
          .toSorted()
          .join(' '),
      ],
    ]),
  );
}

/**
 * The plan inside the bundle, for what FHIR itself does not say (coordinates, labels, hazards). What FHIR says too is
 * left to FHIR: those claims are overwritten by the resources' own.
 */
function documentRows(documents: readonly Resource[]): Rows | null {
  const content = documents[0]?.content;
  const attachment = Array.isArray(content) ? content[0]?.attachment : undefined;
  if (attachment === undefined) return null;
  try {
    const plan = parseTargetingPlan(JSON.parse(utf8OfBase64(attachment.data)));
    return plan.ok ? [...planClaims(plan.value)].filter(([path]) => !saidByFhir(path)) : null;
  } catch {
    return null; // not base64, or not JSON
  }
}
const FHIR_SAYS =
  /^(patient\.(id|issuer)|finding\[\d+\]\.(trackingUid|level|levelEnds|side|sideCode|compartment|confidence|leakType|exitingRoot)|region\[\d+\]\.(trackingUid|extent|extentEnds|volumeMl|mean|unit)|site\[\d+\]\.(?!finding$|defectEnds|collectionEnds|accessEnds|catheterTipEnds).*|plan\.(id|version|kind|findings|regions|anticoagulant|pregnancy|fever|csfDrainedMl|check|negatives)|negative\[\d+\]\.(?!series$).*|images)$/;
const saidByFhir = (path: string): boolean => FHIR_SAYS.test(path);

declare const TextDecoder: new (label: string) => { decode(input: Uint8Array): string };
const utf8OfBase64 = (data: string): string => new TextDecoder('utf-8').decode(bytesOfBase64(data));

function patientRows(patient: Resource, documentName: string): Rows {
  const { system = '', value = '' } = patient.identifier?.[0] ?? {};
  const issuer = /\/patient\/([^/]*)$/.exec(system)?.[1];
  return [
    ['patient.id', value.startsWith('no-id.') ? '' : value],
    ['patient.issuer', issuer === undefined ? '' : decodeURIComponent(issuer)],
    ['patient.name', patientName(patient.name ?? [], documentName)],
  ];
}

const nameIn = (document: Rows): string => String(document.find(([path]) => path === 'patient.name')?.[1]);

/** Value set EntityNamePartRepresentationUse; a name without the extension is in letters. */
const SPELLINGS = ['ABC', 'IDE', 'SYL'];

/**
 * The names as DICOM writes them. FHIR does not tell a middle name without a given one from a given name, and such a
 * part may stand in either place: where every part is the document's, the places are the document's too.
 */
function patientName(names: readonly z.infer<typeof humanName>[], documentName: string): string {
  const spelled = ['', '', ''];
  for (const { extension, family = '', given = [], prefix = [], suffix = [] } of names) {
    const code = extension?.find(({ url }) => url.endsWith('/iso21090-EN-representation'))?.valueCode;
    const [first = '', ...middle] = given;
    spelled[Math.max(0, SPELLINGS.indexOf(code ?? 'ABC'))] = [
      family,
      first,
      middle.join(' '),
      prefix.join(' '),
      suffix.join(' '),
    ].join('^');
  }
  const said = tidyName(spelled.join('='));
  return partsOf(said) === partsOf(documentName) ? documentName : said;
}
const partsOf = (name: string): string => name.replaceAll(/\^+/g, '^');

const trackingUid = (one: Resource): string =>
  (one.identifier ?? []).find((id) => id.system === 'urn:dicom:uid')?.value?.replace('urn:oid:', '') ?? '';
const ordinalOf = (one: Resource): string =>
  /(?:Leak|Extravasation) (\d+)/.exec(one.text?.div ?? '')?.[1] ?? '';
const ends = (site: Concept | undefined): string => {
  const keys = keysOf(site);
  return keys.length === 0 ? 'none' : keys.map((key) => levelOfCode(key) ?? 'unknown').join(' ');
};

function leakRows(leak: Resource): Rows {
  const at = `finding[${ordinalOf(leak)}]`;
  const [site] = list(leak.bodySite);
  const part = (key: string) => leak.component?.find((one) => has(one.code, key));
  const word = (key: string, words: Readonly<Record<string, string>>): string => {
    const value = part(key)?.valueCodeableConcept;
    const [code] = keysOf(value);
    return code === undefined ? 'not-stated' : (words[code] ?? 'unknown');
  };
  const side = part('SCT 272741003')?.valueCodeableConcept;
  const [sideKey] = keysOf(side);
  const leakType = word('99CSFPLAN LEAK-TYPE', LEAK_TYPE_WORDS);
  const level = spokenLevel(site?.text ?? '');
  return [
    [`${at}.trackingUid`, trackingUid(leak)],
    [`${at}.level`, level],
    [`${at}.levelEnds`, ends(site)],
    [`${at}.side`, unspoken(side?.text ?? '')],
    ...(level === 'not-derived'
      ? []
      : [[`${at}.sideCode`, sideKey === undefined ? 'none' : (SIDE_WORDS[sideKey] ?? 'unknown')] as const]),
    [`${at}.compartment`, word('SCT 106233006', COMPARTMENT_WORDS)],
    [`${at}.confidence`, word('99CSFPLAN LOC-CONF', CONFIDENCE_WORDS)],
    [`${at}.leakType`, leakType === 'not-stated' ? 'none not-stated' : leakType],
    [`${at}.exitingRoot`, part('99CSFPLAN EXIT-ROOT')?.valueString ?? 'none'],
  ];
}

function regionRows(region: Resource): Rows {
  const at = `region[${ordinalOf(region)}]`;
  const amount = (key: string) => region.component?.find((one) => has(one.code, key))?.valueQuantity;
  const [volume, hu, signal] = [amount('SCT 118565006'), amount('DCM 112031'), amount('99CSFPLAN SIGNAL')];
  const [site] = list(region.bodySite);
  return [
    [`${at}.trackingUid`, trackingUid(region)],
    [`${at}.extent`, spokenLevel(site?.text ?? '')],
    [`${at}.extentEnds`, ends(site)],
    [
      `${at}.volumeMl`,
      volume === undefined ? 'not-computed' : volume.code === 'mL' ? [volume.value] : volume.code,
    ],
    [`${at}.mean`, [(hu ?? signal)?.value ?? Number.NaN]],
    [`${at}.unit`, hu === undefined ? 'signal' : 'HU'],
  ];
}

function negativeRows(negative: Resource): Rows {
  const at = `negative[${/Negative examination (\d+)/.exec(negative.text?.div ?? '')?.[1] ?? ''}]`;
  const [site] = list(negative.bodySite);
  const posture = negative.component?.find((one) => has(one.code, '99CSFPLAN EXAM-POSTURE'));
  const [key] = keysOf(posture?.valueCodeableConcept);
  const said = unspoken(posture?.valueCodeableConcept?.text ?? '');
  return [
    [`${at}.posture`, key === undefined || POSITION_WORDS[key] === said ? said : 'said in two ways'],
    [`${at}.coverage`, spokenLevel(site?.text ?? '')],
    [`${at}.coverageEnds`, ends(site)],
    [`${at}.note`, fold(negative.note?.[0]?.text ?? '')],
  ];
}

/** Disclosures, CSF let off and the check afterwards, from the notes of the order. */
function noteRows(notes: readonly string[]): Rows {
  const after = (label: string): string | undefined =>
    notes.find((note) => note.startsWith(`${label}: `))?.slice(label.length + 2);
  const answer = (label: string): string => unspoken(after(label) ?? 'unanswered');
  return [
    ['plan.anticoagulant', answer('Disclosed anticoagulant')],
    ['plan.pregnancy', answer('Disclosed pregnancy')],
    ['plan.fever', answer('Disclosed fever')],
    ['plan.csfDrainedMl', spokenAmount(after('CSF drained before') ?? 'unanswered', 'mL')],
    ['plan.check', fold(spokenAnswer(after('Check afterwards') ?? 'unanswered'))],
  ];
}

function orderRows(order: Resource): Rows {
  const key = /^(.*)\.v(\d+)$/.exec(order.identifier?.[0]?.value ?? '');
  const sites = list(order.bodySite).filter((_one, index) => index % 2 === 0);
  const sides = list(order.bodySite).filter((_one, index) => index % 2 === 1);
  const details = order.orderDetail ?? [];
  return [
    ['plan.id', key?.[1] ?? ''],
    ['plan.version', [Number(key?.[2])]],
    ['plan.kind', KIND_WORDS[keysOf(order.code)[0] ?? ''] ?? 'unknown'],
    ['plan.sites', [sites.length]],
    ...sites.flatMap((site, index): Rows => {
      const at = `site[${index + 1}]`;
      const prefix = sites.length === 1 ? '' : `Site ${index + 1}: `;
      const detail = (label: string) => details.find((one) => one.text?.startsWith(`${prefix}${label}: `));
      const say = (label: string) => fold((detail(label)?.text ?? '').slice(`${prefix}${label}: `.length));
      const coded = (label: string, words: Readonly<Record<string, string>>): string => {
        const [code] = keysOf(detail(label));
        const said = unspoken(say(label));
        return code === undefined || words[code] === said
          ? said
          : `${said} coded ${words[code] ?? 'unknown'}`;
      };
      const [target = '', targetSide = ''] = (site.text ?? '').replace(/^Target /, '').split(', ');
      const side = sides[index];
      const [sideKey] = keysOf(side);
      const sideSaid = unspoken((side?.text ?? '').replace(/^Side: /, ''));
      const [needle, catheter] = [spokenNeedle(say('Needle')), spokenCatheter(say('Catheter'))];
      const admixture = spokenAdmixture(say('Contrast admixture'));
      return [
        [`${at}.target`, spokenLevel(target)],
        [`${at}.targetEnds`, ends(site)],
        [`${at}.side`, unspoken(targetSide) === sideSaid ? sideSaid : 'said in two ways'],
        [`${at}.sideCode`, sideKey === undefined ? 'none' : (SIDE_WORDS[sideKey] ?? 'unknown')],
        [`${at}.defect`, spokenLevel(say('Defect'))],
        [`${at}.collection`, spokenLevel(say('Collection'))],
        [`${at}.access`, spokenLevel(say('Access'))],
        [`${at}.catheterTip`, spokenLevel(say('Catheter tip'))],
        [`${at}.approach`, coded('Approach', APPROACH_WORDS)],
        [`${at}.delivery`, say('Delivery')],
        [`${at}.guidance`, coded('Guidance', GUIDANCE_WORDS)],
        [`${at}.position`, coded('Position', POSITION_WORDS)],
        [`${at}.needleType`, needle.type],
        [`${at}.needleGaugeG`, needle.gaugeG],
        [`${at}.needleLengthMm`, needle.lengthMm],
        [`${at}.catheterType`, catheter.type],
        [`${at}.catheterGaugeG`, catheter.gaugeG],
        [`${at}.catheterInsertionMm`, catheter.lengthMm],
        [`${at}.plannedVolumeMl`, spokenAmount(say('Blood planned'), 'mL')],
        [`${at}.maximumVolumeMl`, spokenAmount(say('Blood maximum'), 'mL')],
        [`${at}.aliquotMl`, spokenAmount(say('Blood aliquot'), 'mL')],
        [`${at}.admixtureAgent`, admixture.agent],
        [`${at}.admixtureMl`, admixture.volumeMl],
        [`${at}.stopCriterion`, spokenAnswer(say('Stop when'))],
        [
          `${at}.endpoint`,
          detail('Injection ends') === undefined ? 'unanswered' : coded('Injection ends', ENDPOINT_WORDS),
        ],
        [`${at}.approachReason`, say('Reason for the approach')],
      ];
    }),
  ];
}
