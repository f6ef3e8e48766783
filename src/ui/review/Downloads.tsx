import { Anchor, Button, Group, Title } from '@mantine/core';
import { planDownloads } from '../../app/planDownloads.ts';
import type { TargetingPlan } from '../../domain/plan/targetingPlan.ts';
import { Icon } from '../theme/icons.tsx';
import { StoreInArchive } from './StoreInArchive.tsx';

export function Downloads({ plan }: { readonly plan: TargetingPlan }) {
  const files = planDownloads(plan.planId, plan.version);
  return (
    <section aria-labelledby="downloads" className="pp-noPrint">
      <Title order={2} size="h4" id="downloads" mb={6}>
        Downloads
      </Title>
      <Group gap={8}>
        {files.map((file) => (
          <Anchor key={file.href} href={file.href} download={file.fileName} underline="never">
            <Button component="span" variant="default" size="md" leftSection={<Icon name="download" />}>
              {file.title}
            </Button>
          </Anchor>
        ))}
        <Button
          variant="default"
          size="md"
          leftSection={<Icon name="print" />}
          onClick={() => window.print()}
        >
          Print this page
        </Button>
      </Group>
      <StoreInArchive planId={plan.planId} version={plan.version} />
    </section>
  );
}
