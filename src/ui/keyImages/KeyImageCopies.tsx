import { Button, Checkbox, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { keyImagePicture } from '../../app/keyImagePicture.ts';
import { keyImageHref } from '../../app/planDownloads.ts';
import type { KeyImage } from '../../domain/case/document.ts';
import { asJpeg, copyPicture, pictureSheet, saveFile, type PictureType } from './pictureFiles.ts';

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
      setSaid('The copy could not be made. Reload the page and try again.');
    }
  };
  const run = (work: () => Promise<void>, done: string): void => void tried(work, done);
  return { said, run };
}

async function pictureOf(image: KeyImage, identity: boolean): Promise<Blob> {
  const picture = await keyImagePicture(image, { identity });
  if (!picture.ok) throw new Error(picture.error.message);
  return picture.value;
}

interface IdentityChoiceProps {
  readonly label: string;
  readonly on: boolean;
  readonly onChange: (on: boolean) => void;
}

/** Whether a copy says whose picture it is; what is sent to archive and record always does. */
function IdentityChoice({ label, on, onChange }: IdentityChoiceProps) {
  return (
    <Checkbox
      size="sm"
      label="Name and ID"
      aria-label={`Name and ID on ${label}`}
      checked={on}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
  );
}

interface KeyImageCopiesProps {
  readonly image: KeyImage;
  /** Names the plan or the place in the case, never the patient. */
  readonly fileName: string;
  readonly label: string;
}

/** One key image for elsewhere: as file, on the clipboard, with or without identity, and without marks. */
export function KeyImageCopies({ image, fileName, label }: KeyImageCopiesProps) {
  const { said, run } = useCopies();
  const [identity, setIdentity] = useState(true);
  const { clean, marked } = image;
  const picture = (): Promise<Blob> => pictureOf(image, identity);
  return (
    <>
      <Group gap={6} mt={8}>
        <Button
          size="compact-md"
          variant="default"
          aria-label={`PNG of ${label}`}
          onClick={() => run(async () => saveFile(await picture(), `${fileName}.png`), 'Saved as PNG.')}
        >
          PNG
        </Button>
        <Button
          size="compact-md"
          variant="default"
          aria-label={`JPEG (lossy) of ${label}`}
          onClick={() =>
            run(async () => saveFile(await asJpeg(await picture()), `${fileName}.jpg`), 'Saved as JPEG.')
          }
        >
          JPEG (lossy)
        </Button>
        <Button
          size="compact-md"
          variant="default"
          aria-label={`Copy ${label}`}
          onClick={() => run(() => copyPicture(picture()), 'Copied to the clipboard.')}
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
            title="Without marks and words below; side letters and scale stay"
          >
            Clean PNG
          </Button>
        )}
        {marked === undefined ? null : <IdentityChoice label={label} on={identity} onChange={setIdentity} />}
      </Group>
      <Text component="output" size="sm" display="block" mt={4}>
        {said}
      </Text>
    </>
  );
}

/** All key images on one sheet, numbered as on the page. */
export function KeyImageSheets({
  images,
  fileName,
}: {
  readonly images: readonly KeyImage[];
  readonly fileName: string;
}) {
  const { said, run } = useCopies();
  const [identity, setIdentity] = useState(true);
  if (images.length < 2) return null;
  const sheet = async (type: PictureType): Promise<Blob> =>
    pictureSheet(await Promise.all(images.map((image) => pictureOf(image, identity))), type);
  const save = (type: PictureType): void =>
    run(async () => saveFile(await sheet(type), `${fileName}-sheet.${EXTENSION[type]}`), 'Sheet saved.');
  return (
    <Group gap={6} mt={8}>
      <Button size="compact-md" variant="default" onClick={() => save('image/png')}>
        Sheet of all, PNG
      </Button>
      <Button size="compact-md" variant="default" onClick={() => save('image/jpeg')}>
        Sheet of all, JPEG (lossy)
      </Button>
      {images.every(({ marked }) => marked === undefined) ? null : (
        <IdentityChoice label="the sheet" on={identity} onChange={setIdentity} />
      )}
      <Text component="output" size="sm">
        {said}
      </Text>
    </Group>
  );
}
