import levelTable from './levels.json' with { type: 'json' };

/**
 * Codes → the plan's own words, as the readers know them: `designator value`. Written apart from the writers' table
 * (`../../codes/codes.ts`) on purpose: a wrong code there has no twin here.
 */
type Words = Readonly<Record<string, string>>;
const levels: Words = levelTable.levels;

/** Vertebra, or the two of an interspace, head first: "L2", "L2 L3"; undefined for what is no level. */
export const levelOfCode = (key: string): string | undefined => levels[key];

const own = (entries: Words): Words =>
  Object.fromEntries(Object.entries(entries).map(([code, word]) => [`99CSFPLAN ${code}`, word]));
const NOT_STATED = own({ 'NOT-STATED': 'not-stated' });

export const SIDE_WORDS: Words = {
  'SCT 7771000': 'left',
  'SCT 24028007': 'right',
  'SCT 51440002': 'bilateral',
  'DCM 130290': 'midline',
};
export const COMPARTMENT_WORDS: Words = {
  ...NOT_STATED,
  'SCT 255549009': 'ventral',
  'SCT 255551008': 'dorsal',
  'SCT 49370004': 'lateral',
  'SCT 255593009': 'circumferential',
  ...own({ FORAMEN: 'foraminal', NRS: 'sleeve', 'PARASP-VEIN': 'paraspinal-vein' }),
};
export const CONFIDENCE_WORDS: Words = own({
  'CONF-DEF': 'definite',
  'CONF-PROB': 'probable',
  'CONF-POSS': 'possible',
});
export const APPROACH_WORDS: Words = {
  ...NOT_STATED,
  ...own({
    'APP-IL': 'interlaminar',
    'APP-IL-PM': 'interlaminar-paramedian',
    'APP-TF': 'transforaminal',
    'APP-CAUD': 'caudal',
    'APP-DIRECT': 'direct',
  }),
};
export const DELIVERY_WORDS: Words = own({ 'DELIV-NEEDLE': 'needle', 'DELIV-CATHETER': 'catheter' });
export const GUIDANCE_WORDS: Words = {
  ...NOT_STATED,
  'DCM CT': 'ct',
  ...own({
    'GUIDE-CT': 'ct-fluoroscopy',
    'GUIDE-FL': 'fluoroscopy',
    'GUIDE-PXR': 'portable-xray',
    'GUIDE-LM': 'landmark',
  }),
};
export const POSITION_WORDS: Words = {
  ...NOT_STATED,
  'SCT 1240000': 'prone',
  'SCT 40199007': 'supine',
  'SCT 102536004': 'left-lateral-decubitus',
  'SCT 102535000': 'right-lateral-decubitus',
  'SCT 32185000': 'lateral-decubitus-side-not-stated',
  'SCT 33586001': 'sitting',
};
export const KIND_WORDS: Words = own({
  'EBP-TARGETED': 'targeted',
  'EBP-BLIND': 'blind',
  'EBP-PROPH': 'prophylactic',
  'EBP-MULTI': 'multilevel',
});
export const COUNTED_WORDS: Words = own({
  'NUM-C2': 'C2',
  'NUM-SACRUM': 'sacrum',
  'NUM-RIB': 'last-rib',
  'NUM-SEG': 'segmentation',
  'NUM-UNVERIFIED': 'unverified',
});
export const LEAK_TYPE_WORDS: Words = {
  ...own({ 'NOT-STATED': 'none not-stated' }),
  ...own({
    'SCHIEVINK-1A': 'schievink 1a',
    'SCHIEVINK-1B': 'schievink 1b',
    'SCHIEVINK-2A': 'schievink 2a',
    'SCHIEVINK-2B': 'schievink 2b',
    'SCHIEVINK-3': 'schievink 3',
    'SCHIEVINK-4': 'schievink indeterminate',
    'FARB-1': 'farb 1',
    'FARB-2': 'farb 2',
    'FARB-3': 'farb 3',
    'FARB-4': 'farb 4',
    SACRAL: 'freiburg sacral',
    IATROGENIC: 'cause iatrogenic',
    POSTOP: 'cause postoperative',
    TRAUMA: 'cause traumatic',
    'CSF-CUT-FIST': 'cause csf-cutaneous-fistula',
  }),
  'SCT 193078005': 'cause pseudomeningocele',
};
/** Answers that stand in the place of an amount or a name. */
export const ANSWER_WORDS: Words = {
  ...NOT_STATED,
  ...own({ 'NOT-APPLICABLE': 'not-applicable', NONE: 'none' }),
};
export const PRESENCE_WORDS: Words = { ...NOT_STATED, 'SCT 373066001': 'yes', 'SCT 373067005': 'no' };
export const ENDPOINT_WORDS: Words = {
  ...NOT_STATED,
  ...own({
    'END-PRESS-PAIN': 'pressure-or-pain',
    'END-PRESSURE': 'pressure',
    'END-VOLUME': 'planned-volume',
    'END-SPREAD': 'spread-on-imaging',
  }),
};
