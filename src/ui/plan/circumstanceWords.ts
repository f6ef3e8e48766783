import type { Disclosure, Endpoint, Presence } from '../../domain/plan/circumstances.ts';

export const endpointWords: Readonly<Record<Endpoint, string>> = {
  'pressure-or-pain': 'Pressure or pain',
  pressure: 'Pressure',
  'planned-volume': 'Planned volume',
  'spread-on-imaging': 'Spread seen on imaging',
  'not-stated': 'Not stated',
};
export const disclosureWords: Readonly<Record<Disclosure, string>> = {
  anticoagulant: 'Anticoagulant or antiplatelet drug',
  pregnancy: 'Pregnancy or breastfeeding',
  fever: 'Fever or infection',
};
export const presenceWords: Readonly<Record<Presence, string>> = {
  no: 'No',
  yes: 'Yes',
  'not-stated': 'Not stated',
};
