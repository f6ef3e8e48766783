import { Button, Skeleton, Stack } from '@mantine/core';
import { StateMessage } from '../shell/StateMessage.tsx';

export function WorklistLoading() {
  return (
    <Stack gap={10} aria-busy="true">
      {[0, 1, 2, 3].map((row) => (
        <Skeleton key={row} height={84} radius="sm" />
      ))}
    </Stack>
  );
}

export function WorklistFailed({
  message,
  onRetry,
}: {
  readonly message: string;
  readonly onRetry: () => void;
}) {
  return (
    <StateMessage
      level={2}
      icon="offline"
      tone="bad"
      title="The worklist cannot be shown"
      actions={<Button onClick={onRetry}>Try again</Button>}
    >
      {message} Studies dropped on this page still open.
    </StateMessage>
  );
}

export function WorklistEmpty({ generating }: { readonly generating: boolean }) {
  return (
    <StateMessage level={2} icon="folder" title="No patients yet">
      {generating
        ? 'The sample case is being made and appears here by itself. Meanwhile a folder of DICOM files can be dropped on this page.'
        : 'The archive holds no studies. Drop a folder of DICOM files on this page, or open one with the buttons above.'}
    </StateMessage>
  );
}
