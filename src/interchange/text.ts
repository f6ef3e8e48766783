import { DISCLOSURES } from '../domain/plan/circumstances.ts';
import type { PlanFinding, PlanSite, TargetingPlan } from '../domain/plan/targetingPlan.ts';
import { amount, leakTypeWords, levelWords, needleWords, sideWords, words } from './words.ts';

/**
 * The two lines a report writer pastes: what was found, and what is planned. No line breaks inside a line; free text is
 * folded to one line. Answers from closed lists are all there; reasons, checks and notes in free text are not.
 */
export function planToText(plan: TargetingPlan): string {
  return `${findingLine(plan)}\n${planLine(plan)}\n`;
}

function findingLine(plan: TargetingPlan): string {
  const { countedFrom, relative } = plan.numbering;
  const counted =
    countedFrom === 'unverified' ? 'numbering unverified' : `counted from ${words(countedFrom)}`;
  const found = plan.findings.length === 0 ? 'no leak marked' : plan.findings.map(findingWords).join('; ');
  const extents = plan.regions
    .map((region) => {
      const volume = region.measurement.volumeMl;
      const size = volume === null ? '' : `, ${volume.toFixed(1)} mL`;
      return `extravasation ${region.ordinal}: ${levelWords(region.extent)}${size}`;
    })
    .map((sentence) => `; ${sentence}`)
    .join('');
  const where = relative === null ? '' : ` (${relative})`;
  const negatives = plan.circumstances.negatives
    .map(({ posture, coverage }) => `; no leak seen ${words(posture)}, ${levelWords(coverage)}`)
    .join('');
  return oneLine(`Spinal CSF leak: ${found}${extents}${negatives}. Levels ${counted}${where}.`);
}

function findingWords(finding: PlanFinding): string {
  const root = finding.derived.exitingRoot === null ? '' : `, exiting root ${finding.derived.exitingRoot}`;
  return (
    `leak ${finding.ordinal} at ${levelWords(finding.level)}, ${sideWords(finding.side)}, ` +
    `${words(finding.compartment)}, ${finding.confidence}, ${leakTypeWords(finding)}${root}`
  );
}

function planLine(plan: TargetingPlan): string {
  const sites = plan.sites.map(siteWords).join('; ');
  const signature = plan.signature;
  const signed =
    signature === null
      ? 'Not signed'
      : `Signed by ${signature.name}, ${words(signature.role)}, ${signature.at}` +
        (signature.authenticated ? '' : ' (not authenticated)');
  return oneLine(
    `Plan v${plan.version}, ${plan.kind} epidural blood patch: ${sites}. ${askedWords(plan)}. ${signed}. ${plan.notice}`,
  );
}

function siteWords(site: PlanSite): string {
  return (
    `target ${levelWords(site.target)}, ${sideWords(site.side)}, ${words(site.approach)} by ${site.delivery}, ` +
    `access ${levelWords(site.access)}, needle ${needleWords(site.needle)}, ` +
    `blood ${amount(site.plannedVolumeMl, 'mL')} (maximum ${amount(site.maximumVolumeMl, 'mL')}), ` +
    `${words(site.position)}, ${words(site.guidance)}, ` +
    (site.endpoint === null ? 'endpoint not answered' : `until ${words(site.endpoint)}`)
  );
}

/** What was asked around the injection; free text (reasons, checks, notes) has no place in two lines. */
function askedWords({ circumstances }: TargetingPlan): string {
  const { disclosures, csfDrainedMl: drained } = circumstances;
  const asked = DISCLOSURES.map((name) => `${name} ${words(disclosures[name] ?? 'not answered')}`).join(', ');
  const letOff = drained === null ? 'not answered' : drained === 'none' ? 'none' : amount(drained, 'mL');
  return `Asked: ${asked}; CSF drained ${letOff}`;
}

const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();
