/** After the blockers are empty no answer is missing; a missing one is a fault of this program. */
export function required<T>(answer: T | null | undefined, name: string): T {
  if (answer === null || answer === undefined)
    throw new Error(`'${name}' is unanswered although nothing blocks signing.`);
  return answer;
}
