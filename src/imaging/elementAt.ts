/** The element at an index the caller knows to be inside. @throws where it is not: broken code, not bad data. */
export function elementAt<T>(list: ArrayLike<T>, index: number): T {
  const element = list[index];
  if (element === undefined) throw new Error(`elementAt: index ${index} is outside a list of ${list.length}`);
  return element;
}
