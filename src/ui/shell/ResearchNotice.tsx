import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import classes from './ResearchNotice.module.css';

const KEY = 'patchpoint.notice.read';

/** Said once at the start and remembered; it covers nothing and holds no keyboard. Exports carry it every time. */
export function ResearchNotice() {
  const [read, setRead] = useState(() => localStorage.getItem(KEY) === 'yes');
  if (read) return null;
  const acknowledge = (): void => {
    localStorage.setItem(KEY, 'yes');
    setRead(true);
  };
  return (
    <section className={`${classes.notice} pp-noPrint`} aria-label="Research notice">
      <Text size="sm">
        <b>Research use only.</b> Patchpoint is not a medical device and not for diagnosis or treatment. Check
        every level and side against the images; where it does not know, it says so.
      </Text>
      <Button size="sm" onClick={acknowledge}>
        I understand
      </Button>
    </section>
  );
}
