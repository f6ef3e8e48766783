import { Button, Group, Text, TextInput } from '@mantine/core';
import { keyImageHref } from '../../../app/planDownloads.ts';
import type { Workspace } from '../../../app/workspace.ts';
import type { PlanBlocker } from '../../../domain/case/derive.ts';
import type { KeyImage } from '../../../domain/case/document.ts';
import { KeyImageCopies } from '../../keyImages/KeyImageCopies.tsx';
import { useCommitted } from '../../plan/fields/useCommitted.ts';
import classes from '../StepPanel.module.css';

interface KeyImageCardProps {
  readonly workspace: Workspace;
  readonly image: KeyImage;
  readonly position: number;
  /** What the picture says and the case does not say any more. */
  readonly outdated: readonly PlanBlocker[];
}

/** One key image as it will stand in the plan; its caption can be changed until the plan is signed. */
export function KeyImageCard({ workspace, image, position, outdated }: KeyImageCardProps) {
  const caption = useCommitted(image.caption, (text) => {
    workspace.dispatch({ type: 'key-image/caption', id: image.id, caption: text.trim() });
  });
  // Its words are in the field below: a strip is printed when the picture leaves.
  const picture = image.marked ?? image;
  return (
    <section
      className={classes.card}
      aria-label={`Key image ${position}`}
      data-field={`keyImages.${image.id}`}
    >
      {outdated.map((blocker) => (
        <Text key={blocker.message} size="sm" c="var(--pp-bad)" mb={6}>
          {blocker.message}
        </Text>
      ))}
      <img
        className={classes.thumb}
        src={keyImageHref(picture.id)}
        alt={image.caption}
        width={picture.widthPx}
        height={picture.heightPx}
        style={{ height: 'auto' }}
      />
      <TextInput
        label={`Caption of key image ${position}`}
        size="sm"
        mt={8}
        maxLength={500}
        value={caption.text}
        onChange={(event) => caption.setText(event.currentTarget.value)}
        onBlur={caption.commit}
      />
      <KeyImageCopies image={image} fileName={`key-image-${position}`} label={`key image ${position}`} />
      <Group gap={6} mt={8}>
        <Button
          size="compact-sm"
          variant="subtle"
          color="red"
          onClick={() => workspace.dispatch({ type: 'key-image/remove', id: image.id })}
          aria-label={`Delete key image ${position}`}
        >
          Delete
        </Button>
      </Group>
    </section>
  );
}
