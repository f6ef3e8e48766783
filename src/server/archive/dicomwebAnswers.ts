import { serverIssue, STATUS_OF_CODE, type ServerIssue } from '../serverIssue.ts';
import type { DicomwebAnswer } from './archivePort.ts';

export function jsonAnswer(body: unknown, status = 200, warnings: readonly string[] = []): DicomwebAnswer {
  return {
    status,
    headers: {
      'content-type': 'application/dicom+json; charset=utf-8',
      ...(warnings.length === 0
        ? {}
        : { warning: warnings.map((text) => `299 patchpoint "${text}"`).join(', ') }),
    },
    body: JSON.stringify(body),
  };
}

export const issueAnswer = ({ code, message }: ServerIssue): DicomwebAnswer => ({
  status: STATUS_OF_CODE[code],
  headers: { 'content-type': 'application/json; charset=utf-8' },
  body: JSON.stringify({ code, message }),
});

export const nothingThere = serverIssue('not-found', 'The archive holds nothing under these identifiers.');
export const notAcceptable = serverIssue(
  'not-acceptable',
  'The archive sends what it has as it is stored; ask with transfer-syntax=* or for DICOM JSON.',
);
