import { Button, FileButton, Menu, Select } from '@mantine/core';
import { useState } from 'react';
import type { Workspace } from '../../../app/workspace.ts';
import { findSeries } from '../../../app/workspace/series.ts';
import type { Result } from '../../../domain/result.ts';
import { compareVertebrae } from '../../../domain/vocabulary/scheme.ts';
import type { LabelFile, Numbering } from '../../../interchange/labels/labelFile.ts';
import { readLabelFiles } from '../../../interchange/labels/readLabelFiles.ts';
import { LABEL_FORMATS } from '../../../interchange/labels/writeLabels.ts';
import { useWorkspaceState } from '../context.tsx';
import classes from '../StepPanel.module.css';

const NUMBERING_CHOICES: readonly { readonly value: Numbering; readonly label: string }[] = [
  { value: 'verse', label: 'VerSe' },
  { value: 'totalsegmentator', label: 'TotalSegmentator' },
];

/** Labels from files and to files. What was understood is shown before anything is taken over. */
export function LabelFiles({
  workspace,
  seriesUid,
}: {
  readonly workspace: Workspace;
  readonly seriesUid: string;
}) {
  const labeling = useWorkspaceState((state) => state.doc.labelings[seriesUid]);
  const studies = useWorkspaceState((state) => state.studies);
  const [files, setFiles] = useState<readonly File[]>([]);
  const [read, setRead] = useState<Result<LabelFile> | null>(null);
  const frameOfReferenceUid = findSeries(studies, seriesUid)?.frameOfReferenceUid ?? null;
  if (frameOfReferenceUid === null)
    return <p className={classes.hint}>Without a frame of reference labels cannot be exchanged.</p>;
  const open = async (chosen: readonly File[], numbering: Numbering | null): Promise<void> => {
    if (chosen.length === 0) return;
    setFiles(chosen);
    const named = await Promise.all(
      chosen.map(async (file) => ({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) })),
    );
    setRead(readLabelFiles(named, numbering));
  };
  const close = (): void => setRead(null);
  const save = (format: (typeof LABEL_FORMATS)[number]): void => {
    const labels = (labeling?.labels ?? []).toSorted((a, b) => compareVertebrae(a.level, b.level));
    const url = URL.createObjectURL(new Blob([format.write(frameOfReferenceUid, labels)]));
    const link = document.createElement('a');
    link.href = url;
    link.download = `spine.${format.extension}`;
    link.click();
    URL.revokeObjectURL(url);
  };
  return (
    <>
      <div className={classes.row}>
        <FileButton multiple onChange={(chosen) => void open(chosen, null)}>
          {(props) => (
            <Button size="compact-sm" variant="default" {...props}>
              Import labels
            </Button>
          )}
        </FileButton>
        <Menu>
          <Menu.Target>
            <Button size="compact-sm" variant="default" disabled={(labeling?.labels.length ?? 0) === 0}>
              Export labels
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {LABEL_FORMATS.map((format) => (
              <Menu.Item key={format.id} onClick={() => save(format)}>
                {format.title}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      </div>
      {read === null ? null : read.ok ? (
        <Understood
          file={read.value}
          otherFrame={
            read.value.frameOfReferenceUid !== null && read.value.frameOfReferenceUid !== frameOfReferenceUid
          }
          onTake={() => {
            const points = read.value.labels;
            if (workspace.dispatch({ type: 'label/import', seriesUid, frameOfReferenceUid, points }) === null)
              close();
          }}
          onLeave={close}
        />
      ) : (
        <div aria-live="polite">
          <p className={classes.hint}>{read.error.message}</p>
          {read.error.code === 'needs-numbering' ? (
            <Select
              label="The numbers follow"
              placeholder="Convention"
              data={NUMBERING_CHOICES}
              onChange={(value) => {
                const numbering = NUMBERING_CHOICES.find((choice) => choice.value === value)?.value;
                if (numbering !== undefined) void open(files, numbering);
              }}
            />
          ) : null}
        </div>
      )}
    </>
  );
}

function Understood({
  file,
  otherFrame,
  onTake,
  onLeave,
}: {
  readonly file: LabelFile;
  readonly otherFrame: boolean;
  readonly onTake: () => void;
  readonly onLeave: () => void;
}) {
  const levels = file.labels.map((label) => label.level).toSorted(compareVertebrae);
  const usable = levels.length > 0 && !otherFrame;
  return (
    <div aria-live="polite">
      <p className={classes.hint}>
        {file.format}: {levels.length === 0 ? 'no vertebra understood.' : `${levels.join(', ')}.`}{' '}
        {file.frameOfReferenceUid === null && usable
          ? 'The file names no series: make sure it belongs to this one.'
          : ''}
        {otherFrame ? 'It belongs to another frame of reference: not imported here.' : ''}
      </p>
      <ul className={classes.problems} aria-label="Remarks on the file">
        {[...file.notes, ...file.refused].map((remark) => (
          <li key={remark}>{remark}</li>
        ))}
      </ul>
      <div className={classes.row}>
        {usable ? (
          <Button size="compact-sm" variant="light" onClick={onTake}>
            Take over {levels.length}, provisional
          </Button>
        ) : null}
        <Button size="compact-sm" variant="default" onClick={onLeave}>
          Leave
        </Button>
      </div>
    </div>
  );
}
