/** One media range of an Accept header (RFC 9110 12.5.1; DICOM's `type` and `transfer-syntax`, PS3.18 8.7.3). */
export interface MediaRange {
  readonly media: string;
  /** `type` of a multipart/related range, in lower case without quotes; null where it is open. */
  readonly partType: string | null;
  /** A UID, `*`, or null where it is not stated. */
  readonly transferSyntax: string | null;
}

export function parseAccept(accept: string): readonly MediaRange[] {
  if (accept.trim() === '') return [{ media: '*/*', partType: null, transferSyntax: null }];
  return splitOutsideQuotes(accept, ',').flatMap((range): MediaRange[] => {
    const [media = '', ...parameters] = splitOutsideQuotes(range, ';').map((part) => part.trim());
    if (media === '') return [];
    const named = new Map(
      parameters.map((parameter) => {
        const equals = parameter.indexOf('=');
        const value = parameter
          .slice(equals + 1)
          .replaceAll('"', '')
          .trim();
        return [parameter.slice(0, equals).trim().toLowerCase(), value] as const;
      }),
    );
    if (named.get('q') !== undefined && Number(named.get('q')) === 0) return [];
    return [
      {
        media: media.toLowerCase(),
        partType: named.get('type')?.toLowerCase() ?? null,
        transferSyntax: named.get('transfer-syntax') ?? null,
      },
    ];
  });
}

/** Is `media` wanted by itself (not inside multipart/related)? */
export const acceptsMedia = (ranges: readonly MediaRange[], ...media: readonly string[]): boolean =>
  ranges.some((range) => range.media === '*/*' || media.includes(range.media));

/**
 * May parts of `partType`, stored in `transferSyntaxUid`, be sent as multipart/related?
 * We send what is stored and transcode nothing: a range that states no syntax is taken as `*`, which PS3.18 would read
 * as Explicit VR Little Endian (docs/deployment.md); one that names another syntax is not met.
 */
export const acceptsParts = (
  ranges: readonly MediaRange[],
  partType: string,
  transferSyntaxUid: string,
): boolean =>
  ranges.some(
    (range) =>
      (range.media === '*/*' ||
        (range.media === 'multipart/related' && isWithin(partType, range.partType))) &&
      (range.transferSyntax === null ||
        range.transferSyntax === '*' ||
        range.transferSyntax === transferSyntaxUid),
  );

const isWithin = (type: string, wanted: string | null): boolean =>
  wanted === null || wanted === '*/*' || wanted === type || wanted === `${type.split('/')[0] ?? ''}/*`;

function splitOutsideQuotes(text: string, separator: string): readonly string[] {
  const parts = [''];
  let quoted = false;
  for (const sign of text) {
    if (sign === '"') quoted = !quoted;
    if (sign === separator && !quoted) parts.push('');
    else parts[parts.length - 1] += sign;
  }
  return parts;
}
