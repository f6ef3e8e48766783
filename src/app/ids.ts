/** Where time and identifiers come from: given in, so that a test can replay a session. */
export interface Clock {
  now(): Date;
  /** Runs once after the delay; the answer cancels it. */
  after(delayMs: number, run: () => void): () => void;
}

export interface Identifiers {
  newId(): string;
  /** A DICOM UID below 2.25 (UUID as a decimal number; PS3.5 B.2). */
  newUid(): string;
}

export const systemClock: Clock = {
  now: () => new Date(),
  after: (delayMs, run) => {
    const timer = setTimeout(run, delayMs);
    return () => clearTimeout(timer);
  },
};

export const randomIdentifiers: Identifiers = {
  newId: () => crypto.randomUUID(),
  newUid: () => uuidToUid(crypto.randomUUID()),
};

/** `2.25.` and the UUID's 128 bits as a decimal integer without leading zeros (PS3.5 B.2). */
export function uuidToUid(uuid: string): string {
  return `2.25.${BigInt(`0x${uuid.replaceAll('-', '')}`).toString()}`;
}
