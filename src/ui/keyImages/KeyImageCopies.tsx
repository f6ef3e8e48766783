import { Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { keyImageHref } from '../../app/planDownloads.ts';
import type { KeyImage } from '../../domain/case/document.ts';
import { copyPicture, pictureAs, pictureSheet, saveFile, type PictureType } from './pictureFiles.ts';

const EXTENSION: Readonly<Record<PictureType, string>> = { 'image/png': 'png', 'image/jpeg': 'jpg' };

/** Runs one copy at a time and says what came of it; a picture that cannot be made is never silent. */
function useCopies() {
  const [said, setSaid] = useState('');
  const tried = async (work: () => Promise<void>, done: string): Promise<void> => {
    setSaid('');
    try {
      await work();
      setSaid(done);
    } catch {
      setSaid('This browser could not make the copy. Download the PNG instead.');
    }
  };
  const run = (work: () => Promise<void>, done: string): void => void tried(work, done);
  return { said, run };
}

interface KeyImageCopiesProps {
  readonly image: KeyImage;
  /** Names the plan or the place in the case, never the patient. */
  readonly fileName: string;
  readonly label: string;
}

/** One key image for elsewhere: as file, on the clipboard, and without marks and identity strip. */
export function KeyImageCopies({ image, fileName, label }: KeyImageCopiesProps) {
  const { said, run } = useCopies();
  const href = keyImageHref(image.id);
  const { clean } = image;
  return (
    <>
      <Group gap={6} mt={8}>
        <Button
          component="a"
          href={href}
          download={`${fileName}.png`}
          size="compact-md"
          variant="default"
          aria-label={`PNG of ${label}`}
        >
          PNG
        </Button>
        <Button
          size="compact-md"
          variant="default"
          onClick={() =>
            run(
              async () => saveFile(await pictureAs(href, 'image/jpeg'), `${fileName}.jpg`),
              'Saved as JPEG.',
            )
          }
        >
          JPEG (lossy)
        </Button>
        <Button
          size="compact-md"
          variant="default"
          aria-label={`Copy ${label}`}
          onClick={() => run(() => copyPicture(href), 'Copied to the clipboard.')}
        >
          Copy
        </Button>
        {clean === undefined ? null : (
          <Button
            component="a"
            href={keyImageHref(clean.id)}
            download={`${fileName}-clean.png`}
            size="compact-md"
            variant="default"
            aria-label={`Clean PNG of ${label}`}
            title="Without marks and identity strip; side letters and scale stay"
          >
            Clean PNG
          </Button>
        )}
      </Group>
      <Text component="output" size="sm" display="block" mt={4}>
        {said}
      </Text>
    </>
  );
}

/** All key images on one sheet, lettered in their order. */
export function KeyImageSheets({
  images,
  fileName,
}: {
  readonly images: readonly KeyImage[];
  readonly fileName: string;
}) {
  const { said, run } = useCopies();
  if (images.length < 2) return null;
  const save = (type: PictureType): void =>
    run(
      async () =>
        saveFile(
          await pictureSheet(
            images.map(({ id }) => keyImageHref(id)),
            type,
          ),
          `${fileName}-sheet.${EXTENSION[type]}`,
        ),
      'Sheet saved.',
    );
  return (
    <Group gap={6} mt={8}>
      <Button size="compact-md" variant="default" onClick={() => save('image/png')}>
        Sheet of all, PNG
      </Button>
      <Button size="compact-md" variant="default" onClick={() => save('image/jpeg')}>
        Sheet of all, JPEG (lossy)
      </Button>
      <Text component="output" size="sm">
        {said}
      </Text>
    </Group>
  );
}
