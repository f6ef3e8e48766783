/** What this browser keeps for the page over a reload; null in windows that keep nothing. */
export function pageStorage(): Storage | null {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}
