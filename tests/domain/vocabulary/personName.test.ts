import { describe, expect, it } from 'vitest';
import {
  leadingSpelling,
  nameSpellings,
  nameWords,
  tidyName,
} from '../../../src/domain/vocabulary/personName.ts';

/** Names of PS3.5 annexes H to J. */
describe('a DICOM name', () => {
  it.each([
    ['DOE^JANE^ANN', 'DOE, JANE ANN'],
    ['DOE^JANE^^Dr', 'DOE, Dr JANE'],
    ['Doe^John^^^Jr', 'Doe, John Jr'],
    ['DOE', 'DOE'],
    ['^JANE', 'JANE'],
    ['Yamada^Tarou=山田^太郎=やまだ^たろう', 'Yamada, Tarou (山田 太郎; やまだ たろう)'],
    ['Hong^Gildong=洪^吉洞=홍^길동', 'Hong, Gildong (洪 吉洞; 홍 길동)'],
    ['Ivanov^Ivan=Иванов^Иван', 'Ivanov, Ivan (Иванов, Иван)'],
    ['Wang^XiaoDong=王^小东=', 'Wang, XiaoDong (王 小东)'],
    ['=王^小东', '王 小东'],
    ['==やまだ^たろう', 'やまだ たろう'],
    ['ﾔﾏﾀﾞ^ﾀﾛｳ=山田^太郎', 'ﾔﾏﾀﾞ ﾀﾛｳ (山田 太郎)'],
    ['Same=Same', 'Same'],
    ['', 'Name not stated'],
    ['^^^^', 'Name not stated'],
    ['^^=^', 'Name not stated'],
  ])('%s reads %s', (name, words) => {
    expect(nameWords(name)).toBe(words);
  });

  it('is the same text however many empty components end it', () => {
    expect(tidyName('Buc^Jérôme^^^')).toBe('Buc^Jérôme');
    expect(tidyName('Yamada^Tarou^^^=山田^太郎^^=')).toBe('Yamada^Tarou=山田^太郎');
    expect(tidyName('^^==やまだ')).toBe('==やまだ');
    expect(tidyName('a=b=c=d')).toBe('a=b=c');
  });

  it('leads with the first spelling that is given', () => {
    expect(leadingSpelling('Yamada^Tarou=山田^太郎')).toBe('Yamada^Tarou');
    expect(leadingSpelling('^=山田^太郎')).toBe('山田^太郎');
    expect(nameSpellings('=山田^太郎^')).toEqual({ alphabetic: '', ideographic: '山田^太郎', phonetic: '' });
  });
});
