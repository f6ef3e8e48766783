import { SegmentedControl, useComputedColorScheme } from '@mantine/core';
import { useState } from 'react';
import type { TargetingPlan } from '../../domain/plan/targetingPlan.ts';
import { spineMapOfPlan } from '../../report/map/spineMapModel.ts';
import { placeWords } from '../plan/siteWords.ts';
import { sideLetters } from '../plan/words.ts';
import { SpineMap } from '../spineMap/SpineMap.tsx';
import classes from './Review.module.css';

const ALL = 'all';

/** The spine map; with several sites all of them, numbered, or one alone. */
export function MapCard({ plan }: { readonly plan: TargetingPlan }) {
  const scheme = useComputedColorScheme('light');
  const [shown, setShown] = useState(ALL);
  const model = spineMapOfPlan(plan, shown === ALL ? null : Number(shown));
  return (
    <section className={classes.mapCard} aria-label="Spine map">
      {plan.sites.length < 2 ? null : (
        <SegmentedControl
          className={`${classes.mapSites ?? ''} pp-noPrint`}
          size="md"
          aria-label="Sites shown on the map"
          value={shown}
          onChange={setShown}
          data={[
            { value: ALL, label: 'All sites' },
            ...plan.sites.map((site, index) => ({
              value: String(index + 1),
              label: `${index + 1}: ${placeWords(site.target)} ${sideLetters[site.side]}`,
            })),
          ]}
        />
      )}
      <SpineMap model={model} scheme={scheme} className={classes.map ?? ''} />
    </section>
  );
}
