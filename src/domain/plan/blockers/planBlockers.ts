import type { PlanBlocker } from '../../case/derive.ts';
import { blocker, type SigningFacts } from './model.ts';

/** Kind, number of sites, and the questions that belong to the patient rather than to a site. */
export function planBlockers({ doc }: SigningFacts): readonly PlanBlocker[] {
  const { plan } = doc;
  const open: PlanBlocker[] = [];
  const ask = (code: string, field: string, message: string) =>
    open.push(blocker('plan', code, field, message));
  if (plan.kind === null) ask('unanswered', 'plan.kind', 'Choose the kind of patch.');
  if (plan.sites.length === 0) ask('no-site', 'sites', 'Add an injection site.');
  if (plan.conservativeTherapy === null)
    ask(
      'unanswered',
      'plan.conservativeTherapy',
      'Say which conservative therapy was tried, or "not stated".',
    );
  if (plan.aftercare === null)
    ask('unanswered', 'plan.aftercare', 'Say what follows the procedure, or "not stated".');
  const aimed = plan.kind === 'targeted' || plan.kind === 'multilevel';
  if (aimed && doc.findings.length === 0)
    open.push(
      blocker(
        'leak',
        'no-finding',
        'findings',
        `A ${plan.kind} patch aims at a leak: mark it, or choose another kind.`,
      ),
    );
  if (plan.kind === 'multilevel' && plan.sites.length === 1)
    ask('one-site', 'sites', 'A multilevel patch has two sites or more: add one, or choose another kind.');
  const adrift = plan.sites.filter((site) => site.findingId === null);
  if (plan.kind === 'targeted')
    for (const site of adrift)
      ask(
        'site-without-leak',
        `sites.${site.id}.findingId`,
        'Say which leak this site of a targeted patch aims at.',
      );
  const [first] = adrift;
  if (plan.kind === 'multilevel' && first !== undefined && adrift.length === plan.sites.length)
    ask(
      'site-without-leak',
      `sites.${first.id}.findingId`,
      'At least one site of a multilevel patch aims at a marked leak.',
    );
  return open;
}
