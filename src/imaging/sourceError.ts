/** A source that cannot go on says why in words fit for a person; anything else thrown is not shown. */
export class SourceError extends Error {}
