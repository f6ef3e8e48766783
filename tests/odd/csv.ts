/** Rows of a CSV file with a header line, quoted fields and line breaks in quotes (RFC 4180). */
export function readCsv(text: string): readonly Readonly<Record<string, string>>[] {
  const [names = [], ...rows] = cells(text.replaceAll('\r\n', '\n'));
  return rows
    .filter((row) => row.length > 1)
    .map((row) => Object.fromEntries(names.map((name, i) => [name, row[i] ?? ''])));
}

function cells(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [[]];
  let cell = '';
  let quoted = false;
  const endCell = (): void => {
    rows.at(-1)?.push(cell);
    cell = '';
  };
  for (let i = 0; i < text.length; i += 1) {
    const char = text[i] ?? '';
    if (quoted && char === '"' && text[i + 1] === '"') {
      cell += '"';
      i += 1;
    } else if (char === '"') quoted = !quoted;
    else if (!quoted && char === ',') endCell();
    else if (!quoted && char === '\n') {
      endCell();
      rows.push([]);
    } else cell += char;
  }
  endCell();
  return rows;
}
