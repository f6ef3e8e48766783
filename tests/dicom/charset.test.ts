import { describe, expect, it } from 'vitest';
import { textDecodingOf } from '../../src/dicom/charset.ts';
import { parseInstance } from '../../src/dicom/parseInstance.ts';
import { noData, readData } from './sharedData.ts';

const bytesOf = (text: string): Uint8Array => Uint8Array.from(text, (char) => char.charCodeAt(0));
const ESC = '\x1b';

/** Names of PS3.5 annexes H, I, J and K. */
describe('textDecodingOf', () => {
  it.each([
    ['Latin-1', ['ISO_IR 100'], 'Buc^J\xe9r\xf4me', 'Buc^Jérôme'],
    ['Latin-1, spelled otherwise', ['ISO-IR 100'], 'J\xe9', 'Jé'],
    ['Latin-2', ['ISO_IR 101'], 'W\xb3\xf3d\xbc', 'Włódź'],
    ['Cyrillic', ['ISO_IR 144'], '\xbb\xee\xda\xe1\xd5\xdc', 'Люксем'],
    ['Greek', ['ISO_IR 126'], '\xc4\xe9\xef\xed', 'Διον'],
    ['Hebrew', ['ISO_IR 138'], '\xf9\xf8\xe5\xef', 'שרון'],
    ['UTF-8', ['ISO_IR 192'], '\xe7\x8e\x8b', '王'],
    [
      'GB18030, second byte a backslash',
      ['GB18030'],
      '\x95\x5c',
      new TextDecoder('gb18030').decode(Uint8Array.of(0x95, 0x5c)),
    ],
    ['none, valid UTF-8', [], 'Mu\xc3\xb1oz', 'Muñoz'],
    ['none, not UTF-8', [], 'Mu\xf1oz', 'Muñoz'],
    [
      'Japanese (H.3.1)',
      ['', 'ISO 2022 IR 87'],
      `Yamada^Tarou=${ESC}$B;3ED${ESC}(B^${ESC}$BB@O:${ESC}(B=${ESC}$B$d$^$@${ESC}(B^${ESC}$B$?$m$&${ESC}(B`,
      'Yamada^Tarou=山田^太郎=やまだ^たろう',
    ],
    [
      'Japanese with half-width katakana (H.3.2)',
      ['ISO 2022 IR 13', 'ISO 2022 IR 87'],
      `\xd4\xcf\xc0\xde^\xc0\xdb\xb3=${ESC}$B;3ED${ESC}(J^${ESC}$BB@O:${ESC}(J`,
      'ﾔﾏﾀﾞ^ﾀﾛｳ=山田^太郎',
    ],
    [
      'Korean (I.2)',
      ['', 'ISO 2022 IR 149'],
      `Hong^Gildong=${ESC}$)C\xfb\xf3^${ESC}$)C\xd1\xce\xd4\xd7=${ESC}$)C\xc8\xab^${ESC}$)C\xb1\xe6\xb5\xbf`,
      'Hong^Gildong=洪^吉洞=홍^길동',
    ],
    [
      'several repertoires in one value',
      ['ISO 2022 IR 100', 'ISO 2022 IR 144', 'ISO 2022 IR 126'],
      `J\xe9=${ESC}-L\xbb\xee=${ESC}-F\xc4\xe9`,
      'Jé=Лю=Δι',
    ],
  ])('%s', (_, terms, bytes, text) => {
    expect(textDecodingOf(terms)(bytesOf(bytes))).toBe(text);
  });
});

describe.skipIf(noData)('names in real files', () => {
  it.each([
    ['chrFren', 'Buc^Jérôme'],
    ['chrFrenMulti', 'Buc^Jérôme'],
    ['chrH31', 'Yamada^Tarou=山田^太郎=やまだ^たろう'],
    ['chrH32', 'ﾔﾏﾀﾞ^ﾀﾛｳ=山田^太郎=やまだ^たろう'],
    ['chrHbrw', 'שרון^דבורה'],
    ['chrI2', 'Hong^Gildong=洪^吉洞=홍^길동'],
    ['chrX1', 'Wang^XiaoDong=王^小東'],
  ])('%s', (file, name) => {
    const { header } = parseInstance(readData(`odd/charset/${file}.dcm`), file);
    expect(header?.patient.name).toBe(name);
  });
});
