import { Modal } from '@mantine/core';
import { IdentityForm } from './IdentityForm.tsx';
import { useIdentityDialog } from './identityDialog.ts';

export function IdentityDialog() {
  const { open, done, dismiss } = useIdentityDialog();
  return (
    <Modal opened={open} onClose={dismiss} title="Who are you?" closeButtonProps={{ 'aria-label': 'Close' }}>
      <IdentityForm onDone={done} />
    </Modal>
  );
}
