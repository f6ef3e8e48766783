import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** A level as `seed-cases.json` writes it: `L2/L3`. */
interface SeedLevel {
  readonly normalized: string;
}

/** One published procedure, as far as the replay compares with it. `null`: the publication is silent. */
export interface Seed {
  readonly case_id: string;
  readonly patient: { readonly age_y: number | null; readonly sex: string | null };
  readonly case_type: string;
  readonly leak_level: SeedLevel | null;
  readonly leak_side: string | null;
  readonly approach: string | null;
  readonly guidance: string | null;
  readonly needle: {
    readonly type: string | null;
    readonly gauge: number | null;
    readonly length: string | null;
  };
  readonly catheter: { readonly insertion_cm_from_sacral_hiatus: number; readonly tip_level: string } | null;
  readonly blood_volume_mL: number | null;
  readonly contrast_admixture: {
    readonly agent: string;
    readonly volume_mL: number | null;
    readonly mixed_with_blood: boolean;
  } | null;
  readonly patient_position: string | null;
  readonly target_level: string;
  readonly access_level: string;
  readonly hazards: readonly string[];
  readonly implanted_device?: { readonly entry_level: SeedLevel };
}

const FILE = resolve('../shared/seed-cases.json');

/** The published procedures; null outside this workplace, where the file is not at hand. */
export const SEEDS: readonly Seed[] | null = existsSync(FILE)
  ? (JSON.parse(readFileSync(FILE, 'utf8')) as { readonly cases: readonly Seed[] }).cases
  : null;

/** `L2/L3` in the one spelling of this project. */
export const levelOf = (normalized: string): string => normalized.replace('/', '-');
