/**
 * Days from one date to another, both YYYYMMDD; null when one is no date. Negative when `to` is earlier.
 * The calendar as arithmetic (days since 1970-03-01 in 400-year eras): the rules know no clock and no time zone.
 */
export function daysBetween(from: string, to: string): number | null {
  const first = dayNumber(from);
  const second = dayNumber(to);
  return first === null || second === null ? null : second - first;
}

function dayNumber(date: string): number | null {
  const match = /^(\d{4})(\d{2})(\d{2})$/.exec(date);
  if (match === null) return null;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return null;
  const shifted = month <= 2 ? year - 1 : year;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return (
    shifted * 365 +
    Math.floor(shifted / 4) -
    Math.floor(shifted / 100) +
    Math.floor(shifted / 400) +
    dayOfYear
  );
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}
