import { Modal, Text, Title, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { keyImageHref, planFileName } from '../../app/planDownloads.ts';
import type { KeyImage } from '../../domain/case/document.ts';
import type { TargetingPlan } from '../../domain/plan/targetingPlan.ts';
import { KeyImageCopies, KeyImageSheets } from '../keyImages/KeyImageCopies.tsx';
import classes from './Review.module.css';

export function KeyImages({ plan }: { readonly plan: TargetingPlan }) {
  const [open, setOpen] = useState<KeyImage | null>(null);
  return (
    <section aria-labelledby="key-images">
      <Title order={2} size="h4" id="key-images" mb={6}>
        Key images
      </Title>
      {plan.keyImages.length === 0 ? (
        <Text c="dimmed">
          The radiologist captured no key image. “Open images” shows the series with the marks.
        </Text>
      ) : (
        <ul className={classes.images}>
          {plan.keyImages.map((image, index) => (
            <li key={image.id}>
              <UnstyledButton className={classes.imageButton} onClick={() => setOpen(image)}>
                <Thumbnail image={image} />
                <span>{captionOf(image, index)}</span>
              </UnstyledButton>
              <div className={`${classes.copies} pp-noPrint`}>
                <KeyImageCopies
                  image={image}
                  fileName={`${planFileName(plan.planId, plan.version)}-key-image-${index + 1}`}
                  label={`key image ${index + 1}`}
                />
              </div>
            </li>
          ))}
        </ul>
      )}
      <div className={`${classes.copies} pp-noPrint`}>
        <KeyImageSheets images={plan.keyImages} fileName={planFileName(plan.planId, plan.version)} />
      </div>
      <Modal
        opened={open !== null}
        onClose={() => setOpen(null)}
        size="auto"
        title={open === null ? '' : captionOf(open, plan.keyImages.indexOf(open))}
        closeButtonProps={{ 'aria-label': 'Close the image', size: 44 }}
      >
        {open === null ? null : (
          <img
            className={classes.imageLarge}
            src={keyImageHref(open.id)}
            alt={captionOf(open, plan.keyImages.indexOf(open))}
          />
        )}
      </Modal>
    </section>
  );
}

/** The caption under it names the picture; a picture that does not come says so instead of staying black. */
function Thumbnail({ image }: { readonly image: KeyImage }) {
  const [missing, setMissing] = useState(false);
  if (missing) return <span className={classes.imageMissing}>The picture could not be loaded.</span>;
  return (
    <img
      src={keyImageHref(image.id)}
      alt=""
      width={image.widthPx}
      height={image.heightPx}
      loading="lazy"
      onError={() => setMissing(true)}
    />
  );
}

const captionOf = (image: KeyImage, index: number): string =>
  image.caption.trim() === '' ? `Key image ${index + 1}, no caption` : image.caption;
