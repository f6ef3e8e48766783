import type { PlanSite } from '../../domain/plan/targetingPlan.ts';
import { placeWords } from '../plan/siteWords.ts';
import { approachWords, sideWords } from '../plan/words.ts';
import classes from './Review.module.css';

/** The three answers a wrong site comes from, each large enough to read at arm's length. */
export function Glance({ site }: { readonly site: PlanSite }) {
  return (
    <dl className={classes.glance}>
      <div>
        <dt>Level</dt>
        <dd>{placeWords(site.target)}</dd>
      </div>
      <div>
        <dt>Side</dt>
        <dd>{sideWords[site.side]}</dd>
      </div>
      <div>
        <dt>Approach</dt>
        <dd>{approachWords[site.approach]}</dd>
      </div>
    </dl>
  );
}
