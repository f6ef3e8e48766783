import { Button, Group } from '@mantine/core';
import { useRef, type ChangeEvent } from 'react';
import { useServices } from '../shell/services.tsx';
import { Icon } from '../theme/icons.tsx';

/** Folder and file pickers for those who do not drag. The folder attribute is set in the DOM: React has no word for it. */
export function OpenButtons() {
  const { local } = useServices();
  const folder = useRef<HTMLInputElement>(null);
  const files = useRef<HTMLInputElement>(null);
  const take = (event: ChangeEvent<HTMLInputElement>): void => {
    const chosen = [...(event.currentTarget.files ?? [])];
    event.currentTarget.value = '';
    if (chosen.length > 0) void local.importFiles(chosen);
  };
  return (
    <Group gap={8} wrap="nowrap">
      <Button variant="default" leftSection={<Icon name="folder" />} onClick={() => folder.current?.click()}>
        Open folder…
      </Button>
      <Button variant="default" leftSection={<Icon name="files" />} onClick={() => files.current?.click()}>
        Open files…
      </Button>
      <input
        ref={(element) => {
          folder.current = element;
          element?.setAttribute('webkitdirectory', '');
        }}
        type="file"
        multiple
        hidden
        aria-label="DICOM folder"
        onChange={take}
      />
      <input ref={files} type="file" multiple hidden aria-label="DICOM files or ZIP" onChange={take} />
    </Group>
  );
}
