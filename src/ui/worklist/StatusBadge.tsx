import { Icon, type IconName } from '../theme/icons.tsx';
import classes from './StatusBadge.module.css';

const looks: Readonly<Record<string, { readonly icon: IconName; readonly tone: string }>> = {
  'To mark': { icon: 'pen', tone: 'quiet' },
  'To review': { icon: 'clock', tone: 'info' },
  Returned: { icon: 'returned', tone: 'warn' },
  'Accepted, queued': { icon: 'upload', tone: 'warn' },
  'Handed over': { icon: 'check', tone: 'good' },
  Scheduled: { icon: 'clock', tone: 'good' },
  Performed: { icon: 'check', tone: 'quiet' },
  Cancelled: { icon: 'cross', tone: 'quiet' },
  Superseded: { icon: 'list', tone: 'quiet' },
};

/** Where a case stands: word and shape, colour only besides. */
export function StatusBadge({ status }: { readonly status: string }) {
  const look = looks[status] ?? { icon: 'info', tone: 'quiet' };
  return (
    <span className={classes.badge} data-tone={look.tone}>
      <Icon name={look.icon} size={15} />
      {status}
    </span>
  );
}
