import { Button } from '@mantine/core';
import { Component, type ReactNode } from 'react';
import { StateMessage } from './StateMessage.tsx';

interface Props {
  readonly children: ReactNode;
}

/** A screen that breaks says so; nothing of the fault is logged or shown, since it may carry patient data. */
export class ErrorBoundary extends Component<Props, { readonly failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    return this.state.failed ? (
      <BrokenScreen onRetry={() => this.setState({ failed: false })} />
    ) : (
      this.props.children
    );
  }
}

export function BrokenScreen({ onRetry }: { readonly onRetry: () => void }) {
  return (
    <StateMessage
      icon="stop"
      tone="bad"
      title="This screen stopped working"
      actions={
        <>
          <Button onClick={onRetry}>Try again</Button>
          <Button variant="default" component="a" href="/">
            Back to the worklist
          </Button>
        </>
      }
    >
      What you marked was saved with each change, and signed plans are locked on the server. Try again; if it
      stops once more, reload the page.
    </StateMessage>
  );
}
