import type { DraftSite } from '../../case/document.ts';
import { registeredPosture } from '../../posture/registered.ts';
import type { PatientPosition } from '../../vocabulary/terms.ts';
import { daysBetween } from './days.ts';
import { isCervical } from './levelDistance.ts';
import { declaredHazard, type CaseFacts, type EvidenceSeries, type HazardHit } from './model.ts';

/** A study is dated by the clock on its wall, a plan in UTC: this morning's images may bear tomorrow's date, days. */
const ZONE_DAYS = 1;

/** H15: the spine may have changed since the images were taken. */
export function staleEvidence(facts: CaseFacts): readonly HazardHit[] {
  const declared = declaredHazard(facts, 'H15');
  const hits: HazardHit[] = [];
  if (declared?.present === 'yes')
    hits.push({
      siteId: null,
      message: 'A procedure took place after the imaging that localized the leak.',
      facts: 'procedure since',
    });
  const dates = [...new Set(evidenceSeries(facts).map((series) => series.studyDate))].toSorted();
  for (const date of dates) {
    const age = daysBetween(date, facts.today);
    if (age === null)
      hits.push({
        siteId: null,
        severity: 'inform',
        message: 'The date of the localizing imaging is not stated.',
        facts: 'no date',
      });
    else if (age > facts.limits.imagingAgeDays)
      hits.push({
        siteId: null,
        limit: 'imagingAgeDays',
        message: `The localizing imaging of ${isoDate(date)} is older than ${facts.limits.imagingAgeDays} days.`,
        facts: `${date} older than ${facts.limits.imagingAgeDays}`,
      });
    else if (age < -ZONE_DAYS)
      hits.push({
        siteId: null,
        message: `The localizing imaging is dated ${isoDate(date)}, after this plan: check the dates.`,
        facts: `${date} after the plan`,
      });
  }
  return merged(hits);
}

/** H16: nerve roots, sac and collection shift with posture; levels do not. */
export function postureDiffers(facts: CaseFacts): readonly HazardHit[] {
  return facts.doc.plan.sites.flatMap((site) => {
    const { position } = site;
    if (position === null || position === 'not-stated') return [];
    const others = siteSeries(facts, site)
      .map((series) => registeredPosture(series.patientPosition))
      .filter((posture) => posture !== null && posture !== position);
    const [other] = others;
    if (other === undefined || other === null) return [];
    return [
      {
        siteId: site.id,
        message: `The leak was localized ${postureWords(other)}; the procedure is planned ${postureWords(position)}.`,
        facts: `${other}|${position}`,
      },
    ];
  });
}

/** H17: conservative therapy comes first in every source; whether it was tried is not stated. */
export function conservativeTherapyUnknown({ doc }: CaseFacts): readonly HazardHit[] {
  return doc.plan.conservativeTherapy === 'not-stated'
    ? [
        {
          siteId: null,
          message: 'Conservative therapy before the patch is not documented.',
          facts: 'not-stated',
        },
      ]
    : [];
}

/** H18: more blood than this site usually injects. An upper bound to notice, never a dose. */
export function volumeAboveLimit({ doc, limits }: CaseFacts): readonly HazardHit[] {
  return doc.plan.sites.flatMap((site) => {
    const cervical = site.target !== null && isCervical(site.target);
    const limit = cervical ? 'cervicalVolumeMl' : 'volumeMl';
    const limitMl = limits[limit];
    const volumes = [site.plannedVolumeMl, site.maximumVolumeMl].filter(
      (volume) => typeof volume === 'number',
    );
    const highest = Math.max(...volumes, 0);
    if (highest <= limitMl) return [];
    const where = cervical ? ' for a cervical target' : '';
    return [
      {
        siteId: site.id,
        limit,
        message: `${highest} mL of blood is above this site's limit of ${limitMl} mL${where}.`,
        facts: `${highest} mL|limit ${limitMl} mL${where}`,
      },
    ];
  });
}

function evidenceSeries(facts: CaseFacts): readonly EvidenceSeries[] {
  return facts.series.filter((series) =>
    facts.doc.findings.some((finding) => finding.place.seriesUid === series.seriesUid),
  );
}

function siteSeries(facts: CaseFacts, site: DraftSite): readonly EvidenceSeries[] {
  const finding = facts.doc.findings.find((candidate) => candidate.id === site.findingId);
  return facts.series.filter((series) => series.seriesUid === finding?.place.seriesUid);
}

const postureWords = (position: PatientPosition): string => position.replaceAll('-', ' ');
const isoDate = (date: string): string => `${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6, 8)}`;

/** One message a severity: a person answers a hazard once. */
function merged(hits: readonly HazardHit[]): readonly HazardHit[] {
  return [...new Set(hits.map((hit) => hit.severity))].map((severity) => {
    const same = hits.filter((hit) => hit.severity === severity);
    const limit = same.find((hit) => hit.limit !== undefined)?.limit;
    return {
      siteId: null,
      message: same.map((hit) => hit.message).join(' '),
      facts: same.map((hit) => hit.facts).join('|'),
      ...(severity === undefined ? {} : { severity }),
      ...(limit === undefined ? {} : { limit }),
    };
  });
}
