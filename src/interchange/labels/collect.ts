import type { FileLabel } from './labelFile.ts';

/** Each level once: a level that comes twice is refused both times, since nobody can say which is meant. */
export function withoutDoubles(labels: readonly FileLabel[]): {
  readonly labels: readonly FileLabel[];
  readonly refused: readonly string[];
} {
  const isDoubled = ({ level }: FileLabel): boolean => labels.filter((one) => one.level === level).length > 1;
  return {
    labels: labels.filter((label) => !isDoubled(label) && finite(label)),
    refused: [
      ...[...new Set(labels.filter(isDoubled).map((label) => label.level))].map(
        (level) => `${level} is there more than once.`,
      ),
      ...labels.filter((label) => !finite(label)).map(({ level }) => `${level} has no usable position.`),
    ],
  };
}

const finite = (label: FileLabel): boolean => label.pointLpsMm.every(Number.isFinite);
