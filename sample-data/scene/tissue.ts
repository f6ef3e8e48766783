/** Everything the phantom is made of. A palette gives each tissue its value in one modality. */
export const TISSUES = [
  'air', 'skin', 'fat', 'muscle', 'fascia', 'liver', 'spleen', 'kidney', 'kidneySinus', 'bowelWall', 'stool',
  'bowelFluid', 'gas', 'blood', 'lung', 'ligament', 'annulus', 'nucleus', 'cortical', 'spongy', 'basivertebral',
  'epiduralFat', 'nerve', 'csf', 'cord', 'dura', 'extradural', 'couchShell', 'couchCore', 'metal',
  'catheter', 'drainingVein',
] as const; // prettier-ignore
export type Tissue = (typeof TISSUES)[number];

/** A record with one entry a tissue. */
export function mapTissues<T>(make: (t: Tissue) => T): Readonly<Record<Tissue, T>> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- fromEntries cannot know that all keys are there
  return Object.fromEntries(TISSUES.map((t) => [t, make(t)])) as Record<Tissue, T>;
}

/** Contrast or brightness of the fluid in the sac: `upper` against gravity, `dependent` along it. */
export interface FluidValue {
  readonly upper: number;
  readonly dependent: number;
}

/** Value of each tissue, and the share by which its texture varies around it. */
export interface Palette {
  readonly value: Readonly<Record<Tissue, number>>;
  /** Peak of the texture, same unit as the value. */
  readonly texture: Readonly<Partial<Record<Tissue, number>>>;
  readonly csf: FluidValue;
}

/**
 * Attenuation at 120 kV, HU, for a myelogram without intravenous contrast. The tests hold the CT to these
 * within 15 HU. Sources: Radiopaedia "Hounsfield unit"; sac and leak values: clinical.md section 10.
 */
export const HU_PALETTE: Palette = {
  value: {
    air: -1000, skin: 35, fat: -102, muscle: 60, fascia: 40, liver: 60, spleen: 50, kidney: 34, kidneySinus: -70,
    bowelWall: 38, stool: 20, bowelFluid: 14, gas: -980, blood: 44, lung: -840, ligament: 72, annulus: 98,
    nucleus: 78, cortical: 1150, spongy: 190, basivertebral: 95, epiduralFat: -88, nerve: 46, csf: 700, cord: 42,
    dura: 70, extradural: 540, couchShell: -180, couchCore: -930, metal: 3000,
    catheter: 1100, drainingVein: 108,
  }, // prettier-ignore
  texture: {
    fat: 9,
    muscle: 12,
    liver: 5,
    spongy: 95,
    stool: 110,
    extradural: 70,
    lung: 40,
    epiduralFat: 10,
  },
  csf: { upper: 520, dependent: 1080 },
};

/** The same without contrast in the sac: fluid is water. Roots and cord hardly stand out. */
export const PLAIN_HU_PALETTE: Palette = {
  ...HU_PALETTE,
  value: { ...HU_PALETTE.value, csf: 8, extradural: 14, drainingVein: 44, cord: 36, nerve: 34 },
  texture: { ...HU_PALETTE.texture, extradural: 3 },
  csf: { upper: 8, dependent: 8 },
};

/** Signal of a heavily T2-weighted 3D sequence (TE 600 ms), arbitrary: fluid bright, the rest dim. */
export const MR_PALETTE: Palette = {
  value: {
    air: 0, skin: 50, fat: 150, muscle: 62, fascia: 22, liver: 62, spleen: 120, kidney: 210, kidneySinus: 330,
    bowelWall: 90, stool: 120, bowelFluid: 620, gas: 4, blood: 30, lung: 12, ligament: 26, annulus: 48,
    nucleus: 330, cortical: 12, spongy: 138, basivertebral: 210, epiduralFat: 190, nerve: 150, csf: 1000, cord: 260,
    dura: 30, extradural: 900, couchShell: 0, couchCore: 0, metal: 0,
    catheter: 0, drainingVein: 32,
  }, // prettier-ignore
  texture: { fat: 22, muscle: 16, liver: 12, spongy: 26, stool: 60, bowelFluid: 90, kidney: 30, nucleus: 40 },
  csf: { upper: 985, dependent: 1010 },
};

/** Linear attenuation at about 60 keV, 1/mm, for the ray sums. Source: NIST XCOM, ICRU-44 tissues. */
export const MU_PALETTE: Palette = {
  value: {
    air: 0, skin: 0.0215, fat: 0.0185, muscle: 0.0216, fascia: 0.0216, liver: 0.0217, spleen: 0.0217,
    kidney: 0.0215, kidneySinus: 0.019, bowelWall: 0.0213, stool: 0.0205, bowelFluid: 0.0207, gas: 0, blood: 0.0217,
    lung: 0.004, ligament: 0.022, annulus: 0.0224, nucleus: 0.0222, cortical: 0.0575, spongy: 0.0275,
    basivertebral: 0.0215, epiduralFat: 0.0186, nerve: 0.0214, csf: 0.0208, cord: 0.0213, dura: 0.0215,
    extradural: 0.0208, couchShell: 0.02, couchCore: 0.0008, metal: 0.9,
    catheter: 0.12, drainingVein: 0.0217,
  }, // prettier-ignore
  texture: { stool: 0.004 },
  csf: { upper: 0.0208, dependent: 0.0208 },
};
